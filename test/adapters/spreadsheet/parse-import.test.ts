import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type ParsedImport, parseImport } from '#adapters/spreadsheet/parse-import';
import type { GradeRow } from '#core/domain/grade-row';
import { policy2015 } from '#core/policies/index';
import {
  BULK_HEADINGS,
  bulkCsv,
  bulkRow,
  csv,
  csvText,
  TRANSCRIPT_HEADINGS,
  transcriptRow,
  xlsx,
} from './sheets';

const parse = (bytes: Uint8Array, fileName = '成绩.csv', options: { studentNo?: string } = {}) =>
  parseImport(bytes, fileName, { policy: policy2015, ...options });

const gradesOf = (parsed: ParsedImport): readonly GradeRow[] => {
  if (parsed.kind !== 'grades') throw new Error(`read as ${parsed.kind}`);
  return parsed.rows;
};

const onlyGrade = async (cells: Record<string, string>) => {
  const parsed = await parse(bulkCsv(bulkRow(cells)));
  expect(parsed.rejected).toEqual([]);
  return gradesOf(parsed)[0];
};

const onlyRejection = async (cells: Record<string, string>) => {
  const parsed = await parse(bulkCsv(bulkRow(cells)));
  expect(gradesOf(parsed)).toEqual([]);
  return parsed.rejected[0];
};

describe('layouts', () => {
  it('reads a row of the bulk export, the course code out of the 选课课号', async () => {
    const parsed = await parse(bulkCsv(bulkRow({ 学分: '2', 补考成绩: '60', 备注: '' })));
    expect(parsed).toMatchObject({
      kind: 'grades',
      layout: 'zf_old_admin_bulk_20',
      rowsRead: 1,
      rejected: [],
    });
    expect(gradesOf(parsed)[0]).toMatchObject({
      file: '成绩.csv',
      row: 2,
      studentNo: '202400010101',
      studentName: '周玥',
      className: '生物科学241',
      term: '2024-2025-1',
      courseCode: 'SK030101',
      courseName: '遗传学',
      nature: '必修课',
      credit: 200,
      point: 220,
      score: '72',
      resitScore: '60',
      retakeScore: null,
      isRetake: false,
      isMinor: false,
      isVoid: false,
      examKind: null,
      remark: null,
    });
  });

  it('reads a transcript for the student it is told, and refuses it without', async () => {
    const bytes = csv([TRANSCRIPT_HEADINGS, transcriptRow({ 辅修标记: '1' })], '\t');
    const parsed = await parse(bytes, '成绩单.tsv', { studentNo: ' ２０２４0009\t' });
    expect(parsed.layout).toBe('zf_old_student_16');
    expect(gradesOf(parsed)[0]).toMatchObject({ studentNo: '20240009', studentName: null, isMinor: true });
    await expect(parse(bytes, '成绩单.tsv')).rejects.toMatchObject({ code: 'STUDENT_NO_MISSING' });
    await expect(parse(bytes, '成绩单.tsv', { studentNo: '1E+11' })).rejects.toMatchObject({
      code: 'STUDENT_NO_INVALID',
    });
  });

  it.each([
    [
      'zf_old_student_20',
      [
        ...TRANSCRIPT_HEADINGS.slice(0, 8),
        '平时成绩',
        '期中成绩',
        '期末成绩',
        '实验成绩',
        ...TRANSCRIPT_HEADINGS.slice(8),
      ],
    ],
    [
      'zf_old_student_18',
      '学年 学期 课程代码 课程名称 课程性质 课程归属 学分 平时成绩 期中成绩 期末成绩 实验成绩 成绩 补考成绩 是否重修 开课学院 绩点 备注 补考备注'.split(
        ' ',
      ),
    ],
  ])('tells %s from its siblings', async (layout, headings) => {
    const cells: Record<string, string> = {
      ...Object.fromEntries(TRANSCRIPT_HEADINGS.map((heading, at) => [heading, transcriptRow()[at] ?? ''])),
      是否重修: '是',
      重修标记: '1',
    };
    const parsed = await parse(csv([headings, headings.map((heading) => cells[heading] ?? '')]), 'a.csv', {
      studentNo: '20240001',
    });
    expect(parsed.layout).toBe(layout);
    expect(gradesOf(parsed)[0]).toMatchObject({ score: '72', isRetake: true, credit: 300 });
  });

  it('goes by headings: columns in any order, unknown ones kept with the row', async () => {
    const headings = ['教学班备注', ...[...BULK_HEADINGS].reverse()];
    const parsed = await parse(csv([headings, ['小班', ...bulkRow().reverse()]]));
    expect(gradesOf(parsed)[0]).toMatchObject({
      courseCode: 'SK030101',
      extra: { 教学班备注: '小班', 学院: '生命科学学院' },
    });
    expect(parsed.mapping[0]).toMatchObject({ heading: '教学班备注', field: null });
    expect(parsed.mapping.at(-1)).toMatchObject({ heading: '学号', field: 'studentNo' });
  });

  it('finds headings under title rows and counts rows as Excel does', async () => {
    const parsed = await parse(
      csv([
        ['生命科学学院成绩表'],
        ['2024-2025学年第1学期'],
        [],
        BULK_HEADINGS,
        bulkRow(),
        bulkRow({ 学分: '三' }),
      ]),
    );
    expect(gradesOf(parsed)[0]?.row).toBe(5);
    expect(parsed.rejected[0]?.row).toBe(6);
  });

  it('forgives blanks and full-width characters in headings', async () => {
    const headings = BULK_HEADINGS.map((heading) => (heading === '学号' ? '　学 号*' : ` ${heading}\u00a0`));
    expect(gradesOf(await parse(csv([headings, bulkRow()])))).toHaveLength(1);
  });

  it('refuses an unknown layout naming its headings and what the nearest one misses', async () => {
    const headings = BULK_HEADINGS.filter((heading) => heading !== '补考成绩' && heading !== '学分');
    await expect(parse(csv([headings, headings.map(() => '1')]), '改过.csv')).rejects.toMatchObject({
      code: 'LAYOUT_UNKNOWN',
      message: expect.stringMatching(/改过\.csv.*学号、姓名、课程名称.*批量导出.*缺少：学分、补考成绩。/),
    });
    await expect(
      parse(
        csv([
          ['甲', '乙'],
          ['1', '2'],
        ]),
      ),
    ).rejects.toMatchObject({
      message: expect.stringContaining('甲、乙'),
    });
  });

  it('refuses two columns of one required heading, and a file of headings only', async () => {
    await expect(
      parse(
        csv([
          [...BULK_HEADINGS, '折算成绩'],
          [...bulkRow(), '1'],
        ]),
      ),
    ).rejects.toMatchObject({
      code: 'LAYOUT_AMBIGUOUS',
    });
    await expect(parse(bulkCsv())).rejects.toMatchObject({ code: 'FILE_NO_ROWS' });
  });

  it('does not take a grade file without credits for a roster', async () => {
    await expect(
      parse(
        csv([
          ['学号', '姓名', '班级', '课程名称', '成绩'],
          ['1', '2', '3', '4', '5'],
        ]),
      ),
    ).rejects.toMatchObject({
      code: 'LAYOUT_UNKNOWN',
    });
  });
});

describe('rosters', () => {
  it('reads classes, students and staff', async () => {
    const classes = await parse(
      csv([
        ['班级', '年级', '专业', '责任区'],
        ['生物科学241', '2024', '生物科学', '一区'],
      ]),
    );
    expect(classes).toMatchObject({
      kind: 'classes',
      rows: [{ row: 2, name: '生物科学241', grade: '2024', major: '生物科学', area: '一区' }],
    });
    const headings = ['学号', '姓名', '性别', '籍贯', '班级', '家庭', '联系方式', '家长'];
    const students = await parse(
      csv([headings, ['\t0240001 ', '李喆', '男', '', '生物科学241', '农村', '', '']]),
    );
    expect(students).toMatchObject({
      kind: 'students',
      rows: [
        {
          studentNo: '0240001',
          name: '李喆',
          gender: '男',
          nativePlace: null,
          family: '农村',
          guardians: null,
        },
      ],
    });
    const staffHeadings = ['工号', '姓名', '角色', '范围', '开始日期', '结束日期'];
    const staff = await parse(
      csv([
        staffHeadings,
        ['T001', '何静', '辅导员', '一区、二区', '2024/9/1', ''],
        ['T002', '吴昊', '班长', '', '2024-09-01', ''],
        ['T003', '许英', '班主任', '生物科学241', '2024-02-30', ''],
        ['T004', '方磊', '班主任', '生物科学241', '2024-09-01', '2024-08-31'],
      ]),
    );
    expect(staff).toMatchObject({
      kind: 'staff',
      rows: [
        {
          workNo: 'T001',
          role: 'counselor',
          scopes: ['一区', '二区'],
          firstDay: '2024-09-01',
          lastDay: null,
        },
      ],
    });
    expect(staff.rejected.map(({ row, column }) => [row, column])).toEqual([
      [3, '角色'],
      [4, '开始日期'],
      [5, '结束日期'],
    ]);
  });
});

describe('cells', () => {
  it.each([
    ['202400010101 ', '202400010101'],
    ['\t202400010101', '202400010101'],
    ['０２０２４０００１', '020240001'],
    ['="0202400"', '0202400'],
    ["'0202400", '0202400'],
    ['\u00a0B2024001\u200b', 'B2024001'],
    ['2016E0123', '2016E0123'],
    ['7', '7'],
  ])('takes the 学号 %j as text', async (cell, studentNo) => {
    expect((await onlyGrade({ 学号: cell }))?.studentNo).toBe(studentNo);
  });

  it.each([
    ['学号', '1E+11', '科学计数法'],
    ['学号', '2.024E+11', '科学计数法'],
    ['学号', '202400010101.0', '小数'],
    ['学号', '', '为空'],
    ['学号', '2024 0001', '字母和数字'],
    ['课程名称', ' ', '为空'],
    ['学分', '', '为空'],
    ['学分', '三', '学分'],
    ['学分', '1.755', '两位小数'],
    ['学分', '-1', '负数'],
    ['学分', '85', '错了列'],
    ['绩点', '优', '绩点'],
    ['折算成绩', '还行', '还行'],
    ['折算成绩', '101', '101'],
    ['补考成绩', '???', '???'],
    ['选课课号', 'SK030101', '选课课号'],
    ['学年', '2024-2026', '学年'],
    ['学期', '4', '学期'],
    ['重修标记', '也许', '重修标记'],
  ])('rejects %s %j with its reason', async (column, value, reason) => {
    expect(await onlyRejection({ [column]: value })).toEqual({
      file: '成绩.csv',
      row: 2,
      column,
      value: value.trim(),
      reason: expect.stringContaining(reason),
    });
  });

  it.each(['2', '2.0', '2.00', ' ２．０ ', '2.000'])('reads credits %j as 2', async (credit) => {
    expect((await onlyGrade({ 学分: credit }))?.credit).toBe(200);
  });

  it.each(['', ' ', '\u00a0', '&nbsp;', '　'])('takes %j for an empty cell', async (blank) => {
    expect(
      await onlyGrade({ 折算成绩: blank, 补考成绩: blank, 绩点: blank, 重修标记: blank, 备注: blank }),
    ).toMatchObject({
      score: null,
      resitScore: null,
      point: null,
      isRetake: false,
      remark: null,
    });
  });

  it.each([
    ['0', false],
    ['否', false],
    ['', false],
    ['1', true],
    ['是', true],
    ['重修', true],
    ['１', true],
  ])('reads the retake flag %j as %s', async (flag, isRetake) => {
    expect((await onlyGrade({ 重修标记: flag }))?.isRetake).toBe(isRetake);
  });

  it.each([
    ['0', '缺考', '缺考'],
    ['', '缓考', '缓考'],
    ['0.00', '缓考', '缓考'],
    ['55', '缺考', '55'],
    ['', '通过', null],
    ['', '体育部', null],
    ['60', '', '60'],
  ])('reads the resit %j with the remark %j as %j', async (resit, remark, resitScore) => {
    expect(await onlyGrade({ 折算成绩: '40', 补考成绩: resit, 补考成绩备注: remark })).toMatchObject({
      resitScore,
    });
  });

  it.each([
    ['.5', 50],
    ['   .75', 75],
  ])('reads credits %j as Oracle writes them', async (credit, value) => {
    expect((await onlyGrade({ 学分: credit }))?.credit).toBe(value);
  });

  it('keeps hyphens of a course code, takes the term from 选课课号 where its columns are blank', async () => {
    expect(
      await onlyGrade({ 选课课号: '（2023-2024-2）-SK-01A-05001-12', 学年: '', 学期: '' }),
    ).toMatchObject({ courseCode: 'SK-01A', term: '2023-2024-2' });
    expect(await onlyGrade({ 学年: '2023-2024学年', 学期: '第二学期' })).toMatchObject({
      term: '2023-2024-2',
    });
  });

  it('skips blank rows, repeated headings, totals and signatures', async () => {
    const blank = BULK_HEADINGS.map(() => '');
    const parsed = await parse(
      bulkCsv(
        bulkRow(),
        blank,
        [...BULK_HEADINGS],
        bulkRow(),
        ['合计', '', '', '6'],
        ['', '', '学分合计', '6'],
        ['制表人：王老师'],
        [''],
      ),
    );
    expect(parsed).toMatchObject({ rowsRead: 2, rejected: [] });
  });

  it('rejects a row that an unquoted comma has shifted', async () => {
    const text = `${csvText([BULK_HEADINGS])}\r\n${bulkRow({ 课程名称: '生物,统计' }).join(',')}`;
    const parsed = await parse(new TextEncoder().encode(text));
    expect(parsed.rejected).toEqual([
      expect.objectContaining({ row: 2, reason: expect.stringContaining('错了列') }),
    ]);
  });
});

describe('encodings', () => {
  const text = csvText([BULK_HEADINGS, bulkRow({ 姓名: '𠮷喆堃', 班级: '生物科学241' })]);
  it.each([
    ['UTF-8', new TextEncoder().encode(text)],
    ['UTF-8 with BOM', new TextEncoder().encode(`\ufeff${text}`)],
    ['GB18030', iconv.encode(text, 'gb18030')],
    ['UTF-16 with BOM', iconv.encode(text, 'utf-16le', { addBOM: true })],
  ])('reads %s', async (_name, bytes) => {
    expect(gradesOf(await parse(bytes))[0]).toMatchObject({ studentName: '𠮷喆堃', nature: '必修课' });
  });

  it('rejects only the rows whose bytes are broken', async () => {
    const rows = Array.from({ length: 40 }, (_, at) =>
      bulkRow({ 学号: `2024${String(at).padStart(4, '0')}` }),
    );
    const bytes = Buffer.from(csvText([BULK_HEADINGS, ...rows]));
    bytes[bytes.lastIndexOf('遗传学') + 1] = 0xff;
    const parsed = await parse(bytes);
    expect(gradesOf(parsed)).toHaveLength(39);
    expect(parsed.rejected).toMatchObject([
      { row: 41, column: '课程名称', reason: expect.stringContaining('编码') },
    ]);
  });
});

describe('workbooks', () => {
  it('reads text cells, merged titles and several sheets of one layout', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: '说明', rows: [['请勿修改']] },
        {
          name: '上',
          rows: [['成绩表'], [...BULK_HEADINGS], bulkRow({ 学号: '007' })],
          merges: [{ startRow: 0, endRow: 0, startCol: 0, endCol: 20 }],
        },
        { name: '下', rows: [[...BULK_HEADINGS], bulkRow({ 学期: '2' })] },
        { name: '草稿', hidden: true, rows: [[...BULK_HEADINGS], bulkRow({ 学期: '3' })] },
      ],
    });
    const parsed = await parse(bytes, '成绩.xlsx');
    expect(gradesOf(parsed).map(({ file, row, studentNo, term }) => [file, row, studentNo, term])).toEqual([
      ['成绩.xlsx', 3, '007', '2024-2025-1'],
      ['成绩.xlsx[下]', 2, '202400010101', '2024-2025-2'],
    ]);
    expect(parsed.skippedSheets).toEqual(['说明']);
  });

  it('takes numbers as Excel shows them, and tells a 学号 that lost its digits', async () => {
    const numbers = (studentNo: number) =>
      BULK_HEADINGS.map((heading, at) =>
        heading === '学号'
          ? studentNo
          : heading === '绩点'
            ? 1.7000000000000002
            : heading === '学分'
              ? 2.5
              : (bulkRow()[at] ?? ''),
      );
    const bytes = await writeXlsx({
      sheets: [{ name: 'a', rows: [[...BULK_HEADINGS], numbers(202400010101), numbers(20240001010112340)] }],
    });
    const parsed = await parse(bytes, 'a.xlsx');
    expect(gradesOf(parsed)).toMatchObject([{ studentNo: '202400010101', point: 170, credit: 250 }]);
    expect(parsed.rejected).toMatchObject([
      { row: 3, column: '学号', reason: expect.stringContaining('科学计数法') },
    ]);
  });
});

describe('promises', () => {
  const cell = fc.constantFrom('', ' ', '60', '59.5', '优', '不及格', '缓考', '缺考', 'W', '？', '\u00a0');
  const rows = fc.array(
    fc.record({
      学号: fc.constantFrom('20240001', ' 20240002', '\t020240003', '1E+11', ''),
      课程名称: fc.constantFrom('遗传学', '生物,统计', '多\n行', '带"引号"', ''),
      学分: fc.constantFrom('2', '2.0', '0.5', 'x', ''),
      折算成绩: cell,
      补考成绩: cell,
      重修成绩: cell,
      绩点: fc.constantFrom('', '   1.75', '0', '1.234'),
      重修标记: fc.constantFrom('', '0', '1', '是'),
    }),
    { minLength: 1, maxLength: 12 },
  );
  const content = (parsed: ParsedImport) => ({
    rows: gradesOf(parsed).map((row) => ({ ...row, file: '' })),
    rejected: parsed.rejected.map((row) => ({ ...row, file: '' })),
  });

  it('gives the same rows from CSV, from a workbook and from JSON', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const table = [BULK_HEADINGS, ...cells.map(bulkRow)];
        const fromText = await parse(csv(table), 'same.csv');
        const fromBook = await parse(await xlsx(table), 'same.xlsx');
        expect(content(fromBook)).toEqual(content(fromText));
        const items = cells.map((one) =>
          Object.fromEntries(bulkRow(one).map((cell, at) => [BULK_HEADINGS[at] ?? '', cell])),
        );
        const fromJson = await parse(Buffer.from(JSON.stringify({ items })), 'same.json');
        expect(content(fromJson)).toEqual(content(fromText));
      }),
      { numRuns: 40 },
    );
  });

  it('does not depend on the order of rows', async () => {
    const withoutPlace = (parsed: ParsedImport) =>
      [...gradesOf(parsed), ...parsed.rejected].map((row) => JSON.stringify({ ...row, row: 0 })).sort();
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const forth = await parse(bulkCsv(...cells.map(bulkRow)));
        const back = await parse(bulkCsv(...[...cells].reverse().map(bulkRow)));
        expect(withoutPlace(back)).toEqual(withoutPlace(forth));
      }),
      { numRuns: 60 },
    );
  });
});
