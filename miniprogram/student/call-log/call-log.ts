import type { CallForm } from '#core/contract/index';
import { DomainError } from '#core/domain/errors';
import { validateCall } from '#core/domain/guardian';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { showsError } from '../../behaviors/shows-error';
import { call } from '../../services/api';
import { callKnown } from '../../services/known';
import { newId } from '../../services/platform';
import { file, queueUrl } from '../../services/queue/queue';
import { getMe } from '../../services/session';
import { sayKnown, sayRestored, saySaved } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import {
  type CallFields,
  type CallView,
  FAILURE_CHOICES,
  firstCall,
  IDENTITY_HINT,
  REACHED_CHOICES,
  sayFiled,
  toCallInput,
  toCallView,
} from '../../views/guardians';
import { toSentence } from '../../views/line';
import { fromChosen, sayChosenDate, toChosen, YES_NO_CHOICES } from '../../views/talk-form';

const NO_VIEW: CallView = {
  name: '',
  detail: '',
  due: null,
  numbers: [],
  calls: [],
  nextWay: '',
  waiver: '',
  canFile: false,
  canWaive: false,
};
const FIELDS = ['calledOn', 'phone', 'reached', 'failure', 'who', 'identityPassed', 'told', 'answer', 'next'];

/** 电话告知家长: call from the page, then one screen. What is typed lives outside `data` (see draft-form). */
Page({
  ...flushesDraft,
  ...reads,
  ...showsError,

  data: {
    ...UNREAD,
    known: '',
    view: NO_VIEW,
    identityHint: IDENTITY_HINT,
    reachedChoices: REACHED_CHOICES,
    failures: FAILURE_CHOICES,
    yesNo: YES_NO_CHOICES,
    today: '',
    calledOn: '',
    calledOnText: '',
    phone: '',
    isOther: false,
    reached: [] as readonly string[],
    isReached: false,
    isFailed: false,
    failure: [] as readonly string[],
    identity: [] as readonly string[],
    opened: { phone: '', who: '', told: '', answer: '', next: '' },
    errors: {} as Record<string, string>,
    draftLine: '',
    sendError: '',
    isSending: false,
    filed: { heading: '', notes: [] as readonly string[] },
    isWaiving: false,
  },

  caseId: '',
  form: null as DraftForm<CallFields> | null,
  fields: null as CallFields | null,
  waiverId: '',
  reason: '',

  onLoad({ caseId = '' }: { caseId?: string }) {
    this.caseId = caseId;
    this.waiverId = newId();
    void this.read();
  },

  async load() {
    const { personId } = await getMe();
    const { answer, keptAt } = await callKnown('contacts.form', { caseId: this.caseId });
    this.setData({ known: sayKnown(keptAt, Date.now()) });
    this.form = createDraftForm<CallFields>({ kind: 'call', personId, subjectId: this.caseId }, (savedAt) =>
      this.setData({ draftLine: saySaved(savedAt) }),
    );
    const { kept } = this.form;
    this.show(answer, { ...firstCall(answer), ...kept?.fields });
    if (kept) this.setData({ draftLine: sayRestored(kept.savedAt) });
  },

  show(answer: CallForm, fields: CallFields) {
    this.fields = fields;
    this.setData({
      state: 'content',
      view: toCallView(answer),
      today: answer.today,
      calledOn: fields.calledOn,
      calledOnText: sayChosenDate(fields.calledOn, answer.today),
      phone: fields.phone,
      isOther: fields.isOther,
      reached: toChosen(fields.reached),
      isReached: fields.reached === true,
      isFailed: fields.reached === false,
      failure: fields.failure == null ? [] : [fields.failure],
      identity: toChosen(fields.identityPassed),
      opened: {
        phone: fields.isOther ? fields.phone : '',
        who: fields.who,
        told: fields.told,
        answer: fields.answer,
        next: fields.next,
      },
      errors: {},
      sendError: '',
      isWaiving: false,
    });
  },

  keep(change: Partial<CallFields>) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  /** Chooses the number, then lets the phone call it. */
  onCall({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { phone } = currentTarget.dataset as { phone: string };
    this.keep({ phone, isOther: false });
    this.setData({ phone, isOther: false, 'errors.phone': '' });
    wx.makePhoneCall({ phoneNumber: phone, fail: () => undefined });
  },

  onChoose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { phone } = currentTarget.dataset as { phone: string };
    this.keep({ phone, isOther: false });
    this.setData({ phone, isOther: false, 'errors.phone': '' });
  },

  onOther() {
    this.keep({ phone: '', isOther: true });
    this.setData({ phone: '', isOther: true, 'errors.phone': '' });
  },

  onReached({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const reached = detail.value === 'yes';
    this.keep({ reached });
    this.setData({ isReached: reached, isFailed: !reached, errors: {} });
  },

  onFailure({ detail }: WechatMiniprogram.CustomEvent<{ value: CallFields['failure'] }>) {
    this.keep({ failure: detail.value });
  },

  onIdentity({ detail }: WechatMiniprogram.CustomEvent<{ value: string | null }>) {
    this.keep({ identityPassed: fromChosen(detail.value) });
  },

  onDate({ detail }: WechatMiniprogram.PickerChange) {
    const calledOn = String(detail.value);
    this.keep({ calledOn });
    this.setData({ calledOn, calledOnText: sayChosenDate(calledOn, this.data.today) });
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { field } = currentTarget.dataset as { field: string };
    if (field === 'reason') this.reason = detail.value;
    else this.keep({ [field]: detail.value });
  },

  onFocus({ currentTarget }: WechatMiniprogram.InputFocus) {
    this.form?.focus((currentTarget.dataset as { field: string }).field);
  },

  onBlur({ currentTarget }: WechatMiniprogram.InputBlur) {
    this.form?.blur((currentTarget.dataset as { field: string }).field);
  },

  async onSubmit() {
    const { fields, form } = this;
    if (!fields || !form || this.data.isSending) return;
    const wrong = firstError(fields, this.caseId, this.data.today);
    if (wrong) {
      this.showError(wrong.field, wrong.message);
      return;
    }
    this.setData({ isSending: true, sendError: '', errors: {} });
    const { id, savedAt } = form.seal(fields);
    try {
      const filed = await file({
        kind: 'call',
        subjectId: this.caseId,
        name: this.data.view.name,
        action: 'contacts.file',
        input: toCallInput(fields, this.caseId, id),
        fields,
      });
      form.drop();
      if (filed.state !== 'sent') {
        wx.redirectTo({ url: queueUrl(filed.state) });
        return;
      }
      const answer = filed.output;
      this.show(answer.form, firstCall(answer.form));
      this.setData({ state: 'filed', isSending: false, draftLine: '', filed: sayFiled(answer) });
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    } catch (error) {
      this.setData({ isSending: false, draftLine: saySaved(savedAt) });
      this.refused(error);
    }
  },

  onWaive() {
    this.setData({ isWaiving: true });
  },

  async onWaiveNow() {
    if (this.data.isSending) return;
    this.setData({ isSending: true, sendError: '', errors: {} });
    try {
      const answer = await call('contacts.waive', {
        id: this.waiverId,
        caseId: this.caseId,
        reason: this.reason,
      });
      this.show(answer, firstCall(answer));
      this.setData({ isSending: false });
    } catch (error) {
      this.setData({ isSending: false });
      this.refused(error);
    }
  },

  refused(error: unknown) {
    const field = fieldOf(error);
    if (FIELDS.includes(field) || field === 'reason') this.showError(field, sentenceOf(error));
    else this.setData({ sendError: sentenceOf(error) });
  },

  /** Another call, to another number. */
  onAgain() {
    this.setData({ state: 'loading' });
    void this.read();
  },

  onBack() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else wx.switchTab({ url: '/pages/today/today' });
  },
});

/** The same rules as the server's, so that a mistake is seen before it is sent. */
function firstError(
  fields: CallFields,
  caseId: string,
  today: string,
): { field: string; message: string } | null {
  if (fields.reached === null) return { field: 'reached', message: '请选择有没有打通。' };
  try {
    validateCall(toCallInput(fields, caseId, ''), { today });
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { field: error.field ?? 'told', message: toSentence(error.message) };
  }
}
