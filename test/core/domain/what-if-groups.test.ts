import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Compared, isMoved, personLoads, STANDINGS, type Standing } from '#core/domain/what-if';
import { countMoves, MOVE_GROUPS, moveGroupOf, rowsOfPerson } from '#core/domain/what-if-groups';
import { tierLoads } from '#core/domain/workload';
import { policy2015, policy2025 } from '#core/policies/index';

const row = (before: Standing, after: Standing, credits: [string, string] = ['1.00', '1.00']): Compared => ({
  studentNo: '1',
  name: '林知远',
  className: '生物科学241',
  before,
  after,
  creditsBefore: credits[0],
  creditsAfter: credits[1],
});

describe('moveGroupOf', () => {
  it.each<[Standing, Standing, string]>([
    ['none', 'watch', 'new'],
    ['near-miss', '1', 'new'],
    ['apart', '3', 'new'],
    ['watch', 'none', 'gone'],
    ['1', 'near-miss', 'gone'],
    ['1', '2', 'up'],
    ['watch', '1', 'up'],
    ['3', '2', 'down'],
    ['1', 'watch', 'down'],
    ['near-miss', 'none', 'beside'],
    ['none', 'apart', 'beside'],
    ['2', '2', 'same'],
  ])('%s → %s is %s', (before, after, group) => {
    expect(moveGroupOf(row(before, after))).toBe(group);
  });

  it('tells other credits in the same place', () => {
    expect(moveGroupOf(row('2', '2', ['16.00', '15.00']))).toBe('credits');
  });
});

const standing = fc.constantFrom(...STANDINGS);
const rows = fc.array(
  fc.record({
    studentNo: fc.string({ minLength: 1, maxLength: 4 }),
    name: fc.constant(null),
    className: fc.constantFrom('甲', '乙', null),
    before: standing,
    after: standing,
    creditsBefore: fc.constantFrom('1.00', '2.00'),
    creditsAfter: fc.constantFrom('1.00', '2.00'),
  }),
);

describe('the groups', () => {
  it('hold everyone once, and 不变 exactly those who are not moved', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const counts = countMoves(all);
        expect(MOVE_GROUPS.reduce((sum, group) => sum + counts[group], 0)).toBe(all.length);
        expect(all.length - counts.same).toBe(all.filter(isMoved).length);
      }),
    );
  });

  it('list behind each person’s number as many students as the number says', () => {
    const staff = [
      { className: '甲', advisers: [{ id: 'a', name: '顾明澜' }], counselors: [{ id: 'c', name: '苏慕言' }] },
      { className: '乙', advisers: [], counselors: [{ id: 'c', name: '苏慕言' }] },
    ];
    const loads = { before: tierLoads(policy2015), after: tierLoads(policy2025) };
    fc.assert(
      fc.property(rows, (all) => {
        for (const person of personLoads(all, loads, staff)) {
          const theirs = rowsOfPerson(person, all, staff);
          const count = (side: 'before' | 'after') =>
            theirs.filter((one) => ['watch', '1', '2', '3'].includes(one[side])).length;
          expect([count('before'), count('after')]).toEqual([person.students.before, person.students.after]);
        }
      }),
    );
  });
});
