import type { ProposalView } from '#core/contract/index';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { strokeOf } from '../../services/walk';
import {
  CAUSE_CHOICES,
  type CaseView,
  type DecisionFields,
  DIFFICULTY_CHOICES,
  type Difficulty,
  missingIn,
  NO_DECISION,
  type Outcome,
  sayDone,
  TIER_VALUES,
  toCaseView,
  toDecideInput,
} from '../../views/case';
import { codeOf, fieldOf, sentenceOf, toFailure } from '../../views/failure';

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
  isDecided: false,
  canDecide: false,
  canImport: false,
  nextProposalId: null,
  outcomes: [],
};

/** One student, one screen: the evidence row by row, then the meeting's word; then the next one. */
Page({
  data: {
    state: 'loading',
    failureTitle: '',
    failureMessage: '',
    failureAction: 'retry',
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

  onLoad({ proposalId = '' }: { proposalId?: string }) {
    this.proposalId = proposalId;
    void this.read();
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.read();
  },

  async read() {
    try {
      const { today } = await getMe();
      const proposal = await call('meeting.proposal', { proposalId: this.proposalId });
      const view = toCaseView(proposal, today);
      this.proposal = proposal;
      this.fields = NO_DECISION;
      this.decisionId = newId();
      this.setData({
        state: 'content',
        view,
        isDeciding: view.canDecide && !view.isDecided,
        outcome: [],
        tier: [],
        difficulty: [],
        chosenCauses: [],
        openedReason: '',
        openedNote: '',
        errors: {},
        sendLabel: '记下决定',
        isSending: false,
      });
    } catch (error) {
      this.setData({ state: 'error', ...toFailure(error) });
    }
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
      const { nextProposalId } = await call('meeting.decide', input);
      const isKept = this.data.view.outcomes.some(({ label }) => label.startsWith('维持'));
      const before = sayDone(proposal.student.name, input, isKept);
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
      if (codeOf(error) === 'DECIDED_MEANWHILE') {
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
    if (nextProposalId === null) return;
    this.passed.push(this.proposalId);
    this.turnTo(nextProposalId);
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
    const { causeNote, outcome, reason } = this.fields;
    if (stroke === null || outcome !== null || reason !== '' || causeNote !== '') return;
    const earlier = stroke === 'previous' ? this.passed.pop() : undefined;
    if (stroke === 'next') this.onNext();
    else if (earlier !== undefined) this.turnTo(earlier);
  },

  onImport() {
    wx.navigateTo({ url: '/office/imports/imports' });
  },

  onBack() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else wx.redirectTo({ url: '/meeting/agenda/agenda' });
  },
});
