import type { PlanChanged, StudyPlanView } from '#core/contract/index';
import { DomainError } from '#core/domain/errors';
import type { Strokes } from '#core/domain/signature';
import { PLAN_LIMITS, type PlanLine, validatePlan } from '#core/domain/study-plan';
import { termLabel } from '#core/domain/term';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { showsError } from '../../behaviors/shows-error';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { sayRestored, saySaved, toUnsent } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import { showCode } from '../../views/help';
import { toSentence } from '../../views/line';
import {
  firstPlanFields,
  NO_PLAN_DONE,
  NO_PLAN_HEAD,
  type PlanFields,
  type ReviewRow,
  SHARED_CHOICE,
  type ShownPlan,
  toPlanDone,
  toPlanHead,
  toPlanInput,
  toReviews,
  toShownPlan,
  toVersions,
  type VersionRow,
  WAY_CHOICES,
} from '../../views/plan';

interface EditLine {
  readonly key: string;
  readonly course: string;
  readonly way: readonly string[];
  readonly isResit: boolean;
  readonly termIndex: number;
  readonly on: string;
  readonly onText: string;
  readonly target: string;
  readonly shared: readonly string[];
}

/**
 * 学习计划: read, made with the student, signed by the student on this phone. What is typed lives outside
 * `data` (see draft-form).
 */
Page({
  ...flushesDraft,
  ...reads,
  ...showsError,

  data: {
    ...UNREAD,
    mode: 'view' as 'view' | 'edit' | 'sign' | 'done',
    head: NO_PLAN_HEAD,
    plan: null as ShownPlan | null,
    versions: [] as readonly VersionRow[],
    reviews: [] as readonly ReviewRow[],
    can: { save: false, agree: false, review: false, advise: false },
    ways: WAY_CHOICES,
    sharedChoice: SHARED_CHOICE,
    termLabels: [] as readonly string[],
    isRevision: false,
    opened: { goal: '', reason: '' },
    lines: [] as readonly EditLine[],
    steps: [] as readonly { key: string; text: string; shared: readonly string[] }[],
    leftOut: 0,
    errors: {} as Record<string, string>,
    draftLine: '',
    isRestored: false,
    sendError: '',
    isOffline: false,
    isSending: false,
    done: NO_PLAN_DONE,
    /** Six digits for the student's own phone; "": none was asked for. */
    code: '',
    codeMinutes: 0,
  },

  caseId: '',
  planId: '',
  view: null as StudyPlanView | null,
  fields: null as PlanFields | null,
  form: null as DraftForm<PlanFields> | null,
  strokes: [] as Strokes,
  agreementId: '',
  /** Of the version when the code was offered: one more is an answer. */
  wishesSeen: 0,
  stepCount: 0,

  onLoad({ caseId = '', planId = '' }: { caseId?: string; planId?: string }) {
    this.caseId = caseId;
    this.planId = planId;
    void this.read();
  },

  async load() {
    const { personId } = await getMe();
    const view = await call('plans.show', {
      caseId: this.caseId,
      ...(this.planId === '' ? {} : { planId: this.planId }),
    });
    this.form = createDraftForm<PlanFields>({ kind: 'plan', personId, subjectId: this.caseId }, (savedAt) =>
      this.setData({ draftLine: saySaved(savedAt) }),
    );
    this.show(view);
    const { kept } = this.form;
    if (this.planId !== '' || !view.can.save) return;
    if (kept) this.edit({ ...firstPlanFields(view), ...kept.fields }, kept.savedAt);
    else if (view.plan === null) this.edit(firstPlanFields(view), 0);
  },

  show(view: StudyPlanView, mode: 'view' | 'sign' | 'done' = 'view') {
    this.view = view;
    this.setData({
      state: 'content',
      mode,
      head: toPlanHead(view, ['study-plan', 'plan-review']),
      plan: toShownPlan(view),
      versions: toVersions(view),
      reviews: toReviews(view),
      can: { ...view.can },
      termLabels: view.terms.map(termLabel),
      errors: {},
      sendError: '',
      isOffline: false,
      code: '',
    });
  },

  edit(fields: PlanFields, savedAt: number) {
    this.setData({
      mode: 'edit',
      isRevision: fields.basedOn !== null,
      isRestored: savedAt > 0,
      draftLine: sayRestored(savedAt),
      errors: {},
      sendError: '',
    });
    this.redraw(fields);
  },

  /** After something was added or taken away: never while a field has the focus. */
  redraw(fields: PlanFields) {
    const { view } = this;
    if (!view) return;
    this.fields = fields;
    this.stepCount = Math.max(this.stepCount, fields.steps.length);
    const suggested = firstPlanFields(view).lines;
    this.setData({
      opened: { goal: fields.goal, reason: fields.reason },
      lines: fields.lines.map((line) => toEditLine(line, view)),
      steps: fields.steps.map(({ key, text, isShared }) => ({
        key,
        text,
        shared: isShared ? ['shared'] : [],
      })),
      leftOut: suggested.filter(
        ({ code, since }) => !fields.lines.some((line) => line.code === code && line.since === since),
      ).length,
    });
  },

  keep(change: Partial<PlanFields>) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  keepLine(index: number, change: Partial<PlanLine>) {
    const lines = this.fields?.lines.map((line, at) => (at === index ? { ...line, ...change } : line));
    if (lines) this.keep({ lines });
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { field, index } = currentTarget.dataset as { field: string; index: number };
    if (field === 'target') this.keepLine(index, { target: detail.value });
    else if (field === 'step') {
      const steps = this.fields?.steps.map((step, at) =>
        at === index ? { ...step, text: detail.value } : step,
      );
      if (steps) this.keep({ steps });
    } else this.keep({ [field]: detail.value });
  },

  onFocus({ currentTarget }: WechatMiniprogram.InputFocus) {
    const { field, index } = currentTarget.dataset as { field: string; index?: number };
    this.form?.focus(`${field}${index ?? ''}`);
  },

  onBlur({ currentTarget }: WechatMiniprogram.InputBlur) {
    const { field, index } = currentTarget.dataset as { field: string; index?: number };
    this.form?.blur(`${field}${index ?? ''}`);
  },

  onWay({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: PlanLine['way'] }>) {
    const { index } = currentTarget.dataset as { index: number };
    const isResit = detail.value === 'resit';
    this.keepLine(index, { way: detail.value, ...(isResit ? {} : { on: null }) });
    this.setData({ [`lines[${index}].way`]: [detail.value], [`lines[${index}].isResit`]: isResit });
  },

  onTerm({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    const { index } = currentTarget.dataset as { index: number };
    const term = this.view?.terms[Number(detail.value)];
    if (term === undefined) return;
    this.keepLine(index, { term });
    this.setData({ [`lines[${index}].termIndex`]: Number(detail.value) });
  },

  onDay({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    const { index } = currentTarget.dataset as { index: number };
    const on = String(detail.value);
    this.keepLine(index, { on });
    this.setData({ [`lines[${index}].on`]: on, [`lines[${index}].onText`]: on });
  },

  onShared({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    const { index, of } = currentTarget.dataset as { index: number; of: 'line' | 'step' };
    const isShared = detail.chosen.length > 0;
    if (of === 'line') this.keepLine(index, { isShared });
    else {
      const steps = this.fields?.steps.map((step, at) => (at === index ? { ...step, isShared } : step));
      if (steps) this.keep({ steps });
    }
  },

  onLeaveOut({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { index } = currentTarget.dataset as { index: number };
    const lines = this.fields?.lines.filter((_, at) => at !== index);
    if (!lines || !this.fields) return;
    this.keep({ lines });
    this.redraw(this.fields);
  },

  /** All that was left out comes back. */
  onTakeBack() {
    if (!this.fields || !this.view) return;
    const { lines } = this.fields;
    const back = firstPlanFields(this.view).lines.filter(
      ({ code, since }) => !lines.some((line) => line.code === code && line.since === since),
    );
    this.keep({ lines: [...lines, ...back] });
    this.redraw(this.fields);
  },

  onAddStep() {
    if (!this.fields) return;
    if (this.fields.steps.length >= PLAN_LIMITS.steps) {
      this.setData({ 'errors.steps': `每周做的事最多 ${PLAN_LIMITS.steps} 件。` });
      return;
    }
    this.stepCount += 1;
    this.keep({ steps: [...this.fields.steps, { key: `s${this.stepCount}`, text: '', isShared: true }] });
    this.redraw(this.fields);
  },

  onDropStep({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { index } = currentTarget.dataset as { index: number };
    if (!this.fields) return;
    this.keep({ steps: this.fields.steps.filter((_, at) => at !== index) });
    this.redraw(this.fields);
  },

  onStartOver() {
    wx.showModal({
      title: '清空草稿？',
      content: '已写的内容会从这台设备删除，不能找回。',
      confirmText: '清空',
      success: ({ confirm }) => {
        if (!confirm || !this.view) return;
        this.form?.drop();
        // Fields are not bound to data: a form that starts over is a new one.
        this.setData({ mode: 'view' });
        this.edit(firstPlanFields(this.view), 0);
      },
    });
  },

  onRevise() {
    if (this.view) this.edit(firstPlanFields(this.view), 0);
  },

  async onSave() {
    const { fields, form } = this;
    if (!fields || !form || this.data.isSending) return;
    const wrong = firstError(fields);
    if (wrong) {
      this.showError(wrong.field, wrong.message);
      return;
    }
    this.setData({ isSending: true, sendError: '', isOffline: false, errors: {} });
    const { id, savedAt } = form.seal(fields);
    try {
      const answer = await call('plans.save', toPlanInput(fields, this.caseId, id));
      form.drop();
      this.setData({ isSending: false });
      this.startSigning(answer.view);
    } catch (error) {
      this.setData({ isSending: false, draftLine: saySaved(savedAt) });
      this.refused(error);
    }
  },

  onSign() {
    if (this.view) this.startSigning(this.view);
  },

  startSigning(view: StudyPlanView) {
    this.strokes = [];
    this.agreementId = newId();
    this.wishesSeen = view.plan?.objections.length ?? 0;
    this.show(view, 'sign');
    wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  onDraw({ detail }: WechatMiniprogram.CustomEvent<{ strokes: Strokes }>) {
    this.strokes = detail.strokes;
    // No field has the focus while one draws.
    if (this.data.sendError !== '') this.setData({ sendError: '' });
  },

  async onAgree() {
    const planId = this.view?.versions[0]?.planId;
    if (planId === undefined || this.data.isSending) return;
    this.setData({ isSending: true, sendError: '', isOffline: false });
    try {
      const answer = await call('plans.agree', {
        id: this.agreementId,
        caseId: this.caseId,
        planId,
        strokes: this.strokes.map((stroke) => [...stroke]),
      });
      this.finish(answer);
    } catch (error) {
      this.setData({ isSending: false });
      this.refused(error);
    }
  },

  async onStudentCode() {
    const planId = this.view?.versions[0]?.planId;
    if (planId === undefined || this.data.isSending) return;
    this.setData({ isSending: true, sendError: '', isOffline: false });
    try {
      const { code, minutes } = await call('plans.code', { caseId: this.caseId, planId });
      this.setData({ isSending: false, code: showCode(code), codeMinutes: minutes });
    } catch (error) {
      this.setData({ isSending: false });
      this.refused(error);
    }
  },

  /** The student has answered on the own phone, one way or the other. */
  async onAnswered() {
    if (this.data.isSending) return;
    this.setData({ isSending: true, sendError: '', isOffline: false });
    try {
      const view = await call('plans.show', { caseId: this.caseId });
      const isAnswered = view.plan?.agreement !== null || view.plan.objections.length > this.wishesSeen;
      this.setData({ isSending: false });
      if (isAnswered) this.show(view);
      else this.setData({ sendError: '还没有收到学生的答复。' });
    } catch (error) {
      this.setData({ isSending: false });
      this.refused(error);
    }
  },

  onShareAppMessage() {
    return { title: '确认学习计划', path: '/student/plan-confirm/plan-confirm' };
  },

  finish(answer: PlanChanged) {
    this.show(answer.view, 'done');
    this.setData({
      isSending: false,
      done: toPlanDone(answer.view, 'plan-review', '学习计划已签名确认', answer),
    });
    wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  onLater() {
    if (this.view) this.show(this.view);
  },

  refused(error: unknown) {
    const field = fieldOf(error);
    if (['goal', 'reason', 'lines', 'steps'].includes(field)) this.showError(field, sentenceOf(error));
    else this.setData(toUnsent(error));
  },

  onVersion({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/student/plan-edit/plan-edit?caseId=${this.caseId}&planId=${id}` });
  },

  onReview() {
    wx.redirectTo({ url: `/student/plan-review/plan-review?caseId=${this.caseId}` });
  },

  onAdvise() {
    wx.navigateTo({ url: `/student/course-advice/course-advice?caseId=${this.caseId}` });
  },

  onBack() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else wx.switchTab({ url: '/pages/today/today' });
  },
});

const toEditLine = (line: PlanLine, view: StudyPlanView): EditLine => ({
  key: `${line.code}@${line.since}`,
  course: `${line.courseName} · ${line.credit} 学分`,
  way: [line.way],
  isResit: line.way === 'resit',
  termIndex: Math.max(0, view.terms.indexOf(line.term)),
  on: line.on ?? '',
  onText: line.on ?? '补考日期（可不填）',
  target: line.target,
  shared: line.isShared ? ['shared'] : [],
});

/** The same rules as the server's, so that a mistake is seen before it is sent. */
function firstError(fields: PlanFields): { field: string; message: string } | null {
  try {
    const steps = fields.steps.filter(({ text }) => text.trim() !== '');
    validatePlan({ ...fields, steps }, { isRevision: fields.basedOn !== null });
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { field: error.field ?? 'goal', message: toSentence(error.message) };
  }
}
