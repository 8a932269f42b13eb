/** Under the field that it is about, which comes into sight: its place has the class `at-` and its name. */
export const showsError = {
  showError(this: { setData(change: object): void }, field: string, message: string): void {
    this.setData({ [`errors.${field}`]: message });
    wx.pageScrollTo({ selector: `.at-${field}`, offsetTop: -16, fail: () => undefined });
  },
};
