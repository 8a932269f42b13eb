import fc from 'fast-check';
import { streamXlsxRows, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { cellText } from '#adapters/spreadsheet/cell-number';
import { readTable } from '#adapters/spreadsheet/read-table';
import { createSheetScanner } from '#adapters/spreadsheet/sheet-scanner';
import { book } from '../../../tools/bench/hand-made-workbook';

const sheetOf = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const rowsOf = async (...file: Parameters<typeof book>) =>
  (await readTable(book(...file), 'a.xlsx'))[0]?.rows;
const cellsOf = async (...file: Parameters<typeof book>) =>
  (await rowsOf(...file))?.map(({ cells }) => cells);

describe('the cells of a sheet', () => {
  it.each([
    [
      'numbers as Excel shows them',
      '<c><v>1.7000000000000002</v></c><c><v>2.0</v></c><c><v>1e3</v></c>',
      ['1.7', '2', '1000'],
    ],
    ['a number of too many digits', '<c><v>202405010101020304</v></c>', ['2.024050101010203e+17']],
    ['leading zeros of a number', '<c><v>007</v></c>', ['7']],
    [
      'very small numbers',
      '<c><v>0.00000012</v></c><c><v>-0</v></c><c><v>-1.50</v></c>',
      ['1.2e-7', '0', '-1.5'],
    ],
    [
      'truth values and errors',
      '<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c>',
      ['TRUE', 'FALSE', '#N/A'],
    ],
    ['texts within the cell', '<c t="inlineStr"><is><t>优 &amp; 良</t></is></c>', ['优 & 良']],
    [
      'texts in runs, without how they are read',
      '<c t="inlineStr"><is><r><t>遗</t></r><r><t>传学</t></r><rPh><t>yi</t></rPh></is></c>',
      ['遗传学'],
    ],
    ['texts of formulas', '<c t="str"><f>A1&amp;"&lt;"</f><v>a&lt;b&#x41;&#66;_x000D_</v></c>', ['a<bAB\r']],
    [
      'any order of cells and attributes',
      "<c  t='str' r='C1'><v>c</v></c><c r='A1' cm = \"1\" t=\"str\"><v>a</v></c>",
      ['a', '', 'c'],
    ],
    ['cells without a reference', '<c r="B1"><v>1</v></c><c><v>2</v></c>', ['', '1', '2']],
    ['a prefix', '<x:c r="A1"><x:v>5</x:v></x:c>', ['5']],
    ['comments and sections', '<!-- <c><v>9</v></c> --><c t="str"><v><![CDATA[<1>]]></v></c>', ['<1>']],
    ['a quoted end of a tag', '<c r="A1" x="a>b"><v>1</v></c>', ['1']],
    ['blank cells at the end', '<c><v>1</v></c><c/><c t="str"><v></v></c><c r="XFD1" s="1"/>', ['1']],
    ['a cell that stands twice', '<c r="A1"><v>1</v></c><c r="A1"/><c r="B1"><v>2</v></c>', ['', '2']],
  ])('has %s', async (_what, cells, expected) => {
    expect(await cellsOf(sheetOf(`<row>${cells}</row>`))).toEqual([expected]);
  });

  it('has the texts of the whole workbook by number, and nothing for a number that is none', async () => {
    const strings =
      '<sst><si><t xml:space="preserve"> 甲</t></si><si><r><rPr/><t>乙</t></r><r><t>丙</t></r><rPh><t>yi</t></rPh></si><si/></sst>';
    const cells = ['0', '1', '2', '3', '-1', 'x'].map((index) => `<c t="s"><v>${index}</v></c>`).join('');
    expect(await cellsOf(sheetOf(`<row>${cells}<c><v>1</v></c></row>`), { strings })).toEqual([
      [' 甲', '乙丙', '', '', '', '', '1'],
    ]);
  });

  it('has days by the format of the cell, in both calendars', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>';
    const sheet = sheetOf(
      '<row><c s="0"><v>46000</v></c><c s="1"><v>46000</v></c><c s="2"><v>46000.75</v></c></row>',
    );
    expect(await cellsOf(sheet, { styles })).toEqual([['46000', '2025-12-09', '2025-12-09']]);
    expect(await cellsOf(sheet, { styles, properties: 'date1904="1"' })).toEqual([
      ['46000', '2029-12-10', '2029-12-10'],
    ]);
  });

  it('are refused past the last column that any program writes, blank or not', async () => {
    const row = (count: number) => sheetOf(`<row>${'<c/>'.repeat(count)}</row><row><c><v>1</v></c></row>`);
    expect(await cellsOf(row(16_384))).toEqual([[], ['1']]);
    await expect(cellsOf(row(16_385))).rejects.toMatchObject({ code: 'TABLE_TOO_LARGE' });
  });

  it('numbers rows as they say, else one after the other', async () => {
    const rows = await rowsOf(
      sheetOf('<row r="3"><c><v>1</v></c></row><row/><row r="x"><c><v>2</v></c></row>'),
    );
    expect(rows).toEqual([
      { row: 3, cells: ['1'] },
      { row: 4, cells: [] },
      { row: 5, cells: ['2'] },
    ]);
  });

  it('is the same whatever the blocks are that it comes in', () => {
    const sheet = Buffer.from(
      sheetOf(
        '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>课程&amp;名称</t></is></c><!-- - --><c><v>2.7</v></c></row>'.repeat(
          3,
        ),
      ),
    );
    const read = (size: number) => {
      const rows: unknown[] = [];
      const scanner = createSheetScanner({
        strings: ['甲', '乙'],
        isDay: [],
        is1904: false,
        onRow: (row, cells) => rows.push([row, cells]),
        onCells: () => undefined,
        onTooWide: () => {
          throw new Error('too wide');
        },
      });
      for (let at = 0; at < sheet.length; at += size) scanner.push(sheet.subarray(at, at + size));
      scanner.end();
      return rows;
    };
    const whole = read(sheet.length);
    expect(whole[0]).toEqual([1, ['乙', '课程&名称', '2.7']]);
    for (let size = 1; size < 60; size++) expect(read(size)).toEqual(whole);
  });

  it('agrees with hucre on whatever hucre writes', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('', ' ', '0001', '1E+11', '<a>&"\'', '_x0041_', '优', '喆堃', '\t202405010101'),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: 0, max: 9999 }).map((hundredths) => hundredths / 100),
      fc.boolean(),
      fc.constant(null),
    );
    const rows = fc.array(fc.array(cell, { maxLength: 30 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(rows, async (written) => {
        const bytes = await writeXlsx({ sheets: [{ name: '成绩', rows: written }] });
        const expected: unknown[] = [];
        for await (const { index, values } of streamXlsxRows(bytes, { sheet: 0 })) {
          const cells = values.map(cellText);
          while (cells.at(-1) === '') cells.pop();
          expected.push({ row: index + 1, cells });
        }
        expect((await readTable(bytes, 'a.xlsx'))[0]?.rows).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});
