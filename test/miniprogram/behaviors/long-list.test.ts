import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createLongList,
  followScroll,
  GROUP_ROWS,
  type ListWindow,
} from '../../../miniprogram/behaviors/long-list';

const rows = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);
const keys = (shown: ListWindow<number> | null) => shown?.groups.map(({ key }) => key);
/** A row is this high on the screen. */
const ROW = 80;
const seen = (shown: ListWindow<number>, scrollTop: number) => ({
  top: shown.above - scrollTop,
  heights: shown.groups.map((group) => group.rows.length * ROW),
  window: 760,
});

describe('a long list', () => {
  it.each([
    [0, []],
    [1, [0]],
    [GROUP_ROWS, [0]],
    [GROUP_ROWS + 1, [0, 1]],
    [50, [0, 1]],
  ])('of %i rows begins with the groups %o', (count, groups) => {
    const shown = createLongList<number>().start(rows(count));
    expect(keys(shown)).toEqual(groups);
    expect(shown.above).toBe(0);
    expect(shown.below > 0).toBe(count > 2 * GROUP_ROWS);
  });

  it('shows each row once and in order wherever one looks, and never more than three groups', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.array(fc.integer({ min: 0, max: 400 * ROW }), { maxLength: 20 }),
        (count, places) => {
          const list = createLongList<number>();
          let shown = list.start(rows(count));
          for (const place of places) {
            const scrollTop = Math.min(place, shown.above + shown.below + 3 * GROUP_ROWS * ROW);
            shown = list.look(seen(shown, scrollTop)) ?? shown;
            expect(shown.groups.length).toBeLessThanOrEqual(3);
            const numbers = shown.groups.flatMap((group) => group.rows);
            const first = (shown.groups[0]?.key ?? 0) * GROUP_ROWS;
            expect(numbers).toEqual(rows(numbers.length, first));
            expect(numbers.length).toBe(Math.min(count - first, shown.groups.length * GROUP_ROWS));
            expect(shown.above === 0).toBe(first === 0);
          }
        },
      ),
    );
  });

  it('keeps the height of what it takes away, so that nothing moves under the eye', () => {
    const list = createLongList<number>();
    const start = list.start(rows(200));
    const second = list.look(seen(start, GROUP_ROWS * ROW));
    expect(keys(second)).toEqual([0, 1, 2]);
    const third = list.look(seen(second ?? start, 2 * GROUP_ROWS * ROW));
    expect(keys(third)).toEqual([1, 2, 3]);
    expect(third?.above).toBe(GROUP_ROWS * ROW);
    const back = list.look(seen(third ?? start, 0));
    expect(keys(back)).toEqual([0, 1]);
    expect(back?.above).toBe(0);
  });

  it('says nothing while one stays in a group, or of groups that are gone', () => {
    const list = createLongList<number>();
    const start = list.start(rows(200));
    expect(list.look(seen(start, 100))).toBeNull();
    expect(list.look({ ...seen(start, GROUP_ROWS * ROW), heights: [1] })).toBeNull();
  });

  it('reads on at the end, where the last group grows', () => {
    const list = createLongList<number>();
    list.start(rows(20));
    const shown = list.append(rows(20, 20));
    expect(shown.groups.flatMap((group) => group.rows)).toEqual(rows(2 * GROUP_ROWS));
    expect(list.rows).toEqual(rows(40));
  });

  it('read again stays where one was, from the beginning otherwise', () => {
    const list = createLongList<number>();
    const start = list.start(rows(200));
    list.look(seen(start, 4 * GROUP_ROWS * ROW));
    expect(keys(list.start(rows(199), true))?.[0]).toBeGreaterThan(0);
    expect(keys(list.start(rows(10), true))).toEqual([0]);
    list.look(seen(list.start(rows(200)), 4 * GROUP_ROWS * ROW));
    expect(keys(list.start(rows(200)))).toEqual([0, 1]);
  });
});

describe('a page that follows the scrolling', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('looks after some way only, one question at a time, and sets what is new', () => {
    vi.stubGlobal('wx', { getWindowInfo: () => ({ windowHeight: 760 }) });
    const list = createLongList<number>();
    const start = list.start(rows(200));
    const asked: ((rects: unknown) => void)[] = [];
    const query = {
      selectAll: () => query,
      boundingClientRect: (done: (rects: unknown) => void) => {
        asked.push(done);
        return query;
      },
      exec: () => query,
    };
    const setData = vi.fn();
    const scrolled = followScroll({ setData, createSelectorQuery: () => query as never }, list);
    scrolled(100);
    expect(asked).toHaveLength(0);
    scrolled(GROUP_ROWS * ROW);
    scrolled(GROUP_ROWS * ROW + 1000);
    expect(asked).toHaveLength(1);
    const { top, heights } = seen(start, GROUP_ROWS * ROW);
    asked[0]?.(heights.map((height, index) => ({ top: top + index * height, height })));
    expect(setData.mock.calls.map(([change]) => keys(change))).toEqual([[0, 1, 2]]);
    scrolled(GROUP_ROWS * ROW + 1000);
    expect(asked).toHaveLength(2);
    asked[1]?.([]);
    expect(setData).toHaveBeenCalledTimes(1);
  });
});
