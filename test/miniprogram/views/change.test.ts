import { describe, expect, it } from 'vitest';
import type { EvidenceRow, ProposedChange } from '#core/contract/index';
import { sayChange, toChangeView } from '../../../miniprogram/views/change';

const row = (courseName: string, fields: Partial<EvidenceRow> = {}): EvidenceRow => ({
  file: '补考.csv',
  row: 2,
  term: '2025-2026-2',
  courseCode: courseName,
  courseName,
  nature: '必修课',
  credit: '4.00',
  point: '0.00',
  score: '45',
  resitScore: null,
  retakeScore: null,
  because: '未通过，计 4.00 学分',
  ...fields,
});
const change = (fields: Partial<ProposedChange> = {}): ProposedChange => ({
  kind: 'up',
  decision: { id: 'd', outcome: 'confirm', tier: 1, on: '2026-09-14' },
  caseTier: 1,
  credits: { before: '14.00', after: '18.00' },
  gpa: { before: '1.6000', after: '1.6000' },
  courses: [],
  nowMet: [],
  noLongerMet: [],
  ...fields,
});
const entered = (courseName: string, fields: Partial<EvidenceRow> = {}) => ({
  courseName,
  before: null,
  after: row(courseName, fields),
});

describe('a proposed change in one line', () => {
  it.each([
    ['a failed make-up', [entered('有机化学', { resitScore: '50' })], '一级 → 二级：有机化学补考未过'],
    [
      'a failed retake',
      [entered('有机化学', { resitScore: '50', retakeScore: '51' })],
      '一级 → 二级：有机化学重修未过',
    ],
    ['a fail', [entered('有机化学')], '一级 → 二级：有机化学不及格'],
    [
      'a make-up of a course in the sum already',
      [{ courseName: '有机化学', before: row('有机化学'), after: row('有机化学', { resitScore: '40' }) }],
      '一级 → 二级：有机化学补考未过',
    ],
    [
      'other credits',
      [{ courseName: '有机化学', before: row('有机化学'), after: row('有机化学', { credit: '8.00' }) }],
      '一级 → 二级：有机化学学分 4.00 → 8.00',
    ],
    [
      'another grade, failed as before',
      [{ courseName: '有机化学', before: row('有机化学'), after: row('有机化学', { score: '30' }) }],
      '一级 → 二级：有机化学成绩有更正',
    ],
    [
      'a make-up known before is not said again',
      [
        {
          courseName: '有机化学',
          before: row('有机化学', { resitScore: '40' }),
          after: row('有机化学', { resitScore: '40', score: '30' }),
        },
      ],
      '一级 → 二级：有机化学成绩有更正',
    ],
    [
      'three courses by name',
      [entered('甲'), entered('乙'), entered('丙')],
      '一级 → 二级：甲不及格、乙不及格、丙不及格',
    ],
    [
      'more than three counted',
      [entered('甲'), entered('乙'), entered('丙'), entered('丁')],
      '一级 → 二级：甲不及格、乙不及格、丙不及格等 4 门',
    ],
  ])('%s', (_what, courses, said) => {
    expect(sayChange(change({ courses }), 2)).toBe(said);
  });

  it('cleared says what left the sum', () => {
    const left = [{ courseName: '有机化学', before: row('有机化学'), after: null }];
    expect(sayChange(change({ kind: 'cleared', caseTier: 3, courses: left }), null)).toBe(
      '三级（最重） → 不再符合认定：有机化学不再计入',
    );
  });

  it.each([
    [{ nowMet: ['truancy'] }, '新符合旷课'],
    [{ noLongerMet: ['truancy'] }, '不再符合旷课'],
    [{}, '不及格 14.00 → 18.00 学分'],
    [
      { credits: { before: '14.00', after: '14.00' }, gpa: { before: null, after: '1.4000' } },
      '绩点 无数据 → 1.4000',
    ],
    [{ credits: { before: '14.00', after: '14.00' } }, '依据有更新'],
  ] as const)('without a course of it, %o is said %s', (fields, said) => {
    expect(sayChange(change(fields), 2)).toContain(`一级 → 二级：${said}`);
  });

  it('of a dismissed student it speaks of new evidence, and of one whose case is over too', () => {
    const dismissed = { id: 'd', outcome: 'dismiss', tier: null, on: '2026-09-14' } as const;
    expect(sayChange(change({ kind: 'again', caseTier: null, decision: dismissed }), 1)).toMatch(
      /^上次不认定，有新依据：/,
    );
    const closed = { ...dismissed, outcome: 'close' } as const;
    expect(sayChange(change({ kind: 'again', caseTier: null, decision: closed }), 1)).toMatch(
      /^已结案，有新依据：/,
    );
  });

  it('settled, or with nothing decided before, there is nothing to say', () => {
    expect(sayChange(change({ kind: 'settled' }), 1)).toBe('');
    expect(sayChange(null, 1)).toBe('');
    expect(toChangeView(change({ kind: 'settled' }), 1)).toBeNull();
    expect(toChangeView(null, 1)).toBeNull();
  });
});

describe('a proposed change on the page of one student', () => {
  it('sets the grade rows side by side', () => {
    const left = { courseName: '遗传学', before: row('遗传学'), after: null };
    expect(
      toChangeView(change({ courses: [entered('有机化学'), left], nowMet: ['low-gpa'] }), 2),
    ).toMatchObject({
      heading: '变更建议',
      move: '一级 → 二级',
      figures: '不及格 14.00 → 18.00 学分',
      criteria: expect.stringMatching(/^新符合/),
      courses: [
        { name: '有机化学', before: '不计入', after: '未通过，计 4.00 学分' },
        { name: '遗传学', before: '未通过，计 4.00 学分', after: '不再计入不及格学分' },
      ],
    });
  });

  it.each([
    ['up', '立即开始'],
    ['down', '期限不变'],
    ['cleared', '结案前'],
    ['again', '重新决定'],
  ] as const)('%s says what confirming does, and that nothing changes before', (kind, said) => {
    expect(toChangeView(change({ kind }), kind === 'cleared' ? null : 2)?.hint).toContain(said);
  });
});
