import type { Output } from '#core/contract/index';
import { FIGURE_SPLITS, type FigureSplitId } from '#core/domain/figure-items';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { type FigureRowView, toFigureRows, toRowsTitle } from '../../views/figures';

type Rows = Output<'figures.rows'>;

/** The students behind one number of 学期数据. */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    emptyTitle: '这个数现在是 0',
    emptyHint: '数据可能刚刚更正过。请返回学期数据，下拉刷新。',
    title: '',
    ...NO_ROWS,
    hasMore: false,
  },

  term: '',
  split: 'tier' as FigureSplitId,
  part: '',
  list: null as PagedList<Rows> | null,

  onLoad({ term = '', split = '', part = '' }: { term?: string; split?: string; part?: string }) {
    this.term = term;
    this.split = FIGURE_SPLITS.find((id) => id === split) ?? 'tier';
    this.part = decodeURIComponent(part);
    this.list = createPagedList<Rows, FigureRowView>(this, {
      ask: (cursor) =>
        call('figures.rows', {
          term: this.term,
          split: this.split,
          part: this.part,
          ...(cursor === undefined ? {} : { cursor }),
        }),
      rowsOf: toFigureRows,
    });
    void this.read();
  },

  async load() {
    const read = await this.list?.read();
    if (!read) return;
    this.setData({
      state: read.answer.items.length === 0 ? 'empty' : 'content',
      title: toRowsTitle(this.split, read.answer),
      ...read.shown,
    });
  },

  onStudent({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/student/archive/archive?studentId=${id}` });
  },
});
