import type { StudyPlanView } from '#core/contract/index';
import { DomainError } from '#core/domain/errors';
import { validateAdvice } from '#core/domain/study-plan';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { callKnown } from '../../services/known';
import { file, queueUrl } from '../../services/queue/queue';
import { getMe } from '../../services/session';
import { sayKnown, sayRestored, saySaved } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import { toSentence } from '../../views/line';
import { NO_PLAN_DONE, NO_PLAN_HEAD, sayWay, toPlanDone, toPlanHead } from '../../views/plan';
import { sayChosenDate } from '../../views/talk-form';
import { sayDate } from '../../views/when';

interface AdviceFields {
  readonly heldOn: string;
  readonly advice: string;
  readonly studentName: string;
}

/** 选课咨询: what the adviser advised before the selection week. */
Page({
  ...flushesDraft,
  ...reads,

  data: {
    ...UNREAD,
    known: '',
    head: NO_PLAN_HEAD,
    canAdvise: false,
    courses: [] as readonly { key: string; course: string; how: string }[],
    advices: [] as readonly { key: string; head: string; advice: string }[],
    today: '',
    heldOn: '',
    heldOnText: '',
    opened: '',
    errors: {} as Record<string, string>,
    draftLine: '',
    sendError: '',
    isSending: false,
    done: NO_PLAN_DONE,
  },

  caseId: '',
  fields: null as AdviceFields | null,
  form: null as DraftForm<AdviceFields> | null,

  onLoad({ caseId = '' }: { caseId?: string }) {
    this.caseId = caseId;
    void this.read();
  },

  async load() {
    const { personId } = await getMe();
    const { answer: view, keptAt } = await callKnown('plans.show', { caseId: this.caseId });
    this.setData({ known: sayKnown(keptAt, Date.now()) });
    this.form = createDraftForm<AdviceFields>(
      { kind: 'course-advice', personId, subjectId: this.caseId },
      (savedAt) => this.setData({ draftLine: saySaved(savedAt) }),
    );
    const { kept } = this.form;
    const first = { heldOn: view.today, advice: '', studentName: view.student.name };
    this.fields = { ...first, ...kept?.fields };
    this.setData({
      state: 'content',
      ...shown(view, this.fields),
      draftLine: sayRestored(kept?.savedAt),
      errors: {},
      sendError: '',
    });
  },

  keep(change: Partial<AdviceFields>) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  onDate({ detail }: WechatMiniprogram.PickerChange) {
    const heldOn = String(detail.value);
    this.keep({ heldOn });
    this.setData({ heldOn, heldOnText: sayChosenDate(heldOn, this.data.today), 'errors.heldOn': '' });
  },

  onInput({ detail }: WechatMiniprogram.Input) {
    this.keep({ advice: detail.value });
  },

  onFocus() {
    this.form?.focus('advice');
  },

  onBlur() {
    this.form?.blur('advice');
  },

  async onSubmit() {
    const { fields, form } = this;
    if (!fields || !form || this.data.isSending) return;
    try {
      validateAdvice(fields, { today: this.data.today });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.setData({ [`errors.${error.field ?? 'advice'}`]: toSentence(error.message) });
      return;
    }
    this.setData({ isSending: true, sendError: '', errors: {} });
    const { id, savedAt } = form.seal(fields);
    try {
      const { heldOn, advice } = fields;
      const filed = await file({
        kind: 'course-advice',
        subjectId: this.caseId,
        name: fields.studentName,
        action: 'plans.advise',
        input: { id, caseId: this.caseId, heldOn, advice },
        fields,
      });
      form.drop();
      if (filed.state !== 'sent') {
        wx.redirectTo({ url: queueUrl(filed.state) });
        return;
      }
      const answer = filed.output;
      const done = toPlanDone(answer.view, 'course-advice', '选课咨询已记录', answer);
      this.setData({ state: 'filed', isSending: false, done });
    } catch (error) {
      this.setData({ isSending: false, draftLine: saySaved(savedAt) });
      const field = fieldOf(error);
      if (field === 'heldOn' || field === 'advice') this.setData({ [`errors.${field}`]: sentenceOf(error) });
      else this.setData({ sendError: sentenceOf(error) });
    }
  },

  onBack() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else wx.switchTab({ url: '/pages/today/today' });
  },
});

function shown(view: StudyPlanView, fields: AdviceFields) {
  const open = [
    ...(view.plan?.lines.filter(({ standing }) => standing.kind !== 'cleared') ?? []),
    ...view.missing,
  ];
  return {
    head: toPlanHead(view, ['course-advice']),
    canAdvise: view.can.advise,
    courses: open.map((line) => ({
      key: `${line.code}@${line.since}`,
      course: `${line.courseName} · ${line.credit} 学分`,
      how: sayWay(line),
    })),
    advices: view.advices.map(({ advice, adviceId, by, heldOn }) => ({
      key: adviceId,
      head: `${sayDate(heldOn, view.today)} · ${by}`,
      advice,
    })),
    today: view.today,
    heldOn: fields.heldOn,
    heldOnText: sayChosenDate(fields.heldOn, view.today),
    opened: fields.advice,
  };
}
