import type { CallList } from '#core/contract/index';
import { addDays } from '#core/domain/local-date';
import type { TrainingItem } from '#core/domain/recruiting';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { sayRestored, saySaved } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import { type CallRow, toCallRow } from '../../views/recruiting';

/** Days for which a call is open unless somebody says otherwise. */
const USUAL_DAYS = 14;

interface CallFields {
  readonly title: string;
  readonly asks: string;
  readonly closesOn: string;
  readonly training: readonly TrainingItem[];
}

/** Calls for volunteers, and a new one: what is asked, until when, and what one is trained in (art. 6). */
Page({
  ...flushesDraft,
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    ...NO_ROWS,
    isEmpty: false,
    hasMore: false,
    isWriting: false,
    today: '',
    term: '',
    /** Texts as the form opened; typing does not come back here. */
    opened: { title: '', asks: '' },
    closesOn: '',
    training: [] as readonly TrainingItem[],
    draftLine: '',
    errors: {} as Record<string, string>,
    error: '',
    isBusy: false,
  },

  list: null as PagedList<CallList, CallRow> | null,
  fields: null as CallFields | null,
  form: null as DraftForm<CallFields> | null,
  usual: [] as readonly TrainingItem[],

  onLoad() {
    this.list = createPagedList<CallList, CallRow>(this, {
      ask: (cursor) => call('recruiting.calls', cursor === undefined ? {} : { cursor }),
      rowsOf: ({ items }) => items.map((item) => toCallRow(item, this.data.today)),
    });
  },

  onShow() {
    void this.read(true);
  },

  async load(isSame: boolean) {
    const { personId, today } = await getMe();
    this.setData({ today });
    const read = await this.list?.read(isSame);
    if (!read) return;
    const answer: CallList = read.answer;
    this.setData({
      state: 'content',
      ...read.shown,
      isEmpty: answer.items.length === 0,
      term: answer.term,
    });
    this.usual = answer.usualTraining;
    if (this.form) return;
    this.form = createDraftForm<CallFields>(
      { kind: 'recruiting-call', personId, subjectId: 'new' },
      () => undefined,
    );
    // What was left half-written is what one comes for.
    if (this.form.kept) this.write(this.form.kept.fields, this.form.kept.savedAt);
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/volunteer/applicants/applicants?callId=${id}` });
  },

  onWrite() {
    this.write({
      title: '',
      asks: '',
      closesOn: addDays(this.data.today, USUAL_DAYS),
      training: this.usual,
    });
  },

  write(fields: CallFields, savedAt?: number) {
    this.fields = fields;
    const { asks, closesOn, title, training } = fields;
    this.setData({
      isWriting: true,
      opened: { title, asks },
      closesOn,
      training,
      draftLine: sayRestored(savedAt),
      errors: {},
      error: '',
    });
  },

  onCancel() {
    this.form?.drop();
    this.fields = null;
    this.setData({ isWriting: false, errors: {}, error: '' });
  },

  /** Keeps what was chosen or typed; redraws nothing. */
  keep(change: Partial<CallFields>) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { field } = currentTarget.dataset as { field: 'title' | 'asks' };
    this.keep({ [field]: detail.value });
  },

  onBlur() {
    this.form?.flush();
  },

  onDate({ detail }: WechatMiniprogram.PickerChange) {
    this.keep({ closesOn: String(detail.value) });
    this.setData({ closesOn: String(detail.value) });
  },

  onTraining({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { at, field } = currentTarget.dataset as { at: number; field: 'title' | 'material' | 'minutes' };
    const value = field === 'minutes' ? Math.max(0, Math.floor(Number(detail.value) || 0)) : detail.value;
    const training: readonly TrainingItem[] = this.fields?.training ?? [];
    this.keep({
      training: training.map((item, index) => (index === at ? { ...item, [field]: value } : item)),
    });
  },

  onRemove({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { at } = currentTarget.dataset as { at: number };
    const training: readonly TrainingItem[] = this.fields?.training ?? [];
    this.retrain(training.filter((_, index) => index !== at));
  },

  onMore() {
    this.retrain([...(this.fields?.training ?? []), { title: '', material: '', minutes: 30 }]);
  },

  retrain(training: readonly TrainingItem[]) {
    this.keep({ training });
    this.setData({ training });
  },

  async onSend() {
    const { fields, form } = this;
    if (this.data.isBusy || !fields || !form) return;
    this.setData({ isBusy: true, errors: {}, error: '' });
    const { id, savedAt } = form.seal(fields);
    try {
      await call('recruiting.open', {
        id,
        term: this.data.term,
        ...fields,
        training: [...fields.training],
      });
      form.drop();
      this.fields = null;
      this.setData({ isBusy: false, isWriting: false });
      await this.read();
    } catch (error) {
      const field = fieldOf(error);
      const message = sentenceOf(error);
      const isKnown = ['title', 'asks', 'closesOn'].includes(field);
      this.setData({
        isBusy: false,
        draftLine: saySaved(savedAt),
        ...(isKnown ? { errors: { [field]: message } } : { error: message }),
      });
    }
  },
});
