/** Rows of a grade file that a criterion summed; a tap shows what became of the row, and why. */
Component({
  properties: {
    /** EvidenceRowView[] of views/evidence. */
    rows: { type: Array, value: [] },
    /** Long lists open on demand. */
    isFolded: { type: Boolean, value: false },
  },
  data: { openKey: '' },
  methods: {
    onUnfold() {
      this.setData({ isFolded: !this.data.isFolded });
    },

    onRow({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const { key } = currentTarget.dataset as { key: string };
      this.setData({ openKey: key === this.data.openKey ? '' : key });
    },
  },
});
