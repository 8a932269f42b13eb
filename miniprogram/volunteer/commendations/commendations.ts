import type { CommendationDesk } from '#core/contract/index';
import { call } from '../../services/api';
import { openPaper } from '../../services/files';
import { newId } from '../../services/platform';
import { toCommendationDesk } from '../../views/commendations';
import { fieldOf, sentenceOf, toFailure } from '../../views/failure';

type View = ReturnType<typeof toCommendationDesk>;

/** 表彰: figures of a semester, and whom people commend from them (art. 6). */
Page({
  data: {
    state: 'loading',
    failureTitle: '',
    failureMessage: '',
    failureAction: 'retry',
    view: null as View | null,
    chosen: [] as readonly string[],
    errors: {} as Record<string, string>,
    error: '',
    done: '',
    isBusy: false,
  },

  desk: null as CommendationDesk | null,
  term: '',
  texts: { title: '', reason: '' },
  /** Of the commendation to come: the same whenever it is sent again. */
  nextId: '',

  onLoad() {
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    wx.stopPullDownRefresh();
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.read();
  },

  async read() {
    try {
      const desk = await call('commendations.desk', this.term === '' ? {} : { term: this.term });
      this.desk = desk;
      this.term = desk.term;
      this.nextId = newId();
      this.setData({ state: 'content', view: toCommendationDesk(desk, this.data.chosen) });
    } catch (error) {
      this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  onTerm({ detail }: WechatMiniprogram.PickerChange) {
    this.term = this.desk?.terms[Number(detail.value)] ?? this.term;
    this.setData({ chosen: [], done: '', error: '' });
    void this.read();
  },

  onChoose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    if (!this.desk?.can.decide) return;
    const { id } = currentTarget.dataset as { id: string };
    const before: readonly string[] = this.data.chosen;
    const chosen = before.includes(id) ? before.filter((one) => one !== id) : [...before, id];
    this.setData({ chosen, view: toCommendationDesk(this.desk, chosen), errors: {} });
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    this.texts[(currentTarget.dataset as { field: 'title' | 'reason' }).field] = detail.value;
  },

  onDecide() {
    const volunteerIds = [...this.data.chosen];
    void this.act(async () => {
      const { title } = await call('commendations.decide', {
        id: this.nextId,
        term: this.term,
        kind: volunteerIds.length === 1 ? 'person' : 'team',
        volunteerIds,
        ...this.texts,
      });
      this.texts = { title: '', reason: '' };
      this.setData({ chosen: [] });
      return `已表彰${title}，数字按今天的记下。`;
    });
  },

  onWithdraw({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.showModal({
      title: '撤销这项表彰？',
      editable: true,
      placeholderText: '撤销的理由',
      confirmText: '撤销',
      success: ({ confirm, content }) => {
        if (!confirm) return;
        void this.act(async () => {
          await call('commendations.withdraw', { commendationId: id, reason: content ?? '' });
          return '已撤销，记录和理由都留着。';
        });
      },
    });
  },

  onPrint() {
    void this.act(async () => {
      await openPaper(await call('papers.commendations', { term: this.term }));
      return '';
    });
  },

  async act(work: () => Promise<string>) {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, error: '', errors: {}, done: '' });
    try {
      const done = await work();
      await this.read();
      this.setData({ isBusy: false, done });
    } catch (error) {
      const field = fieldOf(error);
      const message = sentenceOf(error);
      const isKnown = field === 'title' || field === 'reason';
      this.setData({ isBusy: false, ...(isKnown ? { errors: { [field]: message } } : { error: message }) });
    }
  },
});
