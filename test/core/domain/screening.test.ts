import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCredits } from '#core/domain/credits';
import { createGradeBook } from '#core/domain/grade-book';
import type { GradeRow } from '#core/domain/grade-row';
import { screenStudent } from '#core/domain/screening';
import { NO_FACTS, type ScreeningFacts } from '#core/domain/screening-facts';
import { decideTier } from '#core/domain/support-tier';
import { policy2015, policy2025 } from '#core/policies/index';
import { gradeRow } from '../../support/grade-rows';

const TERM = '2024-2025-2';
const screen = (rows: readonly GradeRow[], facts: Partial<ScreeningFacts> = {}, policy = policy2015) =>
  screenStudent({ studentNo: '1', name: null, term: TERM, rows, facts: { ...NO_FACTS, ...facts } }, policy);
/** Fails of exactly so many credits, with passes that hold the average high. */
const failing = (credits: string): readonly GradeRow[] => [
  gradeRow({ credit: parseCredits(credits), score: '40' }),
  gradeRow({ credit: 40_00, score: '95' }),
  gradeRow({ credit: 40_00, score: '95' }),
];

describe('decideTier', () => {
  it.each([
    ['0', 'watch', '12.00'],
    ['11.99', 'watch', '0.01'],
    ['12', 1, '3.00'],
    ['14.99', 1, '0.01'],
    ['15', 2, '10.00'],
    ['24.99', 2, '0.01'],
    ['25', 3, null],
    ['80', 3, null],
  ] as const)('%s outstanding credits is tier %s, %s to the next', (credits, tier, toNext) => {
    const decided = decideTier(parseCredits(credits), policy2015.tiers);
    expect(decided.tier).toBe(tier);
    expect(decided.toNext).toBe(toNext === null ? null : parseCredits(toNext));
  });

  it.each([
    ['14.99', 'watch'],
    ['15', 1],
    ['25', 2],
    ['34.99', 2],
    ['35', 3],
  ] as const)('by the notice of 2025 %s is %s', (credits, tier) => {
    expect(decideTier(parseCredits(credits), policy2025.tiers).tier).toBe(tier);
  });
});

describe('screenStudent', () => {
  it.each([
    ['11.99', 'not-met', 'no-data', null],
    ['12', 'met', 'no-data', 1],
    ['14.99', 'met', 'no-data', 1],
    ['15', 'not-met', 'met', 2],
    ['25', 'not-met', 'met', 3],
  ] as const)(
    '%s credits: failed courses %s, academic warning %s, tier %s',
    (credits, failed, warned, tier) => {
      const result = screen(failing(credits));
      expect(result.criteria['failed-courses']).toBe(failed);
      expect(result.criteria['academic-warning']).toBe(warned);
      expect(result.tier).toBe(tier);
      expect(result.identified).toBe(tier !== null);
    },
  );

  it.each([
    [150, 'not-met'],
    [149, 'met'],
  ] as const)('an average of %i/100 is %s', (point, state) => {
    expect(screen([gradeRow({ point, score: '70' })]).criteria['low-gpa']).toBe(state);
  });

  it('says no data where nothing was handed in, and never takes it for fine', () => {
    const { criteria, identified } = screen([]);
    expect(Object.values(criteria)).toEqual(Array(6).fill('no-data'));
    expect(identified).toBe(false);
  });

  it('does not say not met where the answer hangs on a course of unknown nature', () => {
    const unclear = gradeRow({ credit: 200, score: '40', nature: '神秘课' });
    const near = screen([...failing('10'), unclear]);
    expect(near.criteria['failed-courses']).toBe('no-data');
    expect(near.outstandingCredits).toBe('10.00');
    expect(near.evidence[1]?.statement).toContain('另有 2.00 学分的课程性质待确认');
    expect(screen([...failing('9.99'), unclear]).criteria['failed-courses']).toBe('not-met');
    const listed = { warnings: { rows: [], unread: 0 } };
    expect(screen([...failing('13'), unclear], listed).criteria['academic-warning']).toBe('no-data');
    expect(screen([...failing('12.99'), unclear], listed).criteria['academic-warning']).toBe('not-met');
  });

  it('has no data where every row is void', () => {
    expect(screen([gradeRow({ isVoid: true })]).criteria['failed-courses']).toBe('no-data');
  });

  it('names what clears a fail, and never a pass that does not', () => {
    const pe = (change: Partial<GradeRow>) =>
      gradeRow({ courseCode: 'TY', courseName: '排球-俱乐部', ...change });
    const rows = [
      pe({ score: '40', term: '2023-2024-1' }),
      pe({ score: '70', term: '2023-2024-2' }),
      pe({ score: '66', term: '2024-2025-1', isRetake: true }),
    ];
    expect(screen(rows).evidence[1]?.rows.map(({ because }) => because)).toEqual([
      '成绩 40，未通过；已由2024-2025学年第1学期重修 66 通过',
    ]);
  });

  it.each([
    [{ score: '0', remark: '缺考' }, '成绩 缺考，未通过，此后没有通过的记录，计 2.00 学分'],
    [{ score: '缺考', remark: '体育部' }, '成绩 缺考，未通过，此后没有通过的记录，计 2.00 学分'],
    [{ score: '不及格' }, '成绩 不及格，未通过，此后没有通过的记录，计 2.00 学分'],
  ])('explains %j by the text that decided', (change, because) => {
    expect(screen([gradeRow(change)]).evidence[1]?.rows[0]?.because).toBe(because);
  });

  it.each([
    [{ score: null, remark: '体育部' }, '成绩未录入'],
    [{ score: '0', remark: '缓考' }, '缓考'],
    [{ score: '缓考' }, '缓考'],
  ])('lists %j as pending by its own word', (change, word) => {
    expect(screen([gradeRow(change)]).pending[0]?.because).toBe(`${word}：结果未定，不计入不及格学分和绩点`);
  });

  it.each([
    ['8.99', false],
    ['9', true],
    ['11.99', true],
    ['12', false],
  ] as const)('%s credits without a criterion: near miss is %s', (credits, nearMiss) => {
    expect(screen(failing(credits)).nearMiss).toBe(nearMiss);
  });

  it('lists credits of a tier without a criterion apart', () => {
    const policy = {
      ...policy2015,
      criteria: { ...policy2015.criteria, failedCoursesFrom: 2000, warningLine: 2000 },
    };
    const result = screen(failing('13'), {}, policy);
    expect(result).toMatchObject({
      identified: false,
      tier: null,
      creditsWithoutCriterion: true,
      nearMiss: false,
    });
  });

  it('explains a real transcript row by row', () => {
    const row = (
      term: string,
      courseCode: string,
      credit: number,
      point: number,
      score: string,
      rest: Partial<GradeRow> = {},
    ) => gradeRow({ term, courseCode, credit, point, score, ...rest });
    const result = screen([
      row('2016-2017-1', 'TY170002', 100, 170, '67', { courseName: '排球-俱乐部' }),
      row('2016-2017-1', 'TS220191', 200, 390, '89'),
      row('2016-2017-2', 'ZJ150201', 200, 100, '56.5', { resitScore: '60' }),
      row('2016-2017-2', 'TY170002', 100, 0, '47', { courseName: '排球-俱乐部', resitScore: '50' }),
      row('2017-2018-1', 'TS030103', 200, 100, '51', { resitScore: '60' }),
      row('2017-2018-1', 'HK110111', 300, 150, '65'),
      row('2017-2018-1', 'ZJ150213', 200, 100, '55.5', { resitScore: '60' }),
      row('2017-2018-2', 'TSA07100103', 200, 0, '0', { nature: '校公选课' }),
    ]);
    expect(result).toMatchObject({
      tier: 'watch',
      outstandingCredits: '1.00',
      gpa: '1.3333',
      toNextTier: '11.00',
    });
    expect(result.criteria['low-gpa']).toBe('met');
    expect(result.outstanding.map(({ courseCode }) => courseCode)).toEqual(['TY170002']);
    const average = result.evidence.find(({ criterion }) => criterion === 'low-gpa');
    expect(average?.rows).toHaveLength(8);
    expect(average?.statement).toContain('20.0000 ÷ 15.00 学分');
  });

  const rows = fc.array(
    fc.record({
      courseCode: fc.constantFrom('A', 'B', 'C', 'D'),
      term: fc.constantFrom('2023-2024-1', '2023-2024-2', '2024-2025-1'),
      nature: fc.constantFrom('必修课', '限选课', '任选课'),
      credit: fc.integer({ min: 0, max: 1200 }),
      score: fc.constantFrom('30', '60', '95', '缓考', '缺考', 'W', null),
      isRetake: fc.boolean(),
    }),
    { maxLength: 12 },
  );
  const weight = { watch: 0, 1: 1, 2: 2, 3: 3 } as const;

  it('never gives a lighter tier for a further failed course', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 3000 }), (fields, credit) => {
        const given = fields.map((held) => gradeRow(held));
        const before = screen(given).tier;
        const after = screen([...given, gradeRow({ courseCode: 'Z', credit, score: '10' })]).tier;
        expect(after === null ? -1 : weight[after]).toBeGreaterThanOrEqual(
          before === null ? -1 : weight[before],
        );
      }),
    );
  });

  it('answers the same for the same rows in any order', () => {
    fc.assert(
      fc.property(rows, (fields) => {
        const given = fields.map((held) => gradeRow(held));
        expect(screen([...given].reverse())).toEqual(screen(given));
      }),
    );
  });

  it('answers the same from the compact grade book', () => {
    fc.assert(
      fc.property(rows, (fields) => {
        const given = fields.map((held, index) => gradeRow({ ...held, studentNo: String(index % 3) }));
        const book = createGradeBook();
        for (const row of given) book.add(row);
        for (const { studentNo, rows: held } of book.byStudent()) {
          expect(held).toEqual(given.filter((row) => row.studentNo === studentNo));
        }
        expect(book.size).toBe(given.length);
        const numbers = [...book.byStudent()].map(({ studentNo }) => studentNo);
        expect(numbers).toEqual([...numbers].sort());
      }),
    );
  });
});
