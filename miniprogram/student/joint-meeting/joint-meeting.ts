import type { JointMeetingView } from '#core/contract/index';
import { JOINT_MEETING_LIMITS, MEETING_PARTY_LABELS, type MeetingParty } from '#core/domain/joint-meeting';
import type { Strokes } from '#core/domain/signature';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { showsError } from '../../behaviors/shows-error';
import { call } from '../../services/api';
import { openPaper } from '../../services/files';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { sayRestored, saySaved, toUnsent } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import {
  firstMeeting,
  IDENTITY_CHOICE,
  type MeetingFields,
  type MeetingForm,
  type MeetingPage,
  PARTY_CHOICES,
  scriptOf,
  toMeetingInput,
  toMeetingPage,
} from '../../views/joint-meeting';
import { sayChosenDate } from '../../views/talk-form';

const NO_VIEW: MeetingPage = {
  name: '',
  detail: '',
  due: null,
  sheet: { figures: '', courses: [] },
  guests: [],
  guestNotes: [],
  people: '',
  entries: [],
  canFile: false,
};
const HEADINGS: Readonly<Record<MeetingForm, string>> = {
  invited: '邀请家长',
  failed: '没有谈成',
  held: '面谈纪要',
};

/** 家长来校面谈: invite, hold, sign. What is typed lives outside `data` (see draft-form). */
Page({
  ...reads,
  ...showsError,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    /** '': the page as it is read. */
    form: '' as MeetingForm | '',
    heading: '',
    partyChoices: PARTY_CHOICES,
    identityChoice: IDENTITY_CHOICE,
    today: '',
    on: '',
    onText: '',
    guest: [] as readonly string[],
    present: [] as readonly string[],
    hasGuest: false,
    identity: [] as readonly string[],
    times: [] as readonly { key: string; on: string; onText: string; from: string }[],
    script: '',
    opened: { place: '', answer: '', reason: '', next: '', told: '', ways: '', agreed: '' },
    errors: {} as Record<string, string>,
    draftLine: '',
    sendError: '',
    isOffline: false,
    isSending: false,
    signing: { entryId: '', party: '', label: '' },
    notice: '',
  },

  caseId: '',
  answer: null as JointMeetingView | null,
  draft: null as DraftForm<MeetingFields> | null,
  fields: null as MeetingFields | null,
  strokes: [] as Strokes,
  signatureId: '',

  onLoad({ caseId = '' }: { caseId?: string }) {
    this.caseId = caseId;
    void this.read();
  },

  onHide() {
    this.draft?.flush();
  },

  onUnload() {
    this.draft?.flush();
  },

  async load() {
    const { personId } = await getMe();
    const answer = await call('joint-meetings.show', { caseId: this.caseId });
    this.draft = createDraftForm<MeetingFields>(
      { kind: 'joint-meeting', personId, subjectId: this.caseId },
      (savedAt) => this.setData({ draftLine: saySaved(savedAt) }),
    );
    this.show(answer);
    const { kept } = this.draft;
    if (kept && answer.can.file) {
      this.open({ ...firstMeeting(answer, kept.fields.form), ...kept.fields });
      this.setData({ draftLine: sayRestored(kept.savedAt) });
    }
  },

  show(answer: JointMeetingView) {
    this.answer = answer;
    this.setData({
      state: 'content',
      view: toMeetingPage(answer),
      today: answer.today,
      form: '',
      signing: { entryId: '', party: '', label: '' },
      errors: {},
      sendError: '',
      isOffline: false,
      isSending: false,
    });
  },

  onForm({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { form } = currentTarget.dataset as { form: MeetingForm };
    if (this.answer) this.open(firstMeeting(this.answer, form));
    wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  open(fields: MeetingFields) {
    this.fields = fields;
    const { place, answer, reason, next, told, ways, agreed } = fields;
    this.setData({
      form: fields.form,
      heading: HEADINGS[fields.form],
      opened: { place, answer, reason, next, told, ways, agreed },
      draftLine: '',
      notice: '',
      errors: {},
      ...this.shown(fields),
    });
  },

  /** What choices show; the texts stay in their own boxes. */
  shown(fields: MeetingFields) {
    const { today } = this.data.today === '' ? { today: fields.on } : this.data;
    return {
      on: fields.on,
      onText: sayChosenDate(fields.on, today),
      guest: fields.guardianId === null ? [] : [fields.guardianId],
      present: fields.present,
      hasGuest: fields.present.includes('guardian'),
      identity: fields.identityChecked ? ['checked'] : [],
      times: fields.times.map(({ on, from }, at) => ({
        key: `${at}`,
        on,
        onText: sayChosenDate(on, today),
        from,
      })),
      script: this.scriptFor(fields),
    };
  },

  scriptFor({ form, guardianId, place, times }: MeetingFields): string {
    const guest = this.answer?.guardians.find((one) => one.guardianId === guardianId);
    if (form !== 'invited' || !guest || !this.answer) return '';
    return scriptOf({ guest, times, place: place.trim() === '' ? '（地点）' : place.trim() }, this.answer);
  },

  keep(change: Partial<MeetingFields>) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.draft?.keep(this.fields);
  },

  /** A choice, which also changes what is shown. */
  choose(change: Partial<MeetingFields>, field: string) {
    this.keep(change);
    if (this.fields) this.setData({ ...this.shown(this.fields), [`errors.${field}`]: '' });
  },

  onDate({ detail }: WechatMiniprogram.PickerChange) {
    this.choose({ on: String(detail.value) }, 'on');
  },

  onGuest({ detail }: WechatMiniprogram.CustomEvent<{ value: string | null }>) {
    this.choose({ guardianId: detail.value }, 'guest');
  },

  onPresent({ detail }: WechatMiniprogram.CustomEvent<{ chosen: MeetingParty[] }>) {
    this.choose({ present: detail.chosen }, 'present');
  },

  onIdentity({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.choose({ identityChecked: detail.chosen.length > 0 }, 'identity');
  },

  onTime({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    const { index, part } = currentTarget.dataset as { index: number; part: 'on' | 'from' };
    const times = this.fields?.times.map((time, at) =>
      at === index ? { ...time, [part]: String(detail.value) } : time,
    );
    if (times) this.choose({ times }, 'times');
  },

  onAddTime() {
    if (!this.fields) return;
    const { times } = this.fields;
    if (times.length >= JOINT_MEETING_LIMITS.times) {
      this.setData({ 'errors.times': `面谈时间最多提 ${JOINT_MEETING_LIMITS.times} 个。` });
      return;
    }
    this.choose({ times: [...times, times.at(-1) ?? { on: this.data.today, from: '14:30' }] }, 'times');
  },

  onDropTime({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { index } = currentTarget.dataset as { index: number };
    if (this.fields) this.choose({ times: this.fields.times.filter((_, at) => at !== index) }, 'times');
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { field } = currentTarget.dataset as { field: string };
    this.keep({ [field]: detail.value });
  },

  onFocus({ currentTarget }: WechatMiniprogram.InputFocus) {
    this.draft?.focus((currentTarget.dataset as { field: string }).field);
  },

  onBlur({ currentTarget }: WechatMiniprogram.InputBlur) {
    const { field } = currentTarget.dataset as { field: string };
    this.draft?.blur(field);
    if (field === 'place' && this.fields) this.setData({ script: this.scriptFor(this.fields) });
  },

  /** The draft stays until it is sent or another form begins. */
  onCancel() {
    this.draft?.drop();
    if (this.answer) this.show(this.answer);
  },

  async onSubmit() {
    const { fields, draft } = this;
    if (!fields || !draft || this.data.isSending) return;
    if (fields.guardianId === null && (fields.form === 'invited' || fields.present.includes('guardian'))) {
      if (fields.form !== 'failed') {
        this.showError('guest', '请选择一位家长；没有登记的，先到学生档案的「家长」登记。');
        return;
      }
    }
    this.setData({ isSending: true, sendError: '', isOffline: false, errors: {} });
    const { id, savedAt } = draft.seal(fields);
    try {
      const { view } = await call('joint-meetings.add', toMeetingInput(fields, this.caseId, id));
      draft.drop();
      this.show(view);
      this.setData({ draftLine: '', notice: noticeOf(fields.form, view) });
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    } catch (error) {
      this.setData({ isSending: false, draftLine: saySaved(savedAt) });
      this.refused(error);
    }
  },

  onSign({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { entry, party } = currentTarget.dataset as { entry: string; party: MeetingParty };
    this.strokes = [];
    this.signatureId = newId();
    this.setData({
      signing: { entryId: entry, party, label: MEETING_PARTY_LABELS[party] },
      sendError: '',
      notice: '',
    });
    wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  onDraw({ detail }: WechatMiniprogram.CustomEvent<{ strokes: Strokes }>) {
    this.strokes = detail.strokes;
    if (this.data.sendError !== '') this.setData({ sendError: '' });
  },

  onSignLater() {
    if (this.answer) this.show(this.answer);
  },

  async onSigned() {
    const { entryId, party, label } = this.data.signing;
    if (this.data.isSending) return;
    this.setData({ isSending: true, sendError: '', isOffline: false });
    try {
      const { view } = await call('joint-meetings.sign', {
        id: this.signatureId,
        entryId,
        party: party as MeetingParty,
        strokes: this.strokes.map((stroke) => [...stroke]),
      });
      this.show(view);
      this.setData({ notice: `${label}已签名。` });
    } catch (error) {
      this.setData({ isSending: false });
      this.refused(error);
    }
  },

  async onPrint({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { entry } = currentTarget.dataset as { entry: string };
    if (this.data.isSending) return;
    this.setData({ isSending: true, sendError: '' });
    try {
      await openPaper(await call('papers.joint-meeting', { entryId: entry }));
      this.setData({ isSending: false });
    } catch (error) {
      this.setData({ isSending: false });
      wx.showModal({
        title: '没有打开',
        content: sentenceOf(error),
        showCancel: false,
        confirmText: '知道了',
      });
    }
  },

  onCall() {
    wx.navigateTo({ url: `/student/call-log/call-log?caseId=${this.caseId}` });
  },

  onGuardians() {
    const studentId = this.answer?.student.id ?? '';
    wx.navigateTo({ url: `/student/guardians/guardians?studentId=${studentId}` });
  },

  refused(error: unknown) {
    const field = fieldOf(error);
    const fields = [
      'on',
      'guest',
      'times',
      'place',
      'answer',
      'reason',
      'next',
      'present',
      'told',
      'ways',
      'agreed',
    ];
    if (this.data.form !== '' && fields.includes(field)) this.showError(field, sentenceOf(error));
    else this.setData(toUnsent(error));
  },
});

function noticeOf(form: MeetingForm, view: JointMeetingView): string {
  if (form === 'invited') return '邀请已记录，可以打印或按上面的话打电话。';
  if (form === 'failed') return '已记录。家长来校面谈仍为待办。';
  return (view.entries[0]?.missing.length ?? 0) === 0
    ? '面谈纪要已记录。请到场的人在下面签名。'
    : '面谈纪要已记录；四方没有到齐或家长身份没有核对，面谈仍为待办。';
}
