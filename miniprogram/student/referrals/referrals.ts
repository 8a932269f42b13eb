import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { sentenceOf, toFailure } from '../../views/failure';
import {
  emptyReferrals,
  type ReferralRow,
  type ReferralScope,
  SCOPE_CHOICES,
  toOwnRow,
  toReferralRow,
} from '../../views/referrals';

const SEES_ALL = ['leader', 'office'];

/** 早报告: one's own with what became of them; for leader and office also everyone's. */
Page({
  data: {
    state: 'loading',
    failureTitle: '',
    failureMessage: '',
    failureAction: 'retry',
    scopes: [] as typeof SCOPE_CHOICES,
    chosen: [] as readonly string[],
    groups: [] as { key: number; rows: readonly ReferralRow[] }[],
    isEmpty: false,
    emptyTitle: '',
    emptyHint: '',
    hasMore: false,
  },

  scope: '' as ReferralScope | '',
  today: '',
  cursor: null as string | null,
  question: 0,

  onLoad({ show = '' }: { show?: string }) {
    if (show === 'mine') this.scope = 'mine';
  },

  onShow() {
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

  async ask(scope: ReferralScope, cursor?: string) {
    const from = cursor === undefined ? {} : { cursor };
    if (scope === 'mine') {
      const { items, nextCursor } = await call('referrals.mine', from);
      return { rows: items.map((item) => toOwnRow(item, this.today)), nextCursor };
    }
    const { items, nextCursor } = await call('referrals.list', { show: scope, ...from });
    return { rows: items.map((item) => toReferralRow(item, this.today)), nextCursor };
  },

  async read() {
    this.question += 1;
    const { question } = this;
    // No further rows of the older answer.
    this.cursor = null;
    try {
      const { activeRole, today } = await getMe();
      this.today = today;
      const seesAll = SEES_ALL.includes(activeRole);
      const scope = seesAll ? this.scope || 'waiting' : 'mine';
      this.scope = scope;
      const { rows, nextCursor } = await this.ask(scope);
      if (question !== this.question) return;
      const { title, hint } = emptyReferrals(scope);
      this.cursor = nextCursor;
      this.setData({
        state: 'content',
        scopes: seesAll ? SCOPE_CHOICES : [],
        chosen: [scope],
        groups: [{ key: 0, rows }],
        isEmpty: rows.length === 0,
        emptyTitle: title,
        emptyHint: hint,
        hasMore: nextCursor !== null,
      });
    } catch (error) {
      if (question === this.question) this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  async onReachBottom() {
    if (this.cursor === null || this.scope === '') return;
    const { cursor, question } = this;
    this.cursor = null;
    try {
      const { rows, nextCursor } = await this.ask(this.scope, cursor);
      if (question !== this.question) return;
      const key = this.data.groups.length;
      this.cursor = nextCursor;
      this.setData({ [`groups[${key}]`]: { key, rows }, hasMore: nextCursor !== null });
    } catch (error) {
      this.cursor = cursor;
      wx.showToast({ title: toFailure(error).failureTitle, icon: 'none' });
    }
  },

  onScope({ detail }: WechatMiniprogram.CustomEvent<{ value: ReferralScope }>) {
    this.scope = detail.value;
    void this.read();
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    if (this.scope !== 'mine') wx.navigateTo({ url: `/meeting/referral/referral?referralId=${id}` });
  },

  onWithdraw({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id, name } = currentTarget.dataset as { id: string; name: string };
    wx.showModal({
      title: '撤回这份早报告？',
      content: `${name}的早报告会从待答复里去掉，不能恢复；有需要可以再写一份。`,
      confirmText: '撤回',
      success: ({ confirm }) => {
        if (confirm) void this.withdraw(id);
      },
    });
  },

  async withdraw(referralId: string) {
    try {
      await call('referrals.withdraw', { referralId });
    } catch (error) {
      wx.showModal({
        title: '没有撤回',
        content: sentenceOf(error),
        showCancel: false,
        confirmText: '知道了',
      });
    }
    await this.read();
  },

  onWrite() {
    wx.navigateTo({ url: '/student/referral/referral' });
  },
});
