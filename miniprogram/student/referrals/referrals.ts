import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { sentenceOf } from '../../views/failure';
import {
  emptyReferrals,
  type ReferralRow,
  type ReferralScope,
  SCOPE_CHOICES,
  toOwnRow,
  toReferralRow,
} from '../../views/referrals';

interface Answer {
  readonly rows: readonly ReferralRow[];
  readonly nextCursor: string | null;
}

const SEES_ALL = ['leader', 'office'];

/** 早报告: one's own with what became of them; for leader and office also everyone's. */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    scopes: [] as typeof SCOPE_CHOICES,
    chosen: [] as readonly string[],
    ...NO_ROWS,
    isEmpty: false,
    emptyTitle: '',
    emptyHint: '',
    hasMore: false,
  },

  scope: '' as ReferralScope | '',
  today: '',
  list: null as PagedList<Answer> | null,

  onLoad({ show = '' }: { show?: string }) {
    if (show === 'mine') this.scope = 'mine';
    this.list = createPagedList<Answer, ReferralRow>(this, {
      ask: (cursor) => this.ask(cursor),
      rowsOf: ({ rows }) => rows,
    });
  },

  onShow() {
    void this.read(true);
  },

  async ask(cursor?: string): Promise<Answer> {
    const from = cursor === undefined ? {} : { cursor };
    if (this.scope === 'mine' || this.scope === '') {
      const { items, nextCursor } = await call('referrals.mine', from);
      return { rows: items.map((item) => toOwnRow(item, this.today)), nextCursor };
    }
    const { items, nextCursor } = await call('referrals.list', { show: this.scope, ...from });
    return { rows: items.map((item) => toReferralRow(item, this.today)), nextCursor };
  },

  async load(isSame: boolean) {
    const { activeRole, today } = await getMe();
    this.today = today;
    const seesAll = SEES_ALL.includes(activeRole);
    const scope = seesAll ? this.scope || 'waiting' : 'mine';
    this.scope = scope;
    const read = await this.list?.read(isSame);
    if (!read) return;
    const { title, hint } = emptyReferrals(scope);
    this.setData({
      state: 'content',
      scopes: seesAll ? SCOPE_CHOICES : [],
      chosen: [scope],
      ...read.shown,
      isEmpty: read.answer.rows.length === 0,
      emptyTitle: title,
      emptyHint: hint,
    });
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
