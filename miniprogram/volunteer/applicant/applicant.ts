import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { fieldOf, sentenceOf } from '../../views/failure';
import { toApplicantPage } from '../../views/recruiting';

type View = ReturnType<typeof toApplicantPage>;

interface ApplicantTexts {
  readonly reason: string;
  readonly told: string;
  readonly note: string;
}
const NO_TEXTS: ApplicantTexts = { reason: '', told: '', note: '' };

/** One applicant: the criteria, the decision, the training, 登记备案 and the day of going to work (art. 6). */
Page({
  ...flushesDraft,
  ...reads,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    view: null as View | null,
    /** At work: the office hands out the code. */
    opensAccounts: false,
    today: '',
    /** Texts as the page opened; typing does not come back here. */
    opened: NO_TEXTS,
    trainedOn: '',
    firstDay: '',
    errors: {} as Record<string, string>,
    error: '',
    done: '',
    isBusy: false,
  },

  applicationId: '',
  texts: NO_TEXTS,
  form: null as DraftForm<ApplicantTexts> | null,
  /** Of the step to come: the same whenever it is sent again. */
  stepId: '',

  onLoad({ applicationId = '' }: { applicationId?: string }) {
    this.applicationId = applicationId;
    void this.read();
  },

  async load() {
    this.form?.flush();
    const { activeRole, personId, today } = await getMe();
    const answer = await call('recruiting.applicant', { applicationId: this.applicationId });
    this.stepId = newId();
    this.form = createDraftForm<ApplicantTexts>(
      { kind: 'applicant', personId, subjectId: this.applicationId },
      () => undefined,
    );
    this.texts = this.form.kept?.fields ?? NO_TEXTS;
    this.setData({
      state: 'content',
      view: toApplicantPage(answer, today),
      opensAccounts: answer.standing === 'activated' && activeRole === 'office',
      opened: this.texts,
      today,
      trainedOn: this.data.trainedOn || today,
      firstDay: this.data.firstDay || today,
    });
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { field } = currentTarget.dataset as { field: keyof ApplicantTexts };
    this.texts = { ...this.texts, [field]: detail.value };
    this.form?.keep(this.texts);
  },

  onBlur() {
    this.form?.flush();
  },

  onDay({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    const { field } = currentTarget.dataset as { field: 'trainedOn' | 'firstDay' };
    this.setData({ [field]: String(detail.value) });
  },

  onDecide({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { outcome } = currentTarget.dataset as { outcome: 'accepted' | 'declined' };
    const { reason, told } = this.texts;
    void this.act(
      () =>
        call('recruiting.decide', {
          id: this.stepId,
          applicationId: this.applicationId,
          outcome,
          reason,
          told,
        }),
      outcome === 'accepted' ? '已录用，请安排培训。' : '已答复。本人在报名页看到您写的话，看不到理由。',
    );
  },

  onTrain({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { at, minutes } = currentTarget.dataset as { at: number; minutes: number };
    void this.act(
      () =>
        call('recruiting.train', {
          id: this.stepId,
          applicationId: this.applicationId,
          item: at,
          on: this.data.trainedOn,
          minutes,
        }),
      '已登记这项培训。',
    );
  },

  onRegister() {
    void this.act(
      () =>
        call('recruiting.register', {
          id: this.stepId,
          applicationId: this.applicationId,
          note: this.texts.note,
        }),
      '已登记备案，可以上岗。',
    );
  },

  onActivate() {
    void this.act(
      () =>
        call('recruiting.activate', {
          id: this.stepId,
          applicationId: this.applicationId,
          firstDay: this.data.firstDay,
          told: this.texts.told,
        }),
      '已上岗，可以结对。接着给本人发激活码。',
    );
  },

  onAccounts() {
    wx.navigateTo({ url: '/office/accounts/accounts' });
  },

  async act(work: () => Promise<unknown>, done: string) {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, error: '', errors: {}, done: '' });
    try {
      await work();
      this.form?.drop();
      await this.read();
      this.setData({ isBusy: false, done });
      showTop();
    } catch (error) {
      const field = fieldOf(error);
      const message = sentenceOf(error);
      const isKnown = field === 'reason' || field === 'told';
      this.setData({ isBusy: false, ...(isKnown ? { errors: { [field]: message } } : { error: message }) });
      if (!isKnown) showTop();
    }
  },
});

/** What became of it stands above; the button was at the end. */
const showTop = () => wx.pageScrollTo({ scrollTop: 0, duration: 0 });
