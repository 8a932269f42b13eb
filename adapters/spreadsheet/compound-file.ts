/**
 * The container of old Office files (MS-CFB): a file system of sectors. Reads one stream out of it;
 * every chain is followed for as many sectors as the file has, no further.
 */

const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
const DIFAT_IN_HEADER = 109;
const END_OF_CHAIN = 0xfffffffe;
const MAX_REGULAR = 0xfffffffa;

export interface CompoundFile {
  /** Names of all streams and folders. */
  readonly names: readonly string[];
  /** A stream's bytes; null: there is none of this name. */
  read(name: string): Buffer | null;
}

interface Entry {
  readonly name: string;
  readonly isStream: boolean;
  readonly isRoot: boolean;
  readonly start: number;
  readonly size: number;
}

/** @throws RangeError where the container is damaged */
export function openCompoundFile(bytes: Buffer): CompoundFile {
  const damaged = (what: string) => new RangeError(`compound file: ${what}`);
  if (bytes.length < HEADER_BYTES) throw damaged('cut short');
  const shift = bytes.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw damaged('sector size');
  const sectorBytes = 1 << shift;
  const sectorCount = Math.ceil(bytes.length / sectorBytes) - 1;
  const miniBytes = 64;
  const miniCutoff = bytes.readUInt32LE(56);

  const sector = (id: number): Buffer => {
    const from = (id + 1) * sectorBytes;
    if (id > MAX_REGULAR || from >= bytes.length) throw damaged('sector outside');
    return bytes.subarray(from, from + sectorBytes);
  };

  const allocation = readAllocation();
  const next = (id: number): number => allocation[id] ?? END_OF_CHAIN;

  function readAllocation(): Uint32Array {
    const count = Math.min(bytes.readUInt32LE(44), sectorCount);
    const ids: number[] = [];
    for (let at = 0; at < DIFAT_IN_HEADER && ids.length < count; at++)
      ids.push(bytes.readUInt32LE(76 + at * 4));
    let more = bytes.readUInt32LE(68);
    for (let steps = 0; ids.length < count && more <= MAX_REGULAR && steps < sectorCount; steps++) {
      const held = sector(more);
      for (let at = 0; at + 8 <= held.length && ids.length < count; at += 4) ids.push(held.readUInt32LE(at));
      more = held.length < sectorBytes ? END_OF_CHAIN : held.readUInt32LE(sectorBytes - 4);
    }
    const table = new Uint32Array((ids.length * sectorBytes) / 4).fill(END_OF_CHAIN);
    for (const [place, id] of ids.entries()) {
      const held = sector(id);
      for (let at = 0; at + 4 <= held.length; at += 4)
        table[(place * sectorBytes + at) / 4] = held.readUInt32LE(at);
    }
    return table;
  }

  function readChain(start: number, size = Number.POSITIVE_INFINITY): Buffer {
    const parts: Buffer[] = [];
    let length = 0;
    for (let id = start; id <= MAX_REGULAR && length < size; id = next(id)) {
      if (parts.length > sectorCount) throw damaged('a chain without an end');
      const part = sector(id);
      parts.push(part);
      length += part.length;
    }
    const whole = Buffer.concat(parts);
    return whole.length > size ? whole.subarray(0, size) : whole;
  }

  const entries = readDirectory(readChain(bytes.readUInt32LE(48)));
  const root = entries.find(({ isRoot }) => isRoot);
  const miniStream = root && root.size > 0 ? readChain(root.start, root.size) : Buffer.alloc(0);
  const miniTable = readChain(bytes.readUInt32LE(60));

  function readMini(start: number, size: number): Buffer {
    const parts: Buffer[] = [];
    let length = 0;
    let id = start;
    while (id <= MAX_REGULAR && length < size) {
      const from = id * miniBytes;
      if (from >= miniStream.length || parts.length > miniStream.length / miniBytes)
        throw damaged('mini sector');
      parts.push(miniStream.subarray(from, from + miniBytes));
      length += miniBytes;
      id = id * 4 + 4 <= miniTable.length ? miniTable.readUInt32LE(id * 4) : END_OF_CHAIN;
    }
    return Buffer.concat(parts).subarray(0, size);
  }

  return {
    names: entries.map(({ name }) => name),
    read(name) {
      const entry = entries.find((one) => one.isStream && one.name.toLowerCase() === name.toLowerCase());
      if (!entry) return null;
      const held =
        entry.size < miniCutoff ? readMini(entry.start, entry.size) : readChain(entry.start, entry.size);
      if (held.length < entry.size) throw damaged('stream cut short');
      return held;
    },
  };
}

function readDirectory(bytes: Buffer): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
    const kind = bytes[at + 66];
    if (kind !== 1 && kind !== 2 && kind !== 5) continue;
    const nameBytes = Math.min(64, Math.max(2, bytes.readUInt16LE(at + 64))) - 2;
    entries.push({
      name: bytes.toString('utf16le', at, at + nameBytes),
      isStream: kind === 2,
      isRoot: kind === 5,
      start: bytes.readUInt32LE(at + 116),
      size: bytes.readUInt32LE(at + 120),
    });
  }
  return entries;
}
