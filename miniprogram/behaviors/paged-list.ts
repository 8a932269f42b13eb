import { toFailure } from '../views/failure';
import { createLongList, followScroll, type ListWindow } from './long-list';

/** A list that the server answers in pages of ≤ 50 rows, however far one reads on. */

export interface PagedList<A, T = unknown> {
  /**
   * Reads from the beginning; `isSame` (coming back from a student): as far as one had read, and stays
   * where one was.
   *
   * @returns the first answer and what to show; null: another question was asked meanwhile
   */
  read(isSame?: boolean): Promise<{ readonly answer: A; readonly shown: Shown } | null>;
  /** `onReachBottom` */
  more(): Promise<void>;
  /** One row as it is now, where it stands; nothing else moves. */
  renew(row: T, isSame: (a: T, b: T) => boolean): ListWindow<T>;
  /** All rows as they are now; where one is, stays. */
  show(rows: readonly T[]): ListWindow<T>;
  /** `onPageScroll` */
  scrolled(scrollTop: number): void;
}

/** What a page with a list has in its data. */
export interface Shown extends ListWindow<unknown> {
  readonly hasMore: boolean;
}

interface Reading<A, T> {
  ask(cursor?: string): Promise<A>;
  /** @param above the rows that stand before these */
  rowsOf(answer: A, above: readonly T[]): readonly T[];
}

interface Page {
  setData(change: object): void;
  createSelectorQuery(): WechatMiniprogram.SelectorQuery;
}

/** A page whose one list is `list` reads on as one scrolls. */
export const readsOn = {
  onReachBottom(this: Scrolling): Promise<void> | undefined {
    return this.list?.more();
  },

  onPageScroll(this: Scrolling, { scrollTop }: { readonly scrollTop: number }): void {
    this.list?.scrolled(scrollTop);
  },
};

interface Scrolling {
  readonly list: Pick<PagedList<unknown>, 'more' | 'scrolled'> | null;
}

/** Read again at most so far after coming back; the rest when one scrolls. */
const PAGES_AGAIN = 4;

export function createPagedList<A extends { readonly nextCursor: string | null }, T>(
  page: Page,
  { ask, rowsOf }: Reading<A, T>,
): PagedList<A, T> {
  const list = createLongList<T>();
  const scrolled = followScroll(page, list);
  let cursor: string | null = null;
  /** Answers of an older question are dropped. */
  let question = 0;
  return {
    async read(isSame = false) {
      question += 1;
      const asked = question;
      // No further rows of the older answer.
      cursor = null;
      try {
        const answer = await ask();
        let rows = rowsOf(answer, []);
        let next = answer.nextCursor;
        const wanted = isSame ? list.rows.length : 0;
        for (let read = 1; next !== null && rows.length < wanted && read < PAGES_AGAIN; read++) {
          const further = await ask(next);
          rows = [...rows, ...rowsOf(further, rows)];
          next = further.nextCursor;
        }
        if (asked !== question) return null;
        cursor = next;
        return { answer, shown: { ...list.start(rows, isSame), hasMore: next !== null } };
      } catch (error) {
        if (asked !== question) return null;
        throw error;
      }
    },
    async more() {
      if (cursor === null) return;
      const asked = question;
      const from = cursor;
      cursor = null;
      try {
        const answer = await ask(from);
        if (asked !== question) return;
        cursor = answer.nextCursor;
        const shown: Shown = { ...list.append(rowsOf(answer, list.rows)), hasMore: cursor !== null };
        page.setData(shown);
      } catch (error) {
        if (asked !== question) return;
        cursor = from;
        wx.showToast({ title: toFailure(error).failureTitle, icon: 'none' });
      }
    },
    renew: (row, isSame) =>
      list.start(
        list.rows.map((held) => (isSame(held, row) ? row : held)),
        true,
      ),
    show: (rows) => list.start(rows, true),
    scrolled,
  };
}
