import { describe, expect, it } from 'vitest';
import { coursesOf } from '#core/domain/attempts';
import { formatGpa, gradePointAverage, isBelow } from '#core/domain/gpa';
import type { GradeRow } from '#core/domain/grade-row';
import { policy2015 } from '#core/policies/index';
import { gradeRow } from '../../support/grade-rows';

const average = (rows: readonly GradeRow[]) => gradePointAverage(coursesOf(rows, policy2015), policy2015);
const shown = (rows: readonly GradeRow[]) => {
  const answer = average(rows);
  return answer && formatGpa(answer);
};

describe('gradePointAverage', () => {
  it.each<[string, readonly GradeRow[], string | null]>([
    ['the export’s own point', [gradeRow({ score: '60', point: 130 })], '1.3000'],
    ['the formula where it has none', [gradeRow({ score: '67' })], '1.7000'],
    ['a level by its percentage', [gradeRow({ score: '良' })], '3.5000'],
    ['a resit by the formula is capped', [gradeRow({ score: '40', resitScore: '85' })], '1.0000'],
    ['a fail enters with 0', [gradeRow({ score: '80' }), gradeRow({ score: '缺考' })], '1.5000'],
    ['electives enter', [gradeRow({ score: '80' }), gradeRow({ score: '0', nature: '校公选课' })], '1.5000'],
    [
      'pass/fail without a point stays out',
      [gradeRow({ score: '80' }), gradeRow({ score: '合格' })],
      '3.0000',
    ],
    [
      'a failed pass/fail course without a point stays out too',
      [gradeRow({ score: '80' }), gradeRow({ score: '不合格' })],
      '3.0000',
    ],
    [
      'a pass/fail course with a point enters',
      [gradeRow({ score: '80' }), gradeRow({ score: '通过', point: 400 })],
      '3.5000',
    ],
    [
      'a passed one with 0.00 beside it has no point',
      [gradeRow({ score: '80' }), gradeRow({ score: '合格', point: 0 })],
      '3.0000',
    ],
    [
      'a failed one with 0.00 beside it has',
      [gradeRow({ score: '80' }), gradeRow({ score: '不合格', point: 0 })],
      '1.5000',
    ],
    ['minor courses enter', [gradeRow({ score: '80' }), gradeRow({ score: '60', isMinor: true })], '2.0000'],
    [
      'pending stays out, even with a 0',
      [gradeRow({ score: '80' }), gradeRow({ score: '缓考', point: 0 })],
      '3.0000',
    ],
    [
      'withdrawn stays out, even with a 0',
      [gradeRow({ score: '80' }), gradeRow({ score: 'W', point: 0 })],
      '3.0000',
    ],
    ['nothing graded: no data', [gradeRow({ score: '免修' }), gradeRow({ score: null })], null],
    ['only courses without credits: no data', [gradeRow({ score: '80', credit: 0 })], null],
    [
      'a resit row stands for its semester',
      [
        gradeRow({ courseCode: 'A', score: '40', point: 0, examKind: 'regular' }),
        gradeRow({ courseCode: 'A', score: '65', point: 100, examKind: 'resit' }),
      ],
      '1.0000',
    ],
    [
      'a retake in a later semester is one of its own',
      [
        gradeRow({ courseCode: 'A', score: '40', point: 0 }),
        gradeRow({ courseCode: 'A', score: '80', point: 300, term: '2024-2025-2', isRetake: true }),
      ],
      '1.5000',
    ],
  ])('%s', (_promise, rows, expected) => {
    expect(shown(rows)).toBe(expected);
    expect(shown([...rows].reverse())).toBe(expected);
  });

  it.each([
    [
      [
        [2499, 150],
        [1, 50],
      ],
      true,
    ],
    [[[2500, 150]], false],
    [
      [
        [1000, 150],
        [1, 151],
      ],
      false,
    ],
  ] as const)('compares exactly, not after rounding: %j', (courses, expected) => {
    const answer = average(courses.map(([credit, point]) => gradeRow({ credit, point })));
    expect(answer && isBelow(answer, 150)).toBe(expected);
  });

  it('holds 1.4996 to be below 1.5', () => {
    const answer = average([gradeRow({ credit: 4999, point: 150 }), gradeRow({ credit: 1, point: 0 })]);
    expect(answer && formatGpa(answer)).toBe('1.4997');
    expect(answer && isBelow(answer, 150)).toBe(true);
  });
});
