import type { OversightRows } from '#core/contract/index';
import { OVERSIGHT_LABELS, OVERSIGHT_SECTIONS, type OversightSection } from '#core/domain/oversight';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { EMPTY_WORDS, type OversightRowView, toOversightRow } from '../../views/oversight';

/** The rows behind a number of 谁被漏掉了？, with what can be done about each. */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    ...NO_ROWS,
    heading: '',
    isEmpty: false,
    emptyWord: '',
    hasMore: false,
  },

  section: 'overdue' as OversightSection,
  of: {} as { owner?: string; classId?: string },
  today: '',
  list: null as PagedList<OversightRows, OversightRowView> | null,

  onLoad({ section = '', owner = '', classId = '' }: { section?: string; owner?: string; classId?: string }) {
    this.section = OVERSIGHT_SECTIONS.find((known) => known === section) ?? 'overdue';
    this.of = {
      ...(owner === '' ? {} : { owner: decodeURIComponent(owner) }),
      ...(classId === '' ? {} : { classId }),
    };
    this.list = createPagedList<OversightRows, OversightRowView>(this, {
      ask: (cursor) =>
        call('oversight.rows', {
          section: this.section,
          ...this.of,
          ...(cursor === undefined ? {} : { cursor }),
        }),
      rowsOf: ({ can, items }) => items.map((row) => toOversightRow(row, can, this.today)),
    });
  },

  onShow() {
    void this.read(this.data.state === 'content');
  },

  async load(isSame: boolean) {
    this.today = (await getMe()).today;
    const read = await this.list?.read(isSame);
    if (!read) return;
    const { of, total } = read.answer;
    this.setData({
      state: 'content',
      ...read.shown,
      heading: `${of === '' ? '' : `${of} · `}${OVERSIGHT_LABELS[this.section]} ${total}`,
      isEmpty: total === 0,
      emptyWord: EMPTY_WORDS[this.section],
    });
  },

  /** One of the ways at once where there is only one. */
  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { ways } = currentTarget.dataset as { ways: OversightRowView['ways'] };
    const [only] = ways;
    if (!only) return;
    if (ways.length === 1) {
      wx.navigateTo({ url: only.url });
      return;
    }
    wx.showActionSheet({
      itemList: ways.map(({ label }) => label),
      success: ({ tapIndex }) => {
        const way = ways[tapIndex];
        if (way) wx.navigateTo({ url: way.url });
      },
    });
  },
});
