/** One record of a BIFF8 stream, with those that continue it. */
export interface BiffRecord {
  readonly type: number;
  readonly data: Buffer;
  readonly continuations: readonly Buffer[];
}

const CONTINUE = 0x003c;
const HEADER_BYTES = 4;

/**
 * Records from a place in the stream to its end.
 *
 * @throws RangeError where a record reaches beyond the stream
 */
export function* readRecords(stream: Buffer, start: number): Iterable<BiffRecord> {
  let at = start;
  while (at + HEADER_BYTES <= stream.length) {
    const type = stream.readUInt16LE(at);
    const data = dataAt(stream, at);
    at += HEADER_BYTES + data.length;
    const continuations: Buffer[] = [];
    while (at + HEADER_BYTES <= stream.length && stream.readUInt16LE(at) === CONTINUE) {
      const more = dataAt(stream, at);
      continuations.push(more);
      at += HEADER_BYTES + more.length;
    }
    yield { type, data, continuations };
  }
}

function dataAt(stream: Buffer, at: number): Buffer {
  const from = at + HEADER_BYTES;
  const length = stream.readUInt16LE(at + 2);
  if (from + length > stream.length) throw new RangeError('record cut short');
  return stream.subarray(from, from + length);
}

/** Text with its length of 1 or 2 bytes before it, within one record. */
export function readText(data: Buffer, at: number, lengthBytes: 1 | 2): string {
  const count = lengthBytes === 1 ? data.readUInt8(at) : data.readUInt16LE(at);
  const isWide = (data.readUInt8(at + lengthBytes) & 1) === 1;
  const from = at + lengthBytes + 1;
  return isWide
    ? data.toString('utf16le', from, from + count * 2)
    : data.toString('latin1', from, from + count);
}

/** A number of 30 bits: an integer or the upper half of a float, perhaps of a hundredth. */
export function rkNumber(rk: number): number {
  const held = rk & ~3;
  let value = rk >> 2;
  if ((rk & 2) === 0) {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32LE(held, 4);
    value = bytes.readDoubleLE(0);
  }
  return (rk & 1) === 1 ? value / 100 : value;
}

const WIDE = 1;
const HAS_PHONETICS = 4;
const IS_RICH = 8;

/**
 * The table of all texts. A text may go on in the next record, and then says anew how wide its
 * characters are.
 *
 * @throws RangeError where the table is cut short
 */
export function readSharedStrings({ data, continuations }: BiffRecord): readonly string[] {
  const parts = [data, ...continuations];
  let part = 0;
  let at = 8;
  const current = (): Buffer => {
    while (at >= (parts[part] as Buffer).length) {
      at -= (parts[part] as Buffer).length;
      part++;
      if (part >= parts.length) throw new RangeError('text table cut short');
    }
    return parts[part] as Buffer;
  };
  const take = (bytes: 1 | 2 | 4): number => {
    const held = current();
    const value = held.readUIntLE(at, bytes);
    at += bytes;
    return value;
  };

  const isAtEnd = () => part === parts.length - 1 && at >= (parts[part] as Buffer).length;
  const claimed = data.readUInt32LE(4);
  const strings: string[] = [];
  while (strings.length < claimed && !isAtEnd()) {
    let left = take(2);
    let flags = take(1);
    const runs = (flags & IS_RICH) === 0 ? 0 : take(2);
    const phonetics = (flags & HAS_PHONETICS) === 0 ? 0 : take(4);
    let text = '';
    while (left > 0) {
      if (at >= (parts[part] as Buffer).length) {
        current();
        flags = take(1);
      }
      const held = parts[part] as Buffer;
      const width = (flags & WIDE) === 0 ? 1 : 2;
      const count = Math.min(left, Math.floor((held.length - at) / width));
      if (count === 0) throw new RangeError('character cut in two');
      text += held.toString(width === 1 ? 'latin1' : 'utf16le', at, at + count * width);
      at += count * width;
      left -= count;
    }
    at += runs * 4 + phonetics;
    strings.push(text);
  }
  return strings;
}
