import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { rejectedWorkbook, templateWorkbook } from '#adapters/spreadsheet/office-workbooks';
import { parseImport } from '#adapters/spreadsheet/parse-import';
import { readTable } from '#adapters/spreadsheet/read-table';
import { recognise } from '#adapters/spreadsheet/recognise';
import { templateOf, templateText } from '#adapters/spreadsheet/templates';
import { IMPORT_KINDS, type ImportKind } from '#core/domain/import-kind';
import { policy2015 } from '#core/policies/index';
import { readMarks } from './read-marks';

const bytes = (text: string) => new TextEncoder().encode(text);
const MARK = '许佩兰 05001 2026-09-14';
const LIST = [
  '学生名单',
  '学号,姓名,班级,备用',
  '0020240501,林知远,生物科学241,x',
  '2.02E+11,周予安,生物科学241,=1+1',
  '20240503,,生物科学241,',
].join('\n');

describe('the rejected rows', () => {
  it('come back as they stood, with their reasons, and go in once they are mended', async () => {
    const parsed = await parseImport(bytes(LIST), '名单.csv', { policy: policy2015 });
    const workbook = await rejectedWorkbook(bytes(LIST), '名单.csv', parsed.headings, parsed.rejected, MARK);
    const marks = readMarks(workbook);
    expect(marks.heads).toEqual([`&R&9${MARK} 导出`]);
    expect(marks.properties).toContain(MARK);
    const [table] = await readTable(workbook, '拒收的行.xlsx');
    expect(table?.rows.map(({ cells }) => cells)).toEqual([
      ['学号', '姓名', '班级', '备用', '拒收原因'],
      ['2.02E+11', '周予安', '生物科学241', '=1+1', expect.stringContaining('学号：')],
      ['20240503', '', '生物科学241', '', expect.stringContaining('姓名为空')],
    ]);
    const mended = [...(table?.rows ?? [])].map(({ cells }) => cells.join(','));
    const text = mended.join('\n').replace('2.02E+11', '20240502').replace('20240503,,', '20240503,何以宁,');
    const again = await parseImport(bytes(text), '改好.csv', { policy: policy2015 });
    expect(again.rejected).toEqual([]);
    expect(again.rows).toMatchObject([{ studentNo: '20240502' }, { studentNo: '20240503', name: '何以宁' }]);
    // The column of reasons says nothing about the kind of file: what was confirmed still counts.
    expect(again.signature).toBe(parsed.signature);
  });

  it('say a row once, with all that is wrong with it', async () => {
    const twice = ['学号', '姓名'].map((column) => ({
      file: '名单.csv',
      row: 5,
      column,
      value: '',
      reason: '不对',
    }));
    const workbook = await rejectedWorkbook(
      bytes(LIST),
      '名单.csv',
      ['学号', '姓名', '班级', '备用'],
      twice,
      MARK,
    );
    const [table] = await readTable(workbook, '拒收的行.xlsx');
    expect(table?.rows).toHaveLength(2);
    expect(table?.rows[1]?.cells.at(-1)).toBe('学号：不对；姓名：不对');
  });
});

/** A row for each template, by its headings. */
const FILLED: Readonly<Record<ImportKind, readonly string[]>> = {
  grades: (
    '0020240501,林知远,遗传学,3,,58,,,,,必修课,,0,(2025-2026-2)-SK030101-05001-1,2025-2026,2,是,' +
    '生命科学学院,生物科学241,,'
  ).split(','),
  courses: ['SK030101', '遗传学', '3', '必修课'],
  absences: ['0020240501', '林知远', '2025-2026-2', '遗传学', '2', '2026-04-07', ''],
  discipline: ['0020240501', '林知远', '记过', '考试作弊', '学〔2026〕3号', '2026-05-06', ''],
  warnings: ['0020240501', '林知远', '2025-2026-2', '学业预警'],
  referrals: ['0020240501', '林知远', '顾明澜', '常通宵上网', '是', '2025-2026-2'],
  classes: ['生物科学241', '2024', '生物科学', '一区'],
  areas: ['一区', '生物科学241、生物科学242', '0003'],
  students: ['0020240501', '林知远', '男', '浙江绍兴', '生物科学241', '城镇', '19900000001', '父亲'],
  staff: ['0003', '苏慕言', '辅导员', '一区', '2024-09-01', ''],
  offerings: ['SK030101', '遗传学', '0006', '柳知秋', '生物科学241、生物科学242', '2025-2026-2'],
  volunteers: [
    '0020230501',
    '季子昂',
    '生物科学231',
    '遗传学、有机化学',
    '周三晚',
    '19900000007',
    '2026-03-01',
  ],
};

describe('a filled template', () => {
  it.each(IMPORT_KINDS)('of %s reads back, from the workbook as from the CSV', async (kind) => {
    const row = FILLED[kind];
    const read = (file: Uint8Array, name: string) => parseImport(file, name, { policy: policy2015, kind });
    const [table] = await readTable(await templateWorkbook(kind), '模板.xlsx');
    const { headings } = templateOf(kind);
    expect(table?.rows.at(-1)?.cells).toEqual(headings);
    const above = (table?.rows ?? []).slice(0, -1).map(({ cells }) => [cells[0] ?? '']);
    const fits = row.slice(0, headings.length);
    const workbook = await writeXlsx({
      sheets: [{ name: '1', rows: [...above, [...headings], [...fits]] }],
    });
    const fromXlsx = await read(workbook, '填好.xlsx');
    const fromCsv = await read(bytes(`${templateText(kind)}${fits.join(',')}\r\n`), '填好.csv');
    expect(fromXlsx.rejected).toEqual([]);
    expect(fromXlsx.rows).toHaveLength(1);
    expect(JSON.stringify(fromCsv.rows).replaceAll('填好.csv', '填好.xlsx')).toBe(
      JSON.stringify(fromXlsx.rows),
    );
    const said = JSON.stringify(fromXlsx.rows);
    for (const part of (row[0] ?? '').split('、')) expect(said).toContain(part);
  });

  it('of absences says to write the day', () => {
    expect(templateText('absences')).toMatch(/^\ufeff.*写上日期.*\r\n学号,/);
  });
});

describe('the templates', () => {
  it.each(IMPORT_KINDS)('%s is known by its headings', async (kind) => {
    const [table] = await readTable(await templateWorkbook(kind), '导入模板.xlsx');
    expect(recognise(table?.rows ?? [], kind)?.layout.kind).toBe(kind);
  });
});
