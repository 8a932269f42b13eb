import type { FocusCourseItem } from '#core/contract/index';
import { addDays } from '#core/domain/local-date';
import type { TeachingRules } from '#core/domain/service-rules';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { sayRestored, saySaved, toUnsent } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import { findCourse } from '../../views/focus';
import { type AnnounceFields, toAnnounceInput, wrongInAnnouncement } from '../../views/qa';
import { sayChosenDate } from '../../views/talk-form';

/** When and where a teacher answers questions, for the students to look after in a course. */
Page({
  ...flushesDraft,
  ...reads,

  data: {
    ...UNREAD,
    courses: [] as readonly { value: string; label: string }[],
    course: [] as readonly string[],
    invited: '',
    first: '',
    last: '',
    heldOn: '',
    heldOnText: '',
    from: '',
    to: '',
    /** Texts as the page opened; typing does not come back here. */
    opened: { place: '', topic: '' },
    errors: {} as Record<string, string>,
    draftLine: '',
    sendError: '',
    isOffline: false,
    isSending: false,
  },

  today: '',
  courses: [] as readonly FocusCourseItem[],
  rules: null as TeachingRules | null,
  fields: null as AnnounceFields | null,
  form: null as DraftForm<AnnounceFields> | null,

  onLoad() {
    void this.read();
  },

  async load() {
    const { personId, today } = await getMe();
    const { courses, rules } = await call('focus.mine', {});
    const first = findCourse(courses, '');
    if (!first) {
      this.setData({
        state: 'error',
        failureTitle: '您本学期没有教学班',
        failureMessage: '教学班由系学工办导入，有误请联系系学工办。',
        failureAction: 'back',
      });
      return;
    }
    this.today = today;
    this.courses = courses;
    this.rules = rules;
    this.form = createDraftForm<AnnounceFields>(
      { kind: 'qa-announce', personId, subjectId: 'new' },
      () => undefined,
    );
    const { kept } = this.form;
    const blank = { offeringId: first.offeringId, heldOn: today, from: '', to: '', place: '', topic: '' };
    this.fields = { ...blank, ...kept?.fields };
    if (!findCourse(courses, this.fields.offeringId))
      this.fields = { ...this.fields, offeringId: first.offeringId };
    this.setData({
      state: 'content',
      courses: courses.map(({ courseName, offeringId }) => ({ value: offeringId, label: courseName })),
      first: addDays(today, -rules.qaBack),
      last: addDays(today, rules.qaAhead),
      opened: { place: this.fields.place, topic: this.fields.topic },
      draftLine: sayRestored(kept?.savedAt),
    });
    this.show();
  },

  show() {
    if (!this.fields) return;
    const { from, heldOn, offeringId, to } = this.fields;
    const students = findCourse(this.courses, offeringId)?.students ?? [];
    this.setData({
      course: [offeringId],
      heldOn,
      heldOnText: sayChosenDate(heldOn, this.today),
      from,
      to,
      invited:
        students.length === 0
          ? '这门课现在没有要关注的同学，谁都可以来。'
          : `请来：${students.map(({ name }) => name).join('、')}。由班主任、辅导员通知。`,
      errors: {},
    });
  },

  keep(change: Partial<AnnounceFields>) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  onCourse({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.keep({ offeringId: detail.value });
    this.show();
  },

  onTime({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    const { field } = currentTarget.dataset as { field: 'heldOn' | 'from' | 'to' };
    this.keep({ [field]: String(detail.value) });
    this.show();
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { field } = currentTarget.dataset as { field: 'place' | 'topic' };
    this.keep({ [field]: detail.value });
  },

  onBlur() {
    this.form?.flush();
  },

  async onSubmit() {
    const { fields, form, rules } = this;
    if (!fields || !form || !rules || this.data.isSending) return;
    const wrong = wrongInAnnouncement(fields, this.today, rules);
    if (wrong) {
      this.setData({ [`errors.${wrong.field}`]: wrong.message });
      return;
    }
    this.setData({ isSending: true, sendError: '', isOffline: false, errors: {} });
    const { id, savedAt } = form.seal(fields);
    try {
      await call('qa.announce', toAnnounceInput(fields, id));
      form.drop();
      this.form = null;
      this.fields = null;
      wx.showToast({ title: '已通知', icon: 'success' });
      if (getCurrentPages().length > 1) wx.navigateBack();
      else wx.redirectTo({ url: '/teacher/qa/qa' });
    } catch (error) {
      this.setData({ isSending: false, draftLine: saySaved(savedAt) });
      const field = fieldOf(error);
      if (['heldOn', 'from', 'to', 'place', 'topic'].includes(field)) {
        this.setData({ [`errors.${field}`]: sentenceOf(error) });
      } else this.setData(toUnsent(error));
    }
  },
});
