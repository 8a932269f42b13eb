import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import type { Group } from '../../views/groups';
import { type HandoverRow, toHandoverView } from '../../views/roster-class';

/** 交接单: what passes on with a class. */
Page({
  ...reads,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    className: '',
    people: '',
    note: '',
    groups: [] as readonly Group<HandoverRow>[],
    isEmpty: false,
  },

  classId: '',

  onLoad({ classId = '' }: { classId?: string }) {
    this.classId = classId;
    void this.read();
  },

  async load() {
    const sheet = await call('roster.handover-sheet', { classId: this.classId });
    this.setData({ state: 'content', ...toHandoverView(sheet) });
  },

  onStudent({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/student/archive/archive?studentId=${id}` });
  },
});
