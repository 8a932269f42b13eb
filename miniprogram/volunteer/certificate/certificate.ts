import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { openPaper } from '../../services/files';
import { newId } from '../../services/platform';
import { toCertificatePage } from '../../views/certificates';
import { type CommendationRow, toCommendationRow } from '../../views/commendations';
import { sentenceOf } from '../../views/failure';

type View = ReturnType<typeof toCertificatePage>;

/** One volunteer: what a certificate would say, and those there are (art. 6, reading §6). */
Page({
  ...reads,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    view: null as View | null,
    commendations: [] as readonly CommendationRow[],
    done: '',
    error: '',
    isBusy: false,
  },

  volunteerId: '',
  /** Of the certificate to come: the same whenever it is asked for again. */
  nextId: '',

  onLoad({ volunteerId = '' }: { volunteerId?: string }) {
    this.volunteerId = volunteerId;
    void this.read();
  },

  async load() {
    const answer = await call('certificates.volunteer', { volunteerId: this.volunteerId });
    const { items } = await call('commendations.of-volunteer', { volunteerId: this.volunteerId });
    this.nextId = newId();
    this.setData({
      state: 'content',
      view: toCertificatePage(answer),
      commendations: items.map(toCommendationRow),
    });
  },

  onIssue() {
    wx.showModal({
      title: '出具时数证明？',
      content: `${this.data.view?.name ?? ''}，${this.data.view?.total ?? ''}。出具后编号、定稿，不能再改。`,
      confirmText: '出具',
      success: ({ confirm }) => {
        if (confirm) void this.act(() => this.issue(null, ''));
      },
    });
  },

  onReissue({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.showModal({
      title: '重新出具？',
      editable: true,
      placeholderText: '理由，如：补入十二月的时数',
      confirmText: '重新出具',
      success: ({ confirm, content }) => {
        if (confirm) void this.act(() => this.issue(id, content ?? ''));
      },
    });
  },

  onWithdraw({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.showModal({
      title: '撤回这份证明？',
      editable: true,
      placeholderText: '撤回的理由',
      confirmText: '撤回',
      success: ({ confirm, content }) => {
        if (confirm) {
          void this.act(async () => {
            await call('certificates.withdraw', { certificateId: id, reason: content ?? '' });
            return '已撤回。查验这份证明的人会看到它不再有效。';
          });
        }
      },
    });
  },

  onPrint({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    void this.act(async () => {
      await openPaper(await call('papers.certificate', { certificateId: id }));
      return '';
    });
  },

  async issue(replaces: string | null, reason: string): Promise<string> {
    const { number } = await call('papers.issue-certificate', {
      id: this.nextId,
      volunteerId: this.volunteerId,
      replaces,
      reason,
    });
    return `已出具 ${number}，志愿者本人也能下载。`;
  },

  async act(work: () => Promise<string>) {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, error: '', done: '' });
    try {
      const done = await work();
      await this.read();
      this.setData({ isBusy: false, done });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },
});
