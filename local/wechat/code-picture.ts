import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const RINGS = 14;
const RAYS = 48;

/**
 * What stands in for a mini-program code: a round pattern of its own for each scene. No phone can scan it; the
 * page around the phone does.
 *
 * @returns PNG
 */
export function drawCodePicture(scene: string, width: number): Uint8Array {
  const isDark = patternOf(scene);
  const middle = width / 2;
  const lines = Buffer.alloc(width * (width + 1), 0xff);
  for (let y = 0; y < width; y++) {
    // Each line begins with its filter: none.
    lines[y * (width + 1)] = 0;
    for (let x = 0; x < width; x++) {
      const distance = Math.hypot(x + 0.5 - middle, y + 0.5 - middle) / middle;
      const turn = Math.atan2(y + 0.5 - middle, x + 0.5 - middle) / (2 * Math.PI) + 0.5;
      if (isDark(distance, turn)) lines[y * (width + 1) + x + 1] = 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(width, 4);
  // 8 bits of grey.
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Rays of dots around an empty middle; place: 0 the middle, 1 the edge; turn: 0–1. */
function patternOf(scene: string): (distance: number, turn: number) => boolean {
  const bits = Array.from({ length: Math.ceil((RINGS * RAYS) / 256) }, (_, index) =>
    createHash('sha256').update(`${index}\n${scene}`).digest(),
  );
  const bytes = Buffer.concat(bits);
  return (distance, turn) => {
    if (distance < 0.3) return distance > 0.24;
    if (distance >= 0.96) return false;
    const ring = Math.floor(((distance - 0.3) / 0.66) * RINGS);
    const within = turn * RAYS;
    const place = ring * RAYS + Math.floor(within) - (within >= RAYS ? RAYS : 0);
    return ((bytes[place >> 3] ?? 0) >> (place & 7)) % 2 === 1 && within % 1 < 0.7;
  };
}

function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
