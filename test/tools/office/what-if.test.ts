import { describe, expect, it } from 'vitest';
import { bulkCsv, bulkRow } from '../../adapters/spreadsheet/sheets';
import { TERM, useOffice } from './office-command';

const { file, office } = useOffice();

/** So many credits failed, and sixty passed well: the average is high. */
const student = (studentNo: string, credit: string, className: string) => {
  const row = (code: string, fields: Readonly<Record<string, string>>) =>
    bulkRow({
      学号: studentNo,
      姓名: `同学${studentNo}`,
      班级: className,
      选课课号: `(2017-2018-2)-${code}-05001-1`,
      学年: '2017-2018',
      学期: '2',
      ...fields,
    });
  return [
    row('SK01', { 学分: credit, 折算成绩: '40', 绩点: '0' }),
    ...['SK02', 'SK03', 'SK04'].map((code) => row(code, { 学分: '20', 折算成绩: '95', 绩点: '4.5' })),
  ];
};

const RULES = ['--policy', '2015', '--policy', '2025'];

describe('office what-if', () => {
  it('says who moves where and what a week holds for each person', async () => {
    await file(
      'grades.csv',
      bulkCsv(
        ...student('20240001', '13', '甲班'),
        ...student('20240002', '16', '甲班'),
        ...student('20240003', '40', '乙班'),
        ...student('20240004', '2', '乙班'),
      ),
    );
    await file('classes.csv', '班级,年级,专业,责任区\n甲班,2024,生物科学,一区\n乙班,2024,生物技术,一区\n');
    await file(
      'staff.csv',
      '工号,姓名,角色,范围,开始日期,结束日期\nT1,顾明澜,班主任,甲班,2017-09-01,\nT3,苏慕言,辅导员,一区,2017-09-01,\nT8,白临川,班主任,乙班,2015-09-01,2016-08-31\n',
    );
    const args = [
      'what-if',
      ...RULES,
      '--grades',
      'grades.csv',
      ...TERM,
      '--staff',
      'staff.csv',
      '--classes',
      'classes.csv',
    ];
    const json = await office(...args, '--format', 'json');
    expect({ code: json.code, stderr: json.stderr }).toEqual({ code: 0, stderr: '' });
    const answer = JSON.parse(json.stdout);
    expect(answer).toMatchObject({
      students: 4,
      isForecast: true,
      before: { id: '2015' },
      after: { id: '2025' },
    });
    expect(
      answer.moves.map(({ before, after, students }: Record<string, unknown>) => [before, after, students]),
    ).toEqual([
      ['3', '3', 1],
      ['2', '1', 1],
      ['1', 'watch', 1],
    ]);
    expect(answer.moves[1].rows).toEqual([
      {
        studentNo: '20240002',
        name: '同学20240002',
        className: '甲班',
        creditsBefore: '16.00',
        creditsAfter: '16.00',
      },
    ]);
    expect(answer.people).toEqual([
      // Monthly and two-weekly talks before; one monthly after.
      {
        id: 'T1',
        name: '顾明澜',
        side: 'adviser',
        isVacant: false,
        students: { before: 2, after: 2 },
        before: { talksPerWeek: '0.7', dutiesPerWeek: '1.5', once: 8 },
        after: { talksPerWeek: '0.2', dutiesPerWeek: '0.5', once: 4 },
      },
      expect.objectContaining({ name: '乙班', side: 'adviser', isVacant: true }),
      expect.objectContaining({ id: 'T3', side: 'counselor', students: { before: 3, after: 3 } }),
    ]);
    const table = await office(...args);
    expect(table.stdout).toMatch(/共 4 名学生，2 人的结果不同：[^。]*减轻 \d/);
    expect(table.stdout).toMatch(/20240002 {2}同学20240002 +甲班 +二级 +一级 +16\.00/);
    expect(table.stdout).toMatch(/班主任 {2}顾明澜 +2 → 2 +0\.7 → 0\.2/);
    expect(table.stdout).toContain('预测');
    const byClass = await office('what-if', ...RULES, '--grades', 'grades.csv', ...TERM);
    expect(byClass.stdout).toMatch(/班主任 {2}（甲班） +2 → 2/);
  });

  it.each([
    [['what-if', '--policy', '2015', '--grades', 'grades.csv', ...TERM], /请用两个 --policy/],
    [['what-if', ...RULES, ...TERM], /--grades/],
    [['what-if', ...RULES, '--grades', 'grades.csv', ...TERM, '--staff'], /--staff 后面要写一个值/],
  ])('refuses %j', async (args, sentence) => {
    const { code, stdout, stderr } = await office(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
  });
});
