import { readXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Cohort, type CohortFile, generateCohort } from '../../../local/demo/cohort/index';

const bulkHeadings =
  '学号 姓名 课程名称 学分 备注 折算成绩 补考成绩 补考成绩备注 重修成绩 绩点 课程性质 课程归属 重修标记 选课课号 学年 学期 是否注册 学院 班级 正考学年学期 教师姓名';
const transcriptHeadings =
  '学年 学期 课程代码 课程名称 课程性质 课程归属 学分 绩点 成绩 辅修标记 补考成绩 重修成绩 学院名称 备注 重修标记 课程英文名称';

let cohort: Cohort;
let tables: Map<string, string[][]>;

/** Text as a careful reader of the file sees it, nothing cleaned. */
async function readCells({ name, bytes }: CohortFile): Promise<string[][]> {
  if (name.endsWith('.xlsx')) {
    const sheet = (await readXlsx(bytes)).sheets[0];
    return (sheet?.rows ?? []).map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  }
  return Papa.parse<string[]>(text, { delimiter: name.endsWith('.tsv') ? '\t' : ',' }).data;
}

const tableOf = (name: string) => {
  const table = tables.get(name);
  if (!table) throw new Error(`no file ${name}`);
  return table;
};
const clean = (cell: string) =>
  cell.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).trim();
function recordsOf(name: string): Record<string, string>[] {
  const [headings = [], ...rows] = tableOf(name);
  return rows.map((row) => Object.fromEntries(headings.map((heading, i) => [heading, clean(row[i] ?? '')])));
}
const semesterFiles = () => cohort.files.filter(({ kind, use }) => kind === 'grades' && use !== 'sample');
const isPass = (score: string) => /^(优|良|中|及格|合格|免修)$/.test(score) || Number(score) >= 60;
const isOpen = (score: string) => score === '' || score === '缓考' || score === 'W';

/**
 * The rule in its shortest form, written apart from both the generator and the core: credits in 1/100
 * that are outstanding, and Σ credit × point against 1.5 × Σ credit, from the files alone.
 */
function judge(files: readonly CohortFile[]) {
  const students = new Map<string, { open: Map<string, number>; excess: number }>();
  for (const row of files.flatMap(({ name }) => recordsOf(name))) {
    const no = row.学号 ?? '';
    const student = students.get(no) ?? { open: new Map<string, number>(), excess: 0 };
    students.set(no, student);
    const credit = Math.round(Number(row.学分) * 100);
    const score = row.折算成绩 ?? '';
    const code = row.选课课号?.split('-')[3] ?? '';
    const later = [row.补考成绩 ?? '', row.重修成绩 ?? ''];
    if (row.绩点 !== '' && !isOpen(score))
      student.excess += credit * (Math.round(Number(row.绩点) * 100) - 150);
    if (row.课程性质 !== '必修课' && row.课程性质 !== '限选课') continue;
    if (isPass(score) || later.some(isPass)) {
      if (row.重修标记 === '1' || !row.课程名称?.includes('俱乐部')) student.open.delete(code);
    } else if (!isOpen(score)) student.open.set(code, credit);
  }
  return new Map(
    [...students].map(([no, { open, excess }]) => {
      const credits = [...open.values()].reduce((sum, credit) => sum + credit, 0);
      const isIdentified = credits >= 1200 || excess < 0;
      const tier = !isIdentified
        ? null
        : credits >= 2500
          ? 3
          : credits >= 1500
            ? 2
            : credits >= 1200
              ? 1
              : 'watch';
      return [no, { credits: (credits / 100).toFixed(2), tier, excess }];
    }),
  );
}

beforeAll(async () => {
  cohort = await generateCohort();
  tables = new Map(
    await Promise.all(cohort.files.map(async (file) => [file.name, await readCells(file)] as const)),
  );
});

describe('files', () => {
  it('are the same bytes in every run', async () => {
    const again = await generateCohort();
    expect(again.files.map(({ name }) => name)).toEqual(cohort.files.map(({ name }) => name));
    for (const [index, { name, bytes }] of cohort.files.entries()) {
      expect(Buffer.compare(bytes, again.files[index]?.bytes ?? new Uint8Array()), name).toBe(0);
    }
    expect(again.people).toEqual(cohort.people);
  });

  it.each([
    ['classes.csv', '班级 年级 专业 责任区'],
    ['students.csv', '学号 姓名 性别 籍贯 班级 家庭 联系方式 家长'],
    ['staff.csv', '工号 姓名 角色 范围 开始日期 结束日期'],
    ['offerings.csv', '课程代码 课程名称 教师工号 教师姓名 班级 学期'],
    ['volunteers.csv', '学号 姓名 班级 可帮扶课程 空闲时间 联系方式 开始日期'],
    ['2024-2025-1学期成绩.csv', bulkHeadings],
    ['2024-2025-2学期成绩.csv', bulkHeadings],
    ['2025-2026-1学期成绩.csv', bulkHeadings],
    ['2025-2026-2学期成绩.xlsx', bulkHeadings],
    ['成绩-含错误示例.csv', bulkHeadings],
    ['个人成绩单-郝远.tsv', transcriptHeadings],
  ])('%s has exactly the headings of its layout', (name, headings) => {
    expect(tableOf(name)[0]).toEqual(headings.split(' '));
  });

  it('count what they say, in cells as many as headings', () => {
    for (const { name, rows } of cohort.files) {
      const [headings = [], ...data] = tableOf(name);
      expect(data.length, name).toBe(rows);
      expect(
        data.every((row) => row.length <= headings.length),
        name,
      ).toBe(true);
    }
  });

  it('come in both encodings and as a workbook with 学号 as text', async () => {
    const isUtf8 = (file: CohortFile) => {
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
        return true;
      } catch {
        return false;
      }
    };
    const texts = semesterFiles().filter(({ name }) => name.endsWith('.csv'));
    expect(texts.map(isUtf8)).toEqual([false, true, false]);
    const newest = cohort.files.find(({ use }) => use === 'next');
    const sheet = (await readXlsx(newest?.bytes ?? new Uint8Array())).sheets[0];
    const cells = (sheet?.rows ?? []).slice(1);
    expect(cells.length).toBe(newest?.rows);
    expect(cells.every(([studentNo]) => typeof studentNo === 'string')).toBe(true);
    expect(cells.every((row) => typeof row[3] === 'number')).toBe(true);
  });
});

describe('roster', () => {
  it('is 240 students in 8 classes, 学号 of 12 digits, some with leading zeros', () => {
    const students = recordsOf('students.csv');
    const classNames = recordsOf('classes.csv').map(({ 班级 }) => 班级);
    expect(students.length).toBe(240);
    expect(new Set(classNames).size).toBe(8);
    expect(new Set(students.map(({ 学号 }) => 学号)).size).toBe(240);
    expect(students.every(({ 学号 = '' }) => /^\d{12}$/.test(学号))).toBe(true);
    expect(students.filter(({ 学号 = '' }) => 学号.startsWith('0')).length).toBe(2);
    expect(students.every(({ 班级 }) => classNames.includes(班级))).toBe(true);
  });

  it('has one pair of namesakes, in different classes', () => {
    const byName = new Map<string, Record<string, string>[]>();
    for (const row of recordsOf('students.csv')) {
      byName.set(row.姓名 ?? '', [...(byName.get(row.姓名 ?? '') ?? []), row]);
    }
    const shared = [...byName].filter(([, rows]) => rows.length > 1);
    expect(shared.map(([name]) => name)).toEqual(['王梓涵']);
    expect(new Set(shared[0]?.[1].map(({ 班级 }) => 班级)).size).toBe(2);
  });

  it('has the rare characters that fonts and encodings lose', () => {
    const names = recordsOf('students.csv')
      .map(({ 姓名 }) => 姓名)
      .join('');
    for (const character of '喆堃翀珺瑄祎玥昇頔犇垚') expect(names, character).toContain(character);
  });

  it('gives every class one adviser and every area one counselor', () => {
    const rows = recordsOf('staff.csv');
    const scopes = (role: string) => rows.filter(({ 角色 }) => 角色 === role).map(({ 范围 }) => 范围);
    const classRows = recordsOf('classes.csv');
    expect(scopes('班主任')).toEqual(classRows.map(({ 班级 }) => 班级));
    expect(scopes('辅导员')).toEqual(['学涯一区', '学涯二区']);
    for (const area of scopes('辅导员')) {
      expect(classRows.filter(({ 责任区 }) => 责任区 === area).length).toBe(4);
    }
    expect(['专业教师', '学业帮扶志愿者', '系学工办', '组长'].map((role) => scopes(role).length)).toEqual([
      4, 4, 2, 1,
    ]);
    expect(rows.every(({ 开始日期 = '' }) => 开始日期 >= '2024-09-01')).toBe(true);
  });

  it('lists each person of the staff file once, with all roles', () => {
    const rows = recordsOf('staff.csv');
    expect(cohort.people.map(({ workNo }) => workNo)).toEqual([...new Set(rows.map(({ 工号 }) => 工号))]);
    expect(cohort.people.flatMap(({ roles }) => roles).length).toBe(rows.length);
    expect(cohort.people.some(({ roles }) => roles.length > 1)).toBe(true);
    expect(cohort.people.every(({ key }) => /^[a-z0-9-]+$/.test(key))).toBe(true);
  });

  it('has no number that could reach or identify anyone', () => {
    const text = [...tables.values()].flat(2).join('\n');
    const phones = text.match(/(?<!\d)1[3-9]\d{9}(?!\d)/g) ?? [];
    expect(phones.length).toBeGreaterThan(500);
    expect(phones.filter((phone) => !phone.startsWith('1990000'))).toEqual([]);
    expect(new Set(phones).size).toBe(phones.length);
    expect(text).not.toMatch(/\d{17}[\dXx]/);
    expect(text).not.toMatch(/(?<!\d)\d{15}(?!\d)/);
  });
});

describe('grades', () => {
  it('name known students, offerings and terms only', () => {
    const studentNos = new Set(recordsOf('students.csv').map(({ 学号 }) => 学号));
    for (const { name, term } of semesterFiles()) {
      for (const row of recordsOf(name)) {
        expect(studentNos.has(row.学号), `${name} ${row.学号}`).toBe(true);
        expect(`${row.学年}-${row.学期}`).toBe(term);
        expect(row.选课课号).toMatch(/^\(\d{4}-\d{4}-[12]\)-[A-Z]{2,3}\d{6,8}-\d{5}-[12]$/);
      }
    }
  });

  it('show every kind of mark, blank, flag and trap', () => {
    const rows = semesterFiles().flatMap(({ name }) => recordsOf(name));
    const scores = new Set(rows.map(({ 折算成绩 }) => 折算成绩));
    for (const score of [
      '优',
      '良',
      '中',
      '及格',
      '不及格',
      '合格',
      '免修',
      '缓考',
      '缺考',
      '作弊',
      'W',
      '',
    ]) {
      expect(scores.has(score), score).toBe(true);
    }
    const natures = new Set(rows.map(({ 课程性质 }) => 课程性质));
    expect([...natures].sort()).toEqual(['任选课', '必修课', '校公选课', '通识任选课', '限选课'].sort());
    expect(rows.some(({ 补考成绩 = '' }) => Number(补考成绩) >= 60)).toBe(true);
    expect(rows.some(({ 重修成绩 = '' }) => Number(重修成绩) >= 60)).toBe(true);
    expect(rows.some(({ 重修标记, 折算成绩 = '' }) => 重修标记 === '1' && isPass(折算成绩))).toBe(true);
    expect(rows.some(({ 重修标记, 折算成绩 = '' }) => 重修标记 === '1' && !isPass(折算成绩))).toBe(true);
    const raw = semesterFiles().map(({ name }) =>
      tableOf(name)
        .slice(1)
        .map(([studentNo = '']) => studentNo),
    );
    expect(raw[0]?.every((studentNo) => studentNo.startsWith('\t'))).toBe(true);
    expect(raw[1]?.some((studentNo) => studentNo.endsWith('  '))).toBe(true);
    expect(raw[1]?.some((studentNo) => /^[０-９]+$/.test(studentNo))).toBe(true);
    expect(tableOf('2024-2025-2学期成绩.csv').flat()).toContain('\u00a0');
    expect(tableOf('2024-2025-1学期成绩.csv').flat()).toContain('   2.50');
  });

  it.each([
    ['before', 'seed'],
    ['after', 'next'],
  ] as const)('stand %s the newest file as planned, for every student', (at, last) => {
    const files = semesterFiles().filter(({ use }) => use === 'seed' || use === last);
    const judged = judge(files);
    const planned = new Map(cohort.summary.planned.map((student) => [student.studentNo, student]));
    for (const [studentNo, { credits, tier }] of judged) {
      const student = planned.get(studentNo);
      if (student) expect({ credits, tier }, `${student.name} ${studentNo}`).toEqual(student[at]);
      else {
        expect(tier, studentNo).toBeNull();
        expect(Number(credits), studentNo).toBeLessThan(9);
      }
    }
    expect(judged.size).toBe(240);
  });

  it('fill every tier, and stand on each side of each limit', () => {
    const { before, after } = cohort.summary.tiers;
    expect(after['1']).toBeGreaterThanOrEqual(6);
    expect(after['2']).toBeGreaterThanOrEqual(5);
    expect(after['3']).toBeGreaterThanOrEqual(3);
    expect(after.watch).toBeGreaterThanOrEqual(4);
    expect(Math.min(...Object.values(before))).toBeGreaterThanOrEqual(2);
    const credits = cohort.summary.planned.map((student) => student.after.credits);
    expect(credits).toEqual(
      expect.arrayContaining(['8.75', '9.00', '11.75', '12.00', '14.75', '15.00', '24.75', '25.00']),
    );
  });

  it('have one average of exactly 1.5 and one just below', () => {
    const judged = judge(semesterFiles());
    const excessOf = (name: string) =>
      judged.get(cohort.summary.planned.find((student) => student.name === name)?.studentNo ?? '')?.excess;
    expect(excessOf('尹安之')).toBe(0);
    expect(excessOf('汤嘉禾')).toBe(-250);
  });
});

describe('samples', () => {
  it('keep the damage to one file, among rows that are in already', () => {
    const [headings = [], ...rows] = tableOf('成绩-含错误示例.csv');
    const known = new Set(tableOf('2025-2026-1学期成绩.csv').map((row) => row.join('\u0000')));
    const damaged = rows.filter((row) => !known.has(row.join('\u0000')));
    expect(damaged.length).toBe(6);
    expect(rows.length - damaged.length).toBe(8);
    const values = damaged.flat();
    for (const value of ['1E+11', '2.02E+11', '八十多', '三']) expect(values).toContain(value);
    const numbers = semesterFiles().flatMap(({ name }) => recordsOf(name).map(({ 学号 = '' }) => 学号));
    expect(numbers.every((studentNo) => /^\d{12}$/.test(studentNo))).toBe(true);
    expect(headings).toContain('学号');
  });

  it('bring 5 credits with the transferred student, whose earlier terms no bulk file has', () => {
    const file = cohort.files.find(({ name }) => name.startsWith('个人成绩单'));
    const rows = recordsOf(file?.name ?? '');
    const failed = rows.filter(
      (row) =>
        row.课程性质 === '必修课' &&
        row.辅修标记 === '0' &&
        !isPass(row.成绩 ?? '') &&
        !isPass(row.补考成绩 ?? ''),
    );
    expect(failed.map(({ 学分 }) => Number(学分))).toEqual([5]);
    const terms = semesterFiles().filter(({ name }) =>
      recordsOf(name).some(({ 学号 }) => 学号 === file?.studentNo),
    );
    expect(terms.map(({ term }) => term)).toEqual(['2025-2026-1', '2025-2026-2']);
  });
});
