/**
 * Bytes four at a time, little-endian: what a scan over hundreds of megabytes is measured by. A view
 * must reach 3 bytes beyond the last byte that is asked for; what stands there does not matter.
 */

/** Keeps the first 0 … 4 bytes of a word. */
export const FIRST_BYTES = Int32Array.of(0, 0xff, 0xffff, 0xffffff, -1);

/** A byte in all four places. */
export const everywhere = (byte: number): number => Math.imul(byte, 0x01010101);

/** Not 0 where the word has a zero byte; its lowest set bit is the highest of the first such byte. */
export const zeroBytes = (word: number): number => (word - 0x01010101) & ~word & 0x80808080;

/** Place (0 … 3) of the first byte that `zeroBytes` marked. */
export const firstMarked = (marks: number): number => (31 - Math.clz32(marks & -marks)) >> 3;

/**
 * One word more; a text's last word has its bytes beyond the end cleared. Every step can be undone, so
 * that texts of one word, equal in length, never share a hash.
 */
function addToHash(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x01000193);
  return mixed ^ (mixed >>> 15);
}

/** Of the bytes from `from` to `to`: the same as word after word. */
export function hashOf(view: DataView, from: number, to: number): number {
  let hash = -2128831035;
  let at = from;
  for (; at + 4 <= to; at += 4) hash = addToHash(hash, view.getInt32(at, true));
  return at < to ? addToHash(hash, view.getInt32(at, true) & (FIRST_BYTES[to - at] as number)) : hash;
}
