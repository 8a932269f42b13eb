import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coursesOf } from '#core/domain/attempts';
import { outstandingCredits } from '#core/domain/credits';
import { explainCounted } from '#core/domain/evidence';
import type { GradeRow } from '#core/domain/grade-row';
import { courseOutcomes } from '#core/domain/recovered';
import { policy2015 } from '#core/policies/policy-2015';
import { gradeRow } from './grade-rows';

const TERM = '2025-2026-2';
const HELP = '2026-2027-1';
const TERMS = ['2025-2026-1', TERM, HELP, '2026-2027-2'];

/** One examination of one course in one semester: the score and, where there was one, that of the resit. */
interface Result {
  readonly score: number;
  readonly resit: number | null;
}
/** By course, before by semester; null: not taken. */
type Transcript = readonly (readonly (Result | null)[])[];

const rowsOf = (transcript: Transcript): readonly GradeRow[] =>
  transcript.flatMap((results, course) =>
    results.flatMap((result, at) =>
      result === null
        ? []
        : [
            gradeRow({
              term: TERMS[at] ?? '',
              courseCode: `C${course}`,
              credit: 100 * (course + 1),
              score: String(result.score),
              resitScore: result.resit === null ? null : String(result.resit),
              isRetake: results.slice(0, at).some((earlier) => earlier !== null),
            }),
          ],
    ),
  );
const opened = (transcript: Transcript) =>
  explainCounted(outstandingCredits(coursesOf(rowsOf(transcript), policy2015), policy2015));
const recovered = (before: Transcript, now: Transcript) => {
  const courses = coursesOf(rowsOf(now), policy2015);
  return courseOutcomes(opened(before), TERM, courses, outstandingCredits(courses, policy2015));
};

/** By its words, result by result. */
function slowly(before: Transcript, now: Transcript): readonly (readonly [string, boolean])[] {
  const told: (readonly [string, boolean])[] = [];
  for (const [course, results] of before.entries()) {
    const known = results.flatMap((one, at) => (one === null ? [] : [{ at, ...one }]));
    const last = known.at(-1);
    const fails = known.filter(({ score, resit }) => score < 60 && (resit ?? 0) < 60);
    const since = fails.at(-1);
    // Outstanding when the case was opened: the last word was a fail.
    if (!last || !since || (last.resit ?? last.score) >= 60) continue;
    const words = (now[course] ?? []).flatMap((one, at) =>
      one === null
        ? []
        : [
            { at, passed: one.score >= 60, isNew: at > since.at, isFirst: true },
            ...(one.resit === null
              ? []
              : [
                  {
                    at,
                    passed: one.resit >= 60,
                    isNew: at > since.at || (at === since.at && since.resit === null),
                    isFirst: false,
                  },
                ]),
          ],
    );
    const isPassed = words.at(-1)?.passed === true;
    const from = words.findIndex(({ at, passed }) => at === since.at && !passed);
    const pass = from < 0 ? undefined : words.slice(from + 1).find(({ passed, isNew }) => passed && isNew);
    told.push([`C${course}`, isPassed && pass !== undefined && pass.at <= 2]);
  }
  return told;
}

const score = fc.constantFrom(40, 55, 60, 75);
const result = fc.option(
  fc.record({ score, resit: fc.option(score) }).map(({ score: own, resit }) => ({
    score: own,
    resit: own >= 60 ? null : resit,
  })),
);
const untilTerm = fc.array(fc.tuple(result, result), { minLength: 1, maxLength: 5 });

describe('credits recovered', () => {
  it('are what one finds by reading each result, for any transcript and any correction', () => {
    let some = 0;
    fc.assert(
      fc.property(
        untilTerm.chain((before) =>
          fc.record({
            before: fc.constant(before),
            // Most results stay; some are corrected, or are entered late.
            now: fc.tuple(
              ...before.map((results) =>
                fc.tuple(
                  ...results.map((one) =>
                    fc.oneof({ weight: 3, arbitrary: fc.constant(one) }, { weight: 1, arbitrary: result }),
                  ),
                  result,
                  result,
                ),
              ),
            ),
          }),
        ),
        ({ before, now }) => {
          const outcomes = recovered(before, now);
          const codes = opened(before).map(({ courseCode }) => courseCode);
          const expected = new Map(slowly(before, now));
          expect(codes.map((code, at) => [code, outcomes[at]?.isRecovered])).toEqual(
            codes.map((code) => [code, expected.get(code)]),
          );
          some += outcomes.filter(({ isRecovered }) => isRecovered).length;
        },
      ),
      { numRuns: 300 },
    );
    expect(some).toBeGreaterThan(20);
  });

  const FAIL: Result = { score: 40, resit: null };
  it.each<[string, readonly (Result | null)[], string]>([
    [
      'a pass of the next semester',
      [null, FAIL, { score: 70, resit: null }],
      '通过于 2026-2027学年第1学期（70）',
    ],
    ['a resit of the same semester', [null, { score: 40, resit: 65 }], '通过于 2025-2026学年第2学期（65）'],
    ['a corrected grade', [null, { score: 70, resit: null }], '成绩已更正'],
    [
      'a pass after the semester of help',
      [null, FAIL, null, { score: 70, resit: null }],
      '通过于 2026-2027学年第2学期，在帮扶的学期之后',
    ],
    [
      'a pass in time that is taken again',
      [null, FAIL, { score: 70, resit: null }, { score: 80, resit: null }],
      '通过于 2026-2027学年第1学期（70）',
    ],
    ['nothing', [null, FAIL], '尚未通过'],
  ])('%s', (_what, now, said) => {
    expect(recovered([[null, FAIL]], [now])[0]?.said).toContain(said);
  });
});
