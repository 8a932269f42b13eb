import type { DataRequestDetail } from '#core/contract/index';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { codeOf, fieldOf, sentenceOf } from '../../views/failure';
import { missingInRequestAnswer, type RequestDetailView, toRequestDetailView } from '../../views/rights';

type Outcome = 'accepted' | 'refused';

const NO_VIEW: RequestDetailView = {
  row: { id: '', title: '', detail: '', word: '', tone: 'calm', isOpen: false, spoken: '' },
  isErasure: false,
  lines: [],
  effect: [],
  barrier: '',
  isApplied: false,
  place: '',
  value: '',
  canAnswer: false,
  canWithdraw: false,
  url: '',
  link: '',
};

const ACCEPT = { value: 'accepted', label: '办理' };
const REFUSE = { value: 'refused', label: '不能办' };

/** One request for correction or deletion, and its answer: once, and only to be read from then on. */
Page({
  ...reads,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    outcomes: [ACCEPT, REFUSE],
    outcome: [] as readonly string[],
    /** As the form opens; typing does not write back. */
    value: '',
    reason: '',
    errors: {} as Record<string, string>,
    isSending: false,
    /** What became of the answer that was sent before. */
    before: '',
    beforeTone: 'done',
  },

  requestId: '',
  answerId: '',
  withdrawId: '',
  outcome: null as Outcome | null,
  typed: { value: '', where: '', reason: '' },

  onLoad({ requestId = '' }: { requestId?: string }) {
    this.requestId = requestId;
    void this.read();
  },

  async load() {
    this.show(await call('rights.show', { requestId: this.requestId }));
  },

  show(detail: DataRequestDetail) {
    const view = toRequestDetailView(detail);
    this.answerId = newId();
    this.withdrawId = newId();
    this.outcome = view.barrier === '' ? null : 'refused';
    this.typed = { value: view.value, where: '', reason: view.barrier };
    this.setData({
      state: 'content',
      view,
      outcomes: view.barrier === '' ? [ACCEPT, REFUSE] : [REFUSE],
      outcome: this.outcome === null ? [] : [this.outcome],
      value: view.value,
      reason: view.barrier,
      errors: {},
      isSending: false,
    });
  },

  onOutcome({ detail }: WechatMiniprogram.CustomEvent<{ value: Outcome }>) {
    this.outcome = detail.value;
    this.setData({ outcome: [detail.value], errors: {} });
  },

  onText({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { name } = currentTarget.dataset as { name: 'value' | 'where' | 'reason' };
    this.typed = { ...this.typed, [name]: detail.value };
  },

  onSubject() {
    wx.navigateTo({ url: this.data.view.url });
  },

  async onAnswer() {
    const { outcome, typed } = this;
    const { isSending, view } = this.data;
    if (isSending) return;
    const errors = missingInRequestAnswer(outcome, view, typed);
    if (outcome === null || Object.keys(errors).length > 0) {
      this.setData({ errors });
      return;
    }
    this.setData({ isSending: true, errors: {}, before: '' });
    const isAccepted = outcome === 'accepted';
    try {
      const answered = await call('rights.answer', {
        id: this.answerId,
        requestId: this.requestId,
        outcome,
        reason: typed.reason,
        value: isAccepted && view.isApplied ? typed.value : '',
        where: isAccepted && !view.isApplied ? typed.where : '',
      });
      this.setData({
        before: '已答复，本人在“我的资料”里能看到。学生的，请您告诉本人。',
        beforeTone: 'done',
      });
      this.show(answered);
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    } catch (error) {
      await this.fail(error);
    }
  },

  async onWithdraw() {
    if (this.data.isSending) return;
    this.setData({ isSending: true, errors: {}, before: '' });
    try {
      await call('rights.withdraw', { id: this.withdrawId, requestId: this.requestId });
      await this.read();
    } catch (error) {
      await this.fail(error);
    }
  },

  /** Answered meanwhile on another phone: says so above that answer. */
  async fail(error: unknown) {
    if (codeOf(error) === 'CONFLICT') {
      this.setData({ before: sentenceOf(error), beforeTone: 'late' });
      await this.read();
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
      return;
    }
    this.setData({ isSending: false, errors: { [fieldOf(error) || 'send']: sentenceOf(error) } });
  },
});
