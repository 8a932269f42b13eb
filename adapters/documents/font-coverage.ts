import { closeSync, openSync, readSync } from 'node:fs';

/** The characters that a font has a glyph for. */
export type Coverage = ReadonlySet<number>;

function readAt(file: number, length: number, position: number): Buffer {
  const bytes = Buffer.alloc(length);
  if (readSync(file, bytes, 0, length, position) !== length) throw new Error('the font file is cut short');
  return bytes;
}

function findCmap(file: number): Buffer {
  const tables = readAt(file, 12, 0).readUInt16BE(4);
  const directory = readAt(file, tables * 16, 12);
  for (let at = 0; at < directory.length; at += 16) {
    if (directory.toString('latin1', at, at + 4) === 'cmap') {
      return readAt(file, directory.readUInt32BE(at + 12), directory.readUInt32BE(at + 8));
    }
  }
  throw new Error('the font has no cmap table');
}

function readSegmentedCoverage(cmap: Buffer, subtable: number): Coverage {
  const covered = new Set<number>();
  const groups = cmap.readUInt32BE(subtable + 12);
  for (let group = 0; group < groups; group++) {
    const at = subtable + 16 + group * 12;
    const first = cmap.readUInt32BE(at);
    const last = cmap.readUInt32BE(at + 4);
    const glyph = cmap.readUInt32BE(at + 8);
    // Glyph 0 is the empty box: a mapping to it is not a glyph.
    for (let code = first; code <= last; code++) if (glyph + code - first !== 0) covered.add(code);
  }
  return covered;
}

/**
 * Reads which characters a font covers. Only the cmap is read, not the outlines (15 MB a weight).
 *
 * @param path a .ttf with a format 12 cmap, the only one that reaches past U+FFFF, where rare names live
 * @throws Error when the file is not such a font
 */
export function readFontCoverage(path: string): Coverage {
  const file = openSync(path, 'r');
  try {
    const cmap = findCmap(file);
    const encodings = cmap.readUInt16BE(2);
    for (let index = 0; index < encodings; index++) {
      const subtable = cmap.readUInt32BE(4 + index * 8 + 4);
      if (cmap.readUInt16BE(subtable) === 12) return readSegmentedCoverage(cmap, subtable);
    }
    throw new Error('the font has no format 12 cmap');
  } finally {
    closeSync(file);
  }
}

/** The characters that every one of the fonts covers. */
export function intersectCoverage(coverages: readonly Coverage[]): Coverage {
  const [first, ...rest] = coverages;
  if (!first) throw new Error('no font given');
  return new Set([...first].filter((code) => rest.every((coverage) => coverage.has(code))));
}
