import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readTable } from '#adapters/spreadsheet/read-table';
import { DomainError } from '#core/domain/errors';
import { compoundFile, html, workbookStream, xls } from './old-workbooks';

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));

const textsOf = async (bytes: Uint8Array, name = 'a.xls') =>
  (await readTable(bytes, name)).map(({ sheet, rows }) => ({ sheet, rows: rows.map(({ cells }) => cells) }));

const refusal = async (bytes: Uint8Array, name = 'a.xls') => {
  const error = await readTable(bytes, name).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DomainError)) throw new Error(`not refused: ${String(error)}`);
  return { code: error.code, message: error.message };
};

describe('workbooks of Excel 97 to 2003', () => {
  it('give text, numbers, days, saved values of formulas; hidden sheets are not read', async () => {
    const [sheet, ...others] = await readTable(fixture('excel-97.xls'), 'a.xls');
    expect(others).toEqual([]);
    expect(sheet?.sheet).toBe('成绩');
    expect(sheet?.rows).toHaveLength(62);
    expect(sheet?.rows.slice(0, 5).map(({ cells }) => cells[23])).toEqual([
      '2024-09-01',
      '3',
      '文',
      'TRUE',
      '#ERROR!',
    ]);
    expect(sheet?.rows[2]).toMatchObject({ row: 3 });
    expect(sheet?.rows[2]?.cells.slice(0, 6)).toEqual(['202400010100', '周玥0', '生物统计', '2', '', '缓考']);
    expect(sheet?.rows[3]?.cells[9]).toBe('1.75');
    // Long texts go on in the next record.
    expect(sheet?.rows[2]?.cells[21]).toBe('长说明 0 '.repeat(120));
    expect(sheet?.rows[58]?.cells[21]).toBe('长说明 56 '.repeat(120));
  });

  it('give every text back, wherever its record is cut', async () => {
    const text = fc.oneof(
      fc.constantFrom('', 'é', '学号', 'a'.repeat(8219), 'b'.repeat(8221), '长'.repeat(5000)),
      fc.string({ unit: 'binary', maxLength: 40 }).filter((some) => !/[\ud800-\udfff]/.test(some)),
    );
    const table = fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });
    const withoutBlankEnds = (rows: readonly (readonly string[])[]) =>
      rows
        .map((cells) => cells.slice(0, cells.length - [...cells].reverse().findIndex((cell) => cell !== '')))
        .filter((cells) => cells.some((cell) => cell !== ''));
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const [read] = await textsOf(xls(rows));
        expect(read?.rows).toEqual(withoutBlankEnds(rows));
      }),
      { numRuns: 80 },
    );
  });

  it.each([
    ['of Excel 95', () => fixture('excel-95.xls'), 'FILE_OLD_EXCEL', 'Excel 95'],
    [
      'with a password',
      () => compoundFile(Buffer.alloc(9), 'EncryptedPackage', ['EncryptionInfo']),
      'FILE_PASSWORD',
      '密码',
    ],
    [
      'with macros',
      () => compoundFile(workbookStream([]), 'Workbook', ['_VBA_PROJECT_CUR']),
      'FILE_MACRO',
      '宏',
    ],
    ['that is a document', () => compoundFile(Buffer.alloc(9), 'WordDocument'), 'FILE_KIND', '不是 Excel'],
    ['of a few bytes', () => Buffer.from('d0cf11e0a1b1', 'hex'), 'FILE_DAMAGED', '损坏'],
    ['cut short', () => fixture('excel-97.xls').subarray(0, 20_000), 'FILE_DAMAGED', '损坏'],
  ])('%s are refused', async (_what, bytes, code, word) => {
    expect(await refusal(bytes())).toEqual({ code, message: expect.stringContaining(word) });
  });

  it('whose bytes are wrong are read or refused, never a fault', async () => {
    const sound = xls([
      ['学号', '姓名', 'x'],
      ['1', '周玥', 'y'.repeat(9000)],
    ]);
    const hits = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(hits, fc.nat(sound.length), async (wrong, cut) => {
        const bytes = Buffer.from(sound);
        for (const [at, byte] of wrong) bytes[at] = byte;
        for (const some of [bytes, bytes.subarray(0, cut)]) {
          await readTable(some, 'a.xls').catch((error: unknown) => {
            if (!(error instanceof DomainError)) throw error;
          });
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('web pages under the name of a workbook', () => {
  it('give the text of their cells, merged ones blank', async () => {
    const page = `<html><!-- <table><tr><td>no --><style>td{x:"</td>"}</style><script>var a='<table>';</script>
      <table><tr><td rowspan=2>学号</td><td colspan="2">成绩</td></tr>
      <tr><td>平时</td><td>期末<br>（笔试）</td></tr>
      <tr><td x:str="1>2" title='a>b'>&#50;&#x30;24</td><td>  <b>7</b>0 &amp; &lt;b&gt;</td><td>a < b</tr></table>`;
    expect(await textsOf(iconv.encode(page, 'gb18030'))).toEqual([
      {
        sheet: null,
        rows: [
          ['学号', '成绩', ''],
          ['', '平时', '期末 （笔试）'],
          ['2024', '70 & <b>', 'a < b'],
        ],
      },
    ]);
  });

  it.each([
    ['without a table', '<html><body>请登录</body></html>', 'FILE_KIND', '登录'],
    ['cut short', html([['学号'], ['1']]).slice(0, -24), 'FILE_DAMAGED', '没有结束'],
    ['of 10,000 columns', html([Array(10_000).fill('1')]), 'TABLE_TOO_LARGE', '列'],
    [
      'with cells that span without end',
      `<table>${'<tr><td colspan=500>1</td></tr>'.repeat(30_000)}</table>`,
      'TABLE_TOO_LARGE',
      '过多',
    ],
  ])('%s are refused', async (_what, page, code, word) => {
    expect(await refusal(Buffer.from(page))).toEqual({ code, message: expect.stringContaining(word) });
  });

  it('that are no page at all are read or refused, never a fault', async () => {
    const piece = fc.constantFrom(
      '<table>',
      '</table>',
      '<tr>',
      '<td',
      '>',
      '</td>',
      '"',
      "'",
      '=',
      '<!--',
      '-->',
      '<',
      'a',
      '&#0;',
      '&#x110000;',
      '<script>',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        await readTable(Buffer.from(`<html>${pieces.join('')}`), 'a.xls').catch((error: unknown) => {
          if (!(error instanceof DomainError)) throw error;
        });
      }),
      { numRuns: 300 },
    );
  });

  it('under any other name are refused', async () => {
    expect((await refusal(Buffer.from('<html><table>'), 'a.csv')).message).toContain('改为 .xls');
    expect(
      (
        await refusal(
          Buffer.from('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'),
        )
      ).message,
    ).toContain('XML');
  });
});
