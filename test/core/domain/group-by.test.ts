import { expect, it } from 'vitest';
import { groupBy } from '#core/domain/group-by';

const rows = [
  { of: 'b', at: 1 },
  { of: null, at: 2 },
  { of: 'a', at: 3 },
  { of: 'b', at: 4 },
];

it('keeps keys and things in their order, and leaves out what has no key', () => {
  const groups = groupBy(
    rows,
    ({ of }) => of,
    ({ at }) => at,
  );
  expect([...groups]).toEqual([
    ['b', [1, 4]],
    ['a', [3]],
  ]);
  expect(groupBy(rows, ({ of }) => of).get('a')).toEqual([rows[2]]);
});
