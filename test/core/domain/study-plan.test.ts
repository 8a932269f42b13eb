import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coursesOf } from '#core/domain/attempts';
import { outstandingCredits } from '#core/domain/credits';
import type { GradeRow } from '#core/domain/grade-row';
import {
  lineKey,
  lineStanding,
  PLAN_LIMITS,
  type PlanContent,
  type PlanLine,
  planLines,
  planText,
  sharedPart,
  validateAdvice,
  validatePlan,
  validateReview,
} from '#core/domain/study-plan';
import { policy2015 } from '#core/policies/index';
import { gradeRow } from '../../support/grade-rows';

const TERM = '2025-2026-2';
const TERMS = { ended: TERM, coming: '2026-2027-1' };
const grades = (...rows: readonly Partial<GradeRow>[]) => {
  const courses = coursesOf(
    rows.map((row, at) => gradeRow({ row: at + 2, term: TERM, courseCode: 'SK01', ...row })),
    policy2015,
  );
  return { courses, outstanding: outstandingCredits(courses, policy2015) };
};
const line = (fields: Partial<PlanLine> = {}): PlanLine => ({
  code: 'SK01',
  since: TERM,
  isRepeatable: false,
  courseName: '有机化学',
  credit: '4.00',
  way: 'retake',
  term: '2026-2027-1',
  on: null,
  target: '',
  isShared: true,
  ...fields,
});
const standing = (asked: PlanLine, ...rows: readonly Partial<GradeRow>[]) => {
  const { courses, outstanding } = grades(...rows);
  return lineStanding(asked, courses, outstanding);
};

describe('where a line stands follows from the grades', () => {
  it.each([
    ['failed', [{ score: '59.99' }], { kind: 'outstanding' }],
    [
      'a later pass',
      [{ score: '59' }, { term: '2026-2027-1', score: '60', isRetake: true }],
      { kind: 'cleared', by: { term: '2026-2027-1', score: '60' } },
    ],
    [
      'its own resit passed',
      [{ score: '40', resitScore: '60' }],
      { kind: 'cleared', by: { term: TERM, score: '60' } },
    ],
    ['its own resit failed', [{ score: '40', resitScore: '59' }], { kind: 'outstanding' }],
    [
      'an earlier pass clears nothing',
      [{ term: '2024-2025-1', score: '90' }, { score: '40' }],
      { kind: 'outstanding' },
    ],
    [
      'a retake deferred',
      [{ score: '40' }, { term: '2026-2027-1', score: '缓考', isRetake: true }],
      { kind: 'pending' },
    ],
    ['the fail corrected away', [{ score: '缓考' }], { kind: 'cleared', by: null }],
    ['another course', [{ courseCode: 'SK99', score: '40' }], { kind: 'no-data' }],
    ['no grades at all', [], { kind: 'no-data' }],
  ] satisfies [string, Partial<GradeRow>[], object][])('%s', (_, rows, expected) => {
    expect(standing(line(), ...rows)).toEqual(expected);
  });

  it('of a repeatable course each semester is its own', () => {
    const club = { courseCode: 'TY01', courseName: '体育（羽毛球俱乐部）' };
    const rows = [
      { ...club, term: '2024-2025-2', score: '40' },
      { ...club, term: TERM, score: '41' },
      { ...club, term: '2026-2027-1', score: '70', isRetake: true },
    ];
    const asked = (since: string) => line({ code: 'TY01', isRepeatable: true, since });
    expect(standing(asked('2024-2025-2'), ...rows).kind).toBe('cleared');
    expect(standing(asked(TERM), ...rows).kind).toBe('outstanding');
    expect(lineKey(asked(TERM))).toBe(`TY01@${TERM}`);
  });

  it('is never cleared while the course counts, whatever the order of the rows', () => {
    const score = fc.constantFrom('40', '59', '60', '88', '缓考', '缺考', null);
    const row = fc.record({
      term: fc.constantFrom('2024-2025-1', '2024-2025-2', '2025-2026-1', TERM),
      score,
      resitScore: score,
      isRetake: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const { courses, outstanding } = grades(...rows);
        const isOpen = outstanding.courses.length > 0;
        const { kind } = lineStanding(line(), courses, outstanding);
        expect(kind === 'outstanding' || kind === 'pending').toBe(isOpen);
        const other = grades(...[...rows].reverse());
        expect(lineStanding(line(), other.courses, other.outstanding).kind).toBe(kind);
      }),
    );
  });
});

describe('what a plan has to answer for', () => {
  const lines = (rows: readonly Partial<GradeRow>[], offered = new Map<string, string>()) =>
    planLines(grades(...rows).outstanding, offered, TERMS);

  it('a fail of the semester that ended last goes to the resit', () => {
    expect(lines([{ score: '40' }])).toMatchObject([{ way: 'resit', term: '2026-2027-1', since: TERM }]);
  });

  it.each([
    ['an older fail', [{ term: '2025-2026-1', score: '40' }]],
    ['a fail whose resit failed too', [{ score: '40', resitScore: '50' }]],
    ['a retake that failed', [{ score: '40', isRetake: true }]],
  ])('%s is to be retaken', (_, rows) => {
    expect(lines(rows).map(({ way }) => way)).toEqual(['retake']);
  });

  it('a retake waits for the semester that offers the course', () => {
    const offered = new Map([['SK01', '2026-2027-2']]);
    expect(lines([{ term: '2025-2026-1', score: '40' }], offered)[0]?.term).toBe('2026-2027-2');
  });

  it('says nothing of what was passed', () => {
    expect(lines([{ score: '40', resitScore: '61' }])).toEqual([]);
  });
});

const content: PlanContent = {
  goal: '期末全部及格',
  lines: [line(), line({ code: 'SK02', isShared: false })],
  steps: [
    { text: '周三晚自习', isShared: true },
    { text: '每周找老师谈一次', isShared: false },
  ],
};

describe('a plan', () => {
  it('shows a volunteer what is marked, never the goal', () => {
    const shared = sharedPart(content);
    expect(shared.lines.map(({ code }) => code)).toEqual(['SK01']);
    expect(shared.steps.map(({ text }) => text)).toEqual(['周三晚自习']);
    expect(Object.keys(shared).sort()).toEqual(['lines', 'steps']);
  });

  it.each([
    [{ goal: ' ' }, 'TEXT_MISSING', 'goal'],
    [{ goal: '目'.repeat(PLAN_LIMITS.goal + 1) }, 'TEXT_TOO_LONG', 'goal'],
    [{ lines: [], steps: [] }, 'PLAN_EMPTY', 'steps'],
    [{ lines: [line(), line()] }, 'LINE_TWICE', 'lines'],
    [{ lines: [line({ target: '好'.repeat(PLAN_LIMITS.target + 1) })] }, 'TEXT_TOO_LONG', 'lines'],
    [{ steps: [{ text: '', isShared: true }] }, 'TEXT_MISSING', 'steps'],
    [
      { steps: Array.from({ length: PLAN_LIMITS.steps + 1 }, () => ({ text: '读书', isShared: true })) },
      'PLAN_TOO_LONG',
      'steps',
    ],
  ] satisfies [Partial<PlanContent>, string, string][])(
    'with %o is refused with %s',
    (change, code, field) => {
      expect(() => validatePlan({ ...content, ...change, reason: '' }, { isRevision: false })).toThrow(
        expect.objectContaining({ code, field }),
      );
    },
  );

  it('at its limits stands; the next version says why', () => {
    const full = { ...content, goal: '目'.repeat(PLAN_LIMITS.goal), reason: '' };
    expect(() => validatePlan(full, { isRevision: false })).not.toThrow();
    expect(() => validatePlan(full, { isRevision: true })).toThrow(
      expect.objectContaining({ code: 'REASON_MISSING' }),
    );
    expect(() => validatePlan({ ...full, reason: '补考未过' }, { isRevision: true })).not.toThrow();
  });

  it('reads otherwise after any change that the student would see', () => {
    const texts = [
      content,
      { ...content, goal: '其他' },
      { ...content, steps: [] },
      { ...content, lines: [line({ way: 'resit' })] },
      { ...content, lines: [line({ way: 'resit', on: '2026-09-20' })] },
      { ...content, lines: [line({ target: '过 60' })] },
      { ...content, lines: [line({ isShared: false })] },
    ].map(planText);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('a review', () => {
  const review = { heldOn: '2026-09-14', progress: [], note: '', next: '' };
  const today = '2026-09-14';
  it.each([
    [{ heldOn: '2026-09-15' }, [], 'HELD_IN_FUTURE'],
    [{}, ['SK01'], 'PROGRESS_MISSING'],
    [{}, [], 'TEXT_MISSING'],
    [{ note: '好'.repeat(PLAN_LIMITS.note + 1) }, [], 'TEXT_TOO_LONG'],
  ] satisfies [object, string[], string][])('%o with %o open is refused with %s', (change, open, code) => {
    expect(() => validateReview({ ...review, ...change }, { open, today })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('needs no words where every open course has its own', () => {
    const progress = [{ key: 'SK01', progress: 'behind' as const }];
    expect(() => validateReview({ ...review, progress }, { open: ['SK01'], today })).not.toThrow();
  });
});

it.each([
  [{ heldOn: '2026-09-15', advice: '先补' }, 'HELD_IN_FUTURE'],
  [{ heldOn: '2026-09-14', advice: ' ' }, 'TEXT_MISSING'],
  [{ heldOn: '2026-09-14', advice: '补'.repeat(PLAN_LIMITS.advice + 1) }, 'TEXT_TOO_LONG'],
])('advice %o is refused with %s', (advice, code) => {
  expect(() => validateAdvice(advice, { today: '2026-09-14' })).toThrow(expect.objectContaining({ code }));
});
