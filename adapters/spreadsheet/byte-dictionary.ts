import { Buffer } from 'node:buffer';
import { FIRST_BYTES } from './byte-words';

/**
 * Numbers the distinct byte strings of a column, so that each text is decoded and judged once,
 * however many million cells repeat it. Its fields are `idOf`'s own, but for the values.
 */
export interface ByteDictionary<V> {
  readonly values: V[];
  readonly read: (bytes: Buffer, from: number, to: number) => V;
  /** Open addressing, four ints a slot: id + 1 (0: free), hash, length, start among the words. */
  slots: Int32Array<ArrayBuffer>;
  /** Every text begins a new word; its last word is filled up with zeros. */
  words: Int32Array<ArrayBuffer>;
  wordCount: number;
}

/** A power of two, as every later size. */
const FIRST_SLOTS = 256;
const SLOT_INTS = 4;
const FIRST_WORDS = 4 * 1024;

/** @param read what a text means; asked once for each distinct one */
export const createByteDictionary = <V>(
  read: (bytes: Buffer, from: number, to: number) => V,
): ByteDictionary<V> => ({
  values: [],
  read,
  slots: new Int32Array(FIRST_SLOTS * SLOT_INTS),
  words: new Int32Array(FIRST_WORDS),
  wordCount: 0,
});

/**
 * The number of a text; its place among the values.
 *
 * @param bytes reach 3 bytes beyond `to`
 * @param hash `hashOf` the text, which the scanner has at hand
 */
export function idOf(
  dictionary: ByteDictionary<unknown>,
  bytes: DataView,
  from: number,
  to: number,
  hash: number,
): number {
  // A literal: a module's constant is fetched at each use.
  const slotInts = 4;
  const { slots, words } = dictionary;
  const mask = slots.length - slotInts;
  const length = to - from;
  let at = (hash << 2) & mask;
  for (let held = slots[at] as number; held !== 0; held = slots[at] as number) {
    if (slots[at + 1] === hash && slots[at + 2] === length) {
      // A hash of one word stands for that word alone.
      if (length <= 4) return held - 1;
      let word = slots[at + 3] as number;
      let same = from;
      while (same + 4 <= to && words[word] === bytes.getInt32(same, true)) {
        same += 4;
        word++;
      }
      const left = to - same;
      if (left === 0) return held - 1;
      if (left < 4 && words[word] === (bytes.getInt32(same, true) & ((1 << (left * 8)) - 1))) return held - 1;
    }
    at = (at + slotInts) & mask;
  }
  return add(dictionary, at, bytes, from, to, hash);
}

function add(
  dictionary: ByteDictionary<unknown>,
  slot: number,
  bytes: DataView,
  from: number,
  to: number,
  hash: number,
): number {
  const { values, read } = dictionary;
  const start = dictionary.wordCount;
  const length = to - from;
  dictionary.wordCount += (length + 3) >> 2;
  while (dictionary.wordCount > dictionary.words.length) dictionary.words = doubled(dictionary.words);
  const { words } = dictionary;
  for (let at = from, word = start; at < to; at += 4, word++)
    words[word] = bytes.getInt32(at, true) & (FIRST_BYTES[Math.min(4, to - at)] as number);
  values.push(read(Buffer.from(words.buffer, start * 4, length), 0, length));
  dictionary.slots.set([values.length, hash, length, start], slot);
  if (values.length * 2 * SLOT_INTS > dictionary.slots.length) grow(dictionary);
  return values.length - 1;
}

function grow(dictionary: ByteDictionary<unknown>): void {
  const { slots } = dictionary;
  const wider = new Int32Array(slots.length * 2);
  const mask = wider.length - SLOT_INTS;
  for (let from = 0; from < slots.length; from += SLOT_INTS) {
    if (slots[from] === 0) continue;
    let at = ((slots[from + 1] as number) << 2) & mask;
    while (wider[at] !== 0) at = (at + SLOT_INTS) & mask;
    wider.set(slots.subarray(from, from + SLOT_INTS), at);
  }
  dictionary.slots = wider;
}

function doubled(held: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(held.length * 2);
  wider.set(held);
  return wider;
}
