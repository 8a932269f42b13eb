import { describe, expect, it } from 'vitest';
import { toEvidence } from '../../../miniprogram/views/evidence';

const fact = {
  file: '早报告 2026-09-14',
  row: 0,
  term: '2025-2026-2',
  subject: '专业教师 陶景行',
  hours: null,
  because: '诊断会已接受',
};

describe('rows beside the grades', () => {
  it.each([
    [fact, { course: '专业教师 陶景行', credit: '', source: '早报告 2026-09-14' }],
    [
      { ...fact, file: '旷课.csv', row: 3, subject: '有机化学', hours: '4.00', because: '旷课，计入' },
      { course: '有机化学', credit: '4.00 学时', source: '旷课.csv 第 3 行' },
    ],
  ])('stand after them, with where they come from', (held, expected) => {
    const { rows } = toEvidence({
      criterion: 'referral',
      state: 'met',
      statement: '…',
      rows: [],
      facts: [held],
    });
    expect(rows).toMatchObject([{ ...expected, because: held.because, score: '' }]);
    expect(rows[0]?.meta).toContain('2025-2026');
  });
});
