import { readFile, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { policy2015 } from '#core/policies/index';
import { bulkCsv, bulkRow } from '../../adapters/spreadsheet/sheets';
import { TERM, useOffice } from './office-command';

const { file, office } = useOffice();

const failed = (studentNo: string, credit: string, code: string) =>
  bulkRow({
    学号: studentNo,
    学分: credit,
    折算成绩: '40',
    绩点: '0',
    选课课号: `(2017-2018-2)-${code}-05001-1`,
    学年: '2017-2018',
    学期: '2',
  });

const ABSENCES =
  '学号,姓名,学期,课程,学时,性质,日期\n20240009,沈知礼,2017-2018-2,遗传学,11,旷课,2018-04-02\n';

async function snapshot() {
  const grades = await file(
    'grades.csv',
    bulkCsv(
      failed('20240001', '8', 'SK01'),
      failed('20240001', '6', 'SK02'),
      failed('20240002', '30', 'SK01'),
      bulkRow({ 折算成绩: '还行' }),
    ),
  );
  const absences = await file('absences.csv', ABSENCES);
  const path = grades.replace('grades.csv', 'kept.json');
  const answer = await office(
    'screen',
    '--grades',
    'grades.csv',
    '--absences',
    absences,
    ...TERM,
    '--format',
    'json',
    '--snapshot',
    'kept.json',
  );
  expect(answer.code).toBe(0);
  return { path, answer: answer.stdout, text: await readFile(path, 'utf8') };
}

describe('office replay', () => {
  it('gives the same JSON byte for byte, whatever became of the files', async () => {
    const { answer, text } = await snapshot();
    expect(JSON.parse(answer).students.map(({ tier }: { tier: unknown }) => tier)).toEqual([1, 3, 'watch']);
    await file('grades.csv', 'gone');
    await file('absences.csv', 'gone');
    const again = await office('replay', 'kept.json');
    expect({ code: again.code, isSame: again.stdout === answer }).toEqual({ code: 0, isSame: true });
    expect(again.stderr).toContain(`重算一致：2 名学生，3 行成绩，办法版本 ${policy2015.version}。`);

    const twice = await office('screen', '--grades', 'grades.csv', ...TERM, '--snapshot', 'kept.json');
    expect({ code: twice.code, stdout: twice.stdout }).toEqual({ code: 2, stdout: '' });

    await file('moved.json', text.replace('"credit":800', '"credit":900'));
    const moved = await office('replay', 'moved.json');
    expect(moved.code).toBe(3);
    expect(moved.stderr).toContain('重算不一致：学号 20240001 的帮扶类型（快照为 1，重算为 2）不同');

    await file('doctored.json', text.replace('"outstandingCredits":"30.00"', '"outstandingCredits":"12.00"'));
    const doctored = await office('replay', 'doctored.json');
    expect(doctored.code).toBe(3);
    expect(doctored.stderr).toContain('学号 20240002 的不及格学分（快照为 12.00，重算为 30.00）不同');

    await file('half.json', text.slice(0, text.length / 2));
    const half = await office('replay', 'half.json');
    expect({ code: half.code, stdout: half.stdout }).toEqual({ code: 2, stdout: '' });
    expect(half.stderr).toMatch(/half\.json.*不完整/);
  });

  it.each([
    [['replay'], /请写明一个快照文件/],
    [['replay', 'absent.json'], /absent\.json.*找不到/],
    [['screen', '--grades', 'x.csv', ...TERM, '--snapshot'], /--snapshot 后面要写一个值/],
  ])('refuses %j', async (args, sentence) => {
    const { code, stdout, stderr } = await office(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
  });

  it('keeps nothing of a screening that was refused', async () => {
    const bad = await file('odd.csv', '甲,乙\n1,2\n');
    const { code } = await office('screen', '--grades', 'odd.csv', ...TERM, '--snapshot', 'none.json');
    expect(code).toBe(2);
    await expect(stat(bad.replace('odd.csv', 'none.json'))).rejects.toThrow();
  });
});
