import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHundredths } from '#core/domain/decimal';
import type { GradeRow } from '#core/domain/grade-row';
import { screenStudent } from '#core/domain/screening';
import {
  type Absence,
  type DisciplinaryAction,
  NO_FACTS,
  type Referral,
  type ScreeningFacts,
} from '#core/domain/screening-facts';
import { policy2015, policy2025 } from '#core/policies/index';
import { gradeRow } from '../../support/grade-rows';

const TERM = '2024-2025-2';
const BEFORE = '2024-2025-1';
const AS_OF = '2025-08-31';

const GOOD: readonly GradeRow[] = [gradeRow({ credit: 40_00, score: '95' })];
const screen = (facts: Partial<ScreeningFacts>, rows = GOOD, policy = policy2015) =>
  screenStudent({ studentNo: '1', name: null, term: TERM, rows, facts: { ...NO_FACTS, ...facts } }, policy);

const place = (file: string, row: number) => ({ file, row, content: `${file}:${row}` });
const known = <T>(rows: readonly T[], unread = 0) => ({ rows, unread });
const absence = (row: number, hours: string, rest: Partial<Absence> = {}): Absence => ({
  ...place('旷课.csv', row),
  term: TERM,
  courseName: '遗传学',
  hours: parseHundredths(hours),
  date: null,
  isExcused: false,
  ...rest,
});
const action = (rest: Partial<DisciplinaryAction> = {}): DisciplinaryAction => ({
  ...place('处分.csv', 2),
  kinds: ['考试作弊'],
  document: '院字〔2025〕1号',
  decidedOn: '2025-05-01',
  liftedOn: null,
  ...rest,
});
const referral = (rest: Partial<Referral> = {}): Referral => ({
  ...place('早报告.csv', 2),
  term: TERM,
  referrer: '高照',
  reason: '厌学',
  status: '已接受',
  isAccepted: true,
  ...rest,
});

describe('truancy', () => {
  it.each<[string, readonly Absence[], 'met' | 'not-met']>([
    ['9.5', [absence(2, '9.5')], 'not-met'],
    ['9.99', [absence(2, '9.99')], 'not-met'],
    ['10', [absence(2, '10')], 'met'],
    ['4.5 + 5.5 in two courses', [absence(2, '4.5'), absence(3, '5.5', { courseName: '生态学' })], 'met'],
    ['6 + 5 over two terms', [absence(2, '6'), absence(3, '5', { term: BEFORE })], 'not-met'],
    ['11 in another term', [absence(2, '11', { term: BEFORE })], 'not-met'],
    ['6 + 5 with leave', [absence(2, '6'), absence(3, '5', { isExcused: true })], 'not-met'],
    [
      'one row of 6 twice',
      [absence(2, '6', { content: '同' }), absence(3, '6', { content: '同' })],
      'not-met',
    ],
    ['no row', [], 'not-met'],
  ])('%s: %s', (_, rows, state) => {
    expect(screen({ absences: known(rows) }).criteria.truancy).toBe(state);
  });

  it('keeps every row with what became of it', () => {
    const rows = [
      absence(6, '2', { content: '同' }),
      absence(2, '9.5', { date: '2025-03-04' }),
      absence(3, '2', { content: '同' }),
      absence(4, '1', { isExcused: true }),
      absence(5, '3', { term: BEFORE }),
    ];
    const [evidence] = screen({ absences: known(rows) }).evidence;
    expect(evidence?.statement).toBe('本学期旷课 11.50 学时，界限为 10.00 学时（含）');
    expect(
      evidence?.facts?.map(({ row, subject, hours, because }) => [row, subject, hours, because]),
    ).toEqual([
      [2, '遗传学 2025-03-04', '9.50', '旷课，计入'],
      [3, '遗传学', '2.00', '旷课，计入'],
      [4, '遗传学', '1.00', '已请假，不计入'],
      [5, '遗传学', '3.00', '其他学期，不计入'],
      [6, '遗传学', '2.00', '与旷课.csv 第 3 行完全相同，只计一次'],
    ]);
  });

  it('does not say not met where a row could not be read', () => {
    const near = screen({ absences: known([absence(2, '9.5')], 1) });
    expect(near.criteria.truancy).toBe('no-data');
    expect(near.evidence[0]?.statement).toContain('另有 1 行不能采用');
    expect(screen({ absences: known([absence(2, '10')], 1) }).criteria.truancy).toBe('met');
  });

  it('takes its limit from the policy', () => {
    const strict = { ...policy2015, criteria: { ...policy2015.criteria, truancyHours: 900 } };
    expect(screen({ absences: known([absence(2, '9')]) }, GOOD, strict).criteria.truancy).toBe('met');
  });

  const absences = fc.array(
    fc.record({
      term: fc.constantFrom(TERM, BEFORE),
      hours: fc.integer({ min: 0, max: 700 }),
      isExcused: fc.boolean(),
      content: fc.constantFrom('甲', '乙', '丙', '丁', '戊'),
    }),
    { maxLength: 8 },
  );
  // A copy says the same in all its fields.
  const rowsOf = (fields: readonly Partial<Absence>[]): Absence[] =>
    fields.map((held, at) => absence(at + 2, '0', { ...held, content: JSON.stringify(held) }));

  it('answers the same whatever the order of rows', () => {
    fc.assert(
      fc.property(
        absences.chain((fields) => {
          const rows = rowsOf(fields);
          return fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }));
        }),
        ([rows, shuffled]) => {
          expect(screen({ absences: known(shuffled) })).toEqual(screen({ absences: known(rows) }));
        },
      ),
    );
  });

  it('is never unmet by one more absence', () => {
    fc.assert(
      fc.property(absences, absences, (fields, more) => {
        const before = screen({ absences: known(rowsOf(fields)) });
        const after = screen({ absences: known(rowsOf([...fields, ...more.slice(0, 1)])) });
        if (before.criteria.truancy === 'met') expect(after.criteria.truancy).toBe('met');
        if (before.identified) expect(after.identified).toBe(true);
      }),
    );
  });
});

describe('study discipline', () => {
  it.each<[string, Partial<DisciplinaryAction>, 'met' | 'not-met']>([
    ['in force', {}, 'met'],
    ['a listed kind as a part', { kinds: ['警告', '期末考试作弊'] }, 'met'],
    ['another kind', { kinds: ['晚归'] }, 'not-met'],
    ['a kind that says it is none of study', { kinds: ['非学习类'] }, 'not-met'],
    ['without a date', { decidedOn: null }, 'met'],
    ['decided on the day', { decidedOn: AS_OF }, 'met'],
    ['decided the day after', { decidedOn: '2025-09-01' }, 'not-met'],
    ['lifted on the day', { liftedOn: AS_OF }, 'not-met'],
    ['lifted the day after', { liftedOn: '2025-09-01' }, 'met'],
  ])('%s: %s', (_, rest, state) => {
    const discipline = { ...known([action(rest)]), asOf: AS_OF };
    expect(screen({ discipline }).criteria['study-discipline']).toBe(state);
  });

  it('names the kind and the document', () => {
    const evidence = screen({ discipline: { ...known([action()]), asOf: AS_OF } }).evidence[4];
    expect(evidence?.statement).toBe('考试作弊（院字〔2025〕1号）');
    expect(evidence?.facts).toEqual([
      {
        file: '处分.csv',
        row: 2,
        term: null,
        subject: '考试作弊（院字〔2025〕1号）',
        hours: null,
        because: '学习类违纪，2025-08-31 处分有效',
      },
    ]);
  });

  it('takes the kinds from the policy', () => {
    const own = { ...policy2015, criteria: { ...policy2015.criteria, studyDisciplineKinds: ['晚归'] } };
    const discipline = { ...known([action({ kinds: ['晚归'] })]), asOf: AS_OF };
    expect(screen({ discipline }, GOOD, own).criteria['study-discipline']).toBe('met');
  });
});

describe('academic warning', () => {
  const listed = (term: string) => known([{ ...place('名单.csv', 2), term, kind: '编入下一年级' }]);
  const failing = (credits: string) => [...GOOD, gradeRow({ credit: parseHundredths(credits), score: '40' })];

  it.each([
    ['on the list', listed(TERM), failing('1'), 'met'],
    ['on the list of another term', listed(BEFORE), failing('1'), 'not-met'],
    ['not on it, 14.99 credits', known([]), failing('14.99'), 'not-met'],
    ['not on it, 15 credits', known([]), failing('15'), 'met'],
    ['no list, 15 credits', null, failing('15'), 'met'],
    ['no list, 14.99 credits', null, failing('14.99'), 'no-data'],
    ['on the list, no grades', listed(TERM), [], 'met'],
    ['not on it, no grades', known([]), [], 'no-data'],
    ['a row that could not be read', known([], 1), failing('1'), 'no-data'],
  ] as const)('%s: %4$s', (_, warnings, rows, state) => {
    const { criteria, identified, tier } = screen({ warnings }, rows);
    expect(criteria['academic-warning']).toBe(state);
    if (state === 'met' && rows.length < 2) expect([identified, tier]).toEqual([true, 'watch']);
  });

  it('keeps the row of the list beside the grades', () => {
    const evidence = screen({ warnings: listed(TERM) }, failing('1')).evidence[2];
    expect(evidence?.statement).toBe(
      '不及格学分 1.00，学业预警线为 15.00（含）；在教务处预警名单上（编入下一年级）',
    );
    expect(evidence?.rows).toHaveLength(1);
    expect(evidence?.facts?.[0]).toMatchObject({
      file: '名单.csv',
      row: 2,
      because: '列入本学期名单：编入下一年级',
    });
  });

  it('knows the colours of 2025', () => {
    expect(policy2025.facts.warningKinds).toContain('黄色预警');
    expect(policy2015.facts.warningKinds).toEqual(['学业预警', '编入下一年级']);
  });
});

describe('referral', () => {
  it.each<[string, readonly Referral[], 'met' | 'not-met']>([
    ['accepted', [referral()], 'met'],
    ['not accepted', [referral({ isAccepted: false, status: '待定' })], 'not-met'],
    ['accepted in another term', [referral({ term: BEFORE })], 'not-met'],
    [
      'one of two accepted',
      [referral({ isAccepted: false, status: '' }), referral({ ...place('早报告.csv', 3) })],
      'met',
    ],
    ['none', [], 'not-met'],
  ])('%s: %s', (_, rows, state) => {
    expect(screen({ referrals: known(rows) }).criteria.referral).toBe(state);
  });

  it('lists the one not accepted', () => {
    const evidence = screen({ referrals: known([referral({ isAccepted: false, status: '待定' })]) })
      .evidence[5];
    expect(evidence?.statement).toBe('没有被诊断会接受的早报告');
    expect(evidence?.facts?.[0]).toMatchObject({
      subject: '高照：厌学',
      because: '诊断会未接受（待定），只列出',
    });
  });
});

it('leaves a list that was not handed in out of the evidence', () => {
  const { evidence, criteria } = screen({});
  expect(evidence.every((held) => !('facts' in held))).toBe(true);
  expect(criteria).toMatchObject({ truancy: 'no-data', 'study-discipline': 'no-data', referral: 'no-data' });
});
