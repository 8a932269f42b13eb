import type { TalkForm } from '#core/contract/index';
import { DomainError } from '#core/domain/errors';
import { type DetailField, FAMILY_FIELDS, keptDetails, STATE_FIELDS } from '#core/domain/talk-details';
import { TALK_PHOTOS, validateTalk } from '#core/domain/talk-record';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { showsError } from '../../behaviors/shows-error';
import { type Autosave, autosave, readDraft, removeDraft, writeDraft } from '../../services/drafts';
import { callKnown } from '../../services/known';
import { addTalkDay } from '../../services/phone-calendar';
import { dropPhotos, type ShelvedPhoto, shelvePhoto } from '../../services/photo-shelf';
import { choosePhotos } from '../../services/photos';
import { takePhrase } from '../../services/picked-phrase';
import { file, queueUrl } from '../../services/queue/queue';
import { askForReminder } from '../../services/reminders';
import { getMe } from '../../services/session';
import { stepsAround } from '../../services/walk';
import { sayKnown, sayRestored, saySaved } from '../../views/draft-line';
import { codeOf, fieldOf, sentenceOf } from '../../views/failure';
import { toSentence } from '../../views/line';
import { sayTopUp } from '../../views/reminders';
import {
  ATTENDED_CHOICES,
  type DetailRow,
  DURATION_CHOICES,
  type FiledView,
  firstFields,
  fromChosen,
  lengthError,
  MODE_CHOICES,
  sayChosenDate,
  type TalkFields,
  type TalkFormView,
  type TextField,
  toChosen,
  toDateNote,
  toDetailRows,
  toFiled,
  toSameDayNote,
  toTalkFormView,
  toTalkInput,
  YES_NO_CHOICES,
} from '../../views/talk-form';

const DRAFT = 'talk';
/** Long enough for the focus to have reached the next field. */
const AFTER_BLUR_MS = 150;

const NO_VIEW: TalkFormView = {
  name: '',
  tierWord: '',
  tierTone: 'none',
  facts: [],
  due: null,
  today: '',
  decidedOn: '',
  hasLastTalk: false,
  lastTalkHead: '',
  lastTalkLink: '',
  lastTalkProblems: '',
  lastTalkAssessment: '',
  outstanding: [],
  outstandingNote: '',
  hasPlan: false,
  planGoal: '',
  planRows: [],
  colleague: '',
};
/** Temporary paths of what was chosen since the page opened: what was sealed before is not shown again. */
interface PhotoTile {
  readonly id: string;
  readonly path: string;
  readonly label: string;
}

const NOT_FILED: FiledView = { heading: '', next: '', nextOn: null, nextBecause: '', notes: [] };

/**
 * 谈话记录表 (art. 4 and the annex). What is typed lives outside `data`: on iOS a setData while a
 * textarea has the focus takes it away, so the page redraws only once no field has it.
 */
Page({
  ...reads,
  ...showsError,

  data: {
    ...UNREAD,
    /** The first screen is there; the rest of the form follows in the same moment. */
    isWhole: false,
    known: '',
    view: NO_VIEW,
    modes: MODE_CHOICES,
    attendances: ATTENDED_CHOICES,
    yesNo: YES_NO_CHOICES,
    joint: [] as { value: string; label: string }[],
    /** Texts as the page opened; typing does not come back here. */
    opened: { place: '', family: '', contact: '', problems: '', assessment: '', since: '' },
    durations: DURATION_CHOICES,
    duration: [] as readonly string[],
    familyRows: [] as readonly DetailRow[],
    stateRows: [] as readonly DetailRow[],
    isFamilyKnown: false,
    heldOn: '',
    heldOnText: '',
    dateNote: '',
    sameDayNote: '',
    mode: [] as readonly string[],
    attended: [] as readonly string[],
    isAttended: true,
    isJoint: [] as readonly string[],
    parentsContacted: [] as readonly string[],
    needsAttention: [] as readonly string[],
    psychologicalReferral: [] as readonly string[],
    photos: [] as readonly PhotoTile[],
    canAddPhoto: true,
    errors: {} as Record<string, string>,
    draftLine: '',
    isRestored: false,
    sendError: '',
    isSending: false,
    filed: NOT_FILED,
    talkId: '',
    isAsking: false,
    reminded: '',
    place: '',
    nextUrl: '',
    nextWho: '',
    calendarNote: '',
  },

  caseId: '',
  personId: '',
  form: null as TalkForm | null,
  fields: null as TalkFields | null,
  saver: null as Autosave<TalkFields> | null,
  focused: '',
  savedAt: 0,
  blurTimer: 0,
  photoPaths: new Map<string, string>(),

  onLoad({ caseId = '', place = '' }: { caseId?: string; place?: string }) {
    this.caseId = caseId;
    const { next, nextWho } = stepsAround(place);
    this.setData({ place, nextUrl: next, nextWho });
    void this.read();
  },

  onShow() {
    const taken = takePhrase();
    if (!taken || !this.fields || (taken.field !== 'problems' && taken.field !== 'assessment')) return;
    const { field, text } = taken;
    const before = this.fields[field];
    const after = before === '' || before.endsWith('\n') ? before + text : `${before}\n${text}`;
    this.keep({ [field]: after });
    // Coming back from 常用语 no field has the focus: the page may be redrawn.
    this.setData({ [`opened.${field}`]: after });
  },

  onPhrases({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { field } = currentTarget.dataset as { field: string };
    this.saver?.flush();
    wx.navigateTo({ url: `/student/phrases/phrases?field=${field}` });
  },

  onHide() {
    this.saver?.flush();
  },

  onUnload() {
    clearTimeout(this.blurTimer);
    this.saver?.flush();
  },

  async load() {
    const { personId } = await getMe();
    const { answer: form, keptAt } = await callKnown('talks.form', { caseId: this.caseId });
    this.personId = personId;
    this.form = form;
    this.saver = autosave<TalkFields>(personId, DRAFT, this.caseId, ({ savedAt }) => {
      this.savedAt = savedAt;
    });
    const draft = readDraft<TalkFields>(personId, DRAFT, this.caseId);
    this.showForm({ ...firstFields(form), ...draft?.fields }, draft?.savedAt ?? 0, keptAt);
  },

  showForm(fields: TalkFields, savedAt: number, keptAt = 0) {
    const { form } = this;
    if (!form) return;
    const view = toTalkFormView(form);
    this.fields = fields;
    this.savedAt = savedAt;
    this.setData({
      state: 'content',
      known: sayKnown(keptAt, Date.now()),
      view,
      joint: view.colleague === '' ? [] : [{ value: 'joint', label: view.colleague }],
      opened: {
        place: fields.place,
        family: fields.family,
        contact: fields.contact,
        problems: fields.problems,
        assessment: fields.assessment,
        since: fields.details.since,
      },
      duration: fields.duration === null ? [] : [String(fields.duration)],
      isWhole: false,
      isFamilyKnown: fields.family !== '' && fields.contact !== '',
      heldOn: fields.heldOn,
      heldOnText: sayChosenDate(fields.heldOn, form.today),
      dateNote: toDateNote(fields.heldOn, form),
      sameDayNote: toSameDayNote(fields.heldOn, form),
      mode: [fields.mode],
      attended: toChosen(fields.attended),
      isAttended: fields.attended,
      isJoint: fields.isJoint ? ['joint'] : [],
      parentsContacted: toChosen(fields.parentsContacted),
      needsAttention: toChosen(fields.needsAttention),
      psychologicalReferral: toChosen(fields.psychologicalReferral),
      isRestored: savedAt > 0,
      draftLine: sayRestored(savedAt),
      errors: {},
      sendError: '',
    });
    // Before anybody can have put the focus into a field.
    wx.nextTick(() => this.showWhole());
  },

  showWhole() {
    const { fields } = this;
    if (!fields || this.data.isWhole) return;
    this.setData({
      isWhole: true,
      familyRows: toDetailRows(FAMILY_FIELDS, fields.details),
      stateRows: toDetailRows(STATE_FIELDS, fields.details),
      ...this.photoData(fields.photos),
    });
  },

  /** Keeps what was chosen or typed; redraws nothing. */
  keep(change: Partial<TalkFields>) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.saver?.touch(this.fields);
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { field } = currentTarget.dataset as { field: TextField };
    this.keep({ [field]: detail.value });
  },

  onFocus({ currentTarget }: WechatMiniprogram.InputFocus) {
    const { field } = currentTarget.dataset as { field: TextField };
    this.focused = field;
  },

  onBlur({ currentTarget }: WechatMiniprogram.InputBlur) {
    const { field } = currentTarget.dataset as { field: TextField };
    if (this.focused === field) this.focused = '';
    this.saver?.flush();
    clearTimeout(this.blurTimer);
    this.blurTimer = setTimeout(() => {
      if (this.focused === '') this.showSaved();
    }, AFTER_BLUR_MS);
  },

  /** Lengths and 草稿已保存, once no field has the focus. */
  showSaved() {
    const { fields } = this;
    if (!fields) return;
    const errors: Record<string, string> = {};
    for (const field of ['place', 'family', 'contact', 'problems', 'assessment'] as const) {
      const error = lengthError(field, fields[field]);
      if (error !== '') errors[field] = error;
    }
    this.setData({ errors, draftLine: saySaved(this.savedAt) });
  },

  onDate({ detail }: WechatMiniprogram.PickerChange) {
    const heldOn = String(detail.value);
    this.keep({ heldOn });
    if (!this.form) return;
    this.setData({
      heldOn,
      heldOnText: sayChosenDate(heldOn, this.form.today),
      dateNote: toDateNote(heldOn, this.form),
      sameDayNote: toSameDayNote(heldOn, this.form),
      'errors.heldOn': '',
    });
  },

  onMode({ detail }: WechatMiniprogram.CustomEvent<{ value: TalkFields['mode'] }>) {
    this.keep({ mode: detail.value });
  },

  onAttended({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const attended = detail.value === 'yes';
    this.keep({ attended });
    this.setData({ isAttended: attended, errors: {} });
  },

  onJoint({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.keep({ isJoint: detail.chosen.length > 0 });
  },

  onAnswer({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string | null }>) {
    const { field } = currentTarget.dataset as {
      field: 'parentsContacted' | 'needsAttention' | 'psychologicalReferral';
    };
    this.keep({ [field]: fromChosen(detail.value) });
  },

  onDuration({ detail }: WechatMiniprogram.CustomEvent<{ value: string | null }>) {
    this.keep({ duration: detail.value === null ? null : Number(detail.value) });
  },

  onDetail({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string | null }>) {
    const { field } = currentTarget.dataset as { field: DetailField };
    if (this.fields) this.keep({ details: { ...this.fields.details, [field]: detail.value } });
  },

  onSince({ detail }: WechatMiniprogram.Input) {
    if (this.fields) this.keep({ details: { ...this.fields.details, since: detail.value } });
  },

  photoData(photos: readonly ShelvedPhoto[]) {
    return {
      photos: photos.map(({ id }, index) => ({
        id,
        path: this.photoPaths.get(id) ?? '',
        label: `照片 ${index + 1}`,
      })),
      canAddPhoto: photos.length < TALK_PHOTOS,
    };
  },

  /** Sealed on this phone at once, signal or none: it leaves with the record. */
  async onAddPhoto() {
    if (!this.fields) return;
    this.setData({ 'errors.photos': '' });
    try {
      for (const chosen of await choosePhotos(TALK_PHOTOS - this.fields.photos.length)) {
        wx.showLoading({ title: '正在加密' });
        const photo = await shelvePhoto(this.personId, chosen);
        this.photoPaths.set(photo.id, chosen.path);
        this.keepPhotos([...(this.fields?.photos ?? []), photo]);
      }
    } catch (error) {
      this.setData({ 'errors.photos': sentenceOf(error) });
    } finally {
      wx.hideLoading({ fail: () => undefined });
    }
  },

  keepPhotos(photos: readonly ShelvedPhoto[]) {
    this.keep({ photos });
    this.saver?.flush();
    this.setData(this.photoData(photos));
  },

  onSeePhoto({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { path } = currentTarget.dataset as { path: string };
    if (path === '') return;
    wx.previewImage({ current: path, urls: [...this.photoPaths.values()] });
  },

  onRemovePhoto({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    if (!this.fields) return;
    const gone = this.fields.photos.filter((photo) => photo.id === id);
    this.keepPhotos(this.fields.photos.filter((photo) => photo.id !== id));
    dropPhotos(gone);
  },

  onStartOver() {
    wx.showModal({
      title: '清空草稿？',
      content: '已写的内容会从这台设备删除，不能找回。',
      confirmText: '清空',
      success: ({ confirm }) => {
        if (!confirm || !this.form) return;
        this.saver?.cancel();
        dropPhotos(this.fields?.photos ?? []);
        removeDraft(this.personId, DRAFT, this.caseId);
        // Fields are not bound to data: a form that starts over is a new one.
        this.setData({ state: 'loading' });
        this.showForm(firstFields(this.form), 0);
      },
    });
  },

  onSubmit() {
    return this.submit(false);
  },

  /** @param isAnother the person has seen that the day has a record of the same people already */
  async submit(isAnother: boolean) {
    const { fields, form } = this;
    if (!fields || !form || this.data.isSending) return;
    const wrong = firstError(fields, form.today);
    if (wrong) {
      this.showError(wrong.field, wrong.message);
      return;
    }
    this.setData({ isSending: true, sendError: '', errors: {} });
    this.saver?.cancel();
    // The draft holds the id: whatever is sent again has the same one.
    const { id, savedAt } = writeDraft(this.personId, DRAFT, this.caseId, fields);
    try {
      const input = toTalkInput(fields, form, id, isAnother);
      const { caseId } = this;
      const filed = await file({
        kind: 'talk',
        subjectId: caseId,
        name: fields.studentName,
        action: 'talks.file',
        input,
        fields,
        ...(fields.photos.length === 0 ? {} : { photos: fields.photos }),
      });
      this.saver?.cancel();
      removeDraft(this.personId, DRAFT, caseId);
      this.fields = null;
      if (filed.state !== 'sent') {
        wx.redirectTo({ url: queueUrl(filed.state) });
        return;
      }
      this.setData({
        state: 'filed',
        isSending: false,
        talkId: filed.output.talkId,
        filed: toFiled(filed.output, fields.attended, form.today),
      });
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    } catch (error) {
      this.setData({ isSending: false, draftLine: saySaved(savedAt) });
      const field = fieldOf(error);
      if (codeOf(error) === 'DUPLICATE_TALK') this.askWhetherAnother(sentenceOf(error));
      else if (field in fields) this.showError(field, sentenceOf(error));
      else this.setData({ sendError: sentenceOf(error) });
    }
  },

  askWhetherAnother(content: string) {
    wx.showModal({
      title: '可能重复',
      content,
      confirmText: '是另一次',
      cancelText: '先不提交',
      success: ({ confirm }) => {
        if (confirm) void this.submit(true);
      },
    });
  },

  /** One tap keeps the reminder alive; WeChat shows its question only inside it. */
  onRemind() {
    if (this.data.isAsking) return;
    this.setData({ isAsking: true });
    askForReminder()
      .then((answer) => this.setData({ reminded: sayTopUp(answer) }))
      .catch((error: unknown) => this.setData({ reminded: sentenceOf(error) }))
      .finally(() => this.setData({ isAsking: false }));
  },

  /** A day in the phone's own calendar; it names nobody, whoever looks at it. */
  onCalendar() {
    const { nextOn } = this.data.filed;
    if (nextOn === null) return;
    addTalkDay(nextOn).then((calendarNote) => this.setData({ calendarNote }));
  },

  onOpenLast() {
    const talkId = this.form?.lastTalk?.talkId;
    if (talkId === undefined) return;
    this.saver?.flush();
    wx.navigateTo({ url: `/student/talk-view/talk-view?talkId=${talkId}&place=${this.data.place}` });
  },

  onNext() {
    wx.redirectTo({ url: this.data.nextUrl });
  },

  onOpenRecord() {
    wx.redirectTo({ url: `/student/talk-view/talk-view?talkId=${this.data.talkId}` });
  },

  onBack() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else wx.switchTab({ url: '/pages/today/today' });
  },
});

/** The same rules as the server's, so that a mistake is seen before it is sent. */
function firstError(fields: TalkFields, today: string): { field: string; message: string } | null {
  try {
    validateTalk(fields, { today });
    keptDetails(fields.details);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { field: error.field ?? 'problems', message: toSentence(error.message) };
  }
}
