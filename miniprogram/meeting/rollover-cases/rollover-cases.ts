import type { RolloverCases } from '#core/contract/index';
import type { CloseOutcome } from '#core/domain/case-closing';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { type ListWindow, NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { fieldOf, sentenceOf } from '../../views/failure';
import { type OldCaseRow, OUTCOME_CHOICES, toOldCaseRow } from '../../views/rollover';

interface ClosingFields {
  readonly outcome: CloseOutcome | '';
  readonly reason: string;
  readonly studentName: string;
}

/** Cases of earlier semesters: those that the meeting carries over, or those that are closed here one by one. */
Page({
  ...flushesDraft,
  ...reads,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    isCarry: false,
    canClose: false,
    heading: '',
    emptyWord: '',
    ...NO_ROWS,
    hasMore: false,
    openId: '',
    outcomes: OUTCOME_CHOICES,
    outcome: [] as readonly string[],
    openedReason: '',
    errors: {} as Record<string, string>,
    sendError: '',
    done: '',
    isSending: false,
  },

  kind: 'close' as 'carry' | 'close',
  personId: '',
  list: null as PagedList<RolloverCases, OldCaseRow> | null,
  fields: null as ClosingFields | null,
  form: null as DraftForm<ClosingFields> | null,

  onLoad({ kind = '' }: { kind?: string }) {
    this.kind = kind === 'carry' ? 'carry' : 'close';
    this.setData({ isCarry: this.kind === 'carry' });
    this.list = createPagedList<RolloverCases, OldCaseRow>(this, {
      ask: (cursor) =>
        call('rollover.cases', { kind: this.kind, ...(cursor === undefined ? {} : { cursor }) }),
      rowsOf: ({ items }) => items.map(toOldCaseRow),
    });
  },

  onShow() {
    // Coming back from a student: what is being written stays.
    if (this.data.openId === '') void this.read();
  },

  async load() {
    this.personId = (await getMe()).personId;
    const read = await this.list?.read();
    if (!read) return;
    const { answer, shown } = read;
    const isCarry = this.kind === 'carry';
    this.setData({
      state: 'content',
      canClose: answer.can.close && !isCarry,
      heading: isCarry ? `待诊断会决定 ${answer.total}` : `待结案 ${answer.total}`,
      emptyWord: answer.total > 0 ? '' : isCarry ? '没有待决定的旧档案。' : '没有待结案的旧档案。',
      ...shown,
      openId: '',
    });
  },

  onReachBottom() {
    void this.list?.more();
  },

  /** An open form stays on the page: what is typed would go with it. */
  onPageScroll({ scrollTop }: { scrollTop: number }) {
    if (this.data.openId === '') this.list?.scrolled(scrollTop);
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id, url, student } = currentTarget.dataset as { id: string; url: string; student: string };
    if (this.data.canClose) this.openForm(id);
    else wx.navigateTo({ url: url === '' ? `/student/archive/archive?studentId=${student}` : url });
  },

  openForm(id: string) {
    this.form?.flush();
    this.form = createDraftForm<ClosingFields>(
      { kind: 'closing', personId: this.personId, subjectId: id },
      () => undefined,
    );
    const groups = this.data.groups as ListWindow<OldCaseRow>['groups'];
    const row = groups.flatMap(({ rows }) => rows).find((one) => one.id === id);
    const first: ClosingFields = { outcome: '', reason: '', studentName: row?.name ?? '' };
    this.fields = { ...first, ...this.form.kept?.fields };
    this.setData({
      openId: id,
      outcome: [this.fields.outcome].filter((one) => one !== ''),
      openedReason: this.fields.reason,
      errors: {},
      sendError: '',
      done: '',
    });
  },

  onArchive({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { student } = currentTarget.dataset as { student: string };
    wx.navigateTo({ url: `/student/archive/archive?studentId=${student}` });
  },

  keep(change: Partial<ClosingFields>) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  onOutcome({ detail }: WechatMiniprogram.CustomEvent<{ value: CloseOutcome }>) {
    this.keep({ outcome: detail.value });
    this.setData({ outcome: [detail.value], 'errors.outcome': '' });
  },

  onReason({ detail }: WechatMiniprogram.Input) {
    this.keep({ reason: detail.value });
  },

  async onClose() {
    const { fields, form } = this;
    if (!fields || !form || this.data.isSending) return;
    const { outcome, reason, studentName } = fields;
    if (outcome === '' || reason.trim() === '') {
      this.setData({
        errors: {
          ...(outcome === '' ? { outcome: '请选择结果。' } : {}),
          ...(reason.trim() === '' ? { reason: '请写明结果，例如哪些课已通过。' } : {}),
        },
      });
      return;
    }
    this.setData({ isSending: true, errors: {}, sendError: '' });
    try {
      const { left } = await call('rollover.close', { caseId: this.data.openId, outcome, reason });
      form.drop();
      this.setData({ isSending: false });
      await this.read();
      this.setData({
        done: `${studentName}已结案。${left === 0 ? '没有待结案的了。' : `还有 ${left} 份。`}`,
      });
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    } catch (error) {
      this.setData({ isSending: false });
      const field = fieldOf(error);
      if (field === 'outcome' || field === 'reason') this.setData({ [`errors.${field}`]: sentenceOf(error) });
      else this.setData({ sendError: sentenceOf(error) });
    }
  },
});
