import type { Output } from '#core/contract/index';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { type HistoryRow, toHistoryRows } from '../../views/policy';

type History = Output<'policies.history'>;

/** 历次版本: who saved what, when and why, the newest first. */
Page({
  ...reads,
  ...readsOn,

  data: {
    ...UNREAD,
    ...NO_ROWS,
    hasMore: false,
    /** The version whose changes are open. */
    open: '',
  },

  today: '',
  list: null as PagedList<History> | null,

  onLoad() {
    this.list = createPagedList<History, HistoryRow>(this, {
      ask: (cursor) => call('policies.history', cursor === undefined ? {} : { cursor }),
      rowsOf: ({ items }) => toHistoryRows(items, this.today),
    });
    void this.read();
  },

  async load() {
    this.today = (await getMe()).today;
    const read = await this.list?.read();
    if (!read) return;
    this.setData({ state: read.answer.items.length === 0 ? 'empty' : 'content', ...read.shown });
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { version } = currentTarget.dataset as { version: string };
    this.setData({ open: this.data.open === version ? '' : version });
  },

  onVersion({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { version } = currentTarget.dataset as { version: string };
    wx.navigateTo({ url: `/office/policy/policy?version=${encodeURIComponent(version)}` });
  },
});
