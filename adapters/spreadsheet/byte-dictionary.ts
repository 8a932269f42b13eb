import { Buffer } from 'node:buffer';
import { FIRST_BYTES } from './byte-words';

/**
 * Numbers the distinct byte strings of a column, so that each text is decoded and judged once,
 * however many million cells repeat it.
 */
export interface ByteDictionary<V> {
  /** @param hash `hashOf` the bytes, which the scanner has at hand; the view reaches 3 bytes beyond */
  idOf(bytes: DataView, from: number, to: number, hash: number): number;
  readonly values: readonly V[];
}

/** A power of two, as every later size. */
const FIRST_SLOTS = 256;
const SLOT_BITS = 2;
const SLOT_INTS = 1 << SLOT_BITS;
const FIRST_WORDS = 4 * 1024;

export function createByteDictionary<V>(
  read: (bytes: Buffer, from: number, to: number) => V,
): ByteDictionary<V> {
  const values: V[] = [];
  /** Open addressing, four ints a slot: id + 1 (0: free), hash, length, start among the words. */
  let slots = new Int32Array(FIRST_SLOTS * SLOT_INTS);
  /** Every text begins a new word; its last word is filled up with zeros. */
  let words = new Int32Array(FIRST_WORDS);
  let wordCount = 0;

  const grow = (): void => {
    const wider = new Int32Array(slots.length * 2);
    const mask = wider.length - SLOT_INTS;
    for (let from = 0; from < slots.length; from += SLOT_INTS) {
      if (slots[from] === 0) continue;
      let at = ((slots[from + 1] as number) << SLOT_BITS) & mask;
      while (wider[at] !== 0) at = (at + SLOT_INTS) & mask;
      wider.set(slots.subarray(from, from + SLOT_INTS), at);
    }
    slots = wider;
  };

  const add = (slot: number, bytes: DataView, from: number, to: number, hash: number): number => {
    const start = wordCount;
    const length = to - from;
    wordCount += (length + 3) >> 2;
    while (wordCount > words.length) words = doubled(words);
    for (let at = from, word = start; at < to; at += 4, word++)
      words[word] = bytes.getInt32(at, true) & (FIRST_BYTES[Math.min(4, to - at)] as number);
    values.push(read(Buffer.from(words.buffer, start * 4, length), 0, length));
    slots.set([values.length, hash, length, start], slot);
    if (values.length * 2 * SLOT_INTS > slots.length) grow();
    return values.length - 1;
  };

  return {
    values,
    idOf(bytes, from, to, hash) {
      const table = slots;
      const texts = words;
      const mask = table.length - SLOT_INTS;
      const length = to - from;
      let at = (hash << SLOT_BITS) & mask;
      for (let held = table[at] as number; held !== 0; held = table[at] as number) {
        if (table[at + 1] === hash && table[at + 2] === length) {
          // A hash of one word stands for that word alone.
          if (length <= 4) return held - 1;
          let word = table[at + 3] as number;
          let same = from;
          while (same + 4 <= to && texts[word] === bytes.getInt32(same, true)) {
            same += 4;
            word++;
          }
          const left = to - same;
          if (left === 0) return held - 1;
          if (left < 4 && texts[word] === (bytes.getInt32(same, true) & ((1 << (left * 8)) - 1)))
            return held - 1;
        }
        at = (at + SLOT_INTS) & mask;
      }
      return add(at, bytes, from, to, hash);
    },
  };
}

function doubled(held: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(held.length * 2);
  wider.set(held);
  return wider;
}
