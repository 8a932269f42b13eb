import { describe, expect, it } from 'vitest';
import { rejectedWorkbook, templateWorkbook } from '#adapters/spreadsheet/office-workbooks';
import { parseImport } from '#adapters/spreadsheet/parse-import';
import { readTable } from '#adapters/spreadsheet/read-table';
import { recognise } from '#adapters/spreadsheet/recognise';
import { IMPORT_KINDS } from '#core/domain/import-kind';
import { policy2015 } from '#core/policies/index';

const bytes = (text: string) => new TextEncoder().encode(text);
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
    const workbook = await rejectedWorkbook(bytes(LIST), '名单.csv', parsed.headings, parsed.rejected);
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
    const workbook = await rejectedWorkbook(bytes(LIST), '名单.csv', ['学号', '姓名', '班级', '备用'], twice);
    const [table] = await readTable(workbook, '拒收的行.xlsx');
    expect(table?.rows).toHaveLength(2);
    expect(table?.rows[1]?.cells.at(-1)).toBe('学号：不对；姓名：不对');
  });
});

describe('the templates', () => {
  it.each(IMPORT_KINDS)('%s is known by its headings', async (kind) => {
    const [table] = await readTable(await templateWorkbook(kind), '导入模板.xlsx');
    expect(recognise(table?.rows ?? [], kind)?.layout.kind).toBe(kind);
  });
});
