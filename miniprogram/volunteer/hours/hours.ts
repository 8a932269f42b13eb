import type { OwnHelp } from '#core/contract/index';
import { helpQr } from '#core/domain/scanned-code';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { cloudConfig } from '../../services/config';
import { openPaper } from '../../services/files';
import { getMe } from '../../services/session';
import { type CertificateRow, toOwnCertificates } from '../../views/certificates';
import { type CommendationRow, toCommendationRow } from '../../views/commendations';
import { sentenceOf } from '../../views/failure';
import { type HelpRow, showCode, toHelpRow, toHoursHead, toHoursRule } from '../../views/help';

/** A volunteer's own sessions, what they are worth, and the code by which the student confirms one. */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    head: toHoursHead({ counted: 0, open: 0 }),
    ...NO_ROWS,
    isEmpty: false,
    hasMore: false,
    commendations: [] as readonly CommendationRow[],
    certificates: [] as readonly CertificateRow[],
    codeId: '',
    code: '',
    codeQr: '',
    codeMinutes: 0,
    ruleLine: '',
    error: '',
    isBusy: false,
  },

  today: '',
  list: null as PagedList<OwnHelp, HelpRow> | null,
  /** The session that has just been filed: its code is shown at once. */
  firstCode: '',

  onLoad({ code = '' }: { code?: string }) {
    this.firstCode = code;
    this.list = createPagedList<OwnHelp, HelpRow>(this, {
      ask: (cursor) => call('help.mine', cursor === undefined ? {} : { cursor }),
      rowsOf: ({ items }) => items.map((item) => toHelpRow(item, this.today)),
    });
  },

  onShow() {
    void this.read(true);
  },

  async load(isSame: boolean) {
    this.today = (await getMe()).today;
    const read = await this.list?.read(isSame);
    if (!read) return;
    const answer: OwnHelp = read.answer;
    const certificates = toOwnCertificates(await call('certificates.mine', {}));
    const commended = await call('commendations.of-volunteer', {});
    const { codeId } = this.data;
    const isAnswered = !answer.items.some(
      ({ sessionId, standing }) => sessionId === codeId && standing === 'waiting',
    );
    this.setData({
      state: 'content',
      head: toHoursHead(answer),
      ruleLine: toHoursRule(answer.rules),
      codeMinutes: answer.rules.codeMinutes,
      ...read.shown,
      certificates,
      commendations: commended.items.map(toCommendationRow),
      isEmpty: answer.items.length === 0,
      error: '',
      ...(isAnswered ? { codeId: '', code: '', codeQr: '' } : {}),
    });
    const first = this.firstCode;
    this.firstCode = '';
    if (first !== '') await this.showCodeOf(first);
  },

  onCode({ currentTarget }: WechatMiniprogram.TouchEvent) {
    void this.showCodeOf((currentTarget.dataset as { id: string }).id);
  },

  async showCodeOf(sessionId: string) {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, error: '' });
    try {
      const { code } = await call('help.code', { sessionId });
      this.setData({
        isBusy: false,
        codeId: sessionId,
        code: showCode(code),
        codeQr: helpQr(code, cloudConfig.codeLink),
      });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  async onPaper({ currentTarget }: WechatMiniprogram.TouchEvent) {
    if (this.data.isBusy) return;
    const { id } = currentTarget.dataset as { id: string };
    this.setData({ isBusy: true, error: '' });
    try {
      await openPaper(await call('papers.certificate', { certificateId: id }));
      this.setData({ isBusy: false });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  onAnswered() {
    void this.read(true);
  },

  onWithdraw({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.showModal({
      title: '撤回这次记录？',
      content: '撤回后不计时数，不能恢复；写错了可以撤回再写一次。',
      confirmText: '撤回',
      success: ({ confirm }) => {
        if (confirm) void this.withdraw(id);
      },
    });
  },

  async withdraw(sessionId: string) {
    try {
      await call('help.withdraw', { sessionId });
      await this.read(true);
    } catch (error) {
      this.setData({ error: sentenceOf(error) });
    }
  },

  onShareAppMessage() {
    return { title: '确认一次志愿帮扶', path: '/volunteer/session-confirm/session-confirm' };
  },
});
