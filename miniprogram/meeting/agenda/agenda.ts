import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { type ProposalRow, type Show, screenableTerms, toAgendaView } from '../../views/agenda';
import { sentenceOf, toFailure } from '../../views/failure';

const NO_SCREENING = {
  hasScreening: false,
  term: '',
  ran: '',
  files: '',
  isPreview: false,
  figures: [] as readonly object[],
  tabs: [] as readonly object[],
  emptyTitle: '',
  emptyHint: '',
};

/** The meeting's list 诊断会: the latest screening, who waits for a decision, who came close. */
Page({
  data: {
    state: 'loading',
    failureTitle: '',
    failureMessage: '',
    failureAction: 'retry',
    ...NO_SCREENING,
    show: 'open' as Show,
    groups: [] as { key: number; rows: readonly ProposalRow[] }[],
    isEmpty: false,
    hasMore: false,
    isRunOpen: false,
    terms: [] as readonly { value: string; label: string }[],
    termIndex: 0,
    termName: '',
    kinds: [
      { value: 'official', label: '正式（补考后）' },
      { value: 'preview', label: '预览（补考前）' },
    ],
    kind: ['official'],
    isRunning: false,
    runError: '',
  },

  screeningId: '',
  asksRun: false,
  runId: '',
  today: '',
  cursor: null as string | null,
  question: 0,

  onLoad({ screeningId = '', run = '' }: { screeningId?: string; run?: string }) {
    this.screeningId = screeningId;
    this.asksRun = run === '1';
  },

  onShow() {
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
    this.question += 1;
    const { question } = this;
    // No further rows of the older answer.
    this.cursor = null;
    try {
      const me = await getMe();
      this.today = me.today;
      const { show } = this.data;
      const agenda = await call('meeting.agenda', {
        show,
        ...(this.screeningId === '' ? {} : { screeningId: this.screeningId }),
      });
      if (question !== this.question) return;
      const {
        rows,
        nextCursor,
        screeningId: _,
        canDecide: __,
        ...view
      } = toAgendaView(agenda, show, me.today);
      this.cursor = nextCursor;
      const terms = screenableTerms(me.today);
      // The semester that has just ended is the one that is screened.
      const chosen = this.data.terms.length === 0 ? 1 : this.data.termIndex;
      this.setData({
        state: 'content',
        ...view,
        groups: [{ key: 0, rows }],
        isEmpty: rows.length === 0,
        hasMore: nextCursor !== null,
        isRunOpen: this.asksRun || !view.hasScreening || this.data.isRunOpen,
        terms,
        termIndex: chosen,
        termName: terms[chosen]?.label ?? '',
      });
    } catch (error) {
      if (question === this.question) this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  async onReachBottom() {
    if (this.cursor === null) return;
    const { cursor, question } = this;
    this.cursor = null;
    try {
      const { show } = this.data;
      const agenda = await call('meeting.agenda', {
        show,
        cursor,
        ...(this.screeningId === '' ? {} : { screeningId: this.screeningId }),
      });
      if (question !== this.question) return;
      const { rows, nextCursor } = toAgendaView(agenda, show, this.today);
      const key = this.data.groups.length;
      this.cursor = nextCursor;
      this.setData({ [`groups[${key}]`]: { key, rows }, hasMore: nextCursor !== null });
    } catch (error) {
      this.cursor = cursor;
      wx.showToast({ title: toFailure(error).failureTitle, icon: 'none' });
    }
  },

  onTab({ detail }: WechatMiniprogram.CustomEvent<{ value: Show }>) {
    this.setData({ show: detail.value });
    void this.read();
  },

  onOpenRun() {
    this.setData({ isRunOpen: !this.data.isRunOpen });
  },

  onTerm({ detail }: WechatMiniprogram.PickerChange) {
    const index = Number(detail.value);
    this.runId = '';
    this.setData({ termIndex: index, termName: this.data.terms[index]?.label ?? '' });
  },

  onKind({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.runId = '';
    this.setData({ kind: detail.chosen });
  },

  async onRun() {
    const term = this.data.terms[this.data.termIndex];
    if (this.data.isRunning || !term) return;
    // Kept until it succeeded: a second tap or a retry runs the same screening.
    if (this.runId === '') this.runId = newId();
    this.setData({ isRunning: true, runError: '' });
    try {
      const kind = this.data.kind[0] === 'preview' ? 'preview' : 'official';
      const { screeningId } = await call('screenings.run', { id: this.runId, term: term.value, kind });
      this.runId = '';
      this.screeningId = screeningId;
      this.asksRun = false;
      this.setData({ isRunning: false, isRunOpen: false, show: 'open' });
      await this.read();
    } catch (error) {
      this.setData({ isRunning: false, runError: sentenceOf(error) });
    }
  },

  onProposal({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/meeting/case/case?proposalId=${id}` });
  },
});
