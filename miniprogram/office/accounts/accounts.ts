import { call } from '../../services/api';
import { getMe } from '../../services/session';
import {
  type AccountRow,
  type CodeView,
  toAccountRow,
  toCodeView,
  UNBIND_CHOICES,
  unbindReason,
} from '../../views/accounts';
import { sentenceOf, toFailure } from '../../views/failure';

const SEARCH_PAUSE_MS = 400;
const NO_CODE: CodeView = { personId: '', code: '', sentence: '', message: '' };

/** Who may sign in: activation codes to hand out, WeChat accounts to take back. */
Page({
  data: {
    state: 'loading',
    failureTitle: '',
    failureMessage: '',
    failureAction: 'retry',
    canChange: false,
    groups: [] as { key: number; rows: readonly AccountRow[] }[],
    isEmpty: false,
    hasMore: false,
    openedId: '',
    code: NO_CODE,
    isBusy: false,
    error: '',
  },

  search: '',
  cursor: null as string | null,
  today: '',
  personId: '',
  /** Answers of an older question are dropped. */
  question: 0,
  searchTimer: 0,

  onLoad() {
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    wx.stopPullDownRefresh();
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.read();
  },

  async read() {
    this.question += 1;
    const { question } = this;
    this.cursor = null;
    try {
      const me = await getMe();
      this.today = me.today;
      this.personId = me.personId;
      const { items, nextCursor } = await call('accounts.list', this.ask());
      if (question !== this.question) return;
      this.cursor = nextCursor;
      this.setData({
        state: 'content',
        canChange: me.activeRole === 'office',
        groups: [{ key: 0, rows: items.map((item) => toAccountRow(item, this.today, this.personId)) }],
        isEmpty: items.length === 0,
        hasMore: nextCursor !== null,
        openedId: '',
        code: NO_CODE,
        error: '',
      });
    } catch (error) {
      if (question === this.question) this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  ask: (): { search?: string; cursor?: string } => ({}),

  onSearch({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    clearTimeout(this.searchTimer);
    this.searchTimer = setTimeout(() => {
      const search = detail.value.trim();
      if (search === this.search) return;
      this.search = search;
      this.ask = () => (search === '' ? {} : { search });
      void this.read();
    }, SEARCH_PAUSE_MS);
  },

  async onReachBottom() {
    if (this.cursor === null) return;
    const { cursor, question } = this;
    this.cursor = null;
    try {
      const { items, nextCursor } = await call('accounts.list', { ...this.ask(), cursor });
      if (question !== this.question) return;
      const key = this.data.groups.length;
      this.cursor = nextCursor;
      this.setData({
        [`groups[${key}]`]: {
          key,
          rows: items.map((item) => toAccountRow(item, this.today, this.personId)),
        },
        hasMore: nextCursor !== null,
      });
    } catch (error) {
      this.cursor = cursor;
      wx.showToast({ title: toFailure(error).failureTitle, icon: 'none' });
    }
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    if (!this.data.canChange || this.data.isBusy) return;
    const { id } = currentTarget.dataset as { id: string };
    this.setData({ openedId: this.data.openedId === id ? '' : id, error: '' });
  },

  async onIssue() {
    const { openedId, isBusy } = this.data;
    if (isBusy) return;
    this.setData({ isBusy: true, error: '' });
    try {
      const issued = await call('accounts.issue-code', { personId: openedId });
      this.setData({
        isBusy: false,
        code: toCodeView(issued, this.today),
        ...this.renewed(toAccountRow(issued.account, this.today, this.personId)),
      });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  onCopy() {
    wx.setClipboardData({ data: this.data.code.message });
  },

  onUnbind() {
    const { openedId, isBusy } = this.data;
    if (isBusy) return;
    wx.showActionSheet({
      alertText: '为什么解绑？解绑后这个微信马上不能再用。',
      itemList: [...UNBIND_CHOICES],
      success: ({ tapIndex }) => void this.unbind(openedId, tapIndex),
    });
  },

  async unbind(personId: string, index: number) {
    const reason = unbindReason(index);
    if (reason === undefined) return;
    this.setData({ isBusy: true, error: '' });
    try {
      const account = await call('accounts.unbind', { personId, reason });
      this.setData({
        isBusy: false,
        code: NO_CODE,
        ...this.renewed(toAccountRow(account, this.today, this.personId)),
      });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  /** The path of a row in the list, with what it shows now. */
  renewed(row: AccountRow): Record<string, AccountRow> {
    for (const [at, { rows }] of this.data.groups.entries()) {
      const index = rows.findIndex(({ id }) => id === row.id);
      if (index >= 0) return { [`groups[${at}].rows[${index}]`]: row };
    }
    return {};
  },
});
