import type { FigureAudience } from '#core/domain/figure-items';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { sentenceOf } from '../../views/failure';
import { type AheadView, type FiguresView, toAheadView, toFiguresView } from '../../views/figures';
import { sayFullTerm } from '../../views/term';

const NO_AHEAD: AheadView = { weeks: [], people: [], more: '', hasWhatIf: false };
const NO_VIEW: FiguresView = { sentence: '', terms: [], cards: [] };

/** 学期数据: the numbers of a semester as bars or as a table; each opens its rows. */
Page({
  ...reads,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    emptyTitle: '还没有认定过学生',
    emptyHint: '诊断会作出认定之后，这里有各学期的数据。',
    termLabels: [] as readonly string[],
    termAt: 0,
    view: NO_VIEW,
    ahead: NO_AHEAD,
    aheadError: '',
    show: ['bars'],
    shows: [
      { value: 'bars', label: '图' },
      { value: 'table', label: '表' },
    ],
    audience: ['group'],
    audiences: [
      { value: 'group', label: '工作组内' },
      { value: 'shared', label: '对外提供' },
    ],
  },

  terms: [] as readonly string[],
  term: undefined as string | undefined,

  onLoad({ term }: { term?: string }) {
    this.term = term;
    void this.read();
  },

  async load() {
    const audience = this.data.audience[0] as FigureAudience;
    const figures = await call('figures.show', {
      ...(this.term === undefined ? {} : { term: this.term }),
      audience,
    });
    const term = figures.term;
    if (term === null || figures.terms.length === 0) {
      this.setData({ state: 'empty' });
      return;
    }
    this.term = term;
    this.terms = figures.terms.map((one) => one.term).reverse();
    this.setData({
      state: 'content',
      termLabels: this.terms.map(sayFullTerm),
      termAt: Math.max(0, this.terms.indexOf(term)),
      view: toFiguresView(figures),
    });
    await this.readAhead(audience);
  },

  /** Of people by name: not where the view is shared. Without it the figures stand all the same. */
  async readAhead(audience: FigureAudience) {
    if (audience === 'shared') {
      this.setData({ ahead: NO_AHEAD, aheadError: '' });
      return;
    }
    try {
      const { activeRole } = await getMe();
      const ahead = toAheadView(await call('today.workload', {}), activeRole);
      if (audience === this.data.audience[0]) this.setData({ ahead, aheadError: '' });
    } catch (error) {
      if (audience === this.data.audience[0])
        this.setData({ ahead: NO_AHEAD, aheadError: `今后六周要谈的没有读出来：${sentenceOf(error)}` });
    }
  },

  onWhatIf() {
    wx.navigateTo({ url: '/office/what-if/what-if' });
  },

  onTerm({ detail }: WechatMiniprogram.PickerChange) {
    this.term = this.terms[Number(detail.value)];
    void this.read();
  },

  onLook({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ show: detail.chosen });
  },

  onAudience({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ audience: detail.chosen });
    void this.read();
  },

  onBar({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { split, part, opening } = currentTarget.dataset as {
      split: string;
      part: string;
      opening: boolean;
    };
    if (!opening) return;
    this.open({ term: this.term ?? '', split, part });
  },

  onTermPart({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { term, part, opening } = currentTarget.dataset as { term: string; part: string; opening: boolean };
    if (opening) this.open({ term, split: 'tier', part });
  },

  onAhead({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { from, person, opening } = currentTarget.dataset as {
      from?: string;
      person?: string;
      opening: boolean;
    };
    if (opening) this.open({ ahead: '1', from: from ?? '', person: person ?? '' });
  },

  open(query: Readonly<Record<string, string>>) {
    const words = Object.entries(query)
      .filter(([, value]) => value !== '')
      .map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
    wx.navigateTo({ url: `/meeting/figure-rows/figure-rows?${words.join('&')}` });
  },
});
