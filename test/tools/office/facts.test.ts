import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { bulkCsv, bulkRow, csv, csvText, xlsx } from '../../adapters/spreadsheet/sheets';
import { TERM, useOffice } from './office-command';

// The lists beside the grades, through the command: expectations are worked out by hand.

const { file, office, screenJson } = useOffice();

const NOW = '2017-2018-2';
const BEFORE = '2017-2018-1';

/** A compulsory course of the semester before. */
const grade = (studentNo: string, name: string, credit: string, score: string, code = 'A'): string[] =>
  bulkRow({
    学号: studentNo,
    姓名: name,
    学分: credit,
    折算成绩: score,
    绩点: '',
    选课课号: `(2016-2017-1)-${code}-05001-1`,
    学年: '2016-2017',
    学期: '1',
  });
const ABSENCES = ['学号', '姓名', '学期', '课程', '学时', '日期', '是否请假'];
const DISCIPLINE = ['学号', '姓名', '处分类别', '性质', '处分文号', '处分日期', '解除日期'];
const WARNINGS = ['学号', '姓名', '学期', '类型'];
const REFERRALS = ['学号', '姓名', '报告人', '事由', '是否诊断会接受', '学期'];

interface Student {
  readonly studentNo: string;
  readonly name: string | null;
  readonly criteria: Readonly<Record<string, string>>;
  readonly evidence: readonly {
    readonly criterion: string;
    readonly statement: string;
    readonly rows: readonly Readonly<Record<string, unknown>>[];
  }[];
}
const byNo = (answer: { students: readonly Student[] }) =>
  Object.fromEntries(answer.students.map((student) => [student.studentNo, student]));
const states = (answer: { students: readonly Student[] }, criterion: string) =>
  Object.fromEntries(answer.students.map(({ studentNo, criteria }) => [studentNo, criteria[criterion]]));

const grades = () =>
  file('g.csv', bulkCsv(grade('001', '周玥', '40', '95'), grade('003', '沈默然', '40', '95')));

describe('office screen with lists beside the grades', () => {
  it('absences: 10 hours of one semester over all courses', async () => {
    await grades();
    const rows = [
      ['001', '周玥', NOW, '遗传学', '4.5', '2018-03-05', ''],
      ['001', '周玥', NOW, '生态学', '5.5', '2018-03-06', '否'],
      ['002', '林一', NOW, '遗传学', '9.5', '', ''],
      ['004', '吴二', NOW, '遗传学', '6', '', ''],
      ['004', '吴二', BEFORE, '遗传学', '5', '', ''],
      ['005', '何三', NOW, '遗传学', '6', '2018-03-05', ''],
      ['005', '何三', NOW, '遗传学', '6', '2018-03-05', ''],
      ['006', '郑四', NOW, '遗传学', '十', '', ''],
      ['1E+11', '王五', NOW, '遗传学', '20', '', ''],
    ];
    await file('a.csv', iconv.encode(csvText([ABSENCES, ...rows]), 'gb18030'));
    const answer = await screenJson('--grades', 'g.csv', '--absences', 'a.csv', ...TERM);
    expect(states(answer, 'truancy')).toEqual({
      '001': 'met',
      '002': 'not-met',
      '003': 'not-met',
      '004': 'not-met',
      '005': 'not-met',
      '006': 'no-data',
    });
    const students = byNo(answer);
    expect(students['001']).toMatchObject({ identified: true, tier: 'watch', outstandingCredits: '0.00' });
    expect(students['002']).toMatchObject({
      name: '林一',
      identified: false,
      tier: null,
      outstandingCredits: '0.00',
      gpa: null,
      criteria: { 'failed-courses': 'no-data', 'low-gpa': 'no-data', referral: 'no-data' },
    });
    const truancy = students['001']?.evidence[0];
    expect(truancy?.statement).toBe('本学期旷课 10.00 学时，界限为 10.00 学时（含）');
    expect(truancy?.rows).toMatchObject([
      { file: 'a.csv', row: 2, term: NOW, subject: '遗传学 2018-03-05', hours: '4.50' },
      { file: 'a.csv', row: 3, term: NOW, subject: '生态学 2018-03-06', hours: '5.50' },
    ]);
    expect(students['005']?.evidence[0]?.rows[1]?.because).toBe('与a.csv 第 7 行完全相同，只计一次');
    expect(answer.rejected).toMatchObject([
      { file: 'a.csv', row: 9, column: '学时', value: '十' },
      { file: 'a.csv', row: 10, column: '学号', value: '1E+11' },
    ]);

    await file('copy.csv', csv([ABSENCES, ...rows]));
    const twice = ['--absences', 'a.csv', '--absences', 'a.csv', '--absences', 'copy.csv'];
    const again = await screenJson('--grades', 'g.csv', ...twice, ...TERM);
    expect(states(again, 'truancy')).toEqual(states(answer, 'truancy'));
    const { stderr } = await office('screen', '--grades', 'g.csv', '--absences', 'a.csv', ...TERM);
    expect(stderr).toContain('注意：旷课记录里有 1 行与别的行完全相同，只计一次');
    expect(stderr).toMatch(/a\.csv 第 10 行，“学号”为“1E\+11”/);
  });

  it('discipline: of a study kind, in force at the end of the semester or on the day asked for', async () => {
    await grades();
    const action = (no: string, nature: string, from: string, to: string) => [
      ...[no, '', '记过', nature, `院字〔2018〕${no}号`, from, to],
    ];
    await file(
      'd.xlsx',
      await xlsx([
        DISCIPLINE,
        action('001', '考试作弊', '2018-05-02', ''),
        action('002', '晚归', '2018-05-02', ''),
        action('004', '抄袭', '2017-05-02', '2018-05-02'),
        action('005', '抄袭', '2018-03-02', '2018-09-01'),
      ]),
    );
    const args = ['--grades', 'g.csv', '--discipline', 'd.xlsx', ...TERM];
    const answer = await screenJson(...args);
    expect(states(answer, 'study-discipline')).toEqual({
      '001': 'met',
      '002': 'not-met',
      '003': 'not-met',
      '004': 'not-met',
      '005': 'met',
    });
    expect(byNo(answer)['001']?.evidence[4]).toMatchObject({
      statement: '记过 考试作弊（院字〔2018〕001号）',
      rows: [{ file: 'd.xlsx', row: 2, subject: '记过 考试作弊（院字〔2018〕001号）' }],
    });
    const early = await screenJson(...args, '--as-of', '2018-05-01');
    expect(states(early, 'study-discipline')).toMatchObject({ '001': 'not-met', '004': 'met', '005': 'met' });
  });

  it('warnings: on the list of this semester, or 15 credits', async () => {
    await file(
      'w-g.csv',
      bulkCsv(
        ...['001', '002', '003', '004'].map((no) => grade(no, '甲', '40', '95')),
        grade('001', '甲', '14.99', '40', 'B'),
        grade('002', '甲', '15', '40', 'B'),
      ),
    );
    await file(
      'w.tsv',
      csv(
        [
          WARNINGS,
          ['003', '甲', NOW, '编入下一年级'],
          ['004', '甲', BEFORE, '学业预警'],
          ['\t００５', '乙', NOW, '学业预警'],
        ],
        '\t',
      ),
    );
    const answer = await screenJson('--grades', 'w-g.csv', '--warnings', 'w.tsv', ...TERM);
    expect(states(answer, 'academic-warning')).toEqual({
      '001': 'not-met',
      '002': 'met',
      '003': 'met',
      '004': 'not-met',
      '005': 'met',
    });
    const students = byNo(answer);
    expect(students['001']).toMatchObject({ identified: true, tier: 1 });
    expect(students['002']).toMatchObject({ identified: true, tier: 2 });
    expect(students['005']).toMatchObject({ name: '乙', identified: true, tier: 'watch' });
    expect(students['005']?.evidence[2]?.statement).toBe(
      '没有可用的成绩，学业预警线为 15.00（含）；在教务处预警名单上（学业预警）',
    );
  });

  it('referrals: accepted at the meeting', async () => {
    await grades();
    await file(
      'r.csv',
      csv([
        REFERRALS,
        ['001', '周玥', '高照', '网瘾', '是', NOW],
        ['003', '沈默然', '高照', '厌学', '待定', NOW],
      ]),
    );
    const answer = await screenJson('--grades', 'g.csv', '--referrals', 'r.csv', ...TERM);
    expect(states(answer, 'referral')).toEqual({ '001': 'met', '003': 'not-met' });
    expect(byNo(answer)['003']?.evidence[5]?.rows).toMatchObject([
      { file: 'r.csv', row: 3, subject: '高照：厌学', because: '诊断会未接受（待定），只列出' },
    ]);
  });

  it('says in the table what was not handed in, and does not show unknown credits as 0', async () => {
    await grades();
    await file('t.csv', csv([WARNINGS, ['009', '林一', NOW, '学业预警']]));
    const { stdout } = await office('screen', '--grades', 'g.csv', '--warnings', 't.csv', ...TERM);
    expect(stdout).toMatch(/009\s+林一\s+建档关注\s+无成绩/);
    expect(stdout).toContain('旷课记录、违纪处分、早报告：未提供数据。');
    expect(stdout).toMatch(/t\.csv 第 2 行 {2}学业预警：列入本学期名单/);
  });

  it('notes a list of another semester', async () => {
    await grades();
    await file('old.csv', csv([WARNINGS, ['001', '周玥', BEFORE, '学业预警']]));
    const { stderr } = await office('screen', '--grades', 'g.csv', '--warnings', 'old.csv', ...TERM);
    expect(stderr).toContain('注意：学业预警名单里没有 2017-2018-2 学期的记录。');
  });

  it('asks to look at a 学号 with two names, in the grades or among the lists', async () => {
    await grades();
    await file(
      'names.csv',
      csv([WARNINGS, ['001', '林一', NOW, ''], ['007', '吴二', NOW, ''], ['007', '何三', BEFORE, '']]),
    );
    const { stderr } = await office('screen', '--grades', 'g.csv', '--warnings', 'names.csv', ...TERM);
    expect(stderr).toContain('注意：学号 001 有两个姓名「周玥」和「林一」，请核对学号。');
    expect(stderr).toContain('注意：学号 007 有两个姓名「吴二」和「何三」，请核对学号。');
  });

  it.each<[string, string, RegExp]>([
    ['a list that is not there', 'none.csv', /none\.csv.*找不到/],
    ['a table of another kind', 'g.csv', /旷课记录表.*缺少.*学时/],
  ])('refuses %s', async (_, name, sentence) => {
    await grades();
    const { code, stdout, stderr } = await office('screen', '--grades', 'g.csv', '--absences', name, ...TERM);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('office template', () => {
  it('writes a blank table that reads back: everybody known is not met', async () => {
    const { code, stdout } = await office('template', 'absences');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\ufeff.*写上日期.*\r\n学号,姓名,学期,课程,学时,日期,是否请假\r\n$/);
    await grades();
    await file('blank.csv', stdout);
    const answer = await screenJson('--grades', 'g.csv', '--absences', 'blank.csv', ...TERM);
    expect(states(answer, 'truancy')).toEqual({ '001': 'not-met', '003': 'not-met' });
  });
});
