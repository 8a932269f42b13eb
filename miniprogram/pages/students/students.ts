import type { Input, StudentList } from '#core/contract/index';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { callKnown } from '../../services/known';
import { type RecentStudent, readRecent } from '../../services/recent-students';
import { getMe } from '../../services/session';
import { sayKnown } from '../../views/draft-line';
import { type OwnPairView, toOwnPair } from '../../views/own-pair';
import {
  OVERDUE_CHOICE,
  SORT_CHOICES,
  type StudentRow,
  TIER_CHOICES,
  toStudentsView,
} from '../../views/students';
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
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    known: '',
    emptyTitle: '',
    emptyHint: '',
    emptyAction: '',
    hasFilters: true,
    scopeLabels: SCOPES.map(({ label }) => label),
    scope: 0,
    tiers: TIER_CHOICES,
    tier: [] as string[],
    overdueChoice: OVERDUE_CHOICE,
    overdue: [] as string[],
    classNames: [] as readonly string[],
    classIndex: 0,
    recent: [] as readonly RecentStudent[],
    sortLabels: SORT_CHOICES.map(({ label }) => label),
    sort: 0,
    total: '',
    ...NO_ROWS,
    hasMore: false,
    pairs: [] as readonly OwnPairView[],
  },

  search: '',
  classIds: [] as readonly string[],
  list: null as PagedList<StudentList> | null,
  today: '',
  searchTimer: 0,

  onLoad() {
    this.list = createPagedList<StudentList, StudentRow>(this, {
      ask: (cursor) => call('students.list', this.ask(cursor)),
      rowsOf: (list, above) => toStudentsView(list, this.today, this.asked(above)).rows,
    });
  },

  onShow() {
    // Coming back from a student: where one was, under the same conditions.
    void this.read(true);
  },

  ask(cursor?: string): Input<'students.list'> {
    const { scope, tier, overdue, sort, classIndex } = this.data;
    const classId = this.classIds[classIndex - 1];
    return {
      scope: SCOPES[scope]?.value ?? 'cases',
      sort: (SORT_CHOICES[sort]?.value ?? 'due') satisfies Sort,
      ...(this.search === '' ? {} : { search: this.search }),
      ...(tier[0] === undefined ? {} : { tier: toTierCode(tier[0]) }),
      ...(overdue.length === 0 ? {} : { overdue: true }),
      ...(classId === undefined ? {} : { classId }),
      ...(cursor === undefined ? {} : { cursor }),
    };
  },

  asked(above: readonly StudentRow[] = []) {
    const { scope, tier, overdue, classIndex } = this.data;
    const isSearch = this.search !== '';
    const isNarrowed = tier.length > 0 || overdue.length > 0;
    const isFiltered = isSearch || isNarrowed || scope > 0 || classIndex > 0;
    return {
      isFiltered,
      isSearch,
      isOfCases: scope === 0 && !isNarrowed,
      namesAbove: above.map(({ name }) => name),
    };
  },

  async load(isSame: boolean) {
    const me = await getMe();
    this.today = me.today;
    if (me.activeRole === 'volunteer') {
      await this.readPairs();
      return;
    }
    this.setData({ pairs: [], known: '', recent: readRecent(me.personId) });
    if (!SEES_STUDENTS.includes(me.activeRole)) {
      this.setData({
        state: 'empty',
        hasFilters: false,
        emptyAction: '',
        emptyTitle: '还没有学生',
        emptyHint: '课堂重点关注开通之后，您课上需要关注的学生会列在这里。',
      });
      return;
    }
    const read = await this.list?.read(isSame);
    if (!read) return;
    const {
      rows: _,
      nextCursor: __,
      classIds,
      ...view
    } = toStudentsView(read.answer, this.today, this.asked());
    this.classIds = classIds;
    this.setData({ ...view, hasFilters: true, ...read.shown });
  },

  /** A volunteer's own pairs, with no more of a student than was agreed. */
  async readPairs() {
    const {
      answer: { items },
      keptAt,
    } = await callKnown('pairings.mine', {});
    this.setData({
      known: sayKnown(keptAt, Date.now()),
      state: items.length === 0 ? 'empty' : 'content',
      hasFilters: false,
      ...NO_ROWS,
      hasMore: false,
      pairs: items.map((item) => toOwnPair(item, this.today)),
      emptyAction: '',
      emptyTitle: '还没有结对',
      emptyHint: '辅导员确认结对之后，您帮扶的同学会列在这里。',
    });
  },

  onSearch({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.search = detail.value.trim().slice(0, 40);
    clearTimeout(this.searchTimer);
    this.searchTimer = setTimeout(() => void this.read(), SEARCH_PAUSE_MS);
  },

  /** 搜索 on the keyboard: at once. */
  onSubmit() {
    clearTimeout(this.searchTimer);
    void this.read();
  },

  onEverybody() {
    this.setData({ scope: 1 });
    void this.read();
  },

  onOverdue({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ overdue: detail.chosen });
    void this.read();
  },

  onClass({ detail }: WechatMiniprogram.PickerChange) {
    this.setData({ classIndex: Number(detail.value) });
    void this.read();
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
