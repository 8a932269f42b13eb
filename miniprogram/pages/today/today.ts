import type { TodayList } from '#core/contract/index';
import type { Role } from '#core/domain/role';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { callKnown } from '../../services/known';
import { onQueueAnswered } from '../../services/queue/queue';
import { getMe, switchRole } from '../../services/session';
import { readTodaysForms } from '../../services/todays-forms';
import { beginWalk } from '../../services/walk';
import { sayKnown } from '../../views/draft-line';
import { toFailure } from '../../views/failure';
import { TIER_CHOICES } from '../../views/students';
import {
  type DayChip,
  KIND_CHOICES,
  NO_FILTERS,
  type TodayFilters,
  type TodayHead,
  type TodoView,
  toQuestion,
  toTodayHead,
  toTodayView,
  toTodos,
  toWorkload,
  type WorkloadRow,
} from '../../views/today';

const NO_HEAD: TodayHead = {
  day: '',
  termLabel: '',
  role: { role: 'adviser', label: '', scope: '', isActive: true },
  roles: [],
};
/** The question of a list that nothing narrows. */
const PLAIN = JSON.stringify(toQuestion(NO_FILTERS));
const SEARCH_PAUSE_MS = 400;
const OVERDUE_CHOICE = [{ value: 'overdue', label: '只看逾期' }];

/** 今日: what is due for the active role, overdue first; one tap leads to the right form. */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    known: '',
    head: NO_HEAD,
    figures: [] as readonly object[],
    days: [] as readonly DayChip[],
    hasDuties: false,
    classNames: [] as readonly string[],
    others: '',
    othersNote: '',
    narrowed: '',
    isNobody: false,
    ...NO_ROWS,
    hasMore: false,
    emptyTitle: '',
    emptyHint: '',
    emptyAction: '',
    isFiltering: false,
    search: '',
    kinds: KIND_CHOICES,
    kind: [] as string[],
    tiers: TIER_CHOICES,
    tier: [] as string[],
    overdueChoice: OVERDUE_CHOICE,
    overdue: [] as string[],
    classIndex: 0,
    hasWorkload: false,
    isWorkloadOpen: false,
    workload: [] as readonly WorkloadRow[],
    workloadMore: '',
  },

  list: null as PagedList<TodayList> | null,
  filters: NO_FILTERS,
  /** All that was read, for going from student to student. */
  rows: [] as readonly TodoView[],
  classIds: [] as readonly string[],
  searchTimer: 0,
  keptAt: 0,
  stopListening: () => {},

  onLoad() {
    // What waited in the phone has gone out meanwhile: its row is another, or gone.
    this.stopListening = onQueueAnswered(() => {
      if (getCurrentPages().slice(-1)[0]?.route === 'pages/today/today') void this.read(true);
    });
    this.list = createPagedList<TodayList, TodoView>(this, {
      ask: (cursor) => this.ask(cursor),
      rowsOf: (answer, above) => {
        const rows = toTodos(answer, above);
        this.rows = [...above, ...rows];
        return rows;
      },
    });
  },

  /** Without a network the first page is there, as it was read last. */
  async ask(cursor?: string): Promise<TodayList> {
    const question = toQuestion(this.filters, cursor);
    if (JSON.stringify(question) !== PLAIN) return call('today.list', question);
    const { answer, keptAt } = await callKnown('today.list', question);
    this.keptAt = keptAt;
    return keptAt === 0 ? answer : { ...answer, nextCursor: null };
  },

  onUnload() {
    this.stopListening();
  },

  onShow() {
    // Coming back from a student: where one was, under the same filters.
    void this.read(true);
  },

  async load(isSame: boolean) {
    const me = await getMe();
    const read = await this.list?.read(isSame);
    if (!read) return;
    const answer: TodayList = read.answer;
    const { badge, ...view } = toTodayView(answer, this.filters);
    this.classIds = answer.classes.map(({ id }) => id);
    const { role } = answer;
    this.setData({
      ...view,
      ...read.shown,
      head: toTodayHead(me, answer.today),
      known: sayKnown(this.keptAt, Date.now()),
      hasWorkload: role === 'leader' || role === 'counselor' || role === 'adviser',
    });
    if (this.filters.personId === '') showCount(badge);
    if (this.data.isWorkloadOpen) await this.readWorkload();
    if (this.keptAt === 0) void readTodaysForms(answer);
  },

  async readWorkload() {
    const { rows, more } = toWorkload(
      await call('today.workload', {}),
      this.data.head.role.role === 'leader',
    );
    this.setData({ workload: rows, workloadMore: more });
  },

  onTodo({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { person, url } = currentTarget.dataset as { person: string; url: string };
    const stops = this.rows.filter((row: TodoView) => !row.isDone);
    if (person === '') wx.navigateTo({ url: beginWalk(stops, url) });
    else this.narrow({ ...NO_FILTERS, personId: person });
  },

  /** Asks anew from the top. */
  narrow(filters: TodayFilters) {
    this.filters = filters;
    void this.read();
  },

  onDay({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { day } = currentTarget.dataset as { day: string };
    this.narrow({ ...this.filters, day: this.filters.day === day ? '' : day });
  },

  onFilter() {
    this.setData({ isFiltering: !this.data.isFiltering, search: this.filters.search });
  },

  onSearch({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    clearTimeout(this.searchTimer);
    const search = detail.value.trim().slice(0, 40);
    this.searchTimer = setTimeout(() => this.narrow({ ...this.filters, search }), SEARCH_PAUSE_MS);
  },

  onKind({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ kind: detail.chosen });
    const kind = (detail.chosen[0] ?? '') as TodayFilters['kind'];
    this.narrow({ ...this.filters, kind, show: 'talks' });
  },

  onTier({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ tier: detail.chosen });
    this.narrow({ ...this.filters, tier: detail.chosen[0] ?? '' });
  },

  onOverdue({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ overdue: detail.chosen });
    this.narrow({ ...this.filters, overdue: detail.chosen.length > 0 });
  },

  onClass({ detail }: WechatMiniprogram.PickerChange) {
    const classIndex = Number(detail.value);
    this.setData({ classIndex });
    this.narrow({ ...this.filters, classId: this.classIds[classIndex - 1] ?? '' });
  },

  onOthers() {
    this.setData({ kind: [] });
    this.narrow({ ...this.filters, show: 'others', kind: '' });
  },

  onAll() {
    this.forget();
    void this.read();
  },

  forget() {
    clearTimeout(this.searchTimer);
    this.filters = NO_FILTERS;
    this.setData({ isFiltering: false, kind: [], tier: [], overdue: [], classIndex: 0 });
  },

  async onWorkload() {
    this.setData({ isWorkloadOpen: !this.data.isWorkloadOpen });
    if (!this.data.isWorkloadOpen) return;
    try {
      await this.readWorkload();
    } catch (error) {
      this.setData({ isWorkloadOpen: false });
      wx.showToast({ title: toFailure(error).failureTitle, icon: 'none' });
    }
  },

  async onSwitchRole({ detail }: WechatMiniprogram.CustomEvent<{ role: Role }>) {
    this.forget();
    this.setData({ state: 'loading', isWorkloadOpen: false });
    try {
      await switchRole(detail.role);
    } catch (error) {
      this.setData({ state: 'error', ...toFailure(error) });
      return;
    }
    void this.read();
  },

  onEmptyAction() {
    const { role } = this.data.head.role;
    if (role === 'leader') wx.navigateTo({ url: '/meeting/agenda/agenda' });
    else if (role === 'office') wx.navigateTo({ url: '/office/imports/imports' });
    else if (role === 'teacher' || role === 'volunteer') {
      wx.navigateTo({ url: '/student/referral/referral' });
    } else wx.switchTab({ url: '/pages/students/students' });
  },

  onShareAppMessage() {
    return { title: '学业帮扶', path: '/pages/today/today' };
  },
});

/** How much waits, on the tab; refused by WeChat on a page that is not a tab, which this one is. */
function showCount(count: number): void {
  if (count === 0) wx.removeTabBarBadge({ index: 0, fail: () => undefined });
  else wx.setTabBarBadge({ index: 0, text: count > 99 ? '99+' : String(count), fail: () => undefined });
}
