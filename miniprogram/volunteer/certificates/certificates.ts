import type { CertificateDesk } from '#core/contract/index';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { openPaper } from '../../services/files';
import { getMe } from '../../services/session';
import { type CertifiableRow, toCertifiableRow, toCertificateDesk } from '../../views/certificates';
import { sentenceOf } from '../../views/failure';
import { sayFullDate } from '../../views/when';

/** Volunteers with their hours: who is to have a certificate, and the table for the school (art. 6). */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    head: { total: '', owed: '' },
    ...NO_ROWS,
    isEmpty: false,
    hasMore: false,
    today: '',
    from: '',
    fromText: '',
    to: '',
    toText: '',
    error: '',
    isBusy: false,
  },

  list: null as PagedList<CertificateDesk, CertifiableRow> | null,

  onLoad() {
    this.list = createPagedList<CertificateDesk, CertifiableRow>(this, {
      ask: (cursor) => call('certificates.list', cursor === undefined ? {} : { cursor }),
      rowsOf: ({ items }) => items.map(toCertifiableRow),
    });
  },

  onShow() {
    void this.read(true);
  },

  async load(isSame: boolean) {
    const { today } = await getMe();
    const read = await this.list?.read(isSame);
    if (!read) return;
    const answer: CertificateDesk = read.answer;
    this.setData({
      state: 'content',
      head: toCertificateDesk(answer),
      ...read.shown,
      isEmpty: answer.items.length === 0,
      today,
    });
    this.showDays(this.data.from || `${today.slice(0, 4)}-01-01`, this.data.to || today);
  },

  onDay({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    const { end } = currentTarget.dataset as { end: 'from' | 'to' };
    const day = String(detail.value);
    if (end === 'from') this.showDays(day, this.data.to);
    else this.showDays(this.data.from, day);
  },

  showDays(from: string, to: string) {
    this.setData({ from, fromText: sayFullDate(from), to, toText: sayFullDate(to) });
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/volunteer/certificate/certificate?volunteerId=${id}` });
  },

  async onExport() {
    if (this.data.isBusy) return;
    const { from, to } = this.data;
    this.setData({ isBusy: true, error: '' });
    try {
      await openPaper(await call('papers.hours-list', { from, to }));
      this.setData({ isBusy: false });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },
});
