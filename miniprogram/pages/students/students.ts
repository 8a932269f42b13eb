import type { Input } from '#core/contract/index';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { toFailure } from '../../views/failure';
import { SORT_CHOICES, type StudentRow, TIER_CHOICES, toStudentsView } from '../../views/students';
import { toTierCode } from '../../views/tier';

type Sort = (typeof SORT_CHOICES)[number]['value'];

const SCOPES = [
  { value: 'cases', label: '在帮扶' },
  { value: 'all', label: '全部学生' },
] as const;
const SEARCH_PAUSE_MS = 400;
const SEES_STUDENTS = ['leader', 'office', 'counselor', 'adviser'];

/** 学生: the caseload with search, tier filter and sort. */
Page({
  data: {
    state: 'loading',
    failureTitle: '',
    failureMessage: '',
    failureAction: 'retry',
    emptyTitle: '',
    emptyHint: '',
    hasFilters: true,
    scopeLabels: SCOPES.map(({ label }) => label),
    scope: 0,
    tiers: TIER_CHOICES,
    tier: [] as string[],
    sortLabels: SORT_CHOICES.map(({ label }) => label),
    sort: 0,
    total: '',
    groups: [] as { key: number; rows: readonly StudentRow[] }[],
    hasMore: false,
  },

  search: '',
  cursor: null as string | null,
  today: '',
  /** Answers of an older question are dropped. */
  question: 0,
  searchTimer: 0,

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

  ask(cursor?: string): Input<'students.list'> {
    const { scope, tier, sort } = this.data;
    return {
      scope: SCOPES[scope]?.value ?? 'cases',
      sort: (SORT_CHOICES[sort]?.value ?? 'due') satisfies Sort,
      ...(this.search === '' ? {} : { search: this.search }),
      ...(tier[0] === undefined ? {} : { tier: toTierCode(tier[0]) }),
      ...(cursor === undefined ? {} : { cursor }),
    };
  },

  async read() {
    this.question += 1;
    const { question } = this;
    // No further rows of the older answer.
    this.cursor = null;
    try {
      const me = await getMe();
      this.today = me.today;
      if (!SEES_STUDENTS.includes(me.activeRole)) {
        this.setData({
          state: 'empty',
          hasFilters: false,
          emptyTitle: '还没有学生',
          emptyHint: '结对和课堂重点关注开通之后，与您有关的学生会列在这里。',
        });
        return;
      }
      const list = await call('students.list', this.ask());
      if (question !== this.question) return;
      const isFiltered = this.search !== '' || this.data.tier.length > 0 || this.data.scope > 0;
      const isSearch = this.search !== '';
      const { rows, nextCursor, ...view } = toStudentsView(list, this.today, { isFiltered, isSearch });
      this.cursor = nextCursor;
      this.setData({ ...view, hasFilters: true, groups: [{ key: 0, rows }], hasMore: nextCursor !== null });
    } catch (error) {
      if (question === this.question) this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  async onReachBottom() {
    if (this.cursor === null) return;
    const { cursor, question } = this;
    this.cursor = null;
    try {
      const list = await call('students.list', this.ask(cursor));
      if (question !== this.question) return;
      const { groups } = this.data;
      const { rows, nextCursor } = toStudentsView(list, this.today, {
        isFiltered: true,
        isSearch: this.search !== '',
        namesAbove: groups.flatMap((group) => group.rows.map(({ name }) => name)),
      });
      const key = groups.length;
      this.cursor = nextCursor;
      this.setData({ [`groups[${key}]`]: { key, rows }, hasMore: nextCursor !== null });
    } catch (error) {
      this.cursor = cursor;
      wx.showToast({ title: toFailure(error).failureTitle, icon: 'none' });
    }
  },

  onSearch({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.search = detail.value.trim().slice(0, 40);
    this.cursor = null;
    clearTimeout(this.searchTimer);
    this.searchTimer = setTimeout(() => void this.read(), SEARCH_PAUSE_MS);
  },

  onScope({ detail }: WechatMiniprogram.PickerChange) {
    this.setData({ scope: Number(detail.value) });
    void this.read();
  },

  onTier({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ tier: detail.chosen });
    void this.read();
  },

  onSort({ detail }: WechatMiniprogram.PickerChange) {
    this.setData({ sort: Number(detail.value) });
    void this.read();
  },

  onStudent({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/student/archive/archive?studentId=${id}` });
  },
});
