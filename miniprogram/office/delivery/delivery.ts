import { SETTLE_NOTE_LIMIT } from '#core/domain/reminder-message';
import { asksAgain, asksAgainOnPull, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { sentenceOf, toFailure } from '../../views/failure';
import { type Group, renewedRow } from '../../views/groups';
import { type ProblemRow, sayProblems, sayReport, toProblemRow } from '../../views/reminders';

/** 未送达的提醒: what did not reach someone, and what the office makes of it. */
Page({
  ...asksAgain,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    canSettle: false,
    report: '',
    intro: '',
    groups: [] as readonly Group<ProblemRow>[],
    hasMore: false,
    openedId: '',
    isBusy: false,
    error: '',
  },

  cursor: null as string | null,
  today: '',
  /** Answers of an older question are dropped. */
  question: 0,

  onLoad() {
    void this.read();
  },

  async read() {
    this.question += 1;
    const { question } = this;
    this.cursor = null;
    try {
      const me = await getMe();
      const answer = await call('reminders.problems', {});
      if (question !== this.question) return;
      this.today = me.today;
      this.cursor = answer.nextCursor;
      const report = sayReport(answer.report, me.today);
      this.setData({
        state: answer.items.length === 0 && report === '' ? 'empty' : 'content',
        canSettle: me.activeRole === 'office',
        report,
        intro: sayProblems(answer) || '没有未送达的提醒。',
        groups: [{ key: 0, rows: answer.items.map((item) => toProblemRow(item, this.today)) }],
        hasMore: answer.nextCursor !== null,
        openedId: '',
        error: '',
      });
    } catch (error) {
      if (question === this.question) this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  async onReachBottom() {
    if (this.cursor === null) return;
    const { cursor, question } = this;
    this.cursor = null;
    try {
      const { items, nextCursor } = await call('reminders.problems', { cursor });
      if (question !== this.question) return;
      const key = this.data.groups.length;
      this.cursor = nextCursor;
      this.setData({
        [`groups[${key}]`]: { key, rows: items.map((item) => toProblemRow(item, this.today)) },
        hasMore: nextCursor !== null,
      });
    } catch (error) {
      this.cursor = cursor;
      wx.showToast({ title: toFailure(error).failureTitle, icon: 'none' });
    }
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    if (this.data.isBusy) return;
    const { id } = currentTarget.dataset as { id: string };
    this.setData({ openedId: this.data.openedId === id ? '' : id, error: '' });
  },

  onTold() {
    const { openedId, isBusy } = this.data;
    if (isBusy) return;
    wx.showModal({
      title: '已另行告知',
      editable: true,
      placeholderText: '怎样告知的，如：电话',
      confirmText: '记下',
      success: ({ confirm, content }) => {
        if (confirm) void this.settle(openedId, 'told', content.slice(0, SETTLE_NOTE_LIMIT));
      },
    });
  },

  onAgain() {
    const { openedId, isBusy } = this.data;
    if (isBusy) return;
    wx.showModal({
      title: '再发一次？',
      content: '如果前一次其实发出了，本人会收到两条。',
      confirmText: '再发一次',
      success: ({ confirm }) => {
        if (confirm) void this.settle(openedId, 'send-again', '');
      },
    });
  },

  async settle(messageId: string, how: 'told' | 'send-again', note: string) {
    this.setData({ isBusy: true, error: '' });
    try {
      const row = toProblemRow(await call('reminders.settle', { messageId, how, note }), this.today);
      this.setData({ isBusy: false, ...renewedRow(this.data.groups, row) });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },
});
