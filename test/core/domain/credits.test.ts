import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coursesOf } from '#core/domain/attempts';
import { formatCredits, outstandingCredits } from '#core/domain/credits';
import type { GradeRow } from '#core/domain/grade-row';
import type { Policy } from '#core/domain/policy';
import { policy2015 } from '#core/policies/policy-2015';
import { gradeRow, transcript } from './grade-rows';

const judge = (rows: readonly GradeRow[], policy: Policy = policy2015) =>
  outstandingCredits(coursesOf(rows, policy), policy);
const total = (rows: readonly GradeRow[], policy?: Policy) => formatCredits(judge(rows, policy).total);

const first = '2024-2025-1';
const second = '2024-2025-2';
const third = '2025-2026-1';
const fail = { score: '40' };
const pass = { score: '75' };

describe('what clears a fail', () => {
  it.each<[string, Partial<GradeRow>[], string]>([
    ['nothing', [fail], '2.00'],
    ['its own resit', [{ ...fail, resitScore: '60' }], '0.00'],
    ['not a failed resit', [{ ...fail, resitScore: '59.99' }], '2.00'],
    ['its own retake column', [{ ...fail, resitScore: '50', retakeScore: '61' }], '0.00'],
    ['not a failed retake column', [{ ...fail, retakeScore: '50' }], '2.00'],
    ['a later pass under the same code', [fail, { ...pass, term: second }], '0.00'],
    ['a later pass in a resit', [fail, { ...fail, term: second, resitScore: '60' }], '0.00'],
    ['not an earlier pass', [pass, { ...fail, term: second }], '2.00'],
    ['not a pass before the last fail', [fail, { ...pass, term: second }, { ...fail, term: third }], '2.00'],
    ['not a result still to come', [fail, { score: '缓考', term: second }], '2.00'],
    ['not a withdrawal', [fail, { score: 'W', point: 0, term: second }], '2.00'],
    ['not a pass marked void', [fail, { ...pass, term: second, isVoid: true }], '2.00'],
    ['an exemption', [fail, { score: '免修', term: second }], '0.00'],
  ])('%s', (_what, rows, credits) => {
    expect(total(rows.map(gradeRow))).toBe(credits);
  });

  it('a fail retaken and failed again counts once, whatever the number of tries', () => {
    const rows = [fail, { ...fail, term: second, isRetake: true }, { ...fail, term: third, isRetake: true }];
    expect(total(rows.map(gradeRow))).toBe('2.00');
  });

  it.each<[string, Partial<GradeRow>, Partial<GradeRow>, string]>([
    ['the same examination', {}, {}, '2.00'],
    ['a layout that names the kind', { examKind: 'regular' }, {}, '2.00'],
    ['a layout that does not', {}, { examKind: 'regular' }, '2.00'],
    ['a second row of the resit', { examKind: 'resit' }, { examKind: 'resit' }, '2.00'],
    ['the resit', {}, { examKind: 'resit' }, '0.00'],
    ['the retake', {}, { isRetake: true }, '0.00'],
  ])('of one semester a pass of %s', (_what, ofFail, ofPass, credits) => {
    const rows = [gradeRow({ ...fail, ...ofFail }), gradeRow({ ...pass, ...ofPass })];
    expect(total(rows)).toBe(credits);
    expect(total([...rows].reverse())).toBe(credits);
  });

  it('a later pass of a course that the department maps to it', () => {
    const policy = {
      ...policy2015,
      courses: { ...policy2015.courses, substitutions: [{ code: 'SK030101', by: 'SK990101' }] },
    };
    const rows = [gradeRow(fail), gradeRow({ ...pass, term: second, courseCode: 'SK990101' })];
    expect(total(rows, policy)).toBe('0.00');
    expect(total(rows)).toBe('2.00');
  });
});

describe('a repeatable course (club PE has one code in several terms)', () => {
  const pe = (change: Partial<GradeRow>) =>
    gradeRow({ courseCode: 'TY170002', courseName: '排球-俱乐部', credit: 100, ...change });

  it.each<[string, Partial<GradeRow>[], string]>([
    ['an unflagged later pass clears nothing', [fail, { ...pass, term: second }], '1.00'],
    ['a later pass flagged 重修 clears it', [fail, { ...pass, term: second, isRetake: true }], '0.00'],
    [
      'a retake clears one of two fails',
      [fail, { ...fail, term: second }, { ...pass, term: third, isRetake: true }],
      '1.00',
    ],
    [
      'two retakes clear both',
      [
        fail,
        { ...fail, term: second },
        { ...pass, term: third, isRetake: true },
        { ...pass, term: '2025-2026-2', isRetake: true },
      ],
      '0.00',
    ],
    ['its own resit clears it', [{ ...fail, resitScore: '60' }], '0.00'],
    ['its own retake column clears it', [{ ...fail, retakeScore: '60' }], '0.00'],
    ['an earlier pass hides nothing', [pass, { ...fail, term: second }], '1.00'],
    ['fails of two terms are two', [fail, { ...fail, term: second }], '2.00'],
    ['a failed retake is not another one', [fail, { ...fail, term: second, isRetake: true }], '1.00'],
    [
      'a retake passed at its own resit clears it',
      [fail, { ...fail, term: second, isRetake: true, resitScore: '60' }],
      '0.00',
    ],
  ])('%s', (_what, rows, credits) => {
    expect(total(rows.map(pe))).toBe(credits);
  });

  it('is also known by its code, where the policy lists it', () => {
    const policy = { ...policy2015, courses: { ...policy2015.courses, repeatableCodes: ['SK030101'] } };
    const rows = [gradeRow(fail), gradeRow({ ...pass, term: second })];
    expect(total(rows, policy)).toBe('2.00');
  });
});

describe('what counts', () => {
  it.each<[string, string]>([
    ['必修课', '2.00'],
    ['必修', '2.00'],
    ['公共必修课', '2.00'],
    ['限选课', '2.00'],
    ['专业限定选修', '2.00'],
    ['任选课', '0.00'],
    ['通识任选课', '0.00'],
    ['校公选课', '0.00'],
    ['辅修', '0.00'],
    ['辅修必修课', '0.00'],
    ['校选课', '0.00'],
  ])('a failed %s is %s', (nature, credits) => {
    expect(total([gradeRow({ ...fail, nature })])).toBe(credits);
  });

  it('a failed minor course is left out', () => {
    expect(total([gradeRow({ ...fail, isMinor: true })])).toBe('0.00');
  });

  it('a failed course of 0 credits is listed and adds none', () => {
    const { courses, total: sum } = judge([gradeRow({ ...fail, credit: 0 })]);
    expect(courses).toHaveLength(1);
    expect(sum).toBe(0);
  });

  it.each(['任选课', '', '神秘课'])(
    'a compulsory fail retaken as 「%s」 and failed again still counts',
    (nature) => {
      const { total: sum, courses } = judge([
        gradeRow({ ...fail, credit: 300 }),
        gradeRow({ ...fail, term: second, nature, isRetake: true }),
      ]);
      expect(formatCredits(sum)).toBe('3.00');
      expect(courses).toHaveLength(1);
    },
  );

  it('a nature that the table does not know is neither counted nor lost', () => {
    const { total: sum, unknownNature } = judge([gradeRow({ ...fail, nature: '神秘课' })]);
    expect(sum).toBe(0);
    expect(unknownNature).toHaveLength(1);
  });

  it.each(['缺考', '旷考', '作弊', '取消资格', '不及格', '不合格', '0', '59.99'])('%s is a fail', (score) => {
    expect(total([gradeRow({ score })])).toBe('2.00');
  });

  it.each(['60', '优', '良', '中', '及格', '免修', '认定', '通过', '合格', '100'])(
    '%s is a pass',
    (score) => {
      expect(total([gradeRow({ score })])).toBe('0.00');
    },
  );

  it.each(['缓考', null])('%s is pending: in no sum, and listed', (score) => {
    const { total: sum, pending } = judge([gradeRow({ score, point: 0 })]);
    expect(sum).toBe(0);
    expect(pending).toHaveLength(1);
  });

  it('W is ignored, even where the export gives 0 points', () => {
    const { total: sum, pending, courses } = judge([gradeRow({ score: 'W', point: 0 })]);
    expect([sum, pending.length, courses.length]).toEqual([0, 0, 0]);
  });

  it.each(['缓考', '中期退课'])('%s in the remark speaks for the 0 beside it', (remark) => {
    expect(total([gradeRow({ score: '0', point: 0, remark })])).toBe('0.00');
  });

  it('an unknown text is refused by name, never a fail', () => {
    expect(() => judge([gradeRow({ score: '待查' })])).toThrow('「待查」');
  });
});

describe('a deferred examination', () => {
  it.each<[string, Partial<GradeRow>[]]>([
    ['in its resit column', [{ score: '缓考', resitScore: '75' }]],
    ['in a later row', [{ score: '缓考' }, { ...pass, term: second }]],
    [
      'in a resit row of its own',
      [
        { score: '缓考', examKind: 'regular' },
        { ...pass, examKind: 'resit' },
      ],
    ],
  ])('is no longer pending once passed %s', (_where, rows) => {
    expect(judge(rows.map(gradeRow)).pending).toEqual([]);
  });
});

describe('a row that waits twice', () => {
  it('is named once', () => {
    expect(judge([gradeRow({ score: '缓考', resitScore: '缓考' })]).pending).toHaveLength(1);
  });

  it('counts as failed by its own result while the resit is deferred', () => {
    const { total: sum, pending } = judge([gradeRow({ ...fail, resitScore: '缓考' })]);
    expect([formatCredits(sum), pending.length]).toEqual(['2.00', 1]);
  });
});

describe('layouts', () => {
  const columns = [
    gradeRow({ ...fail, resitScore: '50' }),
    gradeRow({ courseCode: 'B', score: '50', resitScore: '60' }),
  ];
  const rows = [
    gradeRow({ ...fail, examKind: 'regular' }),
    gradeRow({ score: '50', examKind: 'resit' }),
    gradeRow({ courseCode: 'B', score: '50', examKind: 'regular' }),
    gradeRow({ courseCode: 'B', score: '60', examKind: 'resit' }),
  ];
  it('with a row for each attempt and with columns lead to the same sum', () => {
    expect(total(rows)).toBe('2.00');
    expect(total(columns)).toBe('2.00');
  });

  it('with only the passed resit row left lead to it too', () => {
    expect(total([gradeRow({ score: '60', examKind: 'resit' })])).toBe('0.00');
  });
});

describe('the real transcript', () => {
  it('owes 1.00: club PE failed with its resit; the failed elective does not count', () => {
    const { total: sum, courses, uncounted } = judge(transcript);
    expect(formatCredits(sum)).toBe('1.00');
    expect(courses.map(({ fail: { row } }) => [row.row, row.courseCode, row.term])).toEqual([
      [5, 'TY170002', '2016-2017-2'],
    ]);
    expect(uncounted.map(({ fail: { row } }) => row.courseCode)).toEqual(['TSA07100103']);
  });
});

/** Rows over few codes and terms, so that they meet. */
const anyRow = fc
  .record({
    courseCode: fc.constantFrom('A', 'B', 'C'),
    courseName: fc.constantFrom('课程', '俱乐部'),
    term: fc.constantFrom(first, second, third),
    credit: fc.constantFrom(0, 50, 100, 175, 300),
    nature: fc.constantFrom('必修课', '限选课', '任选课', '神秘课'),
    score: fc.constantFrom('0', '59.99', '60', '88', '缓考', '缺考', 'W', '不及格', '优', null),
    resitScore: fc.constantFrom(null, null, '50', '60'),
    retakeScore: fc.constantFrom(null, null, null, '30', '70'),
    isRetake: fc.boolean(),
    isMinor: fc.constantFrom(false, false, true),
    isVoid: fc.constantFrom(false, false, false, true),
    examKind: fc.constantFrom(null, null, 'regular' as const, 'resit' as const, 'retake' as const),
  })
  .map((change) => gradeRow(change));

describe('for any rows', () => {
  const rowsAndOrder = fc
    .array(anyRow, { maxLength: 12 })
    .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));

  it('their order never matters', () => {
    fc.assert(
      fc.property(rowsAndOrder, ([rows, shuffled]) => {
        expect(judge(shuffled)).toEqual(judge(rows));
      }),
    );
  });

  it('the same rows again change nothing', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 10 }), (rows) => {
        const again = rows.map((row) => ({ ...row, file: 'again.csv' }));
        expect(judge([...again, ...rows]).total).toBe(judge(rows).total);
      }),
    );
  });

  it('one more failed course never lowers the sum', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 10 }), anyRow, (rows, extra) => {
        const more = { ...extra, courseCode: 'D', score: '30', resitScore: null, retakeScore: null };
        expect(judge([...rows, more]).total).toBeGreaterThanOrEqual(judge(rows).total);
      }),
    );
  });
});
