import type { FocusCourseItem } from '#core/contract/index';
import { addDays } from '#core/domain/local-date';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { sayRestored, saySaved, toUnsent } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import {
  FOCUS_CHOICES,
  type FocusField,
  type FocusRow,
  findCourse,
  type LessonFields,
  toFocusRows,
  toLessonInput,
  withMark,
} from '../../views/focus';
import { sayChosenDate } from '../../views/talk-form';

/** One course: a lesson for all at once, and whose monthly note is due (art. 4). */
Page({
  ...flushesDraft,
  ...reads,

  data: {
    ...UNREAD,
    courseName: '',
    courses: [] as readonly { value: string; label: string }[],
    course: [] as readonly string[],
    choices: FOCUS_CHOICES,
    rows: [] as readonly FocusRow[],
    first: '',
    today: '',
    heldOn: '',
    heldOnText: '',
    lastLesson: '',
    dateError: '',
    told: '',
    draftLine: '',
    sendError: '',
    isOffline: false,
    isSending: false,
  },

  offeringId: '',
  openId: '',
  course: null as FocusCourseItem | null,
  fields: null as LessonFields | null,
  form: null as DraftForm<LessonFields> | null,

  onLoad({ offeringId = '' }: { offeringId?: string }) {
    this.offeringId = offeringId;
  },

  onShow() {
    void this.read();
  },

  async load() {
    const { personId, today } = await getMe();
    const { courses, rules } = await call('focus.mine', {});
    const course = findCourse(courses, this.offeringId);
    if (!course) {
      this.setData({
        state: 'error',
        failureTitle: '这门课不在您本学期的教学班里',
        failureMessage: '教学班由系学工办导入，有误请联系系学工办。',
        failureAction: 'back',
      });
      return;
    }
    this.course = course;
    this.offeringId = course.offeringId;
    this.form ??= createDraftForm<LessonFields>(
      { kind: 'focus-lesson', personId, subjectId: this.offeringId },
      () => undefined,
    );
    const { kept } = this.form;
    this.fields ??= kept?.fields ?? { heldOn: today, marks: {} };
    this.setData({
      state: 'content',
      courseName: course.courseName,
      courses: courses.map(({ courseName, offeringId }) => ({ value: offeringId, label: courseName })),
      course: [course.offeringId],
      today,
      first: addDays(today, -rules.lessonDays),
      lastLesson:
        course.lastLessonOn === null ? '还没有记过' : `上次记到 ${sayChosenDate(course.lastLessonOn, today)}`,
      draftLine: this.data.told === '' ? sayRestored(kept?.savedAt) : '',
    });
    this.show();
  },

  show() {
    if (!this.course || !this.fields) return;
    const { today } = this.data;
    this.setData({
      rows: toFocusRows(this.course, this.fields, this.openId, today),
      heldOn: this.fields.heldOn,
      heldOnText: sayChosenDate(this.fields.heldOn, today),
    });
  },

  keep(fields: LessonFields) {
    this.fields = fields;
    this.form?.keep(fields);
    this.show();
  },

  onCourse({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.form?.flush();
    this.form = null;
    this.fields = null;
    this.openId = '';
    this.offeringId = detail.value;
    this.setData({ told: '', sendError: '', dateError: '' });
    void this.read();
  },

  onDate({ detail }: WechatMiniprogram.PickerChange) {
    if (this.fields) this.keep({ ...this.fields, heldOn: String(detail.value) });
    this.setData({ dateError: '', told: '' });
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    this.openId = this.openId === id ? '' : id;
    this.show();
  },

  onChoose({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { field, id } = currentTarget.dataset as { field: FocusField; id: string };
    if (this.fields) this.keep(withMark(this.fields, id, field, detail.value));
    this.setData({ told: '' });
  },

  onNote({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/teacher/focus-note/focus-note?offeringId=${this.offeringId}&studentId=${id}` });
  },

  async onSubmit() {
    const { course, fields, form } = this;
    if (!course || !fields || !form || this.data.isSending) return;
    this.setData({ isSending: true, sendError: '', isOffline: false, dateError: '', told: '' });
    const { id, savedAt } = form.seal(fields);
    try {
      await call('focus.lesson', toLessonInput(fields, id, course));
      form.drop();
      this.form = null;
      this.fields = null;
      this.openId = '';
      this.setData({
        isSending: false,
        draftLine: '',
        told: `已记下${sayChosenDate(fields.heldOn, this.data.today)}的课，${course.students.length} 名同学。记错了，同一天再记一次即可更正。`,
      });
      await this.read();
    } catch (error) {
      this.setData({ isSending: false, draftLine: saySaved(savedAt) });
      if (fieldOf(error) === 'heldOn') this.setData({ dateError: sentenceOf(error) });
      else this.setData(toUnsent(error));
    }
  },
});
