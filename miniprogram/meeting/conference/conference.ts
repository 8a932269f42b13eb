import type { ConferenceView } from '#core/contract/index';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { openPaper } from '../../services/files';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { type ConferencePageView, toConferenceView } from '../../views/conference';
import { sentenceOf } from '../../views/failure';

const NO_VIEW: ConferencePageView = {
  isOpen: false,
  conferenceId: '',
  heading: '',
  began: '',
  presentNote: '',
  members: [],
  present: [],
  groups: [],
  preparedNote: '',
  left: '',
  nextProposalId: null,
  goLabel: '',
  applyLabel: '',
  canApply: false,
  whoApplies: '',
  earlier: [],
};

/** 诊断会 as a whole: who is there, what is prepared, the end at which all is put in force. */
Page({
  ...reads,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    screeningId: '',
    before: '',
    beforeTone: 'done',
    isSending: false,
  },

  today: '',
  newConferenceId: '',
  shown: null as ConferenceView | null,

  onLoad({ screeningId = '' }: { screeningId?: string }) {
    this.newConferenceId = newId();
    this.setData({ screeningId });
  },

  onShow() {
    void this.read();
  },

  async load() {
    this.today = (await getMe()).today;
    this.show(await call('conference.show', {}));
  },

  show(shown: ConferenceView) {
    this.shown = shown;
    this.setData({ state: 'content', view: toConferenceView(shown, this.today) });
  },

  /** @param done said above the page afterwards */
  async send(ask: () => Promise<ConferenceView>, done = '') {
    if (this.data.isSending) return;
    this.setData({ isSending: true, before: '' });
    try {
      this.show(await ask());
      this.setData({ isSending: false, before: done, beforeTone: 'done' });
    } catch (error) {
      this.setData({ isSending: false, before: sentenceOf(error), beforeTone: 'late' });
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
      // Whatever another phone did is shown beside the sentence.
      void this.read();
    }
  },

  onBegin() {
    const { screeningId } = this.data;
    return this.send(() => call('conference.open', { id: this.newConferenceId, screeningId }));
  },

  onMembers({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    const { conferenceId, present } = this.data.view;
    const came = detail.chosen.find((id) => !present.includes(id));
    const went = present.find((id) => !detail.chosen.includes(id));
    const personId = came ?? went;
    if (personId === undefined) return undefined;
    return this.send(() =>
      call('conference.mark', { conferenceId, personId, isPresent: came !== undefined }),
    );
  },

  onGo() {
    const { nextProposalId } = this.data.view;
    if (nextProposalId !== null) wx.navigateTo({ url: `/meeting/case/case?proposalId=${nextProposalId}` });
  },

  onProposal({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/meeting/case/case?proposalId=${id}` });
  },

  onTakeBack({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id, proposal } = currentTarget.dataset as { id: string; proposal: string };
    const { conferenceId } = this.data.view;
    return this.send(async () => {
      await call('conference.prepare', {
        id: newId(),
        conferenceId,
        proposalId: proposal,
        seen: id,
        decision: null,
      });
      return call('conference.show', {});
    });
  },

  async onApply() {
    const { view } = this.data;
    const seen = (this.shown?.prepared ?? []).map(({ preparedId }) => preparedId);
    const { confirm } = await wx.showModal({
      title: '一起生效？',
      content: `${seen.length} 位学生的决定一起生效，应办事项从今天算起；纪要定稿，不能再改。`,
      confirmText: '生效',
    });
    if (!confirm) return;
    await this.send(
      () => call('conference.apply', { conferenceId: view.conferenceId, seen }),
      `${seen.length} 个决定已经生效，纪要已定稿。`,
    );
  },

  async onLeave() {
    const { conferenceId } = this.data.view;
    const prepared = this.shown?.prepared.length ?? 0;
    const { confirm } = await wx.showModal({
      title: '结束诊断会？',
      content: prepared === 0 ? '还没有记下决定。' : `记下的 ${prepared} 个决定都不生效，要另开一次会重记。`,
      confirmText: '结束',
    });
    if (!confirm) return;
    this.newConferenceId = newId();
    await this.send(() => call('conference.leave', { conferenceId }), '诊断会已结束，没有生效。');
  },

  async onMinutes({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    this.setData({ before: '' });
    try {
      await openPaper(await call('papers.conference', { conferenceId: id }));
    } catch (error) {
      this.setData({ before: sentenceOf(error), beforeTone: 'late' });
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    }
  },
});
