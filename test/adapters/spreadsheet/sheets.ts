import { writeXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';

export const BULK_HEADINGS = [
  '学号',
  '姓名',
  '课程名称',
  '学分',
  '备注',
  '折算成绩',
  '补考成绩',
  '补考成绩备注',
  '重修成绩',
  '绩点',
  '课程性质',
  '课程归属',
  '重修标记',
  '选课课号',
  '学年',
  '学期',
  '是否注册',
  '学院',
  '班级',
  '正考学年学期',
  '教师姓名',
] as const;

export const TRANSCRIPT_HEADINGS = [
  '学年',
  '学期',
  '课程代码',
  '课程名称',
  '课程性质',
  '课程归属',
  '学分',
  '绩点',
  '成绩',
  '辅修标记',
  '补考成绩',
  '重修成绩',
  '学院名称',
  '备注',
  '重修标记',
  '课程英文名称',
] as const;

type Cells = Readonly<Record<string, string>>;

const BULK_SAMPLE: Cells = {
  学号: '202400010101',
  姓名: '周玥',
  课程名称: '遗传学',
  学分: '3.0',
  折算成绩: '72',
  绩点: '   2.20',
  课程性质: '必修课',
  重修标记: '0',
  选课课号: '(2024-2025-1)-SK030101-05001-1',
  学年: '2024-2025',
  学期: '1',
  是否注册: '是',
  学院: '生命科学学院',
  班级: '生物科学241',
  教师姓名: '沈默然',
};

const TRANSCRIPT_SAMPLE: Cells = {
  学年: '2024-2025',
  学期: '1',
  课程代码: 'SK030101',
  课程名称: '遗传学',
  课程性质: '必修课',
  学分: '3.0',
  绩点: '   2.20',
  成绩: '72',
  辅修标记: '0',
  重修标记: '0',
};

const row = (headings: readonly string[], cells: Cells): string[] =>
  headings.map((heading) => cells[heading] ?? '');

/** A sound row of the registrar's bulk export with some cells replaced. */
export const bulkRow = (cells: Cells = {}): string[] => row(BULK_HEADINGS, { ...BULK_SAMPLE, ...cells });
/** A sound row of a student's transcript with some cells replaced. */
export const transcriptRow = (cells: Cells = {}): string[] =>
  row(TRANSCRIPT_HEADINGS, { ...TRANSCRIPT_SAMPLE, ...cells });

export const csvText = (rows: readonly (readonly string[])[], delimiter = ','): string =>
  Papa.unparse(rows as string[][], { delimiter, newline: '\r\n' });
export const csv = (rows: readonly (readonly string[])[], delimiter = ','): Uint8Array =>
  new TextEncoder().encode(csvText(rows, delimiter));

export const bulkCsv = (...rows: readonly (readonly string[])[]): Uint8Array => csv([BULK_HEADINGS, ...rows]);

/** A workbook with text cells only, as the school's system writes it. */
export const xlsx = (rows: readonly (readonly string[])[], sheet = '成绩'): Promise<Uint8Array> =>
  writeXlsx({ sheets: [{ name: sheet, rows: rows.map((cells) => [...cells]) }] });
