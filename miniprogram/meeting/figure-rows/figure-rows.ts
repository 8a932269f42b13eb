import type { Output } from '#core/contract/index';
import { FIGURE_SPLITS, type FigureSplitId } from '#core/domain/figure-items';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { type FigureRowView, toFigureRows, toOverTerms, toRowsTitle } from '../../views/figures';

type Rows = Output<'figures.rows'>;
type Query = Readonly<Partial<Record<'term' | 'split' | 'part' | 'ahead' | 'from' | 'person', string>>>;

/** The students behind one number of 学期数据, or the talks behind one of the coming weeks. */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    emptyTitle: '这个数现在是 0',
    emptyHint: '数据可能刚刚更正过。请返回学期数据，下拉刷新。',
    title: '',
    overTerms: [] as ReturnType<typeof toOverTerms>,
    ...NO_ROWS,
    hasMore: false,
  },

  term: '',
  /** null: of the coming weeks. */
  split: 'tier' as FigureSplitId | null,
  part: '',
  list: null as PagedList<Rows> | null,

  onLoad({ term = '', split = '', part = '', ahead = '', from = '', person = '' }: Query) {
    this.term = term;
    this.split = ahead === '' ? (FIGURE_SPLITS.find((id) => id === split) ?? 'tier') : null;
    this.part = decodeURIComponent(part);
    const week = decodeURIComponent(from);
    const key = decodeURIComponent(person);
    this.list = createPagedList<Rows, FigureRowView>(this, {
      ask: (cursor) => {
        const on = cursor === undefined ? {} : { cursor };
        return this.split === null
          ? call('today.workload-rows', {
              ...(week === '' ? {} : { from: week }),
              ...(key === '' ? {} : { key }),
              ...on,
            })
          : call('figures.rows', {
              term: this.term,
              split: this.split,
              ...(this.part === '' ? {} : { part: this.part }),
              ...on,
            });
      },
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
      overTerms: toOverTerms(this.split, read.answer, this.term),
      ...read.shown,
    });
  },

  onStudent({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/student/archive/archive?studentId=${id}` });
  },

  /** The same number of another semester. */
  onTerm({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { term, opening } = currentTarget.dataset as { term: string; opening: boolean };
    if (!opening) return;
    const part = encodeURIComponent(this.part);
    wx.redirectTo({ url: `/meeting/figure-rows/figure-rows?term=${term}&split=${this.split}&part=${part}` });
  },
});
