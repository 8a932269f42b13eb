import {
  ANSWER_DAYS,
  DATA_FIELD_LABELS,
  DATA_REQUEST_KIND_LABELS,
  DATA_REQUEST_KINDS,
  type DataRequestKind,
  IDENTITY_CHECK_LABELS,
  IDENTITY_CHECKS,
  type IdentityCheck,
  STUDENT_FIELDS,
} from '#core/domain/data-request';
import { asksAgain, asksAgainOnPull, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { sayRestored, saySaved } from '../../views/draft-line';
import { fieldOf, sentenceOf, toFailure } from '../../views/failure';
import type { Group } from '../../views/groups';
import { type RequestRow, sayRequests, toRequestRow } from '../../views/rights';

type StudentField = (typeof STUDENT_FIELDS)[number];

interface EntryFields {
  readonly studentNo: string;
  readonly name: string;
  readonly identityCheck: IdentityCheck | null;
  readonly kind: DataRequestKind;
  readonly field: StudentField | null;
  readonly wanted: string;
  readonly reason: string;
}

const EMPTY: EntryFields = {
  studentNo: '',
  name: '',
  identityCheck: null,
  kind: 'correction',
  field: null,
  wanted: '',
  reason: '',
};

/** The first thing each field still lacks. */
const missingIn = (fields: EntryFields): Record<string, string> => ({
  ...(fields.studentNo.trim() === '' ? { studentNo: '请填写学号。' } : {}),
  ...(fields.name.trim() === '' ? { name: '请填写姓名。' } : {}),
  ...(fields.identityCheck === null ? { identityCheck: '请选怎样核对的身份。' } : {}),
  ...(fields.kind === 'correction' && fields.field === null ? { field: '请选要更正的是哪一项。' } : {}),
  ...(fields.wanted.trim() === ''
    ? { wanted: fields.kind === 'erasure' ? '请写明要删除什么。' : '请写明应改成什么。' }
    : {}),
});

/** Requests of the department for correction and deletion: open ones first, by their day. */
Page({
  ...flushesDraft,
  ...asksAgain,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    intro: '',
    groups: [] as readonly Group<RequestRow>[],
    hasMore: false,
    hasNone: false,
    shows: [
      { value: 'open', label: '待答复' },
      { value: 'all', label: '全部' },
    ],
    show: ['open'] as readonly string[],
    open: 0,
    canEnter: false,
    canSetDays: false,
    days: '',
    daysHint: `从下一份申请起；${ANSWER_DAYS.least} 到 ${ANSWER_DAYS.most} 天。`,
    daysError: '',
    isBusy: false,
    isEntering: false,
    kinds: DATA_REQUEST_KINDS.map((value) => ({ value, label: DATA_REQUEST_KIND_LABELS[value] })),
    fields: STUDENT_FIELDS.map((value) => ({ value, label: DATA_FIELD_LABELS[value] })),
    checks: IDENTITY_CHECKS.map((value) => ({ value, label: IDENTITY_CHECK_LABELS[value] })),
    kind: ['correction'] as readonly string[],
    field: [] as readonly string[],
    check: [] as readonly string[],
    studentNo: '',
    name: '',
    wanted: '',
    reason: '',
    errors: {} as Record<string, string>,
    sendError: '',
    draftLine: '',
    isSending: false,
  },

  cursor: null as string | null,
  today: '',
  days: '',
  /** Answers of an older question are dropped. */
  question: 0,
  fields: EMPTY,
  form: null as DraftForm<EntryFields> | null,

  onShow() {
    void this.read();
  },

  async read() {
    this.question += 1;
    const { question } = this;
    this.cursor = null;
    try {
      const { personId, today } = await getMe();
      const answer = await call('rights.requests', {});
      if (question !== this.question) return;
      this.today = today;
      this.days = String(answer.days);
      this.cursor = answer.nextCursor;
      this.form ??= createDraftForm<EntryFields>(
        { kind: 'data-request', personId, subjectId: 'student' },
        (savedAt) => this.setData({ draftLine: saySaved(savedAt) }),
      );
      this.setData({
        state: 'content',
        intro: sayRequests(answer),
        open: answer.open,
        groups: [{ key: 0, rows: answer.items.map((item) => toRequestRow(item, today)) }],
        hasMore: answer.nextCursor !== null,
        hasNone: answer.items.length === 0,
        canEnter: answer.can.enter,
        canSetDays: answer.can.setDays,
        days: this.days,
        daysError: '',
      });
      const { kept } = this.form;
      if (kept && answer.can.enter && !this.data.isEntering) {
        this.openForm(kept.fields);
        this.setData({ draftLine: sayRestored(kept.savedAt) });
      }
    } catch (error) {
      if (question === this.question) this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  async onReachBottom() {
    if (this.cursor === null) return;
    const { cursor, question } = this;
    this.cursor = null;
    try {
      const { items, nextCursor } = await call('rights.requests', { cursor });
      if (question !== this.question) return;
      const key = this.data.groups.length;
      this.cursor = nextCursor;
      this.setData({
        [`groups[${key}]`]: { key, rows: items.map((item) => toRequestRow(item, this.today)) },
        hasMore: nextCursor !== null,
      });
    } catch (error) {
      this.cursor = cursor;
      wx.showToast({ title: toFailure(error).failureTitle, icon: 'none' });
    }
  },

  onFilter({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ show: [detail.value] });
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/office/data-request/data-request?requestId=${id}` });
  },

  onDays({ detail }: WechatMiniprogram.Input) {
    this.days = detail.value.trim();
  },

  async onSaveDays() {
    if (this.data.isBusy) return;
    const days = Number(this.days);
    if (!Number.isInteger(days) || days < ANSWER_DAYS.least || days > ANSWER_DAYS.most) {
      this.setData({ daysError: `请写 ${ANSWER_DAYS.least} 到 ${ANSWER_DAYS.most} 的整数。` });
      return;
    }
    this.setData({ isBusy: true, daysError: '' });
    try {
      await call('rights.set-days', { days });
      this.setData({ isBusy: false });
      wx.showToast({ title: '已保存', icon: 'success' });
      await this.read();
    } catch (error) {
      this.setData({ isBusy: false, daysError: sentenceOf(error) });
    }
  },

  openForm(fields: EntryFields) {
    this.fields = fields;
    this.setData({
      isEntering: true,
      kind: [fields.kind],
      field: fields.field === null ? [] : [fields.field],
      check: fields.identityCheck === null ? [] : [fields.identityCheck],
      studentNo: fields.studentNo,
      name: fields.name,
      wanted: fields.wanted,
      reason: fields.reason,
      errors: {},
      sendError: '',
      draftLine: '',
    });
  },

  onEnter() {
    this.openForm(EMPTY);
  },

  keep(change: Partial<EntryFields>) {
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  onKind({ detail }: WechatMiniprogram.CustomEvent<{ value: DataRequestKind }>) {
    this.keep({ kind: detail.value });
    this.setData({ kind: [detail.value], errors: {} });
  },

  onField({ detail }: WechatMiniprogram.CustomEvent<{ value: StudentField }>) {
    this.keep({ field: detail.value });
    this.setData({ field: [detail.value], 'errors.field': '' });
  },

  onCheck({ detail }: WechatMiniprogram.CustomEvent<{ value: IdentityCheck }>) {
    this.keep({ identityCheck: detail.value });
    this.setData({ check: [detail.value], 'errors.identityCheck': '' });
  },

  onText({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { name } = currentTarget.dataset as { name: 'studentNo' | 'name' | 'wanted' | 'reason' };
    this.keep({ [name]: detail.value });
  },

  onFocus({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.form?.focus(String(currentTarget.dataset.name));
  },

  onBlur({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.form?.blur(String(currentTarget.dataset.name));
  },

  onCancel() {
    this.form?.drop();
    this.form = null;
    this.setData({ isEntering: false, draftLine: '', errors: {}, sendError: '' });
    void this.read();
  },

  async onSubmit() {
    const { fields, form } = this;
    if (!form || this.data.isSending) return;
    const errors = missingIn(fields);
    const { identityCheck } = fields;
    if (identityCheck === null || Object.keys(errors).length > 0) {
      this.setData({ errors });
      return;
    }
    this.setData({ isSending: true, errors: {}, sendError: '' });
    const { id } = form.seal(fields);
    const field = fields.kind === 'erasure' ? null : fields.field;
    try {
      const { requestId } = await call('rights.enter', { id, ...fields, identityCheck, field });
      form.drop();
      this.form = null;
      this.setData({ isSending: false, isEntering: false, draftLine: '' });
      wx.navigateTo({ url: `/office/data-request/data-request?requestId=${requestId}` });
    } catch (error) {
      const at = fieldOf(error);
      this.setData({
        isSending: false,
        ...(at in EMPTY ? { [`errors.${at}`]: sentenceOf(error) } : { sendError: sentenceOf(error) }),
      });
    }
  },
});
