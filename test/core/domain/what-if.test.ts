import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCredits, parseCredits } from '#core/domain/credits';
import type { GradeRow } from '#core/domain/grade-row';
import { screenStudent } from '#core/domain/screening';
import {
  type Compared,
  compareStudent,
  isMoved,
  moveMatrix,
  personLoads,
  STANDINGS,
} from '#core/domain/what-if';
import { formatWeekly, tierLoads } from '#core/domain/workload';
import { policy2015, policy2025 } from '#core/policies/index';
import { gradeRow } from '../../support/grade-rows';

const TERM = '2024-2025-1';
/** Fails of so many credits, the average held high. */
const failing = (credits: string): readonly GradeRow[] => [
  gradeRow({ courseCode: 'F', credit: parseCredits(credits), score: '40' }),
  gradeRow({ courseCode: 'P', credit: 200_00, score: '95' }),
];
const compare = (credits: string) =>
  compareStudent(
    { studentNo: '1', name: null, term: TERM, rows: failing(credits) },
    null,
    policy2015,
    policy2025,
  );

describe('compareStudent', () => {
  it.each([
    ['8.99', 'none', 'none'],
    ['9', 'near-miss', 'none'],
    ['11.99', 'near-miss', 'none'],
    ['12', '1', 'watch'],
    ['14.99', '1', 'watch'],
    ['15', '2', '1'],
    ['24.99', '2', '1'],
    ['25', '3', '2'],
    ['34.99', '3', '2'],
    ['35', '3', '3'],
  ])('%s credits are %s by the rule of 2015 and %s by the notice of 2025', (credits, before, after) => {
    expect(compare(credits)).toMatchObject({
      before,
      after,
      creditsBefore: formatCredits(parseCredits(credits)),
    });
  });

  it('sees credits that move though the tier does not', () => {
    const lenient = {
      ...policy2015,
      courses: { ...policy2015.courses, substitutions: [{ code: 'F2', by: 'P' }] },
    };
    const rows = [
      ...failing('30'),
      gradeRow({ courseCode: 'F2', credit: 2_00, score: '40', term: '2023-2024-1' }),
    ];
    const row = compareStudent({ studentNo: '1', name: null, term: TERM, rows }, null, policy2015, lenient);
    expect(row).toMatchObject({ before: '3', after: '3', creditsBefore: '32.00', creditsAfter: '30.00' });
    expect(isMoved(row)).toBe(true);
    expect(isMoved({ ...row, creditsAfter: '32.00' })).toBe(false);
  });

  it('moves nobody between a rule and itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_00 }), (credits) => {
        const input = { studentNo: '1', name: null, term: TERM, rows: failing(formatCredits(credits)) };
        expect(isMoved(compareStudent(input, null, policy2015, { ...policy2015, version: 'same' }))).toBe(
          false,
        );
      }),
    );
  });
});

describe('moveMatrix', () => {
  it('counts everyone once, whatever the order', () => {
    const standing = fc.constantFrom(...STANDINGS);
    fc.assert(
      fc.property(fc.array(fc.record({ before: standing, after: standing })), (moves) => {
        const cells = moveMatrix(moves);
        expect(cells.reduce((sum, { students }) => sum + students, 0)).toBe(moves.length);
        expect(moveMatrix([...moves].reverse())).toEqual(cells);
        for (const { before, after, students } of cells)
          expect(students).toBe(
            moves.filter((move) => move.before === before && move.after === after).length,
          );
      }),
    );
  });
});

describe('the week of a person', () => {
  const loads = { before: tierLoads(policy2015), after: tierLoads(policy2015) };
  const row = (
    studentNo: string,
    before: Compared['before'],
    after: Compared['after'],
    className: string | null = '甲',
  ): Compared => ({
    studentNo,
    name: null,
    className,
    before,
    after,
    creditsBefore: '0.00',
    creditsAfter: '0.00',
  });
  const staff = [
    { className: '甲', advisers: [{ id: 'a', name: '顾明澜' }], counselors: [{ id: 'c', name: '苏慕言' }] },
    { className: '乙', advisers: [], counselors: [{ id: 'c', name: '苏慕言' }] },
  ];

  it.each([
    [0, '0.0'],
    [6, '0.2'],
    [13, '0.5'],
    [25, '1.0'],
    [26, '1.0'],
    [27, '1.0'],
    [28, '1.1'],
    [260, '10.0'],
  ])('%i twenty-sixths are %s', (weekly, said) => {
    expect(formatWeekly(weekly)).toBe(said);
  });

  it('follows the cadences of the rule', () => {
    // Tier 1: adviser monthly, plan monthly. Tier 2: two weeks each; the counselor monthly, guidance monthly.
    expect(loads.before[1]).toMatchObject({
      adviser: { talks: 6, duties: 12, once: 4 },
      counselor: { talks: 0, duties: 0, once: 1 },
    });
    expect(loads.before[2]).toMatchObject({
      adviser: { talks: 13, duties: 26, once: 4 },
      counselor: { talks: 6, duties: 12, once: 2 },
    });
    expect(loads.before[3]).toMatchObject({
      adviser: { talks: 0, duties: 13, once: 4 },
      counselor: { talks: 13, duties: 13, once: 1 },
    });
    expect(loads.before.watch.adviser).toEqual({ talks: 0, duties: 0, once: 0 });
  });

  it('sums over the classes of a person and names a vacant side by its class', () => {
    const people = personLoads(
      [row('1', '1', '2'), row('2', 'none', '2', '乙'), row('3', 'near-miss', 'none'), row('4', '3', 'none')],
      loads,
      staff,
    );
    expect(people.map(({ name, side, isVacant, students }) => [name, side, isVacant, students])).toEqual([
      ['乙', 'adviser', true, { before: 0, after: 1 }],
      ['顾明澜', 'adviser', false, { before: 2, after: 1 }],
      ['苏慕言', 'counselor', false, { before: 2, after: 2 }],
    ]);
    expect(people[1]).toMatchObject({ before: { talks: 6 }, after: { talks: 13 } });
    expect(people[2]).toMatchObject({ before: { talks: 13 }, after: { talks: 12 } });
  });
});

describe('screening', () => {
  const attempt = fc.record({
    courseCode: fc.constantFrom('A', 'B', 'C', 'D'),
    term: fc.constantFrom('2023-2024-1', '2023-2024-2', '2024-2025-1'),
    credit: fc.integer({ min: 0, max: 800 }),
    score: fc.constantFrom('40', '59.9', '60', '75', '95', '缺考', '缓考', '优', '不及格', null),
    resitScore: fc.constantFrom(null, '50', '60'),
    isRetake: fc.boolean(),
    nature: fc.constantFrom('必修课', '限选课', '任选课'),
  });
  const WEIGHT = { watch: 0, 1: 1, 2: 2, 3: 3 } as const;

  it('never lowers a tier for one more failed course', () => {
    fc.assert(
      fc.property(
        fc.array(attempt, { maxLength: 14 }),
        fc.integer({ min: 0, max: 1500 }),
        (attempts, credit) => {
          const rows = attempts.map((change) => gradeRow(change));
          const more = [...rows, gradeRow({ courseCode: 'EXTRA', term: TERM, credit, score: '30' })];
          for (const policy of [policy2015, policy2025]) {
            const [less, own] = [rows, more].map((held) =>
              screenStudent({ studentNo: '1', name: null, term: TERM, rows: held }, policy),
            );
            if (!less || !own) throw new Error('not screened');
            expect(parseCredits(own.outstandingCredits)).toBe(parseCredits(less.outstandingCredits) + credit);
            if (less.identified) expect(own.identified).toBe(true);
            if (less.tier !== null)
              expect(WEIGHT[own.tier ?? 'watch']).toBeGreaterThanOrEqual(WEIGHT[less.tier]);
          }
        },
      ),
    );
  });

  it('sums credits exactly, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 999 }), { maxLength: 40 }), (credits) => {
        const rows = credits.map((credit, at) => gradeRow({ courseCode: `K${at}`, credit, score: '40' }));
        const exact = formatCredits(credits.reduce((sum, credit) => sum + credit, 0));
        for (const held of [rows, [...rows].reverse()]) {
          const { outstandingCredits } = screenStudent(
            { studentNo: '1', name: null, term: TERM, rows: held },
            policy2015,
          );
          expect(outstandingCredits).toBe(exact);
        }
      }),
    );
  });
});
