import type { StudyPlanView } from '#core/contract/index';
import { DomainError } from '#core/domain/errors';
import { type LineProgress, type ReviewProgress, validateReview } from '#core/domain/study-plan';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { showsError } from '../../behaviors/shows-error';
import { callKnown } from '../../services/known';
import { file, queueUrl } from '../../services/queue/queue';
import { getMe } from '../../services/session';
import { sayKnown, sayRestored, saySaved } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import { toSentence } from '../../views/line';
import {
  type LineRow,
  NO_PLAN_DONE,
  NO_PLAN_HEAD,
  PROGRESS_CHOICES,
  type ReviewRow,
  toPlanDone,
  toPlanHead,
  toReviews,
  toShownPlan,
} from '../../views/plan';
import { sayChosenDate } from '../../views/talk-form';

interface ReviewFields {
  readonly heldOn: string;
  readonly progress: Readonly<Record<string, ReviewProgress>>;
  readonly note: string;
  readonly next: string;
  readonly studentName: string;
}

/** 学习计划检查: adviser and student go through the plan, a word for each course that is still open. */
Page({
  ...flushesDraft,
  ...reads,
  ...showsError,

  data: {
    ...UNREAD,
    known: '',
    head: NO_PLAN_HEAD,
    hasPlan: false,
    canReview: false,
    goal: '',
    steps: [] as readonly { key: string; text: string }[],
    open: [] as readonly (LineRow & { chosen: readonly string[] })[],
    cleared: [] as readonly LineRow[],
    reviews: [] as readonly ReviewRow[],
    choices: PROGRESS_CHOICES,
    today: '',
    heldOn: '',
    heldOnText: '',
    opened: { note: '', next: '' },
    errors: {} as Record<string, string>,
    draftLine: '',
    isRestored: false,
    sendError: '',
    isSending: false,
    done: NO_PLAN_DONE,
  },

  caseId: '',
  view: null as StudyPlanView | null,
  fields: null as ReviewFields | null,
  form: null as DraftForm<ReviewFields> | null,

  onLoad({ caseId = '' }: { caseId?: string }) {
    this.caseId = caseId;
    void this.read();
  },

  async load() {
    const { personId } = await getMe();
    const { answer: view, keptAt } = await callKnown('plans.show', { caseId: this.caseId });
    this.setData({ known: sayKnown(keptAt, Date.now()) });
    this.view = view;
    this.form = createDraftForm<ReviewFields>(
      { kind: 'plan-review', personId, subjectId: this.caseId },
      (savedAt) => this.setData({ draftLine: saySaved(savedAt) }),
    );
    const { kept } = this.form;
    const first = { heldOn: view.today, progress: {}, note: '', next: '', studentName: view.student.name };
    this.show(view, { ...first, ...kept?.fields }, kept?.savedAt ?? 0);
  },

  show(view: StudyPlanView, fields: ReviewFields, savedAt: number) {
    const plan = toShownPlan(view);
    this.fields = fields;
    this.setData({
      state: 'content',
      head: toPlanHead(view, ['plan-review']),
      hasPlan: plan !== null,
      canReview: view.can.review,
      goal: plan?.goal ?? '',
      steps: plan?.steps.map(({ key, text }) => ({ key, text })) ?? [],
      open: (plan?.lines ?? [])
        .filter(({ tone }) => tone === 'plain')
        .map((line) => ({ ...line, chosen: [fields.progress[line.key] ?? ''].filter((one) => one !== '') })),
      cleared: (plan?.lines ?? []).filter(({ tone }) => tone === 'done'),
      reviews: toReviews(view),
      today: view.today,
      heldOn: fields.heldOn,
      heldOnText: sayChosenDate(fields.heldOn, view.today),
      opened: { note: fields.note, next: fields.next },
      isRestored: savedAt > 0,
      draftLine: sayRestored(savedAt),
      errors: {},
      sendError: '',
    });
  },

  keep(change: Partial<ReviewFields>) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  onDate({ detail }: WechatMiniprogram.PickerChange) {
    const heldOn = String(detail.value);
    this.keep({ heldOn });
    this.setData({ heldOn, heldOnText: sayChosenDate(heldOn, this.data.today), 'errors.heldOn': '' });
  },

  onProgress({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: ReviewProgress }>) {
    const { key } = currentTarget.dataset as { key: string };
    this.keep({ progress: { ...this.fields?.progress, [key]: detail.value } });
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { field } = currentTarget.dataset as { field: 'note' | 'next' };
    this.keep({ [field]: detail.value });
  },

  onFocus({ currentTarget }: WechatMiniprogram.InputFocus) {
    this.form?.focus((currentTarget.dataset as { field: string }).field);
  },

  onBlur({ currentTarget }: WechatMiniprogram.InputBlur) {
    this.form?.blur((currentTarget.dataset as { field: string }).field);
  },

  async onSubmit() {
    const { fields, form, view } = this;
    const planId = view?.plan?.planId;
    if (!fields || !form || planId === undefined || this.data.isSending) return;
    const open = this.data.open.map(({ key }) => key);
    const progress = open.flatMap((key): LineProgress[] => {
      const word = fields.progress[key];
      return word === undefined ? [] : [{ key, progress: word }];
    });
    const review = { heldOn: fields.heldOn, progress, note: fields.note, next: fields.next };
    const wrong = firstError(review, open, this.data.today);
    if (wrong) {
      this.showError(wrong.field, wrong.message);
      return;
    }
    this.setData({ isSending: true, sendError: '', errors: {} });
    const { id, savedAt } = form.seal(fields);
    try {
      const filed = await file({
        kind: 'plan-review',
        subjectId: this.caseId,
        name: fields.studentName,
        action: 'plans.review',
        input: { id, caseId: this.caseId, planId, ...review, progress: [...progress] },
        fields,
      });
      form.drop();
      if (filed.state !== 'sent') {
        wx.redirectTo({ url: queueUrl(filed.state) });
        return;
      }
      const answer = filed.output;
      this.setData({
        state: 'filed',
        isSending: false,
        done: toPlanDone(answer.view, 'plan-review', '已检查', answer),
      });
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    } catch (error) {
      this.setData({ isSending: false, draftLine: saySaved(savedAt) });
      const field = fieldOf(error);
      if (['heldOn', 'progress', 'note', 'next'].includes(field)) this.showError(field, sentenceOf(error));
      else this.setData({ sendError: sentenceOf(error) });
    }
  },

  onPlan() {
    wx.redirectTo({ url: `/student/plan-edit/plan-edit?caseId=${this.caseId}` });
  },

  onBack() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else wx.switchTab({ url: '/pages/today/today' });
  },
});

/** The same rules as the server's, so that a mistake is seen before it is sent. */
function firstError(
  review: Parameters<typeof validateReview>[0],
  open: readonly string[],
  today: string,
): { field: string; message: string } | null {
  try {
    validateReview(review, { open, today });
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { field: error.field ?? 'note', message: toSentence(error.message) };
  }
}
