import { firstGroups, type Group, inGroups } from '../../views/groups';

type Row = { readonly key: string };

/** Several tables may stand open on one page, which holds fewer than 1,000 nodes. */
const ROWS_AT_ONCE = 30;

/** Rows of a grade file that a criterion summed; a tap shows what became of the row, and why. */
Component({
  properties: {
    /** EvidenceRowView[] of views/evidence. */
    rows: { type: Array, value: [] as Row[] },
    /** Long lists open on demand. */
    isFolded: { type: Boolean, value: false },
  },
  data: { groups: [] as readonly Group<Row>[], more: '', openKey: '' },
  observers: {
    /** A page that reads anew leaves open what was open. */
    rows(rows: readonly Row[]) {
      this.setData(firstGroups(inGroups(rows, ROWS_AT_ONCE), Math.max(1, this.data.groups.length)));
    },
  },
  methods: {
    onUnfold() {
      this.setData({ isFolded: !this.data.isFolded });
    },

    onMore() {
      const shown = this.data.groups.length;
      const rows = this.data.rows as readonly Row[];
      const { groups, more } = firstGroups(inGroups(rows, ROWS_AT_ONCE), shown + 1);
      this.setData({ [`groups[${shown}]`]: groups[shown], more });
    },

    onRow({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const { key } = currentTarget.dataset as { key: string };
      this.setData({ openKey: key === this.data.openKey ? '' : key });
    },
  },
});
