import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstGroups, inGroups } from '../../../miniprogram/views/groups';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('rows in groups', () => {
  it.each([
    [0, []],
    [1, [1]],
    [49, [49]],
    [50, [50]],
    [51, [50, 1]],
    [100, [50, 50]],
    [101, [50, 50, 1]],
  ])('%i rows stand as %o', (count, sizes) => {
    expect(inGroups(numbers(count)).map(({ rows }) => rows.length)).toEqual(sizes);
  });

  it('loses none, keeps the order, and never has more children than WeChat allows', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 400 }), (rows) => {
        const groups = inGroups(rows);
        expect(groups.flatMap((group) => group.rows)).toEqual(rows);
        expect(groups.map(({ key }) => key)).toEqual(groups.map((_, index) => index));
        for (const group of groups) expect(group.rows.length).toBeLessThanOrEqual(50);
      }),
    );
  });
});

describe('what is shown at first', () => {
  it.each([
    [0, 1, 0, ''],
    [50, 1, 50, ''],
    [51, 1, 50, '再看 1 行'],
    [100, 1, 50, '再看 50 行'],
    [123, 1, 50, '再看 50 行，之后还有 23 行'],
    [123, 2, 100, '再看 23 行'],
    [123, 3, 123, ''],
    [123, 9, 123, ''],
  ])('of %i rows, in %i groups: %i, and then 「%s」', (count, groups, shown, more) => {
    const first = firstGroups(inGroups(numbers(count)), groups);
    expect(first.groups.flatMap(({ rows }) => rows)).toEqual(numbers(shown));
    expect(first.more).toBe(more);
  });
});
