import type { ReferralView } from '#core/contract/index';
import type { ReferralOutcome } from '#core/domain/referral';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { codeOf, fieldOf, sentenceOf } from '../../views/failure';
import {
  missingInAnswer,
  OUTCOME_CHOICES,
  type ReferralPageView,
  sayAnswered,
  toReferralPageView,
} from '../../views/referral';

const NO_VIEW: ReferralPageView = {
  name: '',
  detail: '',
  tierWord: '',
  tierTone: 'none',
  word: '',
  tone: 'calm',
  filed: '',
  due: '',
  causes: '',
  seen: '',
  photos: [],
  figures: [],
  noGrades: false,
  consequence: '',
  answered: '',
  reason: '',
  place: '',
  proposalId: '',
  canAnswer: false,
  isAnswered: false,
  nextReferralId: '',
};

/** One 早报告: what was seen and the student's figures, then the meeting's answer; then the next one. */
Page({
  ...reads,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    /** The form is shown at once for one that waits, after 更改 for one that was declined. */
    isAnswering: false,
    outcomes: OUTCOME_CHOICES,
    outcome: [] as readonly string[],
    openedReason: '',
    errors: {} as Record<string, string>,
    isSending: false,
    before: '',
  },

  referralId: '',
  answerId: '',
  referral: null as ReferralView | null,
  outcome: null as ReferralOutcome | null,
  reason: '',

  onLoad({ referralId = '' }: { referralId?: string }) {
    this.referralId = referralId;
    void this.read();
  },

  async load() {
    const { today } = await getMe();
    const referral = await call('referrals.show', { referralId: this.referralId });
    const view = toReferralPageView(referral, today);
    this.referral = referral;
    this.answerId = newId();
    this.outcome = null;
    this.reason = '';
    this.setData({
      state: 'content',
      view,
      isAnswering: view.canAnswer && !view.isAnswered,
      outcome: [],
      openedReason: '',
      errors: {},
      isSending: false,
    });
  },

  onPhoto({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { url } = currentTarget.dataset as { url: string };
    wx.previewImage({ current: url, urls: this.data.view.photos.map((photo) => photo.url) });
  },

  onOutcome({ detail }: WechatMiniprogram.CustomEvent<{ value: ReferralOutcome }>) {
    this.outcome = detail.value;
    this.setData({ outcome: [detail.value], errors: {} });
  },

  onReason({ detail }: WechatMiniprogram.Input) {
    this.reason = detail.value;
  },

  onChange() {
    this.outcome = 'accepted';
    this.setData({ isAnswering: true, outcome: ['accepted'] });
    wx.pageScrollTo({ selector: '.answer', fail: () => undefined });
  },

  async onAnswer() {
    const { referral, outcome, reason } = this;
    if (!referral || this.data.isSending) return;
    const missing = missingInAnswer(outcome, reason, referral.answer !== null);
    if (missing !== null || outcome === null) {
      this.showError(missing?.field ?? 'outcome', missing?.message ?? '');
      return;
    }
    this.setData({ isSending: true, errors: {} });
    try {
      const { place } = await call('referrals.answer', {
        id: this.answerId,
        referralId: this.referralId,
        replaces: referral.answer?.answerId ?? null,
        outcome,
        reason: reason.trim(),
      });
      this.setData({ before: sayAnswered(referral.student.name, outcome, place) });
      await this.read();
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    } catch (error) {
      if (['ANSWERED_MEANWHILE', 'REFERRAL_WITHDRAWN', 'ALREADY_ACCEPTED'].includes(codeOf(error))) {
        this.setData({ before: sentenceOf(error) });
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

  onDecide() {
    wx.navigateTo({ url: `/meeting/case/case?proposalId=${this.data.view.proposalId}` });
  },

  onNext() {
    this.referralId = this.data.view.nextReferralId;
    this.setData({ state: 'loading', before: '' });
    void this.read();
    wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  onBack() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else wx.switchTab({ url: '/pages/today/today' });
  },
});
