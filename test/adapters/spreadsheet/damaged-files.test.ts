import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseImport } from '#adapters/spreadsheet/parse-import';
import { DomainError } from '#core/domain/errors';
import { policy2015 } from '#core/policies/index';
import { book } from '../../../tools/bench/hand-made-workbook';
import { BULK_HEADINGS, bulkRow } from './sheets';
import { COURSE_LIST, FILE_KINDS } from './transcripts';

const TABLE = [
  [...BULK_HEADINGS],
  ...['45', '60', '缓考', '优秀', ''].map((score, at) =>
    bulkRow({ 学号: `20240001010${at}`, 折算成绩: score }),
  ),
  ['合计', '5'],
];

/** What a cut line, a bad sector or an editor of texts leaves behind. */
const PIECES = [
  '"',
  ',',
  '\t',
  '\r\n',
  '\0',
  '<',
  '</c>',
  '&',
  '&#x110000;',
  ']]>',
  '{',
  '[',
  '}',
  '\\u',
  '=',
]
  .concat(['1E+11', '９', '\ufeff', '\ud83d', '学号', '<row r="1048577">', 't="s"', '-1', '9'.repeat(400)])
  .map((text) => Buffer.from(text));

const damage = fc.array(
  fc.record({
    /** Where, and how far, as parts of the file. */
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
    how: fc.oneof(
      fc.record({ flip: fc.integer({ min: 1, max: 255 }) }),
      fc.record({ write: fc.constantFrom(...PIECES) }),
      fc.record({ insert: fc.constantFrom(...PIECES) }),
      fc.constantFrom('cut' as const, 'repeat' as const, 'end' as const),
    ),
  }),
  { minLength: 1, maxLength: 6 },
);
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(bytes: Uint8Array, hits: Damage): Buffer {
  return hits.reduce((held, { at, to, how }) => {
    const from = Math.floor(at * held.length);
    const until = Math.min(held.length, from + Math.ceil(to * to * 200));
    const [before, piece, after] = [held.subarray(0, from), held.subarray(from, until), held.subarray(until)];
    if (how === 'cut') return Buffer.concat([before, after]);
    if (how === 'repeat') return Buffer.concat([before, piece, piece, after]);
    if (how === 'end') return Buffer.from(before);
    if ('insert' in how) return Buffer.concat([before, how.insert, piece, after]);
    const changed = Buffer.from(held);
    if ('write' in how) how.write.copy(changed, from);
    else if (from < changed.length) changed[from] = (changed[from] as number) ^ how.flip;
    return changed;
  }, Buffer.from(bytes));
}

const CHINESE = /[\u4e00-\u9fff]/;

/** A result that says of each row what became of it, or one sentence about the file. */
async function requireAnswer(bytes: Uint8Array, fileName: string): Promise<'read' | 'refused'> {
  try {
    const options = { policy: policy2015, studentNo: '202400010101', courses: async () => COURSE_LIST };
    const { rows, rejected, rowsRead } = await parseImport(bytes, fileName, options);
    expect(rows.length + rejected.length).toBe(rowsRead);
    expect(rowsRead).toBeGreaterThan(0);
    for (const { reason, row } of rejected) {
      expect(reason).toMatch(CHINESE);
      expect(row).toBeGreaterThan(0);
    }
    return 'read';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect(error.message).toMatch(CHINESE);
    expect(error.message).toMatch(/。$/);
    return 'refused';
  }
}

describe('a file damaged at random is read or refused in one sentence, never a fault', () => {
  it.each(Object.entries(FILE_KINDS))('%s', async (fileName, write) => {
    const sound = await write(TABLE);
    expect(await requireAnswer(sound, fileName)).toBe('read');
    await fc.assert(
      fc.asyncProperty(damage, async (hits) => {
        await requireAnswer(damaged(sound, hits), fileName);
      }),
      { numRuns: 150 },
    );
  });

  const cell = (text: string) => (text === '' ? '<c/>' : `<c t="inlineStr"><is><t>${text}</t></is></c>`);
  const sheet = `<worksheet><sheetData>${TABLE.map(
    (cells, at) => `<row r="${at + 1}">${cells.map(cell).join('')}</row>`,
  ).join('')}</sheetData></worksheet>`;

  it('the sheet inside a sound workbook', async () => {
    expect(await requireAnswer(book(sheet), 'a.xlsx')).toBe('read');
    await fc.assert(
      fc.asyncProperty(damage, async (hits) => {
        await requireAnswer(book(damaged(Buffer.from(sheet), hits)), 'a.xlsx');
      }),
      { numRuns: 150 },
    );
  });
});
