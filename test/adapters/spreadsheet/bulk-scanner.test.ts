import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scanRows } from '#adapters/spreadsheet/bulk-scanner';
import { createByteDictionary } from '#adapters/spreadsheet/byte-dictionary';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scan-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function scan(text: string | Buffer, width: number, chunkBytes: number, delimiter = ',') {
  const path = join(folder, 'rows.csv');
  await writeFile(path, text);
  const columns = Array.from({ length: width }, () =>
    createByteDictionary((bytes, from, to) => bytes.toString('utf8', from, to)),
  );
  const ids = new Int32Array(width);
  const rows: (string | null)[][] = [];
  const numbers: number[] = [];
  const raw: string[] = [];
  const fd = openSync(path, 'r');
  try {
    const end = scanRows({ fd, position: 0, delimiter, firstRow: 1, columns, ids, chunkBytes }, (scanned) => {
      rows.push(
        columns.map(({ values }, at) => values[ids[at] as number] ?? null).slice(0, scanned.cellCount),
      );
      numbers.push(scanned.row);
      raw.push(scanned.bytes().toString());
    });
    return { end, rows, numbers, raw, dictionaries: columns };
  } finally {
    closeSync(fd);
  }
}

describe('bulk scanner', () => {
  it('cuts rows as papaparse does, wherever the chunks end', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'a', 'ab', '遗传学', '带"引号"', '逗,号', '多\n行', ' ', '""', '\t', '𠮷'),
      fc.string({ maxLength: 6 }).map((text) => text.replaceAll('\r', '').replaceAll('\ufeff', '')),
    );
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 9 });
    const newline = fc.constantFrom('\n', '\r\n');
    await fc.assert(
      fc.asyncProperty(
        table,
        newline,
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        async (rows, eol, isEnded, chunk) => {
          const text = Papa.unparse(rows, { newline: eol }) + (isEnded ? eol : '');
          const scanned = await scan(text, 3, chunk);
          expect(scanned.end).toEqual({ kind: 'end' });
          // A last row that is one blank line cannot be told from a line end.
          expect(scanned.rows.filter((row) => row.length === 3)).toEqual(rows);
          expect(scanned.numbers).toEqual(scanned.rows.map((_, at) => at + 1));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('tells each distinct text once', async () => {
    const { rows, dictionaries } = await scan('甲,1\n甲,2\n乙,1\n甲,1\n'.repeat(500), 2, 64);
    expect(rows).toHaveLength(2000);
    expect(dictionaries.map(({ values }) => values)).toEqual([
      ['甲', '乙'],
      ['1', '2'],
    ]);
  });

  it('keeps thousands of texts apart', async () => {
    const texts = Array.from({ length: 20_000 }, (_, at) => `学号${at}`);
    const { rows } = await scan(`${texts.join('\n')}\n`, 1, 4096);
    expect(rows.map(([text]) => text)).toEqual(texts);
  });

  it('gives the bytes of the row it stands on', async () => {
    const { raw } = await scan('a,b\r\n"c,\r\nd",e\r\nf', 2, 5);
    expect(raw).toEqual(['a,b', '"c,\r\nd",e', 'f']);
  });

  it('says where a quote is never closed', async () => {
    expect((await scan('a,b\nc,"d\ne,f\n', 2, 4)).end).toEqual({ kind: 'unclosed-quote', row: 2 });
  });
});
