import type { Role } from '#core/domain/role';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { sentenceOf } from '../../views/failure';
import {
  ROLE_CHOICES,
  ROSTER_TABS,
  type RosterRow,
  type RosterTab,
  STATE_CHOICES,
  toAreaRow,
  toClassRow,
  toOfferingRow,
  toPersonRow,
} from '../../views/roster';

const SEARCH_PAUSE_MS = 400;

interface Answer {
  readonly nextCursor: string | null;
  readonly rows: readonly RosterRow[];
}

/** 名册: people, classes, areas and teaching offerings; one tap opens a person or a class. */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    tabs: ROSTER_TABS,
    tab: 'people' as RosterTab,
    chosenTab: ['people'],
    roles: ROLE_CHOICES,
    role: [] as string[],
    states: STATE_CHOICES,
    standing: [] as string[],
    isFiltering: false,
    canEdit: false,
    ...NO_ROWS,
    isEmpty: false,
    hasMore: false,
    loose: '',
    isAdding: false,
    newName: '',
    isBusy: false,
    error: '',
  },

  search: '',
  newName: '',
  newId: '',
  today: '',
  searchTimer: 0,
  list: null as PagedList<Answer, RosterRow> | null,

  onLoad({ show }: { show?: string }) {
    const tab = ROSTER_TABS.find(({ value }) => value === show)?.value ?? 'people';
    this.setData({ tab, chosenTab: [tab] });
    this.list = createPagedList<Answer, RosterRow>(this, {
      ask: (cursor) => this.ask(cursor),
      rowsOf: ({ rows }) => rows,
    });
  },

  onShow() {
    // Coming back from a person: where one was.
    void this.read(true);
  },

  async ask(cursor?: string): Promise<Answer> {
    const asked = {
      ...(this.search === '' ? {} : { search: this.search }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    switch (this.data.tab) {
      case 'people': {
        const [role] = this.data.role as Role[];
        const [state] = this.data.standing as ('in-office' | 'none' | 'left')[];
        const { items, nextCursor } = await call('roster.people', {
          ...asked,
          ...(role === undefined ? {} : { role }),
          ...(state === undefined ? {} : { state }),
        });
        return { nextCursor, rows: items.map((item) => toPersonRow(item, this.today)) };
      }
      case 'classes': {
        const { items, nextCursor } = await call('roster.classes', asked);
        return { nextCursor, rows: items.map(toClassRow) };
      }
      case 'areas': {
        const { areas, loose } = await call('roster.areas', {});
        this.setData({
          loose:
            loose.length === 0
              ? ''
              : `不属于任何责任区的班级：${loose.slice(0, 20).join('、')}${loose.length > 20 ? '等' : ''}。`,
        });
        return {
          nextCursor: null,
          rows: areas.map(toAreaRow).filter(({ title }) => title.includes(this.search)),
        };
      }
      case 'offerings': {
        const { items, nextCursor } = await call('roster.offerings', asked);
        return { nextCursor, rows: items.map(toOfferingRow) };
      }
    }
  },

  async load(isSame: boolean) {
    const me = await getMe();
    this.today = me.today;
    const read = await this.list?.read(isSame);
    if (!read) return;
    this.setData({
      state: 'content',
      canEdit: me.activeRole === 'office',
      ...read.shown,
      isEmpty: read.answer.rows.length === 0,
    });
  },

  onTab({ detail }: WechatMiniprogram.CustomEvent<{ value: RosterTab }>) {
    this.setData({ tab: detail.value, chosenTab: [detail.value], isAdding: false, error: '', loose: '' });
    void this.read();
  },

  onFilter() {
    this.setData({ isFiltering: !this.data.isFiltering });
  },

  onRole({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ role: detail.chosen });
    void this.read();
  },

  onStanding({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ standing: detail.chosen });
    void this.read();
  },

  onSearch({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    clearTimeout(this.searchTimer);
    this.searchTimer = setTimeout(() => {
      const search = detail.value.trim().slice(0, 40);
      if (search === this.search) return;
      this.search = search;
      void this.read();
    }, SEARCH_PAUSE_MS);
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { url } = currentTarget.dataset as { url: string };
    if (url !== '') wx.navigateTo({ url });
  },

  onAdd() {
    if (this.data.tab === 'people') {
      wx.navigateTo({ url: '/office/roster-person/roster-person' });
      return;
    }
    this.newId = newId();
    this.newName = '';
    this.setData({ isAdding: !this.data.isAdding, newName: '', error: '' });
  },

  onName({ detail }: WechatMiniprogram.Input) {
    this.newName = detail.value.trim();
  },

  /** A class or an area; the rest of it is entered on its own page. */
  async onSaveName() {
    const name = this.newName;
    if (this.data.isBusy) return;
    if (name === '') {
      this.setData({ error: '请填写名称。' });
      return;
    }
    this.setData({ isBusy: true, error: '' });
    try {
      if (this.data.tab === 'areas') await call('roster.add-area', { id: this.newId, name });
      else await call('roster.add-class', { id: this.newId, name, grade: null, major: null, areaId: null });
      this.setData({ isBusy: false, isAdding: false });
      if (this.data.tab === 'classes') {
        wx.navigateTo({ url: `/office/roster-class/roster-class?classId=${this.newId}` });
      } else void this.read();
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },
});
