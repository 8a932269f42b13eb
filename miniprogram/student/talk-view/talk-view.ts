import { DomainError } from '#core/domain/errors';
import { validateSupplement } from '#core/domain/talk-record';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { type Autosave, autosave, readDraft, removeDraft, writeDraft } from '../../services/drafts';
import { callKnown } from '../../services/known';
import { file, queueUrl } from '../../services/queue/queue';
import { getMe } from '../../services/session';
import { printTalks } from '../../services/talk-papers';
import { sayKnown, sayRestored, saySaved } from '../../views/draft-line';
import { sentenceOf } from '../../views/failure';
import { toSentence } from '../../views/line';
import { toFiled } from '../../views/talk-form';
import { type RecordView, type SupplementFields, toRecordView } from '../../views/talk-view';
import { sayFullDate } from '../../views/when';

const DRAFT = 'supplement';
const AFTER_BLUR_MS = 150;

const NO_VIEW: RecordView = {
  title: '',
  name: '',
  detail: '',
  filed: '',
  isNoShow: false,
  identity: [],
  texts: [],
  answers: [],
  supplements: [],
  adviser: '',
  adviserOn: '',
  counselor: '',
  counselorOn: '',
  revisions: [],
  canRevise: false,
  canSupplement: false,
  canPrint: false,
  heldOn: '',
  photos: 0,
};

/** A record as on paper; the counselor adds an opinion to it; anyone who sees it may print it. */
Page({
  ...reads,

  data: {
    ...UNREAD,
    known: '',
    view: NO_VIEW,
    today: '',
    isWriting: false,
    openedText: '',
    heldOn: '',
    heldOnText: '未单独谈话',
    error: '',
    draftLine: '',
    isSending: false,
    isPrinting: false,
    written: '',
    writtenNext: '',
    place: '',
    photos: [] as readonly { readonly photoId: string; readonly url: string }[],
    photoError: '',
  },

  talkId: '',
  personId: '',
  fields: { text: '', heldOn: null, studentName: '' } as SupplementFields,
  saver: null as Autosave<SupplementFields> | null,
  savedAt: 0,
  blurTimer: 0,

  onLoad({ talkId = '', place = '' }: { talkId?: string; place?: string }) {
    this.talkId = talkId;
    this.setData({ place });
    void this.read();
  },

  onHide() {
    this.saver?.flush();
  },

  onUnload() {
    clearTimeout(this.blurTimer);
    this.saver?.flush();
  },

  async load() {
    const { personId, today } = await getMe();
    const { answer: talk, keptAt } = await callKnown('talks.view', { talkId: this.talkId });
    const view = toRecordView(talk, today);
    this.personId = personId;
    this.saver = autosave<SupplementFields>(personId, DRAFT, this.talkId, ({ savedAt }) => {
      this.savedAt = savedAt;
    });
    const draft = readDraft<SupplementFields>(personId, DRAFT, this.talkId);
    this.fields = draft?.fields ?? { text: '', heldOn: null, studentName: view.name };
    this.setData({
      state: 'content',
      known: sayKnown(keptAt, Date.now()),
      view,
      today,
      isWriting: view.canSupplement && draft !== null,
      openedText: this.fields.text,
      ...this.dateData(),
      draftLine: sayRestored(draft?.savedAt),
    });
  },

  dateData() {
    const { heldOn } = this.fields;
    return {
      heldOn: heldOn ?? '',
      heldOnText: heldOn === null ? '未单独谈话' : sayFullDate(heldOn),
    };
  },

  onWrite() {
    this.setData({ isWriting: true, written: '', writtenNext: '' });
    wx.pageScrollTo({ selector: '.supplement-form', fail: () => undefined });
  },

  onInput({ detail }: WechatMiniprogram.Input) {
    this.fields = { ...this.fields, text: detail.value };
    this.saver?.touch(this.fields);
  },

  onBlur() {
    this.saver?.flush();
    clearTimeout(this.blurTimer);
    this.blurTimer = setTimeout(() => {
      this.setData({ draftLine: saySaved(this.savedAt) });
    }, AFTER_BLUR_MS);
  },

  onDate({ detail }: WechatMiniprogram.PickerChange) {
    this.fields = { ...this.fields, heldOn: String(detail.value) };
    this.saver?.touch(this.fields);
    this.setData(this.dateData());
  },

  onNoDate() {
    this.fields = { ...this.fields, heldOn: null };
    this.saver?.touch(this.fields);
    this.setData(this.dateData());
  },

  async onSend() {
    if (this.data.isSending) return;
    const { fields } = this;
    const { text, heldOn } = fields;
    const wrong = firstError({ text, heldOn }, this.data.today);
    if (wrong !== '') {
      this.setData({ error: wrong });
      return;
    }
    this.setData({ isSending: true, error: '' });
    this.saver?.cancel();
    // The draft holds the id: whatever is sent again has the same one.
    const { id } = writeDraft(this.personId, DRAFT, this.talkId, fields);
    try {
      const filed = await file({
        kind: 'supplement',
        subjectId: this.talkId,
        name: fields.studentName,
        action: 'talks.supplement',
        input: { id, talkId: this.talkId, text, heldOn },
        fields,
      });
      this.saver?.cancel();
      removeDraft(this.personId, DRAFT, this.talkId);
      if (filed.state !== 'sent') {
        wx.redirectTo({ url: queueUrl(filed.state) });
        return;
      }
      const { next } = toFiled(filed.output, true, this.data.today);
      this.setData({
        isSending: false,
        isWriting: false,
        draftLine: '',
        written:
          heldOn === null
            ? '补充意见已写入。没有谈话日期，您的谈话仍为待办。'
            : '补充意见已写入，您的谈话已完成。',
        writtenNext: heldOn === null ? '' : next,
      });
      await this.read();
    } catch (error) {
      this.setData({ isSending: false, error: sentenceOf(error) });
    }
  },

  /** Opened by name, and each time on record. */
  async onPhotos() {
    this.setData({ photoError: '' });
    try {
      const { photos } = await call('talks.photos', { talkId: this.talkId });
      this.setData({ photos });
    } catch (error) {
      this.setData({ photoError: sentenceOf(error) });
    }
  },

  onSeePhoto({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { url } = currentTarget.dataset as { url: string };
    wx.previewImage({ current: url, urls: this.data.photos.map((photo) => photo.url) });
  },

  onRevise() {
    wx.redirectTo({ url: `/student/talk-revise/talk-revise?talkId=${this.talkId}` });
  },

  async onPrint() {
    if (this.data.isPrinting) return;
    this.setData({ isPrinting: true });
    await printTalks([this.talkId]);
    this.setData({ isPrinting: false });
  },
});

function firstError(fields: { text: string; heldOn: string | null }, today: string): string {
  try {
    validateSupplement(fields, { today });
    return '';
  } catch (error) {
    if (error instanceof DomainError) return toSentence(error.message);
    throw error;
  }
}
