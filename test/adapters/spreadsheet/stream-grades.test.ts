import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseImport } from '#adapters/spreadsheet/parse-import';
import { streamGrades } from '#adapters/spreadsheet/stream-grades';
import type { RejectedImportRow } from '#core/application/ports';
import type { GradeRow } from '#core/domain/grade-row';
import { policy2015 } from '#core/policies/index';
import { BULK_HEADINGS, bulkRow, csvText, TRANSCRIPT_HEADINGS, transcriptRow, xlsx } from './sheets';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'grades-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Only the whole-file way keeps the columns that mean nothing to us. */
const withoutExtra = (row: GradeRow): GradeRow => ({ ...row, ...{ extra: undefined } });

async function stream(name: string, bytes: Uint8Array, studentNo?: string) {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const rows: GradeRow[] = [];
  const rejected: RejectedImportRow[] = [];
  const summary = await streamGrades(
    path,
    { policy: policy2015, ...(studentNo === undefined ? {} : { studentNo }) },
    (row) => rows.push(withoutExtra(row)),
    (row) => rejected.push(row),
  );
  return { ...summary, rows, rejected };
}

async function whole(name: string, bytes: Uint8Array, studentNo?: string) {
  const parsed = await parseImport(bytes, name, {
    policy: policy2015,
    ...(studentNo === undefined ? {} : { studentNo }),
  });
  if (parsed.kind !== 'grades') throw new Error(`read as ${parsed.kind}`);
  const rows = parsed.rows.map(withoutExtra);
  return { layout: parsed.layout, rowsRead: parsed.rowsRead, rows, rejected: parsed.rejected };
}

const ENCODERS = {
  utf8: (text: string) => Buffer.from(text),
  bom: (text: string) => Buffer.from(`\ufeff${text}`),
  gb18030: (text: string) => iconv.encode(text, 'gb18030'),
  utf16: (text: string) => iconv.encode(text, 'utf-16le', { addBOM: true }),
} as const;

describe('streamed grades', () => {
  it('are the rows and rejections of the whole-file way, in every encoding', async () => {
    const row = fc.oneof(
      fc
        .record({
          学号: fc.constantFrom('20240001', ' 20240002 ', '1E+11', ''),
          姓名: fc.constantFrom('周玥', '李喆', '', '𠮷犇'),
          课程名称: fc.constantFrom('遗传学', '生物,统计', '多\n行', '带"引号"', ''),
          学分: fc.constantFrom('2', '2.0', 'x', ''),
          折算成绩: fc.constantFrom('60', '优', '缓考', '', '？', ' '),
          补考成绩: fc.constantFrom('', '60', '&nbsp;'),
          选课课号: fc.constantFrom('(2024-2025-1)-SK030101-05001-1', 'SK', ''),
          学期: fc.constantFrom('1', '', '9'),
        })
        .map((cells) => bulkRow(cells)),
      fc.constantFrom<string[]>(
        [],
        ['合计', '', '12'],
        [...BULK_HEADINGS],
        [...bulkRow(), '多出'],
        bulkRow().slice(0, 9),
      ),
    );
    const rows = fc
      .array(row, { maxLength: 10 })
      .map((some) => [['成绩表'], BULK_HEADINGS, bulkRow(), ...some]);
    const encoding = fc.constantFrom(...(Object.keys(ENCODERS) as (keyof typeof ENCODERS)[]));
    await fc.assert(
      fc.asyncProperty(rows, encoding, async (table, name) => {
        const bytes = ENCODERS[name](csvText(table));
        expect(await stream('同.csv', bytes)).toEqual(await whole('同.csv', bytes));
      }),
      { numRuns: 120 },
    );
  });

  it('read a transcript and a workbook too', async () => {
    const transcript = Buffer.from(csvText([TRANSCRIPT_HEADINGS, transcriptRow()], '\t'));
    expect(await stream('a.tsv', transcript, '20240001')).toEqual(
      await whole('a.tsv', transcript, '20240001'),
    );
    const book = await xlsx([BULK_HEADINGS, bulkRow(), bulkRow({ 学分: '' })]);
    expect(await stream('a.xlsx', book)).toMatchObject({
      rowsRead: 2,
      rows: [{ row: 2 }],
      rejected: [{ row: 3 }],
    });
  });

  it.each([
    ['an unknown layout', '甲,乙\n1,2\n', 'LAYOUT_UNKNOWN'],
    ['headings only', csvText([BULK_HEADINGS]), 'FILE_NO_ROWS'],
    ['a transcript of nobody', csvText([TRANSCRIPT_HEADINGS, transcriptRow()]), 'STUDENT_NO_MISSING'],
    ['a quote never closed', `${csvText([BULK_HEADINGS, bulkRow()])}\r\n"2024,甲`, 'FILE_DAMAGED'],
    ['nothing', '', 'FILE_EMPTY'],
  ])('are refused for %s, both ways alike', async (_what, text, code) => {
    await expect(stream('坏.csv', Buffer.from(text))).rejects.toMatchObject({ name: 'DomainError', code });
    await expect(whole('坏.csv', Buffer.from(text))).rejects.toMatchObject({ name: 'DomainError', code });
  });

  it('are refused for a path that is no file', async () => {
    const nothing = () => undefined;
    const options = { policy: policy2015 };
    await expect(streamGrades(join(folder, '没有.csv'), options, nothing, nothing)).rejects.toMatchObject({
      code: 'FILE_MISSING',
    });
    await expect(streamGrades(folder, options, nothing, nothing)).rejects.toMatchObject({
      code: 'FILE_KIND',
    });
  });
});
