import { REFERRAL_LIMITS } from '#core/domain/referral';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { showsError } from '../../behaviors/shows-error';
import { call } from '../../services/api';
import { type Autosave, autosave, readDraft, removeDraft, writeDraft } from '../../services/drafts';
import { choosePhotos, uploadPhoto } from '../../services/photos';
import { getMe } from '../../services/session';
import { CAUSE_CHOICES } from '../../views/case';
import { sayRestored, saySaved, toUnsent } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import {
  firstReferralFields,
  missingInReferral,
  type ReferralFields,
  type ReferralFormView,
  sayFiled,
  toReferralFormView,
  toReferralInput,
} from '../../views/referral';

const DRAFT = 'referral';
/** A draft about a student who is named by number and name. */
const UNPICKED = 'new';
const NO_VIEW: ReferralFormView = { isPicked: false, name: '', detail: '', promise: '' };

interface Photo {
  readonly id: string;
  /** Empty after the app was closed: the photo itself is with the server. */
  readonly path: string;
}

interface PhotoTile extends Photo {
  readonly label: string;
}

/**
 * 早报告 (art. 3): what was seen of a student. What is typed lives outside `data`: on iOS a setData while
 * a field has the focus takes it away.
 */
Page({
  ...reads,
  ...showsError,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    causeChoices: CAUSE_CHOICES,
    causes: [] as readonly string[],
    /** Texts as the page opened; typing does not come back here. */
    opened: { studentNo: '', studentName: '', causeNote: '', seen: '' },
    photos: [] as readonly PhotoTile[],
    canAddPhoto: true,
    errors: {} as Record<string, string>,
    draftLine: '',
    sendError: '',
    isOffline: false,
    isSending: false,
    filed: '',
    filedName: '',
  },

  studentId: '',
  personId: '',
  today: '',
  fields: null as ReferralFields | null,
  saver: null as Autosave<ReferralFields> | null,

  onLoad({ studentId = '' }: { studentId?: string }) {
    this.studentId = studentId;
    void this.read();
  },

  onHide() {
    this.saver?.flush();
  },

  onUnload() {
    this.saver?.flush();
  },

  subject(): string {
    return this.studentId === '' ? UNPICKED : this.studentId;
  },

  async load() {
    const { personId, today } = await getMe();
    this.personId = personId;
    this.today = today;
    const form = await call('referrals.form', this.studentId === '' ? {} : { studentId: this.studentId });
    const draft = readDraft<ReferralFields>(personId, DRAFT, this.subject());
    const fields = { ...firstReferralFields(form), ...draft?.fields };
    this.fields = fields;
    this.saver = autosave<ReferralFields>(personId, DRAFT, this.subject());
    const { studentNo, studentName, causeNote, seen } = fields;
    this.setData({
      state: 'content',
      view: toReferralFormView(form),
      causes: fields.causes,
      opened: { studentNo, studentName, causeNote, seen },
      draftLine: sayRestored(draft?.savedAt),
      errors: {},
      sendError: '',
    });
    this.showPhotos(fields.photoIds.map((id) => ({ id, path: '' })));
  },

  /** Keeps what was chosen or typed; redraws nothing. */
  keep(change: Partial<ReferralFields>) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.saver?.touch(this.fields);
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { field } = currentTarget.dataset as { field: 'studentNo' | 'studentName' | 'causeNote' | 'seen' };
    this.keep({ [field]: detail.value });
  },

  onBlur() {
    this.saver?.flush();
  },

  onCauses({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.keep({ causes: detail.chosen });
  },

  showPhotos(photos: readonly Photo[]) {
    this.setData({
      photos: photos.map(({ id, path }, index) => ({ id, path, label: `照片 ${index + 1}` })),
      canAddPhoto: photos.length < REFERRAL_LIMITS.photos,
    });
  },

  keepPhotos(photos: readonly Photo[]) {
    this.keep({ photoIds: photos.map(({ id }) => id) });
    this.showPhotos(photos);
  },

  async onAddPhoto() {
    this.setData({ 'errors.photos': '' });
    try {
      const chosen = await choosePhotos(REFERRAL_LIMITS.photos - this.data.photos.length);
      for (const photo of chosen) {
        wx.showLoading({ title: '正在上传' });
        const id = await uploadPhoto(photo);
        this.keepPhotos([...this.data.photos, { id, path: photo.path }]);
      }
    } catch (error) {
      this.setData({ 'errors.photos': sentenceOf(error) });
    } finally {
      wx.hideLoading({ fail: () => undefined });
    }
  },

  onSeePhoto({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { path } = currentTarget.dataset as { path: string };
    if (path === '') return;
    wx.previewImage({ current: path, urls: this.data.photos.flatMap((one) => (one.path ? [one.path] : [])) });
  },

  onRemovePhoto({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    this.keepPhotos(this.data.photos.filter((photo) => photo.id !== id));
  },

  async onSubmit() {
    const { fields } = this;
    if (!fields || this.data.isSending) return;
    const missing = missingInReferral(fields);
    if (missing) {
      this.showError(missing.field, missing.message);
      return;
    }
    this.setData({ isSending: true, sendError: '', isOffline: false, errors: {} });
    this.saver?.cancel();
    // The draft holds the id: whatever is sent again has the same one.
    const { id, savedAt } = writeDraft(this.personId, DRAFT, this.subject(), fields);
    try {
      const result = await call('referrals.file', toReferralInput(fields, id));
      this.saver?.cancel();
      this.fields = null;
      removeDraft(this.personId, DRAFT, this.subject());
      this.setData({
        state: 'filed',
        isSending: false,
        filed: sayFiled(result, this.today),
        filedName: fields.studentName,
      });
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    } catch (error) {
      this.setData({ isSending: false, draftLine: saySaved(savedAt) });
      const field = fieldOf(error);
      if (['studentNo', 'seen', 'causeNote', 'photos'].includes(field)) {
        this.showError(field, sentenceOf(error));
      } else this.setData(toUnsent(error));
    }
  },

  onOpenMine() {
    wx.redirectTo({ url: '/student/referrals/referrals?show=mine' });
  },

  onBack() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else wx.switchTab({ url: '/pages/today/today' });
  },
});
