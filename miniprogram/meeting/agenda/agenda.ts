import type { Agenda, Input } from '#core/contract/index';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { forgetBegun, keepBegun, readBegun } from '../../services/begun-work';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import {
  type ProposalRow,
  type Show,
  type ShownGroup,
  screenableTerms,
  toAgendaView,
} from '../../views/agenda';
import { codeOf, sentenceOf } from '../../views/failure';
import { AGENDA_REFERRALS, type ReferralRow, sayWaiting, toReferralRow } from '../../views/referrals';
import { NO_REPLAY, toReplayView } from '../../views/replay';
import { toScreeningPicker } from '../../views/screening-picker';

const NO_SCREENING = {
  hasScreening: false,
  term: '',
  ran: '',
  files: '',
  isPreview: false,
  rolledBack: '',
  figures: [] as readonly object[],
  tabs: [] as readonly object[],
  kinds: [] as readonly object[],
  emptyTitle: '',
  emptyHint: '',
  screenings: [] as readonly string[],
  screeningIndex: 0,
};

/** The meeting's list 诊断会: the newest semester's screening or another one, who waits for a decision, who came close. */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    ...NO_SCREENING,
    show: 'open' as Show,
    shownKind: ['all'] as readonly ShownGroup[],
    ...NO_ROWS,
    isEmpty: false,
    hasMore: false,
    referrals: [] as readonly ReferralRow[],
    referralsMore: '',
    isRunOpen: false,
    terms: [] as readonly { value: string; label: string }[],
    termIndex: 0,
    termName: '',
    runKinds: [
      { value: 'official', label: '正式（补考后）' },
      { value: 'preview', label: '预览（补考前）' },
    ],
    kind: ['official'],
    isRunning: false,
    runError: '',
    isReplaying: false,
    replay: NO_REPLAY,
    replayError: '',
  },

  screeningId: '',
  screeningIds: [] as readonly string[],
  /** The one on the page. */
  shownId: '',
  asksRun: false,
  runId: '',
  today: '',
  personId: '',
  list: null as PagedList<Agenda> | null,

  onLoad({ screeningId = '', run = '' }: { screeningId?: string; run?: string }) {
    this.screeningId = screeningId;
    this.asksRun = run === '1';
    this.list = createPagedList<Agenda, ProposalRow>(this, {
      ask: (cursor) =>
        call('meeting.agenda', {
          show: this.data.show,
          ...this.asked(),
          ...(this.screeningId === '' ? {} : { screeningId: this.screeningId }),
          ...(cursor === undefined ? {} : { cursor }),
        }),
      rowsOf: (agenda) => toAgendaView(agenda, this.data.show, this.today).rows,
    });
  },

  /** Of those who wait, which kind. */
  asked(): Pick<Input<'meeting.agenda'>, 'group'> {
    const [group = 'all'] = this.data.shownKind;
    return this.data.show !== 'open' || group === 'all' ? {} : { group };
  },

  onShow() {
    void this.read(true);
  },

  async load(isSame: boolean) {
    const me = await getMe();
    this.today = me.today;
    this.personId = me.personId;
    const read = await this.list?.read(isSame);
    if (!read) return;
    const [{ items, waiting }, screenings] = await Promise.all([
      call('referrals.list', { show: 'waiting' }),
      call('screenings.list', {}),
    ]);
    const picker = toScreeningPicker(screenings.items, read.answer.screening, me.today);
    this.screeningIds = picker.ids;
    const {
      rows,
      nextCursor: _,
      screeningId,
      canDecide: __,
      ...view
    } = toAgendaView(read.answer, this.data.show, me.today, this.data.shownKind[0]);
    if (screeningId !== this.shownId) this.setData({ replay: NO_REPLAY, replayError: '' });
    this.shownId = screeningId;
    const terms = screenableTerms(me.today);
    // The semester that has just ended is the one that is screened.
    const chosen = this.data.terms.length === 0 ? 1 : this.data.termIndex;
    this.setData({
      state: 'content',
      ...view,
      ...read.shown,
      screenings: picker.names,
      screeningIndex: picker.index,
      isEmpty: rows.length === 0,
      referrals: items.slice(0, AGENDA_REFERRALS).map((item) => toReferralRow(item, me.today)),
      referralsMore: sayWaiting(waiting),
      isRunOpen: this.asksRun || !view.hasScreening || this.data.isRunOpen,
      terms,
      termIndex: chosen,
      termName: terms[chosen]?.label ?? '',
    });
    this.goOnRunning();
  },

  onTab({ detail }: WechatMiniprogram.CustomEvent<{ value: Show }>) {
    this.setData({ show: detail.value, shownKind: ['all'] });
    void this.read();
  },

  onShownKind({ detail }: WechatMiniprogram.CustomEvent<{ chosen: ShownGroup[] }>) {
    this.setData({ shownKind: detail.chosen });
    void this.read();
  },

  onScreening({ detail }: WechatMiniprogram.PickerChange) {
    const screeningId = this.screeningIds[Number(detail.value)];
    if (screeningId === undefined) return;
    this.screeningId = screeningId;
    this.setData({ state: 'loading', show: 'open', shownKind: ['all'] });
    void this.read();
  },

  onOpenRun() {
    this.setData({ isRunOpen: !this.data.isRunOpen });
  },

  onTerm({ detail }: WechatMiniprogram.PickerChange) {
    const index = Number(detail.value);
    this.runId = '';
    this.setData({ termIndex: index, termName: this.data.terms[index]?.label ?? '' });
  },

  onKind({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.runId = '';
    this.setData({ kind: detail.chosen });
  },

  async onRun() {
    const term = this.data.terms[this.data.termIndex];
    if (this.data.isRunning || !term) return;
    // Kept until it succeeded: a second tap or a retry runs the same screening.
    if (this.runId === '') this.runId = newId();
    const kind = this.data.kind[0] === 'preview' ? 'preview' : 'official';
    await this.run({ id: this.runId, term: term.value, kind });
  },

  /** Whoever left while it ran and comes back hears what became of it. */
  goOnRunning() {
    const begun = readBegun<Input<'screenings.run'>>(this.personId, 'screening-run', 'run');
    if (begun === null || this.data.isRunning) return;
    const at = this.data.terms.findIndex(({ value }) => value === begun.term);
    this.runId = begun.id;
    this.setData({ isRunOpen: true, kind: [begun.kind] });
    if (at !== -1) this.setData({ termIndex: at, termName: this.data.terms[at]?.label ?? '' });
    void this.run(begun);
  },

  async run(input: Input<'screenings.run'>) {
    this.setData({ isRunning: true, runError: '' });
    keepBegun(this.personId, 'screening-run', 'run', input);
    try {
      const { screeningId } = await call('screenings.run', input);
      forgetBegun(this.personId, 'screening-run', 'run');
      this.runId = '';
      this.screeningId = screeningId;
      this.asksRun = false;
      this.setData({ isRunning: false, isRunOpen: false, show: 'open' });
      await this.read();
    } catch (error) {
      // Without an answer it may have run all the same: asked again by the same id when one comes back.
      if (codeOf(error) !== 'OFFLINE') forgetBegun(this.personId, 'screening-run', 'run');
      this.setData({ isRunning: false, runError: sentenceOf(error) });
    }
  },

  onReferral({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/meeting/referral/referral?referralId=${id}` });
  },

  onReferrals() {
    wx.navigateTo({ url: '/student/referrals/referrals' });
  },

  /** 复核: made again from what was kept. */
  async onReplay() {
    if (this.data.isReplaying) return;
    const screeningId = this.shownId;
    this.setData({ isReplaying: true, replay: NO_REPLAY, replayError: '' });
    try {
      const replay = toReplayView(await call('screenings.replay', { screeningId }));
      if (screeningId === this.shownId) this.setData({ replay });
    } catch (error) {
      if (screeningId === this.shownId) this.setData({ replayError: sentenceOf(error) });
    } finally {
      this.setData({ isReplaying: false });
    }
  },

  onPolicy() {
    wx.navigateTo({ url: '/office/policy/policy' });
  },

  onWhatIf() {
    wx.navigateTo({ url: '/office/what-if/what-if' });
  },

  onConference() {
    wx.navigateTo({ url: `/meeting/conference/conference?screeningId=${this.shownId}` });
  },

  onCompare() {
    wx.navigateTo({ url: `/meeting/compare/compare?screeningId=${this.shownId}` });
  },

  onStudent({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/student/archive/archive?studentId=${id}` });
  },

  onProposal({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/meeting/case/case?proposalId=${id}` });
  },
});
