import type { ApplicantList } from '#core/contract/index';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { type ApplicantRow, toApplicantRow } from '../../views/recruiting';
import { sayFullDate } from '../../views/when';

/** Who answered one call, in the order in which they did (art. 6). */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    title: '',
    asks: '',
    closes: '',
    ...NO_ROWS,
    isEmpty: false,
    hasMore: false,
  },

  callId: '',
  list: null as PagedList<ApplicantList, ApplicantRow> | null,

  onLoad({ callId = '' }: { callId?: string }) {
    this.callId = callId;
    this.list = createPagedList<ApplicantList, ApplicantRow>(this, {
      ask: (cursor) =>
        call('recruiting.applicants', { callId: this.callId, ...(cursor === undefined ? {} : { cursor }) }),
      rowsOf: ({ items }) => items.map(toApplicantRow),
    });
  },

  onShow() {
    void this.read(true);
  },

  async load(isSame: boolean) {
    const read = await this.list?.read(isSame);
    if (!read) return;
    const answer: ApplicantList = read.answer;
    this.setData({
      state: 'content',
      title: answer.title,
      asks: answer.asks,
      closes: `${sayFullDate(answer.closesOn)}截止`,
      ...read.shown,
      isEmpty: answer.items.length === 0,
    });
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/volunteer/applicant/applicant?applicationId=${id}` });
  },

  onShareAppMessage() {
    return { title: '报名学业帮扶志愿者', path: '/volunteer/apply/apply' };
  },
});
