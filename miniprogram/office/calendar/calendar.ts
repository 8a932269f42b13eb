import type { CalendarMonth, Input } from '#core/contract/index';
import { asksAgain, asksAgainOnPull, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import {
  type CalendarView,
  type ChosenDay,
  type EffectView,
  monthBy,
  toCalendarView,
  toChosenDay,
  toEffectView,
} from '../../views/calendar';
import { sentenceOf, toFailure } from '../../views/failure';

type Change = Input<'calendar.change'>['change'];

const NO_VIEW: CalendarView = {
  month: '',
  title: '',
  weeks: [],
  missing: [],
  warnings: [],
  terms: [],
  nextLabel: '',
  canEdit: false,
};
const NO_DAY: ChosenDay = { day: '', title: '', text: '', isCorrected: false, as: '', action: '' };
const NO_FORM = {
  term: '',
  label: '',
  isNew: false,
  from: '',
  to: '',
  selectionFrom: '',
  selectionTo: '',
};
const NO_EFFECT: EffectView = { title: '', lines: [], warnings: [] };
/** Nothing was weighed. */
const UNWEIGHED = { effect: NO_EFFECT, saveWord: '', error: '' };

/** 校历: a month at a time, terms, corrections; each change says first what it would move. */
Page({
  ...asksAgain,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    weekdays: ['一', '二', '三', '四', '五', '六', '日'],
    view: NO_VIEW,
    chosen: NO_DAY,
    note: '',
    form: NO_FORM,
    isBusy: false,
    ...UNWEIGHED,
  },

  month: '',
  /** As it is being written. */
  note: '',
  held: null as CalendarMonth | null,
  /** What is weighed and not yet saved. */
  pending: null as Change | null,
  /** Answers of an older question are dropped. */
  question: 0,

  onLoad() {
    void this.read();
  },

  async read() {
    this.question += 1;
    const { question } = this;
    try {
      const calendar = await call('calendar.show', this.month === '' ? {} : { month: this.month });
      if (question === this.question) this.show(calendar);
    } catch (error) {
      if (question === this.question) this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  show(calendar: CalendarMonth) {
    this.held = calendar;
    this.month = calendar.month;
    const chosen = toChosenDay(calendar, this.data.chosen.day) ?? NO_DAY;
    this.setData({ state: 'content', view: toCalendarView(calendar), chosen });
  },

  onMonth({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { by } = currentTarget.dataset as { by: number };
    this.month = by === 0 ? (this.held?.today.slice(0, 7) ?? '') : monthBy(this.month, by);
    this.forget();
    this.setData({ chosen: NO_DAY });
    void this.read();
  },

  onDay({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { day } = currentTarget.dataset as { day: string };
    if (day === '' || this.held === null) return;
    this.forget();
    // The reason stays for the next day: three days of games have one.
    this.setData({ chosen: toChosenDay(this.held, day) ?? NO_DAY, note: this.note, form: NO_FORM });
  },

  onNote({ detail }: WechatMiniprogram.Input) {
    // What was weighed belongs to the words before.
    this.note = detail.value;
    if (this.pending !== null) this.forget();
  },

  onCorrect() {
    const { as, day } = this.data.chosen;
    if (as !== '') void this.weigh({ kind: 'correct', day, as, note: this.note });
  },

  onRestore() {
    void this.weigh({ kind: 'restore', day: this.data.chosen.day });
  },

  onTerm({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { term } = currentTarget.dataset as { term: string };
    const held = this.held?.terms.find((known) => known.term === term);
    if (!held || !this.data.view.canEdit) return;
    this.openForm({
      term,
      label: this.data.view.terms.find((row) => row.term === term)?.label ?? '',
      isNew: false,
      from: held.from,
      to: held.to,
      selectionFrom: held.selection?.from ?? '',
      selectionTo: held.selection?.to ?? '',
    });
  },

  onNewTerm() {
    const term = this.held?.nextToEnter ?? '';
    this.openForm({ ...NO_FORM, term, label: this.data.view.nextLabel, isNew: true });
  },

  openForm(form: typeof NO_FORM) {
    this.forget();
    this.setData({ form, chosen: NO_DAY });
  },

  onCloseForm() {
    this.openForm(NO_FORM);
  },

  onFormDate({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    const { field } = currentTarget.dataset as { field: 'from' | 'to' | 'selectionFrom' | 'selectionTo' };
    this.forget();
    this.setData({ [`form.${field}`]: String(detail.value) });
  },

  onNoSelection() {
    this.forget();
    this.setData({ 'form.selectionFrom': '', 'form.selectionTo': '' });
  },

  onWeighTerm() {
    const { term, from, to, selectionFrom, selectionTo } = this.data.form;
    if (from === '' || to === '') {
      this.setData({ ...UNWEIGHED, error: '请选学期的第一天和最后一天。' });
      return;
    }
    if ((selectionFrom === '') !== (selectionTo === '')) {
      this.setData({ ...UNWEIGHED, error: '选课周请选第一天和最后一天，或都不选。' });
      return;
    }
    const selection = selectionFrom === '' ? null : { from: selectionFrom, to: selectionTo };
    void this.weigh({ kind: 'save-term', term, from, to, selection });
  },

  onRemoveTerm() {
    void this.weigh({ kind: 'remove-term', term: this.data.form.term });
  },

  forget() {
    this.pending = null;
    if (this.data.saveWord !== '' || this.data.error !== '') this.setData(UNWEIGHED);
  },

  /** Says what a change would move; it is saved by a second tap. */
  async weigh(change: Change) {
    if (this.data.isBusy) return;
    this.setData({ ...UNWEIGHED, isBusy: true });
    try {
      const effect = await call('calendar.weigh', { change });
      this.pending = change;
      this.setData({ effect: toEffectView(effect), saveWord: SAVE_WORDS[change.kind] });
    } catch (error) {
      this.setData({ error: sentenceOf(error) });
    } finally {
      this.setData({ isBusy: false });
    }
  },

  async onSave() {
    const change = this.pending;
    if (change === null || this.data.isBusy) return;
    this.setData({ isBusy: true, error: '' });
    try {
      const calendar = await call('calendar.change', { change, month: this.month });
      this.pending = null;
      this.setData({ ...UNWEIGHED, form: NO_FORM });
      this.show(calendar);
      wx.showToast({ title: '已保存', icon: 'success' });
    } catch (error) {
      this.setData({ error: sentenceOf(error) });
    } finally {
      this.setData({ isBusy: false });
    }
  },
});

const SAVE_WORDS: Readonly<Record<Change['kind'], string>> = {
  'save-term': '保存学期',
  'remove-term': '删除学期',
  correct: '保存更正',
  restore: '撤销更正',
};
