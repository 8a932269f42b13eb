import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createByteDictionary, idOf } from '#adapters/spreadsheet/byte-dictionary';
import { hashOf } from '#adapters/spreadsheet/byte-words';

/** The text at an odd place among other bytes, which must not matter. */
function placed(text: string): { view: DataView; from: number; to: number } {
  const bytes = Buffer.from(text);
  const from = 3;
  const around = Buffer.alloc(from + bytes.length + 4, 0xa7);
  bytes.copy(around, from);
  return {
    view: new DataView(around.buffer, around.byteOffset, around.length),
    from,
    to: from + bytes.length,
  };
}

function numberAll(texts: readonly string[], hash?: number) {
  const dictionary = createByteDictionary((bytes, from, to) => bytes.toString('utf8', from, to));
  const ids = texts.map((text) => {
    const { view, from, to } = placed(text);
    return idOf(dictionary, view, from, to, hash ?? hashOf(view, from, to));
  });
  return { ids, values: dictionary.values };
}

describe('byte dictionary', () => {
  it('gives equal texts one number and different texts different ones', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 13, unit: fc.constantFrom('a', 'b', '\0', '课') }),
      fc.constantFrom('', 'abcd', 'abcde', 'abcd\0', 'abcdefgh', 'abcdefgx'),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 60 }), (texts) => {
        const { ids, values } = numberAll(texts);
        expect(ids.map((id) => values[id])).toEqual(texts);
        expect(values).toEqual([...new Set(texts)]);
      }),
    );
  });

  it('tells texts of more than a word apart although they share a hash', () => {
    const texts = ['20240001', '20240002', '20240001', '20240001\0', '2024000', '20240002'];
    expect(numberAll(texts, 7)).toEqual({
      ids: [0, 1, 0, 2, 3, 1],
      values: ['20240001', '20240002', '20240001\0', '2024000'],
    });
  });

  it('tells any two short texts of one length apart by their hash alone', () => {
    const bytes = fc.uint8Array({ minLength: 4, maxLength: 4 });
    const hash = (of: Uint8Array) => {
      const around = new DataView(Uint8Array.of(...of, 1, 2, 3).buffer);
      return hashOf(around, 0, 4);
    };
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        expect(hash(one) === hash(other)).toBe(Buffer.compare(one, other) === 0);
      }),
      { numRuns: 2000 },
    );
  });
});
