/** A page that reads what it shows: it waits, fails with a way to ask again, and is read anew on a pull. */
interface Reading {
  setData(change: object): void;
  read(): Promise<void>;
}

/** Data of such a page until it is read; the failure is what page-frame shows, see views/failure.ts. */
export const UNREAD = { state: 'loading', failureTitle: '', failureMessage: '', failureAction: 'retry' };

export const asksAgain = {
  onRetry(this: Reading): void {
    this.setData({ state: 'loading' });
    void this.read();
  },
};

/** With `enablePullDownRefresh` in the page's json. */
export const asksAgainOnPull = {
  async onPullDownRefresh(this: Reading): Promise<void> {
    await this.read();
    wx.stopPullDownRefresh();
  },
};
