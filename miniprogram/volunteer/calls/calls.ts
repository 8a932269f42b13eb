import type { CallList } from '#core/contract/index';
import { addDays } from '#core/domain/local-date';
import type { TrainingItem } from '#core/domain/recruiting';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { fieldOf, sentenceOf, toFailure } from '../../views/failure';
import { type CallRow, toCallRow } from '../../views/recruiting';

/** Days for which a call is open unless somebody says otherwise. */
const USUAL_DAYS = 14;

/** Calls for volunteers, and a new one: what is asked, until when, and what one is trained in (art. 6). */
Page({
  data: {
    state: 'loading',
    failureTitle: '',
    failureMessage: '',
    failureAction: 'retry',
    ...NO_ROWS,
    isEmpty: false,
    hasMore: false,
    isWriting: false,
    today: '',
    term: '',
    closesOn: '',
    training: [] as readonly TrainingItem[],
    errors: {} as Record<string, string>,
    error: '',
    isBusy: false,
  },

  list: null as PagedList<CallList, CallRow> | null,
  texts: { title: '', asks: '' },
  /** Of the call to come: the same whenever it is sent again. */
  nextId: '',

  onLoad() {
    this.nextId = newId();
    this.list = createPagedList<CallList, CallRow>(this, {
      ask: (cursor) => call('recruiting.calls', cursor === undefined ? {} : { cursor }),
      rowsOf: ({ items }) => items.map((item) => toCallRow(item, this.data.today)),
    });
  },

  onShow() {
    void this.read(true);
  },

  async onPullDownRefresh() {
    await this.read();
    wx.stopPullDownRefresh();
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.read();
  },

  async read(isSame = false) {
    try {
      const { today } = await getMe();
      this.setData({ today });
      const read = await this.list?.read(isSame);
      if (!read) return;
      const answer: CallList = read.answer;
      this.setData({
        state: 'content',
        ...read.shown,
        isEmpty: answer.items.length === 0,
        term: answer.term,
        closesOn: this.data.closesOn || addDays(today, USUAL_DAYS),
        training: this.data.isWriting ? this.data.training : answer.usualTraining,
      });
    } catch (error) {
      this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  onReachBottom() {
    return this.list?.more();
  },

  onPageScroll({ scrollTop }: WechatMiniprogram.Page.IPageScrollOption) {
    this.list?.scrolled(scrollTop);
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/volunteer/applicants/applicants?callId=${id}` });
  },

  onWrite() {
    this.setData({ isWriting: true, errors: {}, error: '' });
  },

  onCancel() {
    this.setData({ isWriting: false, errors: {}, error: '' });
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    this.texts[(currentTarget.dataset as { field: 'title' | 'asks' }).field] = detail.value;
  },

  onDate({ detail }: WechatMiniprogram.PickerChange) {
    this.setData({ closesOn: String(detail.value) });
  },

  onTraining({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { at, field } = currentTarget.dataset as { at: number; field: 'title' | 'material' | 'minutes' };
    const training: readonly TrainingItem[] = this.data.training;
    const value = field === 'minutes' ? Math.max(0, Math.floor(Number(detail.value) || 0)) : detail.value;
    // Not redrawn while it is typed.
    this.data.training = training.map((item, index) => (index === at ? { ...item, [field]: value } : item));
  },

  onRemove({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { at } = currentTarget.dataset as { at: number };
    this.setData({ training: this.data.training.filter((_, index) => index !== at) });
  },

  onMore() {
    this.setData({ training: [...this.data.training, { title: '', material: '', minutes: 30 }] });
  },

  async onSend() {
    if (this.data.isBusy) return;
    const { term, closesOn, training } = this.data;
    this.setData({ isBusy: true, errors: {}, error: '' });
    try {
      await call('recruiting.open', {
        id: this.nextId,
        term,
        ...this.texts,
        training: [...training],
        closesOn,
      });
      this.nextId = newId();
      this.texts = { title: '', asks: '' };
      this.setData({ isBusy: false, isWriting: false });
      await this.read();
    } catch (error) {
      const field = fieldOf(error);
      const message = sentenceOf(error);
      const isKnown = ['title', 'asks', 'closesOn'].includes(field);
      this.setData({ isBusy: false, ...(isKnown ? { errors: { [field]: message } } : { error: message }) });
    }
  },
});
