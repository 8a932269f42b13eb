import type { GuidanceOfStudent } from '#core/contract/index';
import { addDays } from '#core/domain/local-date';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { sayRestored, saySaved, toUnsent } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import {
  type GuidanceFields,
  RATING_CHOICES,
  toGuidanceInput,
  toGuidanceRows,
  wrongInGuidance,
} from '../../views/guidance';
import { sayChosenDate } from '../../views/talk-form';

const FIELDS = ['guidedOn', 'guidance', 'remark'] as const;

/** 志愿者指导和评价: what the volunteer is told, and how the month is judged (art. 4). */
Page({
  ...flushesDraft,
  ...reads,

  data: {
    ...UNREAD,
    name: '',
    detail: '',
    volunteerName: '',
    canGuide: false,
    first: '',
    today: '',
    guidedOn: '',
    guidedOnText: '',
    ratings: RATING_CHOICES,
    rating: ['good'] as readonly string[],
    /** Texts as the page opened; typing does not come back here. */
    opened: { guidance: '', remark: '' },
    rows: [] as ReturnType<typeof toGuidanceRows>,
    errors: {} as Record<string, string>,
    draftLine: '',
    sendError: '',
    isOffline: false,
    isSending: false,
  },

  studentId: '',
  view: null as GuidanceOfStudent | null,
  fields: null as GuidanceFields | null,
  form: null as DraftForm<GuidanceFields> | null,

  onLoad({ studentId = '' }: { studentId?: string }) {
    this.studentId = studentId;
    void this.read();
  },

  async load() {
    const { personId, today } = await getMe();
    const view = await call('guidance.of-student', { studentId: this.studentId });
    this.view = view;
    this.form = createDraftForm<GuidanceFields>(
      { kind: 'guidance', personId, subjectId: this.studentId },
      (savedAt) => this.setData({ draftLine: saySaved(savedAt) }),
    );
    const { kept } = this.form;
    const blank = { guidedOn: today, guidance: '', rating: 'good', remark: '' } as const;
    this.fields = { ...blank, studentName: view.student.name, ...kept?.fields };
    const { guidance, guidedOn, rating, remark } = this.fields;
    this.setData({
      state: 'content',
      name: view.student.name,
      detail: view.student.className,
      volunteerName: view.pair?.volunteerName ?? '',
      canGuide: view.canGuide,
      first: [view.pair?.firstDay ?? today, addDays(today, -view.filingDays)].sort()[1] ?? today,
      today,
      guidedOn,
      guidedOnText: sayChosenDate(guidedOn, today),
      rating: [rating],
      opened: { guidance, remark },
      rows: toGuidanceRows(view.items, today),
      draftLine: sayRestored(kept?.savedAt),
      errors: {},
    });
  },

  keep(change: Partial<GuidanceFields>) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  onDate({ detail }: WechatMiniprogram.PickerChange) {
    const guidedOn = String(detail.value);
    this.keep({ guidedOn });
    this.setData({ guidedOn, guidedOnText: sayChosenDate(guidedOn, this.data.today), 'errors.guidedOn': '' });
  },

  onRating({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const known = RATING_CHOICES.find(({ value }) => value === detail.value);
    if (known) this.keep({ rating: known.value });
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { field } = currentTarget.dataset as { field: 'guidance' | 'remark' };
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
    if (!fields || !form || !view?.pair || this.data.isSending) return;
    const wrong = wrongInGuidance(fields, view.pair.firstDay, this.data.today, view.filingDays);
    this.setData({ errors: wrong ? { [wrong.field]: wrong.message } : {} });
    if (wrong) return;
    this.setData({ isSending: true, sendError: '', isOffline: false });
    const { id, savedAt } = form.seal(fields);
    try {
      await call('guidance.file', toGuidanceInput(fields, id, view.pair.pairingId));
      form.drop();
      this.form = null;
      this.fields = null;
      wx.showToast({ title: '已记录', icon: 'success' });
      if (getCurrentPages().length > 1) wx.navigateBack();
      else wx.switchTab({ url: '/pages/today/today' });
    } catch (error) {
      this.setData({ isSending: false, draftLine: saySaved(savedAt) });
      const field = FIELDS.find((known) => known === fieldOf(error));
      if (field) this.setData({ [`errors.${field}`]: sentenceOf(error) });
      else this.setData(toUnsent(error));
    }
  },
});
