import type { QaList } from '#core/contract/index';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { type QaLine, toQaLine } from '../../views/qa';

/** Sessions announced and held: the teacher's own, or those of students in reach. */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    ...NO_ROWS,
    isEmpty: false,
    hasMore: false,
    canAnnounce: false,
    emptyHint: '',
  },

  today: '',
  list: null as PagedList<QaList, QaLine> | null,

  onLoad() {
    this.list = createPagedList<QaList, QaLine>(this, {
      ask: (cursor) => call('qa.list', cursor === undefined ? {} : { cursor }),
      rowsOf: ({ items }) => items.map((item) => toQaLine(item, this.today)),
    });
  },

  onShow() {
    void this.read(true);
  },

  async load(isSame: boolean) {
    const { activeRole, today } = await getMe();
    this.today = today;
    const read = await this.list?.read(isSame);
    if (!read) return;
    const canAnnounce = activeRole === 'teacher';
    this.setData({
      state: 'content',
      ...read.shown,
      isEmpty: read.answer.items.length === 0,
      canAnnounce,
      emptyHint: canAnnounce
        ? '定下时间地点，班主任和辅导员会看到，并通知要关注的同学。'
        : '教师通知之后，会列在这里，写明请哪些同学参加。',
    });
  },

  onReport({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/teacher/qa-report/qa-report?sessionId=${id}` });
  },

  onAnnounce() {
    wx.navigateTo({ url: '/teacher/qa-announce/qa-announce' });
  },
});
