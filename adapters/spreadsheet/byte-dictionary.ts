import { Buffer } from 'node:buffer';

/**
 * Numbers the distinct byte strings of a column, so that each text is decoded and judged once,
 * however many million cells repeat it.
 */
export interface ByteDictionary<V> {
  /** @param hash FNV-1a of the bytes, which the scanner has at hand */
  idOf(bytes: Buffer, from: number, to: number, hash: number): number;
  readonly values: readonly V[];
}

const FIRST_SLOTS = 1024;
const FIRST_BYTES = 16 * 1024;

export function createByteDictionary<V>(
  read: (bytes: Buffer, from: number, to: number) => V,
): ByteDictionary<V> {
  const values: V[] = [];
  /** Open addressing; id + 1, 0 is free. */
  let slots = new Int32Array(FIRST_SLOTS);
  let hashes = new Int32Array(FIRST_SLOTS);
  let starts = new Int32Array(FIRST_SLOTS + 1);
  let texts = Buffer.alloc(FIRST_BYTES);
  let count = 0;

  const grow = (): void => {
    const wider = new Int32Array(slots.length * 2);
    const mask = wider.length - 1;
    for (let id = 0; id < count; id++) {
      let at = (hashes[id] as number) & mask;
      while (wider[at] !== 0) at = (at + 1) & mask;
      wider[at] = id + 1;
    }
    slots = wider;
    const moreHashes = new Int32Array(hashes.length * 2);
    moreHashes.set(hashes);
    hashes = moreHashes;
    const moreStarts = new Int32Array(hashes.length + 1);
    moreStarts.set(starts);
    starts = moreStarts;
  };

  const add = (bytes: Buffer, from: number, to: number, hash: number): number => {
    const start = starts[count] as number;
    const end = start + to - from;
    if (end > texts.length) {
      const more = Buffer.alloc(Math.max(end, texts.length * 2));
      texts.copy(more, 0, 0, start);
      texts = more;
    }
    bytes.copy(texts, start, from, to);
    hashes[count] = hash;
    starts[count + 1] = end;
    values.push(read(bytes, from, to));
    return count++;
  };

  return {
    values,
    idOf(bytes, from, to, hash) {
      const mask = slots.length - 1;
      const length = to - from;
      let at = hash & mask;
      for (let held = slots[at] as number; held !== 0; held = slots[at] as number) {
        const id = held - 1;
        if (hashes[id] === hash) {
          const start = starts[id] as number;
          if ((starts[id + 1] as number) - start === length) {
            let same = 0;
            while (same < length && texts[start + same] === bytes[from + same]) same++;
            if (same === length) return id;
          }
        }
        at = (at + 1) & mask;
      }
      const id = add(bytes, from, to, hash);
      slots[at] = id + 1;
      if (count * 2 >= slots.length) grow();
      return id;
    },
  };
}
