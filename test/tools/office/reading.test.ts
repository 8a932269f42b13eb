import { beforeAll, describe, expect, it } from 'vitest';
import { bulkCsv, bulkRow } from '../../adapters/spreadsheet/sheets';
import { TERM, useOffice } from './office-command';

// reading.md §2 and §3, clause by clause, through the command: expectations are worked out by hand.

type Cells = Readonly<Record<string, string>>;
type Course = (studentNo: string) => string[];

/** A compulsory course of the registrar's bulk export, without a point of its own. */
const course =
  (code: string, credit: string, score: string, cells: Cells = {}): Course =>
  (studentNo) => {
    const { 学年 = '2016-2017', 学期 = '1' } = cells;
    return bulkRow({
      学号: studentNo,
      学分: credit,
      折算成绩: score,
      绩点: '',
      选课课号: `(${学年}-${学期})-${code}-05001-1`,
      学年,
      学期,
      ...cells,
    });
  };
const next = { 学年: '2016-2017', 学期: '2' };
const third = { 学年: '2017-2018', 学期: '1' };
const club = { 课程名称: '排球-俱乐部' };
const retake = { 重修标记: '1' };
/** Passes that hold the average well above its limit. */
const sound = course('GOOD', '40', '95');

const PENDING: readonly Cells[] = [
  { 折算成绩: '缓考' },
  { 折算成绩: '' },
  { 折算成绩: '\u00a0' },
  { 折算成绩: '0', 备注: '缓考' },
];
const WITHDRAWN: readonly Cells[] = [
  { 折算成绩: 'W' },
  { 折算成绩: '中期退课' },
  { 折算成绩: '0', 备注: '中期退课' },
];

interface Expected {
  /** 不及格学分 and average; null: nothing graded. */
  readonly sums: readonly [string, string | null];
  readonly tier?: 1 | 2 | 3 | 'watch' | null;
  readonly toNextTier?: string | null;
  readonly criteria?: Readonly<Record<string, string>>;
  readonly pending?: number;
  /** Rows of the failed-courses evidence. */
  readonly fails?: number;
}

const CASES: readonly (readonly [string, readonly Course[], Expected])[] = [
  // Both sides of every limit.
  [
    '11.99 is below the first tier',
    [course('A', '11.99', '40'), sound],
    {
      sums: ['11.99', '3.4622'],
      tier: null,
      toNextTier: '0.01',
      criteria: { 'failed-courses': 'not-met', 'academic-warning': 'no-data' },
    },
  ],
  [
    '12 is tier 1',
    [course('A', '12', '40'), sound],
    {
      sums: ['12.00', '3.4615'],
      tier: 1,
      toNextTier: '3.00',
      criteria: { 'failed-courses': 'met', 'academic-warning': 'no-data', 'low-gpa': 'not-met' },
    },
  ],
  [
    '14.99 in many small parts is tier 1',
    [
      ...Array.from({ length: 14 }, (_, at) => course(`A${at}`, '0.1', '40')),
      course('B', '13.59', '40'),
      sound,
    ],
    { sums: ['14.99', '3.2733'], tier: 1, toNextTier: '0.01' },
  ],
  [
    '15 is tier 2, an academic warning, and no longer “many failed courses”',
    [course('A', '15', '40'), sound],
    {
      sums: ['15.00', '3.2727'],
      tier: 2,
      toNextTier: '10.00',
      criteria: { 'failed-courses': 'not-met', 'academic-warning': 'met' },
    },
  ],
  ['24.99 is tier 2', [course('A', '24.99', '40'), sound], { sums: ['24.99', '2.7697'], tier: 2 }],
  [
    '25 is tier 3, the heaviest',
    [course('A', '25', '40'), sound],
    { sums: ['25.00', '2.7692'], tier: 3, toNextTier: null },
  ],
  [
    'an average of 1.5 exactly is not below',
    [course('A', '3', '65', { 绩点: '1.50' })],
    { sums: ['0.00', '1.5000'], tier: null, criteria: { 'low-gpa': 'not-met' } },
  ],
  [
    '1.4996 is below',
    [course('A', '49.98', '65', { 绩点: '1.5' }), course('B', '0.02', '65', { 绩点: '0.50' })],
    { sums: ['0.00', '1.4996'], tier: 'watch', criteria: { 'low-gpa': 'met' } },
  ],
  [
    'and so is what only looks like 1.5000 when rounded',
    [course('A', '49.99', '65', { 绩点: '1.5' }), course('B', '0.01', '65', { 绩点: '1.26' })],
    { sums: ['0.00', '1.5000'], tier: 'watch', criteria: { 'low-gpa': 'met' } },
  ],

  // What clears a fail, and what does not.
  ['its own resit', [course('A', '2', '40', { 补考成绩: '60' })], { sums: ['0.00', '1.0000'], fails: 1 }],
  ['not a failed resit', [course('A', '2', '40', { 补考成绩: '59.99' })], { sums: ['2.00', '0.0000'] }],
  [
    'its own retake',
    [course('A', '2', '40', { 补考成绩: '50', 重修成绩: '70' })],
    { sums: ['0.00', '2.0000'] },
  ],
  [
    'a later attempt under the same code',
    [course('A', '2', '40'), course('A', '2', '80', next)],
    { sums: ['0.00', '1.5000'] },
  ],
  [
    'not an earlier pass',
    [course('A', '2', '80'), course('A', '2', '40', next)],
    { sums: ['2.00', '1.5000'] },
  ],
  [
    'a fail retaken and failed again counts once, and enters the average twice',
    [course('A', '2', '40'), course('A', '2', '50', { ...next, ...retake })],
    { sums: ['2.00', '0.0000'], fails: 2 },
  ],
  [
    'not a retake that is still to come',
    [course('A', '2', '40'), course('A', '2', '', { ...third, ...retake })],
    { sums: ['2.00', '0.0000'], pending: 1 },
  ],
  [
    'a compulsory fail retaken as an elective and failed again still counts',
    [course('A', '2', '40'), course('A', '2', '50', { ...next, ...retake, 课程性质: '任选课' })],
    { sums: ['2.00', '0.0000'] },
  ],
  [
    'club PE: a pass of the next semester is another course',
    [course('PE', '1', '40', club), course('PE', '1', '70', { ...club, ...next })],
    { sums: ['1.00', '1.0000'] },
  ],
  [
    'club PE: an attempt flagged 重修 clears it',
    [course('PE', '1', '40', club), course('PE', '1', '70', { ...club, ...next, ...retake })],
    { sums: ['0.00', '1.0000'] },
  ],
  [
    'club PE: an earlier pass hides nothing',
    [course('PE', '1', '70', club), course('PE', '1', '40', { ...club, ...next })],
    { sums: ['1.00', '1.0000'] },
  ],
  [
    'club PE: two fails are two, one retake clears one',
    [
      course('PE', '1', '40', club),
      course('PE', '1', '40', { ...club, ...next }),
      course('PE', '1', '90', { ...club, ...third, ...retake }),
    ],
    { sums: ['1.00', '1.3333'] },
  ],

  // What counts.
  ...['必修课', '公共必修课', '限选课', '专业限选课'].map(
    (nature) =>
      [
        `a failed ${nature} counts`,
        [course('A', '2', '40', { 课程性质: nature })],
        { sums: ['2.00', '0.0000'] },
      ] as const,
  ),
  ...['任选课', '公选课', '通识任选课', '校公选课', '辅修', '辅修必修课'].map(
    (nature) =>
      [
        `a failed ${nature} is left out, of the credits only`,
        [course('A', '2', '40', { 课程性质: nature })],
        { sums: ['0.00', '0.0000'], fails: 1, criteria: { 'low-gpa': 'met' } },
      ] as const,
  ),
  [
    'a nature that the table does not know is said to be unknown, not fine',
    [course('A', '12', '40', { 课程性质: '神秘课' })],
    { sums: ['0.00', '0.0000'], pending: 1, criteria: { 'failed-courses': 'no-data' } },
  ],
  [
    'a failed course of 0 credits is listed and adds none',
    [course('A', '0', '40'), course('B', '2', '80')],
    { sums: ['0.00', '3.0000'], fails: 1 },
  ],

  // Marks.
  ...['缺考', '旷考', '作弊', '取消资格', '不及格', '0', '59.99'].map(
    (mark) =>
      [
        `${mark} is a fail, with 0 in the average`,
        [course('A', '2', mark), course('B', '2', '80')],
        { sums: ['2.00', '1.5000'] },
      ] as const,
  ),
  ...['缺考', '旷考', '作弊', '取消资格'].map(
    (mark) =>
      [
        `${mark} in the remark is a fail too`,
        [course('A', '2', '', { 备注: mark }), course('B', '2', '80')],
        { sums: ['2.00', '1.5000'] },
      ] as const,
  ),
  ...['免修', '认定', '通过', '合格'].map(
    (mark) =>
      [
        `${mark} is a pass, and out of the average without a point`,
        [course('A', '2', mark), course('B', '2', '80')],
        { sums: ['0.00', '3.0000'], pending: 0, fails: 0 },
      ] as const,
  ),
  [
    '不合格 without a point is a fail, and out of the average',
    [course('A', '2', '不合格'), course('B', '2', '80')],
    { sums: ['2.00', '3.0000'] },
  ],
  ...(
    [
      ['优秀', '4.5000'],
      ['优', '4.5000'],
      ['良好', '3.5000'],
      ['良', '3.5000'],
      ['中等', '2.5000'],
      ['中', '2.5000'],
      ['及格', '1.0000'],
    ] as const
  ).map(
    ([level, gpa]) => [`${level} by the table`, [course('A', '2', level)], { sums: ['0.00', gpa] }] as const,
  ),
  ...PENDING.map(
    (cells) =>
      [
        `${JSON.stringify(cells)} is pending, in neither sum`,
        [course('A', '2', '', { 绩点: '0.00', ...cells })],
        { sums: ['0.00', null], pending: 1, fails: 0, criteria: { 'low-gpa': 'no-data' } },
      ] as const,
  ),
  [
    'a deferred resit too, beside a 0 for it',
    [course('A', '2', '缓考', { 补考成绩: '0', 补考成绩备注: '缓考' })],
    { sums: ['0.00', null], pending: 1 },
  ],
  [
    '缓考 that was made up is decided',
    [course('A', '2', '缓考', { 补考成绩: '75' })],
    { sums: ['0.00', '1.0000'], pending: 0 },
  ],
  [
    '缓考 left behind in the remark hides no pass',
    [course('A', '2', '75', { 备注: '缓考' })],
    { sums: ['0.00', '2.5000'], pending: 0 },
  ],
  ...WITHDRAWN.map(
    (cells) =>
      [
        `${JSON.stringify(cells)} is ignored, even with 0 points`,
        [course('A', '2', '', { 绩点: '0.00', ...cells })],
        { sums: ['0.00', null], pending: 0, fails: 0 },
      ] as const,
  ),
  [
    '作废 is dropped: it neither fails nor clears',
    [
      course('A', '2', '40', { 备注: '作废' }),
      course('B', '2', '40'),
      course('B', '2', '90', { ...next, 备注: '作废' }),
    ],
    { sums: ['2.00', '0.0000'], fails: 1 },
  ],

  // The average.
  [
    'takes the export’s own point, where it has one',
    [course('A', '2', '40', { 补考成绩: '85', 绩点: '   1.00' }), course('B', '1', '95', { 绩点: '3.90' })],
    { sums: ['0.00', '1.9667'] },
  ],
  [
    'else the formula, a resit capped at 1.0',
    [course('A', '2', '40', { 补考成绩: '85' }), course('B', '1', '67')],
    { sums: ['0.00', '1.2333'] },
  ],
  [
    'a retake is not capped',
    [course('A', '2', '40', { 补考成绩: '50', 重修成绩: '85' })],
    { sums: ['0.00', '3.5000'] },
  ],
  ['nothing graded is no data', [course('A', '2', '免修')], { sums: ['0.00', null], tier: null }],
  [
    'only courses without credits are no data',
    [course('A', '0', '80')],
    { sums: ['0.00', null], criteria: { 'low-gpa': 'no-data' } },
  ],

  // Cells.
  ['half a credit as Oracle writes it', [course('A', '.5', '40')], { sums: ['0.50', '0.0000'] }],
  [
    'padded numbers and nbsp',
    [course('A', '   1.75', ' 59 ', { 绩点: '   0.00', 补考成绩: '\u00a0', 重修成绩: '&nbsp;' })],
    { sums: ['1.75', '0.0000'] },
  ],
  [
    'a result of a later semester counts too',
    [course('A', '2', '40'), course('A', '2', '80', { 学年: '2018-2019', 学期: '1' })],
    { sums: ['0.00', '1.5000'] },
  ],
];

const { file, screenJson } = useOffice();
const studentNo = (at: number) => `2016${String(at).padStart(8, '0')}`;

interface Answer {
  readonly studentNo: string;
  readonly outstandingCredits: string;
  readonly gpa: string | null;
  readonly identified: boolean;
  readonly tier: unknown;
  readonly toNextTier: string | null;
  readonly criteria: Readonly<Record<string, string>>;
  readonly evidence: readonly { readonly criterion: string; readonly rows: readonly unknown[] }[];
  readonly pending: readonly unknown[];
}

describe('the rule as read, through the command', () => {
  let answers: readonly Answer[] = [];
  beforeAll(async () => {
    await file('all.csv', bulkCsv(...CASES.flatMap(([, rows], at) => rows.map((row) => row(studentNo(at))))));
    const { students, rejected } = await screenJson('--grades', 'all.csv', ...TERM);
    expect(rejected).toEqual([]);
    answers = students;
  });

  it.each(CASES.map(([promise, , expected], at) => [promise, at, expected] as const))(
    '%s',
    (_, at, expected) => {
      const answer = answers[at];
      if (answer?.studentNo !== studentNo(at)) throw new Error('students are not in the order of 学号');
      expect([answer.outstandingCredits, answer.gpa]).toEqual(expected.sums);
      if (expected.tier !== undefined) {
        expect(answer.tier).toBe(expected.tier);
        expect(answer.identified).toBe(expected.tier !== null);
      }
      if (expected.toNextTier !== undefined) expect(answer.toNextTier).toBe(expected.toNextTier);
      if (expected.pending !== undefined) expect(answer.pending).toHaveLength(expected.pending);
      if (expected.fails !== undefined) {
        expect(answer.evidence.find(({ criterion }) => criterion === 'failed-courses')?.rows).toHaveLength(
          expected.fails,
        );
      }
      expect(answer.criteria).toMatchObject({
        truancy: 'no-data',
        'study-discipline': 'no-data',
        referral: 'no-data',
        ...expected.criteria,
      });
    },
  );

  it('every row of the average stays with the answer, low or not', () => {
    for (const { gpa, evidence } of answers) {
      const rows = evidence.find(({ criterion }) => criterion === 'low-gpa')?.rows ?? [];
      expect(rows.length > 0).toBe(gpa !== null);
    }
  });
});
