import type { ProposalView } from '#core/contract/index';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { hasKeyboard, onKeys } from '../../services/keys';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { strokeOf } from '../../services/walk';
import {
  CAUSE_CHOICES,
  type CaseView,
  type DecisionFields,
  DIFFICULTY_CHOICES,
  type Difficulty,
  fieldsOfKey,
  firstFields,
  isSameDecision,
  missingIn,
  NO_DECISION,
  type Outcome,
  sayDone,
  sayPrevailing,
  TIER_VALUES,
  toCaseView,
  toDecideInput,
  toPrepareInput,
} from '../../views/case';
import { codeOf, fieldOf, sentenceOf } from '../../views/failure';

const NO_VIEW: CaseView = {
  name: '',
  tierWord: '',
  tierTone: 'none',
  detail: '',
  term: '',
  position: '',
  figures: [],
  evidence: [],
  criteria: [],
  pending: [],
  pendingNote: '',
  previous: '',
  change: null,
  dutiesHeading: '',
  duties: [],
  decided: '',
  decidedReason: '',
  decidedCauses: '',
  owner: '',
  owners: [],
  views: [],
  isConference: false,
  prevailing: '',
  prepared: '',
  preparedId: null,
  isDecided: false,
  canDecide: false,
  canImport: false,
  nextProposalId: null,
  outcomes: [],
};

/** Another phone was faster: read again, and say so. */
const STALE = ['DECIDED_MEANWHILE', 'PREPARED_MEANWHILE', 'CONFERENCE_OPEN', 'CONFERENCE_ENDED'];

const listOf = (value: string | null): readonly string[] => (value === null || value === '' ? [] : [value]);

/** One student, one screen: the evidence row by row, then the meeting's word; then the next one. */
Page({
  ...reads,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    /** The form is shown at once for an open proposal, after 更改 for a decided one. */
    isDeciding: false,
    tiers: TIER_VALUES,
    difficulties: DIFFICULTY_CHOICES,
    causes: CAUSE_CHOICES,
    outcome: [] as readonly string[],
    tier: [] as readonly string[],
    difficulty: [] as readonly string[],
    chosenCauses: [] as readonly string[],
    chosenOwner: [] as readonly string[],
    keysHint: '',
    openedReason: '',
    openedNote: '',
    errors: {} as Record<string, string>,
    sendLabel: '记下决定',
    isSending: false,
    before: '',
    isLast: false,
  },

  proposalId: '',
  decisionId: '',
  /** Whom one has come from, the last one last. */
  passed: [] as string[],
  begun: null as { readonly pageX: number; readonly pageY: number } | null,
  proposal: null as ProposalView | null,
  fields: NO_DECISION,
  /** What the form began with. */
  started: NO_DECISION,
  isWriting: false,
  offKeys: null as (() => void) | null,

  onLoad({ proposalId = '' }: { proposalId?: string }) {
    this.proposalId = proposalId;
    void this.read();
  },

  onShow() {
    this.offKeys = onKeys((key) => this.onKey(key));
    if (this.offKeys !== null && hasKeyboard())
      this.setData({ keysHint: '键盘：← → 换学生，1、2、3 类型，0 不认定，回车记下' });
  },

  onHide() {
    this.offKeys?.();
  },

  onUnload() {
    this.offKeys?.();
  },

  async load() {
    const { today } = await getMe();
    const proposal = await call('meeting.proposal', { proposalId: this.proposalId });
    const view = toCaseView(proposal, today);
    this.proposal = proposal;
    const first = firstFields(proposal);
    this.fields = first;
    this.started = first;
    this.isWriting = false;
    this.decisionId = newId();
    const label = view.outcomes.find(({ value }) => value === first.outcome)?.label;
    this.setData({
      state: 'content',
      view,
      isDeciding: view.canDecide && (!view.isDecided || view.preparedId !== null),
      outcome: listOf(first.outcome),
      tier: listOf(first.tier),
      difficulty: listOf(first.difficulty),
      chosenCauses: first.causes,
      chosenOwner: listOf(first.ownerId),
      openedReason: first.reason,
      openedNote: first.causeNote,
      errors: {},
      sendLabel: label ?? '记下决定',
      isSending: false,
    });
  },

  keep(change: Partial<DecisionFields>) {
    this.fields = { ...this.fields, ...change };
  },

  onOutcome({ detail }: WechatMiniprogram.CustomEvent<{ value: Outcome }>) {
    this.keep({ outcome: detail.value });
    const label = this.data.view.outcomes.find(({ value }) => value === detail.value)?.label ?? '';
    this.setData({ outcome: [detail.value], errors: {}, sendLabel: label });
  },

  onTier({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.keep({ tier: detail.value });
    this.setData({ tier: [detail.value], 'errors.tier': '' });
  },

  onDifficulty({ detail }: WechatMiniprogram.CustomEvent<{ value: Difficulty }>) {
    this.keep({ difficulty: detail.value });
    this.setData({ difficulty: [detail.value], 'errors.difficulty': '' });
  },

  onCauses({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.keep({ causes: detail.chosen });
  },

  onOwner({ detail }: WechatMiniprogram.CustomEvent<{ value: string | null }>) {
    this.keep({ ownerId: detail.value ?? '' });
  },

  onFocus() {
    this.isWriting = true;
  },

  onBlur() {
    this.isWriting = false;
  },

  /** 会诊: taken down for whoever says it. */
  async onView({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: Difficulty | null }>) {
    const { person } = currentTarget.dataset as { person: string };
    const { proposal } = this;
    const held = proposal?.conference?.views.find(({ personId }) => personId === person);
    if (!proposal?.conference || !held) return;
    try {
      const { prevailing } = await call('conference.say', {
        conferenceId: proposal.conference.conferenceId,
        proposalId: proposal.proposalId,
        personId: person,
        difficulty: detail.value,
        remark: detail.value === null ? '' : held.remark,
      });
      if (this.proposal !== proposal) return;
      this.setData({ 'view.prevailing': sayPrevailing(prevailing) });
      // What the members say is the conclusion until the chair says otherwise.
      if (this.fields.difficulty === this.started.difficulty) {
        this.keep({ difficulty: prevailing });
        this.started = { ...this.started, difficulty: prevailing };
        this.setData({ difficulty: listOf(prevailing) });
      }
    } catch (error) {
      this.showError('views', sentenceOf(error));
    }
  },

  onKey(key: string) {
    if (this.isWriting || this.data.isSending || this.data.state !== 'content') return;
    if (key === 'ArrowRight') this.walk('next');
    else if (key === 'ArrowLeft') this.walk('previous');
    else if (key === 'Enter') void this.onDecide();
    else this.chooseByKey(key);
  },

  chooseByKey(key: string) {
    const { proposal } = this;
    const said = proposal && this.data.isDeciding ? fieldsOfKey(key, proposal) : null;
    const { outcomes } = this.data.view;
    const label = outcomes.find(({ value }) => value === said?.outcome)?.label;
    if (said === null || label === undefined) return;
    this.keep(said);
    this.setData({ outcome: listOf(said.outcome), tier: listOf(said.tier), errors: {}, sendLabel: label });
  },

  onReason({ detail }: WechatMiniprogram.Input) {
    this.keep({ reason: detail.value });
  },

  onNote({ detail }: WechatMiniprogram.Input) {
    this.keep({ causeNote: detail.value });
  },

  onChange() {
    this.setData({ isDeciding: true });
    wx.pageScrollTo({ selector: '.decision', fail: () => undefined });
  },

  async onDecide() {
    const { proposal, fields } = this;
    const { outcome } = fields;
    if (!proposal || this.data.isSending) return;
    const isRevision = this.data.view.isDecided;
    const missing = missingIn(fields, proposal.tier, isRevision);
    if (missing !== null || outcome === null) {
      this.showError(missing?.field ?? 'outcome', missing?.message ?? '');
      return;
    }
    this.setData({ isSending: true, errors: {} });
    try {
      const input = toDecideInput({ ...fields, outcome }, proposal, this.decisionId);
      const { conference } = proposal;
      const { nextProposalId } = conference
        ? await call('conference.prepare', toPrepareInput(input, conference))
        : await call('meeting.decide', input);
      const isKept = this.data.view.outcomes.some(({ label }) => label.startsWith('维持'));
      const done = sayDone(proposal.student.name, input, isKept);
      const before = conference ? `${done.replace(/。$/, '')}，会后一起生效。` : done;
      if (nextProposalId === null) {
        this.setData({ before, isLast: true });
        await this.read();
      } else {
        this.passed.push(this.proposalId);
        this.proposalId = nextProposalId;
        this.setData({ before, isLast: false, state: 'loading', isDeciding: false });
        await this.read();
      }
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    } catch (error) {
      if (STALE.includes(codeOf(error))) {
        this.setData({ before: sentenceOf(error), isLast: false });
        await this.read();
        wx.pageScrollTo({ scrollTop: 0, duration: 0 });
        return;
      }
      this.setData({ isSending: false });
      this.showError(fieldOf(error) || 'outcome', sentenceOf(error));
    }
  },

  showError(field: string, message: string) {
    this.setData({ errors: { [field]: message } });
    wx.pageScrollTo({ selector: `.at-${field}`, offsetTop: -16, fail: () => undefined });
  },

  onNext() {
    const { nextProposalId } = this.data.view;
    if (nextProposalId === null || nextProposalId === this.proposalId) return;
    this.passed.push(this.proposalId);
    this.turnTo(nextProposalId);
  },

  onPrevious() {
    const earlier = this.passed.pop();
    if (earlier !== undefined) this.turnTo(earlier);
  },

  /** Takes back what the meeting has prepared of this student. */
  async onTakeBack() {
    const conference = this.proposal?.conference;
    const { preparedId } = this.data.view;
    if (!conference || preparedId === null || this.data.isSending) return;
    const { conferenceId } = conference;
    this.setData({ isSending: true, errors: {} });
    try {
      await call('conference.prepare', {
        id: newId(),
        conferenceId,
        proposalId: this.proposalId,
        seen: preparedId,
        decision: null,
      });
      this.setData({ before: '已撤回，这位学生还没有决定。', isLast: false });
    } catch (error) {
      this.setData({ before: sentenceOf(error), isLast: false });
    }
    await this.read();
    wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  turnTo(proposalId: string) {
    this.proposalId = proposalId;
    this.setData({ state: 'loading', isDeciding: false, before: '', isLast: false });
    void this.read();
    wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  onStart({ changedTouches }: WechatMiniprogram.TouchEvent) {
    const [touch] = changedTouches;
    this.begun = touch ? { pageX: touch.pageX, pageY: touch.pageY } : null;
  },

  /** A stroke to the left skips to the next student, to the right goes back; not while a word is being written. */
  onEnd({ changedTouches }: WechatMiniprogram.TouchEvent) {
    const [touch] = changedTouches;
    const stroke = this.begun && touch ? strokeOf(this.begun, touch) : null;
    this.begun = null;
    if (stroke !== null) this.walk(stroke);
  },

  /** To another student; what was changed and not kept would be lost, so that is said instead. */
  walk(way: 'next' | 'previous') {
    if (isSameDecision(this.fields, this.started)) {
      if (way === 'next') this.onNext();
      else this.onPrevious();
    } else {
      wx.showToast({ title: '改了还没有记下', icon: 'none' });
    }
  },

  /** What was done for the student before: talks, plans, earlier decisions. */
  onArchive() {
    const { proposal } = this;
    if (proposal) wx.navigateTo({ url: `/student/archive/archive?studentId=${proposal.student.id}` });
  },

  onImport() {
    wx.navigateTo({ url: '/office/imports/imports' });
  },

  onBack() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else if (this.data.view.isConference) wx.redirectTo({ url: '/meeting/conference/conference' });
    else wx.redirectTo({ url: '/meeting/agenda/agenda' });
  },
});
