import type { Output } from '#core/contract/index';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import {
  type ComparedGroup,
  type ComparedRow,
  type ScreenedTerm,
  type ScreeningChoice,
  toComparedRows,
  toCompareView,
  toScreenedTerms,
} from '../../views/compare';
import { toFailure } from '../../views/failure';

type Comparison = Output<'screenings.compare'>;
type Screenings = Output<'screenings.list'>['items'];

/** Screenings that may be chosen: the newest 200. */
const PAGES_OF_SCREENINGS = 4;
const NO_CHOICE = { id: '', label: '' };

/** 比较: two screenings of a semester side by side, e.g. before and after the make-up examinations. */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    emptyTitle: '',
    emptyHint: '',
    termLabels: [] as readonly string[],
    termAt: 0,
    labels: [] as readonly string[],
    beforeAt: 0,
    afterAt: 0,
    /** Why nothing is compared. */
    hint: '',
    groupChoices: [] as readonly object[],
    show: ['new'] as string[],
    noneTitle: '',
    ...NO_ROWS,
    hasMore: false,
  },

  wanted: '',
  terms: [] as readonly ScreenedTerm[],
  before: '',
  after: '',
  list: null as PagedList<Comparison> | null,

  onLoad({ screeningId = '' }: { screeningId?: string }) {
    this.wanted = screeningId;
    this.list = createPagedList<Comparison, ComparedRow>(this, {
      ask: (cursor) =>
        call('screenings.compare', {
          before: this.before,
          after: this.after,
          show: this.shown(),
          ...(cursor === undefined ? {} : { cursor }),
        }),
      rowsOf: toComparedRows,
    });
    void this.read();
  },

  shown(): ComparedGroup {
    return (this.data.show[0] ?? 'new') as ComparedGroup;
  },

  async load() {
    const me = await getMe();
    this.terms = toScreenedTerms(await readScreenings(), this.wanted, me.today);
    if (this.terms.length === 0) {
      this.setData({
        state: 'empty',
        emptyTitle: '还没有筛查',
        emptyHint: '在诊断会页运行两次筛查之后，可以在这里比较。',
      });
      return;
    }
    const has = (term: ScreenedTerm) => term.screenings.some(({ id }) => id === this.wanted);
    await this.chooseTerm(Math.max(0, this.terms.findIndex(has)));
  },

  async chooseTerm(at: number): Promise<void> {
    const term = this.terms[at];
    if (!term) return;
    this.setData({
      termLabels: this.terms.map(labelOf),
      termAt: at,
      labels: term.screenings.map(labelOf),
    });
    this.before = term.before;
    this.after = term.after;
    await this.compare();
  },

  async compare(): Promise<void> {
    const known = this.terms[this.data.termAt]?.screenings ?? [];
    const placeOf = (id: string) =>
      Math.max(
        0,
        known.findIndex((one: ScreeningChoice) => one.id === id),
      );
    const chosen = { beforeAt: placeOf(this.before), afterAt: placeOf(this.after) };
    const hint =
      this.before === ''
        ? '这个学期只筛查过一次，没有可以比较的。补考成绩导入后再次筛查，就能比较前后。'
        : this.before === this.after
          ? '两边是同一次筛查，请换一次。'
          : '';
    if (hint !== '') {
      this.setData({ state: 'content', ...chosen, hint, ...NO_ROWS, hasMore: false });
      return;
    }
    try {
      const read = await this.list?.read();
      if (!read) return;
      const { emptyTitle: noneTitle, groupChoices } = toCompareView(read.answer, this.shown());
      this.setData({
        state: 'content',
        ...chosen,
        hint: '',
        groupChoices,
        noneTitle: read.answer.items.length === 0 ? noneTitle : '',
        ...read.shown,
      });
    } catch (error) {
      this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  onTerm({ detail }: WechatMiniprogram.PickerChange) {
    void this.chooseTerm(Number(detail.value));
  },

  onScreening({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    const { side } = currentTarget.dataset as { side: 'before' | 'after' };
    const { id } = this.terms[this.data.termAt]?.screenings[Number(detail.value)] ?? NO_CHOICE;
    if (side === 'before') this.before = id;
    else this.after = id;
    void this.compare();
  },

  onShowGroup({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ show: detail.chosen });
    void this.compare();
  },

  onWhatIf() {
    const term = this.terms[this.data.termAt]?.term ?? '';
    wx.navigateTo({ url: `/office/what-if/what-if?term=${term}` });
  },

  onStudent({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/student/archive/archive?studentId=${id}` });
  },
});

const labelOf = ({ label }: { readonly label: string }): string => label;

async function readScreenings(): Promise<Screenings> {
  let { items, nextCursor } = await call('screenings.list', {});
  for (let read = 1; nextCursor !== null && read < PAGES_OF_SCREENINGS; read++) {
    const further = await call('screenings.list', { cursor: nextCursor });
    items = [...items, ...further.items];
    nextCursor = further.nextCursor;
  }
  return items;
}
