import type { CommendationDesk } from '#core/contract/index';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { call } from '../../services/api';
import { openPaper } from '../../services/files';
import { getMe } from '../../services/session';
import { toCommendationDesk } from '../../views/commendations';
import { fieldOf, sentenceOf } from '../../views/failure';

type View = ReturnType<typeof toCommendationDesk>;

interface CommendationFields {
  readonly title: string;
  readonly reason: string;
  readonly chosen: readonly string[];
}

/** 表彰: figures of a semester, and whom people commend from them (art. 6). */
Page({
  ...flushesDraft,
  ...reads,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    view: null as View | null,
    chosen: [] as readonly string[],
    /** Texts as the page opened; typing does not come back here. */
    opened: { title: '', reason: '' },
    errors: {} as Record<string, string>,
    error: '',
    done: '',
    isBusy: false,
  },

  desk: null as CommendationDesk | null,
  term: '',
  texts: { title: '', reason: '' },
  form: null as DraftForm<CommendationFields> | null,

  onLoad() {
    void this.read();
  },

  async load() {
    this.form?.flush();
    const desk = await call('commendations.desk', this.term === '' ? {} : { term: this.term });
    this.desk = desk;
    this.term = desk.term;
    const { personId } = await getMe();
    this.form = createDraftForm<CommendationFields>(
      { kind: 'commendation', personId, subjectId: desk.term },
      () => undefined,
    );
    const kept = this.form.kept?.fields;
    const title = kept?.title ?? '';
    const reason = kept?.reason ?? '';
    this.texts = { title, reason };
    const known = new Set(desk.candidates.map(({ volunteerId }) => volunteerId));
    const chosen = (kept?.chosen ?? []).filter((id) => known.has(id));
    this.setData({
      state: 'content',
      chosen,
      opened: { title, reason },
      view: toCommendationDesk(desk, chosen),
    });
  },

  onTerm({ detail }: WechatMiniprogram.PickerChange) {
    this.term = this.desk?.terms[Number(detail.value)] ?? this.term;
    this.form?.flush();
    this.setData({ done: '', error: '' });
    void this.read();
  },

  onChoose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    if (!this.desk?.can.decide) return;
    const { id } = currentTarget.dataset as { id: string };
    const before: readonly string[] = this.data.chosen;
    const chosen = before.includes(id) ? before.filter((one) => one !== id) : [...before, id];
    this.setData({ chosen, view: toCommendationDesk(this.desk, chosen), errors: {} });
    this.keep();
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { field } = currentTarget.dataset as { field: 'title' | 'reason' };
    this.texts = { ...this.texts, [field]: detail.value };
    this.keep();
  },

  keep() {
    this.form?.keep({ ...this.texts, chosen: this.data.chosen });
  },

  onBlur() {
    this.form?.flush();
  },

  onDecide() {
    const { form } = this;
    if (!form) return;
    const volunteerIds = [...this.data.chosen];
    void this.act(async () => {
      const { id } = form.seal({ ...this.texts, chosen: volunteerIds });
      const { title } = await call('commendations.decide', {
        id,
        term: this.term,
        kind: volunteerIds.length === 1 ? 'person' : 'team',
        volunteerIds,
        ...this.texts,
      });
      form.drop();
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
