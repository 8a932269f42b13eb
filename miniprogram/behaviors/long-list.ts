/**
 * A list of any length on a page of few nodes: only the rows around the window are on the page, the
 * others are empty room of the same height above and below. WeChat allows fewer than 1,000 nodes.
 */

/** Rows of a group: three groups are on a page at most, so 45 rows. */
export const GROUP_ROWS = 15;

export interface ListGroup<T> {
  readonly key: number;
  readonly rows: readonly T[];
}

/** What the page shows of it. */
export interface ListWindow<T> {
  readonly groups: readonly ListGroup<T>[];
  /** Room for what is not shown; px. */
  readonly above: number;
  readonly below: number;
}

/** As the page found its groups on the screen. */
export interface Seen {
  /** Of the first group that is shown, from the window's upper edge; px. */
  readonly top: number;
  /** Of each group that is shown; px. */
  readonly heights: readonly number[];
  /** Of the window; px. */
  readonly window: number;
}

export interface LongList<T> {
  readonly rows: readonly T[];
  /** From the top, or (`isSame`: the same list read again) where one was. */
  start(rows: readonly T[], isSame?: boolean): ListWindow<T>;
  append(rows: readonly T[]): ListWindow<T>;
  /** After scrolling; null where what is shown may stay. */
  look(seen: Seen): ListWindow<T> | null;
}

export const NO_ROWS: ListWindow<unknown> = { groups: [], above: 0, below: 0 };

/** Until a group was seen; px of a row. */
const ROW_HEIGHT = 96;

export function createLongList<T>(): LongList<T> {
  let all: readonly T[] = [];
  /** The group that one looks at. */
  let at = 0;
  /** Of the groups that were seen; px. */
  const known = new Map<number, number>();

  const lengthOf = (key: number) => Math.min(GROUP_ROWS, all.length - key * GROUP_ROWS);
  const count = () => Math.ceil(all.length / GROUP_ROWS);
  const rowHeight = () => {
    let [height, rows] = [0, 0];
    for (const [key, of] of known) {
      height += of;
      rows += lengthOf(key);
    }
    return rows > 0 ? height / rows : ROW_HEIGHT;
  };
  const heightOf = (key: number) => known.get(key) ?? Math.round(lengthOf(key) * rowHeight());
  const room = (from: number, to: number) => {
    let height = 0;
    for (let key = from; key < to; key++) height += heightOf(key);
    return height;
  };
  const bounds = () => [Math.max(0, at - 1), Math.min(count(), at + 2)] as const;
  const show = (): ListWindow<T> => {
    const [first, end] = bounds();
    return {
      groups: Array.from({ length: Math.max(0, end - first) }, (_, index) => ({
        key: first + index,
        rows: all.slice((first + index) * GROUP_ROWS, (first + index + 1) * GROUP_ROWS),
      })),
      above: room(0, first),
      below: room(end, count()),
    };
  };
  return {
    get rows() {
      return all;
    },
    start(rows, isSame = false) {
      all = rows;
      if (!isSame) {
        at = 0;
        known.clear();
      }
      at = Math.max(0, Math.min(at, count() - 1));
      return show();
    },
    append(rows) {
      // The last group grows.
      if (all.length % GROUP_ROWS > 0) known.delete(count() - 1);
      all = [...all, ...rows];
      return show();
    },
    look({ heights, top, window }) {
      const [first, end] = bounds();
      // Of another state of the page: asked again at the next scroll.
      if (heights.length !== end - first || heights.length === 0) return null;
      for (const [index, height] of heights.entries()) known.set(first + index, height);
      const middle = window / 2;
      let key = first;
      let from = top;
      while (key > 0 && from > middle) {
        key -= 1;
        from -= heightOf(key);
      }
      while (key < count() - 1 && from + heightOf(key) <= middle) {
        from += heightOf(key);
        key += 1;
      }
      if (key === at) return null;
      at = key;
      return show();
    },
  };
}

/** How far one scrolls before the page looks again; px. A group is several windows high. */
const STEP = 240;

interface Page {
  setData(change: object): void;
  createSelectorQuery(): WechatMiniprogram.SelectorQuery;
}

/**
 * What a page calls in `onPageScroll`. Groups carry the class `group`; the page shows `groups` between
 * two boxes of the heights `above` and `below`.
 */
export function followScroll<T>(page: Page, list: LongList<T>): (scrollTop: number) => void {
  let last = 0;
  let isAsked = false;
  return (scrollTop) => {
    if (isAsked || Math.abs(scrollTop - last) < STEP) return;
    last = scrollTop;
    isAsked = true;
    page
      .createSelectorQuery()
      .selectAll('.group')
      .boundingClientRect((answer) => {
        isAsked = false;
        const rects = answer as unknown as readonly { top: number; height: number }[] | null;
        const first = rects?.[0];
        if (!rects || !first) return;
        const heights = rects.map(({ height }) => height);
        const next = list.look({ top: first.top, heights, window: wx.getWindowInfo().windowHeight });
        if (next) page.setData(next);
      })
      .exec();
  };
}
