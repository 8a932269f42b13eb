import { describe, expect, it } from 'vitest';
import { MAX_ARCHIVE_ENTRIES, MAX_FILE_BYTES } from '#adapters/spreadsheet/limits';
import { readTable } from '#adapters/spreadsheet/read-table';
import { DomainError } from '#core/domain/errors';
import { book, types, zip } from '../../../tools/bench/hand-made-workbook';
import { xlsx } from './sheets';

const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024);

const refusal = async (bytes: Uint8Array, name: string): Promise<DomainError> => {
  const error = await readTable(bytes, name).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DomainError)) throw new Error(`not refused: ${String(error)}`);
  return error;
};

describe('files that are no tables', () => {
  it.each([
    ['a program named .xlsx', Buffer.from('MZ\x90\x00\x03', 'latin1'), '成绩.xlsx', 'FILE_KIND', '程序'],
    ['a program named .csv', Buffer.from('\x7fELF\x02', 'latin1'), '成绩.csv', 'FILE_KIND', '程序'],
    ['a PDF named .csv', Buffer.from('%PDF-1.7'), '成绩.csv', 'FILE_KIND', 'PDF'],
    ['a picture named .xlsx', Buffer.from('\x89PNG\r\n', 'latin1'), '成绩.xlsx', 'FILE_KIND', '图片'],
    ['a web page named .csv', Buffer.from('\n<html><table>'), '成绩.csv', 'FILE_KIND', '网页'],
    ['text named .xlsx', Buffer.from('学号,姓名'), '成绩.xlsx', 'FILE_KIND', '.xlsx'],
    ['bytes named .csv', Buffer.from([1, 0, 2, 0, 0, 3]), '成绩.csv', 'FILE_KIND', '不是文本'],
    ['a document', Buffer.from('学号'), '成绩.docx', 'FILE_KIND', '.csv'],
    ['an empty file', Buffer.alloc(0), '成绩.csv', 'FILE_EMPTY', '空'],
  ])('%s is refused in one sentence', async (_what, bytes, name, code, word) => {
    const { code: given, message } = await refusal(bytes, name);
    expect(given).toBe(code);
    expect(message).toContain(name);
    expect(message).toContain(word);
  });

  it('refuses a workbook that claims to be a text, and an archive that is no workbook', async () => {
    expect((await refusal(await xlsx([['a']]), '成绩.csv')).message).toContain('压缩包或工作簿');
    expect((await refusal(zip([{ name: 'a.txt', content: Buffer.from('a') }]), 'a.xlsx')).code).toBe(
      'FILE_KIND',
    );
  });

  it('refuses a file past the size limit unread', async () => {
    expect((await refusal(Buffer.alloc(MAX_FILE_BYTES + 1, 65), 'a.csv')).code).toBe('FILE_TOO_LARGE');
  });

  it('refuses a workbook cut short', async () => {
    const whole = await xlsx([['学号'], ['1']]);
    expect((await refusal(whole.subarray(0, whole.length - 40), 'a.xlsx')).code).toBe('FILE_DAMAGED');
  });
});

describe('zip bombs', () => {
  it('are refused by the ratio that their directory claims', async () => {
    const bomb = zip([types, { name: 'xl/worksheets/sheet1.xml', content: zeros(16) }]);
    const { code, message } = await refusal(bomb, 'a.xlsx');
    expect(code).toBe('FILE_BOMB');
    expect(message).toMatch(/压缩比高达 \d+ 倍/);
  });

  it('are refused by their number of parts', async () => {
    const parts = Array.from({ length: MAX_ARCHIVE_ENTRIES }, (_, at) => ({
      name: `p${at}`,
      content: Buffer.from('a'),
    }));
    expect((await refusal(zip([types, ...parts]), 'a.xlsx')).code).toBe('FILE_BOMB');
  });

  it('are refused when a part unpacks to more than its directory claims', async () => {
    const liar = book(zeros(16), { claimedSize: 4096 });
    const before = process.memoryUsage().rss;
    expect((await refusal(liar, 'a.xlsx')).code).toBe('FILE_DAMAGED');
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });
});

describe('hostile workbooks', () => {
  const sheetOf = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
  const laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>';

  it.each([
    ['entities that multiply', book(`${laughs}${sheetOf('')}`), 'FILE_DAMAGED', '实体'],
    [
      'an entity behind many blocks',
      book(`${sheetOf('<row/>'.repeat(300_000))}${laughs}`),
      'FILE_DAMAGED',
      '实体',
    ],
    ['a sheet that ends before its end', book(sheetOf('<row/>').slice(0, 30)), 'FILE_DAMAGED', '没有写完'],
    ['a tag without end', book(`${sheetOf('')}<${'a'.repeat(3e6)}`), 'FILE_DAMAGED', '损坏'],
    ['a part in UTF-16', book(Buffer.from('\ufeff<worksheet/>', 'utf16le')), 'FILE_DAMAGED', '编码'],
    [
      'macros',
      book(sheetOf(''), { more: [{ name: 'xl/vbaProject.bin', content: Buffer.from('a') }] }),
      'FILE_MACRO',
      '宏',
    ],
    [
      'a formula without its value',
      book(sheetOf('<row><c r="A1"><f>1+1</f></c></row>')),
      'FILE_FORMULA',
      '计算结果',
    ],
    [
      'one among many, with an empty value',
      book(sheetOf(`${'<row><c><f>1</f><v>1</v></c></row>'.repeat(9000)}<row><c><f>1</f><v></v></c></row>`)),
      'FILE_FORMULA',
      '计算结果',
    ],
  ])('%s are refused', async (_what, bytes, code, word) => {
    const refused = await refusal(bytes, 'a.xlsx');
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(word);
  });

  it('with macros are refused by their name, too', async () => {
    expect((await refusal(await xlsx([['a']]), 'a.xlsm')).code).toBe('FILE_MACRO');
  });

  it('takes a formula with its value, and one whose value is the empty text', async () => {
    const cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c>';
    // Read as far as its container goes: this archive has no workbook part.
    const [table] = await readTable(book(sheetOf(`<row>${cells}<c><v>3</v></c></row>`)), 'a.xlsx');
    expect(table?.rows).toEqual([{ row: 1, cells: ['2', '', '3'] }]);
  });

  it.each([
    ['a workbook', async () => xlsx([Array(10_000).fill('1')]), 'a.xlsx'],
    ['a text', async () => Buffer.from(Array(10_000).fill('1').join(',')), 'a.csv'],
  ])('of 10,000 columns are refused: %s', async (_what, bytes, name) => {
    const { code, message } = await refusal(await bytes(), name);
    expect(code).toBe('TABLE_TOO_LARGE');
    expect(message).toContain('列');
  });
});

describe('hostile JSON', () => {
  it.each([
    ['very deep', '['.repeat(5_000_000), 'TABLE_TOO_LARGE', '层数'],
    ['very many values', `[${'0,'.repeat(2_500_000)}0]`, 'TABLE_TOO_LARGE', '项'],
    ['cut short', '{"items":[{"kch":"1"}', 'FILE_DAMAGED', 'JSON'],
    ['no list', '{"code":302,"msg":"login"}', 'FILE_KIND', '列表'],
    ['one page of many', '{"items":[{"kch":"1"}],"totalCount":88}', 'FILE_PARTIAL', '88'],
    [
      '10,000 keys',
      JSON.stringify([Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`k${at}`, 1]))]),
      'TABLE_TOO_LARGE',
      '列',
    ],
  ])('is refused: %s', async (_what, text, code, word) => {
    const refused = await refusal(Buffer.from(text), 'a.json');
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(word);
  });
});
