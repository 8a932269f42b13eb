import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { sayRestored, saySaved, toUnsent } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import {
  dueOf,
  findCourse,
  firstNote,
  NOTE_PHRASES,
  toNoteRows,
  whoOf,
  wrongInNote,
} from '../../views/focus';
import { toLine } from '../../views/line';

interface NoteFields {
  readonly text: string;
  readonly studentName: string;
}

/** The month's note on one student, with what the lessons since the last one were. */
Page({
  ...flushesDraft,
  ...reads,

  data: {
    ...UNREAD,
    name: '',
    detail: '',
    due: { word: '', tone: 'calm', text: '', because: '' },
    hasDue: false,
    lessons: '',
    phrases: NOTE_PHRASES,
    notes: [] as readonly { id: string; on: string; text: string }[],
    /** As the page opened, or after a phrase: typing does not come back here. */
    opened: '',
    error: '',
    draftLine: '',
    sendError: '',
    isOffline: false,
    isSending: false,
  },

  offeringId: '',
  studentId: '',
  fields: null as NoteFields | null,
  form: null as DraftForm<NoteFields> | null,

  onLoad({ offeringId = '', studentId = '' }: { offeringId?: string; studentId?: string }) {
    this.offeringId = offeringId;
    this.studentId = studentId;
    void this.read();
  },

  async load() {
    const { personId, today } = await getMe();
    const { courses } = await call('focus.mine', {});
    const course = findCourse(courses, this.offeringId);
    const student = course?.students.find(
      ({ studentId }) => this.studentId === '' || studentId === this.studentId,
    );
    if (!course || !student) {
      this.setData({
        state: 'error',
        failureTitle: '这名同学已不在这门课的关注名单里',
        failureMessage: '可能已经补上这门课，或已结案。看到学生有困难，仍可以写早报告。',
        failureAction: 'back',
      });
      return;
    }
    this.offeringId = course.offeringId;
    this.studentId = student.studentId;
    this.form = createDraftForm<NoteFields>(
      { kind: 'focus-note', personId, subjectId: `${this.offeringId}@${this.studentId}` },
      (savedAt) => this.setData({ draftLine: saySaved(savedAt) }),
    );
    const { kept } = this.form;
    this.fields = kept?.fields ?? { text: firstNote(student), studentName: student.name };
    this.setData({
      state: 'content',
      name: student.name,
      detail: toLine([course.courseName, whoOf(student)]),
      ...dueOf(student, today),
      lessons: student.lessons,
      notes: toNoteRows(student, today),
      opened: this.fields.text,
      draftLine: sayRestored(kept?.savedAt),
    });
  },

  keep(text: string) {
    if (!this.fields) return;
    this.fields = { ...this.fields, text };
    this.form?.keep(this.fields);
  },

  onInput({ detail }: WechatMiniprogram.Input) {
    this.keep(detail.value);
  },

  onFocus() {
    this.form?.focus('text');
  },

  onBlur() {
    this.form?.blur('text');
  },

  onPhrase({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { phrase } = currentTarget.dataset as { phrase: string };
    const text = `${this.fields?.text ?? ''}${phrase}`;
    this.keep(text);
    this.setData({ opened: text, error: '' });
  },

  onRefer() {
    wx.navigateTo({ url: `/student/referral/referral?studentId=${this.studentId}` });
  },

  async onSubmit() {
    const { fields, form } = this;
    if (!fields || !form || this.data.isSending) return;
    const error = wrongInNote(fields.text);
    this.setData({ error });
    if (error !== '') return;
    this.setData({ isSending: true, sendError: '', isOffline: false });
    const { id, savedAt } = form.seal(fields);
    try {
      const { offeringId, studentId } = this;
      await call('focus.note', { id, offeringId, studentId, text: fields.text });
      form.drop();
      this.form = null;
      this.fields = null;
      wx.showToast({ title: '小结已提交', icon: 'success' });
      if (getCurrentPages().length > 1) wx.navigateBack();
      else wx.switchTab({ url: '/pages/today/today' });
    } catch (failure) {
      this.setData({ isSending: false, draftLine: saySaved(savedAt) });
      if (fieldOf(failure) === 'text') this.setData({ error: sentenceOf(failure) });
      else this.setData(toUnsent(failure));
    }
  },
});
