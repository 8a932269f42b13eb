import iconv from 'iconv-lite';
import { beforeAll, describe, expect, it } from 'vitest';
import { policy2015, policy2025 } from '#core/policies/index';
import {
  BULK_HEADINGS,
  bulkCsv,
  bulkRow,
  csv,
  csvText,
  TRANSCRIPT_HEADINGS,
  transcriptRow,
  xlsx,
} from '../../adapters/spreadsheet/sheets';
import { TERM, useOffice } from './office-command';

const { file, office, screenJson } = useOffice();

/** The eight rows of a real transcript's shape: resits passed, club PE failed in its second semester. */
const transcript = (): Uint8Array => {
  const rows: readonly (readonly string[])[] = [
    [
      '2016-2017',
      '1',
      'TY170002',
      '排球-俱乐部',
      '必修课',
      '体育类',
      '1.0',
      '   1.70',
      '67',
      '0',
      ' ',
      ' ',
      '体育学院',
      ' ',
      '0',
      '',
    ],
    [
      '2016-2017',
      '1',
      'TS220191',
      '军事训练',
      '必修课',
      ' ',
      '2',
      '   3.90',
      '89',
      ' ',
      ' ',
      ' ',
      '教研室',
      ' ',
      ' ',
      ' ',
    ],
    [
      '2016-2017',
      '2',
      'ZJ150201',
      '电路分析',
      '必修课',
      ' ',
      '2.0',
      '   1.00',
      '56.5',
      '0',
      '60',
      ' ',
      '学院',
      ' ',
      '0',
      '',
    ],
    [
      '2016-2017',
      '2',
      'TY170002',
      '排球-俱乐部',
      '必修课',
      '体育类',
      '1',
      '   0.00',
      '47',
      '0',
      '50',
      ' ',
      '体育学院',
      ' ',
      '0',
      '',
    ],
    [
      '2017-2018',
      '1',
      'TS030103',
      '大学英语(三)',
      '必修课',
      ' ',
      '2.0',
      '   1.00',
      '51',
      '0',
      '60',
      ' ',
      '外语',
      ' ',
      '0',
      '',
    ],
    [
      '2017-2018',
      '1',
      'HK110111',
      '概率论',
      '必修课',
      ' ',
      '3.0',
      '   1.50',
      '65',
      '0',
      ' ',
      ' ',
      '数学',
      ' ',
      '0',
      '',
    ],
    [
      '2017-2018',
      '1',
      'ZJ150213',
      '数字电路',
      '必修课',
      ' ',
      '2.0',
      '   1.00',
      '55.5',
      '0',
      '60',
      ' ',
      '学院',
      ' ',
      '0',
      '',
    ],
    [
      '2017-2018',
      '2',
      'TSA07100103',
      '养生按摩',
      '校公选课',
      ' ',
      '2',
      '   0.00',
      '0',
      '0',
      ' ',
      ' ',
      ' ',
      ' ',
      '0',
      '',
    ],
  ];
  return csv([TRANSCRIPT_HEADINGS, ...rows], '\t');
};

const PART_SCORES = ['平时成绩', '期中成绩', '期末成绩', '实验成绩'];

const failed = (credit: string, code: string) =>
  bulkRow({
    学分: credit,
    折算成绩: '40',
    绩点: '0',
    选课课号: `(2017-2018-2)-${code}-05001-1`,
    学年: '2017-2018',
    学期: '2',
  });

describe('office screen', () => {
  it('takes credits from a course list for an export without them', async () => {
    const headings =
      '选课课号,教师姓名,课程性质,课程名称,学号,姓名,学院,行政班,专业代码,专业名称,重修标记,平时成绩,期中成绩,期末成绩,实验成绩,总评成绩,折算成绩,补考成绩,补考成绩备注,重修成绩,绩点';
    const row = (code: string) =>
      `(2017-2018-2)-${code}-05001-1,沈默然,必修课,遗传学,201600000001,周玥,,生物161,,,0,,,,,40,40,,,,0`;
    await file('class.csv', [headings, row('SK01'), row('SK02')].join('\n'));
    await file('courses.csv', '课程代码,课程名称,学分,课程性质\nSK01,遗传学,9,必修课\n');
    const refused = await office('screen', '--grades', 'class.csv', ...TERM);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/没有学分列。请先导入课程目录.*--courses/);
    const answer = await screenJson('--grades', 'class.csv', '--courses', 'courses.csv', ...TERM);
    expect(answer).toMatchObject({
      students: [{ studentNo: '201600000001', outstandingCredits: '9.00' }],
      rejected: [{ file: 'class.csv', row: 3, column: '选课课号' }],
    });
    await file('more.csv', '课程代码,学分\nSK01,12.5\nSK02,x\n');
    const both = await screenJson(
      '--grades',
      'class.csv',
      '--courses',
      'courses.csv',
      '--courses',
      'more.csv',
      ...TERM,
    );
    expect(both).toMatchObject({
      students: [{ outstandingCredits: '12.50' }],
      rejected: [{ file: 'more.csv', row: 3, column: '学分' }, { file: 'class.csv' }],
    });
  });

  it('answers a transcript in exactly the promised shape', async () => {
    await file('transcript.tsv', transcript());
    const answer = await screenJson('--grades', 'transcript.tsv', '--student-no', '201600000001', ...TERM);
    expect(Object.keys(answer)).toEqual(['policy', 'term', 'students', 'rejected']);
    expect(answer).toMatchObject({
      policy: { id: '2015', version: policy2015.version },
      term: '2017-2018-2',
      rejected: [],
    });
    const [student, ...others] = answer.students;
    expect(others).toEqual([]);
    const { evidence, pending, ...rest } = student;
    expect(rest).toEqual({
      studentNo: '201600000001',
      name: null,
      identified: true,
      tier: 'watch',
      outstandingCredits: '1.00',
      gpa: '1.3333',
      toNextTier: '11.00',
      criteria: {
        truancy: 'no-data',
        'failed-courses': 'not-met',
        'academic-warning': 'no-data',
        'low-gpa': 'met',
        'study-discipline': 'no-data',
        referral: 'no-data',
      },
    });
    expect(pending).toEqual([]);
    const failures = evidence.find(
      ({ criterion }: { criterion: string }) => criterion === 'failed-courses',
    ).rows;
    expect(failures.map(({ row }: { row: number }) => row).sort()).toEqual([4, 5, 6, 8, 9]);
  });

  it('reads several files and formats in one run and counts a row in two of them once', async () => {
    await file('a.csv', bulkCsv(failed('8', 'SK01'), failed('3.99', 'SK02')));
    await file('b.csv', iconv.encode(csvText([BULK_HEADINGS, failed('8', 'SK01')]), 'gb18030'));
    const workbook = await file('c.xlsx', await xlsx([BULK_HEADINGS, failed('0.01', 'SK03')]));
    const below = await screenJson('--grades', 'a.csv', 'b.csv', ...TERM);
    expect(below.students).toMatchObject([
      { studentNo: '202400010101', name: '周玥', outstandingCredits: '11.99', tier: 'watch' },
    ]);
    const at = await screenJson('--grades', 'a.csv', '--grades', 'b.csv', '--grades', workbook, ...TERM);
    expect(at.students).toMatchObject([{ outstandingCredits: '12.00', tier: 1, toNextTier: '3.00' }]);
  });

  it('lists students by 学号 whatever the order of rows', async () => {
    const rows = ['20240003', '20240001', '20240002'].map((studentNo) => bulkRow({ 学号: studentNo }));
    await file('forth.csv', bulkCsv(...rows));
    await file('back.csv', bulkCsv(...rows.reverse()));
    const strip = (answer: unknown) => JSON.stringify(answer).replaceAll(/"file":"[^"]*","row":\d+/g, '');
    const forth = await screenJson('--grades', 'forth.csv', ...TERM);
    expect(forth.students.map(({ studentNo }: { studentNo: string }) => studentNo)).toEqual([
      '20240001',
      '20240002',
      '20240003',
    ]);
    expect(strip(await screenJson('--grades', 'back.csv', ...TERM))).toBe(strip(forth));
  });

  it('screens the sound rows and names the others in the answer and on standard error', async () => {
    await file('dirty.csv', bulkCsv(bulkRow(), bulkRow({ 学号: '1E+11' }), bulkRow({ 折算成绩: '还行' })));
    const { code, stdout, stderr } = await office(
      'screen',
      '--grades',
      'dirty.csv',
      ...TERM,
      '--format',
      'json',
    );
    expect(code).toBe(0);
    const { students, rejected } = JSON.parse(stdout);
    expect(students).toHaveLength(1);
    expect(rejected).toEqual([
      {
        file: 'dirty.csv',
        row: 3,
        column: '学号',
        value: '1E+11',
        reason: expect.stringContaining('科学计数法'),
      },
      { file: 'dirty.csv', row: 4, column: '折算成绩', value: '还行', reason: expect.any(String) },
    ]);
    expect(stderr.match(/^.*dirty\.csv/gm)).toHaveLength(rejected.length);
    for (const { row, value } of rejected)
      expect(stderr).toMatch(new RegExp(`dirty\\.csv 第 ${row} 行.*${value.replace('+', '\\+')}`));
  });

  it('takes a shipped policy by its id and a policy file by its path', async () => {
    await file('p.csv', bulkCsv(failed('8', 'SK01'), failed('6', 'SK02')));
    const file2025 = await file('own.json', JSON.stringify({ ...policy2025, id: 'own', version: '7' }));
    expect((await screenJson('--grades', 'p.csv', ...TERM)).students[0]).toMatchObject({ tier: 1 });
    const shipped = await screenJson('--grades', 'p.csv', '--policy', '2025', ...TERM);
    expect(shipped.students[0].tier).not.toBe(1);
    const own = await screenJson('--grades', 'p.csv', '--policy', file2025, ...TERM);
    expect(own.policy).toEqual({ id: 'own', version: '7' });
    expect(own.students).toEqual(shipped.students);
  });

  it('writes out a policy that reads back as the same, with the mark of a Windows editor too', async () => {
    await file('q.csv', bulkCsv(failed('8', 'SK01'), failed('6', 'SK02')));
    const { code, stdout, stderr } = await office('policy', '--policy', '2025');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(policy2025);
    await file('edited.json', `\ufeff${stdout.replace('"id": "2025"', '"id": "本校"')}`);
    const answer = await screenJson('--grades', 'q.csv', '--policy', 'edited.json', ...TERM);
    expect(answer.policy).toEqual({ id: '本校', version: policy2025.version });
  });

  it.each([
    ['20 columns', [...TRANSCRIPT_HEADINGS.slice(0, 8), ...PART_SCORES, ...TRANSCRIPT_HEADINGS.slice(8)]],
    [
      '18 columns',
      [
        ...TRANSCRIPT_HEADINGS.slice(0, 7),
        ...PART_SCORES,
        '成绩',
        '补考成绩',
        '是否重修',
        '开课学院',
        '绩点',
        '备注',
        '补考备注',
      ],
    ],
  ])('reads a transcript of %s, its part scores left aside', async (columns, headings) => {
    const cells: Readonly<Record<string, string>> = {
      学年: '2016-2017',
      学期: '2',
      课程代码: 'SK01',
      课程名称: '遗传学',
      课程性质: '必修课',
      学分: '2.5',
      绩点: '   0.00',
      平时成绩: '90',
      期末成绩: '30',
      成绩: '48',
      补考成绩: '55',
      是否重修: '否',
      重修标记: '0',
    };
    const name = `${columns}.csv`;
    await file(name, csv([['学生个人成绩'], headings, headings.map((heading) => cells[heading] ?? '')]));
    const answer = await screenJson('--grades', name, '--student-no', '\t０１６ ', ...TERM);
    expect(answer.rejected).toEqual([]);
    expect(answer.students).toMatchObject([
      { studentNo: '016', name: null, outstandingCredits: '2.50', gpa: '0.0000', tier: 'watch' },
    ]);
    expect(answer.students[0].evidence[1].rows).toMatchObject([{ row: 3, score: '48', resitScore: '55' }]);
  });

  it('never merges namesakes, and takes several transcripts for one student', async () => {
    await file('n.csv', bulkCsv(bulkRow({ 学号: '0001' }), bulkRow({ 学号: '00001' })));
    const { students } = await screenJson('--grades', 'n.csv', ...TERM);
    expect(students).toMatchObject([
      { studentNo: '00001', name: '周玥' },
      { studentNo: '0001', name: '周玥' },
    ]);
    const failing = (code: string) => transcriptRow({ 课程代码: code, 成绩: '40', 绩点: '0' });
    await file('t1.csv', csv([TRANSCRIPT_HEADINGS, failing('A'), failing('B')]));
    await file('t2.csv', csv([TRANSCRIPT_HEADINGS, failing('B'), failing('C')]));
    const both = await screenJson('--grades', 't1.csv', 't2.csv', '--student-no', '0001', ...TERM);
    expect(both.students).toMatchObject([{ outstandingCredits: '9.00' }]);
  });

  it('notes results of a later semester and counts them', async () => {
    await file('later.csv', bulkCsv(bulkRow()));
    const { code, stdout, stderr } = await office(
      'screen',
      '--grades',
      'later.csv',
      ...TERM,
      '--format',
      'json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout).students).toHaveLength(1);
    expect(stderr).toMatch(/没有 2017-2018-2 学期的成绩/);
    expect(stderr).toMatch(/晚于 2017-2018-2.*2024-2025-1.*计入/);
  });

  it('prints a table for people', async () => {
    await file(
      't.csv',
      bulkCsv(failed('8', 'SK01'), failed('8', 'SK02'), bulkRow({ 学号: '20240002', 姓名: '李喆' })),
    );
    const { code, stdout } = await office('screen', '--grades', 't.csv', ...TERM);
    expect(code).toBe(0);
    expect(stdout).toContain('共 2 名学生，认定 1 人：二级 1 人。');
    expect(stdout).toMatch(/202400010101 {2}周玥 {2}二级 +16\.00 +9\.00/);
    expect(stdout).toContain('未提供数据');
  });

  it('prints nothing that a terminal would obey, a row a line', async () => {
    const name = '周\u001b[31m\n玥';
    await file(
      'codes.csv',
      bulkCsv(bulkRow({ 姓名: name, 折算成绩: '40' }), bulkRow({ 折算成绩: '还\n\u0007行' })),
    );
    const { stdout, stderr } = await office('screen', '--grades', 'codes.csv', ...TERM);
    expect(stdout).toContain('周 [31m 玥');
    expect(stderr).toContain('codes.csv 第 3 行，“折算成绩”为“还 行”');
    for (const code of ['\u0007', '\u001b']) expect(stdout + stderr).not.toContain(code);
  });

  it('shows its use in Chinese', async () => {
    const { code, stdout } = await office('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('用法：npm run -s office -- screen');
  });
});

describe('office refuses with exit code 2 and one sentence', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['no command', [], /请写明要做什么/],
    [
      'a policy that is not there',
      ['screen', '--grades', 'x.csv', '--policy', '2019', ...TERM],
      /2019.*2015、2025/,
    ],
    ['a file that is not there', ['screen', '--grades', 'x.csv', ...TERM], /x\.csv.*找不到/],
  ])('%s', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await office(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  const long = `${'长'.repeat(200)}.csv`;
  beforeAll(async () => {
    await file('odd.csv', '甲,乙\n1,2\n');
    await file('virus.xlsx', Buffer.from('MZ\x90\x00', 'latin1'));
    await file('mine.csv', csv([TRANSCRIPT_HEADINGS, transcriptRow()]));
    await file('bad.json', '{"id": 1}');
  });

  it.each<[string, readonly string[], RegExp]>([
    ['an unknown layout', ['odd.csv'], /甲、乙/],
    ['an unknown layout beside a known one', ['mine.csv', 'odd.csv', '--student-no', '20240001'], /odd\.csv/],
    ['a renamed program', ['virus.xlsx'], /程序/],
    ['a transcript of nobody', ['mine.csv'], /--student-no/],
    [
      'a 学号 that lost its digits',
      ['mine.csv', '--student-no', '1E+11'],
      /学号「1E\+11」不能用：.*科学计数法/,
    ],
    [
      'a broken policy',
      ['mine.csv', '--student-no', '20240001', '--policy', 'bad.json'],
      /「bad\.json」不能用：.*「.+」/,
    ],
    ['a folder', ['.'], /不是文件/],
    ['a name that the system does not open', [long], /打不开/],
  ])('%s', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await office('screen', ...TERM, '--grades', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
