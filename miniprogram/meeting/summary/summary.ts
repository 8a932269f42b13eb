import type { Output } from '#core/contract/index';
import type { FigureAudience } from '#core/domain/figure-items';
import type { SummaryPart, SummaryWords } from '#core/domain/term-summary';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { ApiError, call } from '../../services/api';
import { readDraft } from '../../services/drafts';
import { openPaper } from '../../services/files';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { sayRestored, saySaved } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import {
  type SummaryPageView,
  type SummaryPartView,
  takeOver,
  toSummaryPage,
  toSummaryParts,
} from '../../views/summary';
import { sayFullTerm } from '../../views/term';

interface SummaryFields extends SummaryWords {
  /** The save that it was written upon. */
  readonly seen: number;
}

const NO_WORDS: SummaryWords = { achievements: '', shortcomings: '', plan: '' };
const NO_PAGE: SummaryPageView = { saved: '', versions: [], isCorrection: false };
const FORMATS = ['pdf', 'docx', 'xlsx'] as const;

/** 学期总结 (art. 7): words of people beside suggestions from the numbers; signed by the leader, and printed. */
Page({
  ...flushesDraft,
  ...reads,

  data: {
    ...UNREAD,
    emptyTitle: '还没有认定过学生',
    emptyHint: '诊断会作出认定之后，可以写这个学期的总结。',
    termLabels: [] as readonly string[],
    termAt: 0,
    parts: [] as readonly SummaryPartView[],
    page: NO_PAGE,
    canSign: false,
    reason: '',
    draftLine: '',
    /** Who saved meanwhile. */
    other: '',
    sendError: '',
    isSending: false,
    audience: ['group'],
    audiences: [
      { value: 'group', label: '工作组内' },
      { value: 'shared', label: '对外提供' },
    ],
  },

  term: undefined as string | undefined,
  terms: [] as readonly string[],
  view: null as Output<'summary.show'> | null,
  fields: { ...NO_WORDS, seen: 0 } as SummaryFields,
  form: null as DraftForm<SummaryFields> | null,
  personId: '',
  /** Kept until it has arrived: sent again it is the same signature. */
  signingId: '',
  today: '',

  onLoad({ term }: { term?: string }) {
    this.term = term;
    void this.read();
  },

  async load() {
    const { personId, today } = await getMe();
    const view = await call('summary.show', this.term === undefined ? {} : { term: this.term });
    if (view.term === null) {
      this.setData({ state: 'empty' });
      return;
    }
    this.term = view.term;
    this.terms = view.terms;
    this.view = view;
    this.personId = personId;
    this.today = today;
    this.form = createDraftForm<SummaryFields>(
      { kind: 'summary', personId, subjectId: view.term },
      (savedAt) => this.setData({ draftLine: saySaved(savedAt) }),
    );
    const { kept } = this.form;
    this.fields = { ...view.words, seen: view.ordinal, ...kept?.fields };
    this.setData({
      state: 'content',
      termLabels: view.terms.map(sayFullTerm),
      termAt: Math.max(0, view.terms.indexOf(view.term)),
      canSign: view.canSign,
      draftLine: sayRestored(kept?.savedAt),
      reason: '',
      sendError: '',
      isSending: false,
    });
    this.redraw(view);
  },

  /** With what somebody else saved upon the same, where there is such. */
  redraw(view: Output<'summary.show'>) {
    const isMoved = view.ordinal !== this.fields.seen;
    this.setData({
      page: toSummaryPage(view, this.today),
      parts: toSummaryParts(this.fields, view.suggestions, isMoved ? view.words : null),
      other: isMoved
        ? `${view.saved?.by ?? '别人'}在您写的时候保存了另一份。两份都在下面，对照之后再保存。`
        : '',
    });
  },

  keep(change: Partial<SummaryFields>) {
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  onTerm({ detail }: WechatMiniprogram.PickerChange) {
    this.form?.flush();
    this.term = this.terms[Number(detail.value)];
    void this.read();
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { part } = currentTarget.dataset as { part: SummaryPart };
    this.keep({ [part]: detail.value });
  },

  onFocus({ currentTarget }: WechatMiniprogram.InputFocus) {
    this.form?.focus((currentTarget.dataset as { part: string }).part);
  },

  onBlur({ currentTarget }: WechatMiniprogram.InputBlur) {
    this.form?.blur((currentTarget.dataset as { part: string }).part);
  },

  onReason({ detail }: WechatMiniprogram.Input) {
    this.setData({ reason: detail.value });
  },

  /** A suggestion, or what somebody else wrote, goes below one's own words. */
  onTake({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { part, text } = currentTarget.dataset as { part: SummaryPart; text: string };
    this.keep({ [part]: takeOver(this.fields[part], text) });
    if (this.view) this.redraw(this.view);
  },

  onAudience({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ audience: detail.chosen });
  },

  onSave() {
    return this.send(() => this.save());
  },

  /** Under the id of the draft, upon the last save that is shown. */
  async save() {
    const { form, view } = this;
    if (!form || !view?.term) return;
    const { id } = form.seal(this.fields);
    const { achievements, shortcomings, plan } = this.fields;
    const saved = await call('summary.save', {
      id,
      term: view.term,
      seen: view.ordinal,
      words: { achievements, shortcomings, plan },
    });
    form.drop();
    this.view = { ...view, ...saved };
    this.fields = { ...saved.words, seen: saved.ordinal };
    this.redraw(this.view);
    this.setData({ draftLine: '已保存' });
  },

  onSign() {
    wx.showModal({
      title: '签发学期总结？',
      content: '数据、名单和文字按现在的样子定稿，以后不能改；要改就另签一版并写明原因。',
      confirmText: '签发',
      success: ({ confirm }) => {
        if (confirm) void this.send(() => this.sign());
      },
    });
  },

  async sign() {
    const { view } = this;
    if (!view?.term) return;
    if (readDraft(this.personId, 'summary', view.term)) await this.save();
    const { term, ordinal } = this.view ?? view;
    this.signingId ||= newId();
    const { reason } = this.data;
    await call('summary.sign', { id: this.signingId, term: term ?? '', seen: ordinal, reason });
    this.signingId = '';
    await this.read();
  },

  async send(work: () => Promise<void>) {
    if (this.data.isSending) return;
    this.setData({ isSending: true, sendError: '' });
    try {
      await work();
    } catch (error) {
      if (error instanceof ApiError && error.code === 'SUMMARY_MOVED') await this.readOther();
      const part = fieldOf(error);
      this.setData({ sendError: sentenceOf(error) });
      if (part) wx.pageScrollTo({ selector: `.at-${part}`, offsetTop: -16, fail: () => undefined });
    }
    this.setData({ isSending: false });
  },

  /** One's own words stay; the other's stand beside them. */
  async readOther() {
    const view = await call('summary.show', { term: this.term ?? '' }).catch(() => null);
    if (!view) return;
    this.view = view;
    this.redraw(view);
  },

  onPrint({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { version } = currentTarget.dataset as { version: number };
    wx.showActionSheet({
      itemList: ['PDF，带图', 'Word，可以修改', 'Excel，带名单'],
      success: ({ tapIndex }) => {
        const format = FORMATS[tapIndex];
        if (format === undefined || this.term === undefined) return;
        const audience = this.data.audience[0] as FigureAudience;
        void this.open(
          call('papers.summary', {
            term: this.term,
            version: version === 0 ? null : version,
            audience,
            format,
          }),
        );
      },
    });
  },

  onList() {
    if (this.term !== undefined) void this.open(call('papers.term-list', { term: this.term }));
  },

  async open(paper: Promise<Output<'papers.summary'>>) {
    wx.showLoading({ title: '正在生成' });
    try {
      await openPaper(await paper);
      wx.hideLoading();
    } catch (error) {
      wx.hideLoading();
      wx.showModal({
        title: '没有打开',
        content: sentenceOf(error),
        showCancel: false,
        confirmText: '知道了',
      });
    }
  },
});
