import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripPhotoMetadata } from '#core/domain/photo-metadata';

const ascii = (text: string) => [...text].map((sign) => sign.charCodeAt(0));
const SECRET = ascii('GPS 30.2741N 120.1551E');
const says = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString('latin1');

// ---- JPEG
const segment = (marker: number, body: readonly number[]) => [
  0xff,
  marker,
  (body.length + 2) >> 8,
  (body.length + 2) & 255,
  ...body,
];
const tiff = (turn: number, isLittle: boolean) => {
  const two = (value: number) => (isLittle ? [value & 255, value >> 8] : [value >> 8, value & 255]);
  const four = (value: number) => (isLittle ? [value, 0, 0, 0] : [0, 0, 0, value]);
  return [
    ...(isLittle ? ascii('II') : ascii('MM')),
    ...two(42),
    ...four(8),
    ...two(2),
    ...[...two(0x010f), ...two(2), ...four(4), ...SECRET.slice(0, 4)],
    ...[...two(0x0112), ...two(3), ...four(1), ...two(turn), 0, 0],
    ...SECRET,
  ];
};
const exif = (turn: number, isLittle = false) =>
  segment(0xe1, [...ascii('Exif\0\0'), ...tiff(turn, isLittle)]);
const JFIF = segment(0xe0, [...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]);
const TABLES = [
  ...segment(0xdb, [0, ...Array(64).fill(1)]),
  ...segment(0xc0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
];
const SCAN = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd3, 0x56];
const jpeg = (...parts: readonly (readonly number[])[]) =>
  Uint8Array.from([0xff, 0xd8, ...parts.flat(), 0xff, 0xd9]);
const strip = (bytes: Uint8Array) => stripPhotoMetadata(bytes, 'image/jpeg');

describe('a photo keeps its picture and loses what it says beside it: JPEG', () => {
  const icc = segment(0xe2, [...ascii('ICC_PROFILE\0'), 1, 1, 9, 9]);
  const adobe = segment(0xee, [...ascii('Adobe'), 0, 100, 0, 0, 0, 0, 1]);
  const said = [
    exif(1),
    segment(0xe1, [...ascii('http://ns.adobe.com/xap/1.0/\0'), ...SECRET]),
    segment(0xed, [...ascii('Photoshop 3.0\0'), ...SECRET]),
    segment(0xe2, [...ascii('MPF\0'), ...SECRET]),
    segment(0xfe, SECRET),
    segment(0xec, SECRET),
  ];

  it('drops Exif, XMP, IPTC, comments and unknown segments, and keeps the rest byte by byte', () => {
    const plain = jpeg(JFIF, icc, adobe, TABLES, SCAN, SCAN);
    expect(strip(plain)).toEqual(plain);
    expect(strip(jpeg(JFIF, ...said, icc, adobe, TABLES, SCAN, segment(0xfe, SECRET), SCAN))).toEqual(plain);
    expect(strip(Uint8Array.from([...plain, ...SECRET, ...plain]))).toEqual(plain);
    const withThumbnail = segment(0xe0, [
      ...ascii('JFIF\0'),
      1,
      1,
      0,
      0,
      1,
      0,
      1,
      1,
      1,
      ...SECRET.slice(0, 3),
    ]);
    expect(strip(jpeg(withThumbnail, TABLES, SCAN))).toEqual(jpeg(JFIF, TABLES, SCAN));
  });

  it.each([2, 3, 6, 8])('still says that it is to be turned: %i', (turn) => {
    for (const isLittle of [false, true]) {
      const stripped = strip(jpeg(exif(turn, isLittle), TABLES, SCAN));
      expect(says(stripped)).toContain('Exif');
      expect(says(stripped)).not.toContain('GPS');
      // Again: what is written is read.
      expect(strip(stripped ?? new Uint8Array())).toEqual(stripped);
      expect([...(stripped ?? [])].slice(2 + 10 + 8 + 2 + 8, 2 + 10 + 8 + 2 + 10)).toEqual([0, turn]);
    }
  });

  it('refuses what is cut off, wherever', () => {
    const whole = jpeg(JFIF, exif(6), TABLES, SCAN);
    for (let length = 0; length < whole.length; length += 1) {
      expect(strip(whole.subarray(0, length))).toBeNull();
    }
    expect(strip(jpeg(JFIF, TABLES))).toBeNull();
  });

  it('never throws, and never says more than it was given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        for (const type of ['image/jpeg', 'image/png', 'image/webp'] as const) {
          const bytes = Uint8Array.from([...jpeg(exif(6)).subarray(0, 20), ...noise]);
          const stripped = stripPhotoMetadata(bytes, type);
          expect(stripped === null || stripped.length <= bytes.length + 40).toBe(true);
        }
      }),
    );
  });
});

describe('PNG', () => {
  const chunk = (name: string, body: readonly number[]) => [
    0,
    0,
    0,
    body.length,
    ...ascii(name),
    ...body,
    1,
    2,
    3,
    4,
  ];
  const png = (...chunks: readonly (readonly number[])[]) =>
    Uint8Array.from([0x89, ...ascii('PNG\r\n\x1a\n'), ...chunks.flat()]);
  const picture = [chunk('IHDR', [1]), chunk('iCCP', [2]), chunk('IDAT', [3, 4])];
  const end = chunk('IEND', []);
  it('drops texts, times and Exif', () => {
    const plain = png(...picture, end);
    const speaking = png(
      ...picture,
      chunk('tEXt', SECRET),
      chunk('eXIf', SECRET),
      chunk('tIME', [1]),
      chunk('iTXt', SECRET),
      end,
      SECRET,
    );
    expect(stripPhotoMetadata(speaking, 'image/png')).toEqual(plain);
    expect(stripPhotoMetadata(png(...picture), 'image/png')).toBeNull();
  });
});

describe('WebP', () => {
  const chunk = (name: string, body: readonly number[]) => [
    ...ascii(name),
    body.length,
    0,
    0,
    0,
    ...body,
    ...(body.length % 2 ? [0] : []),
  ];
  const webp = (...chunks: readonly (readonly number[])[]) => {
    const body = [...ascii('WEBP'), ...chunks.flat()];
    return Uint8Array.from([...ascii('RIFF'), body.length, 0, 0, 0, ...body]);
  };
  const header = (flags: number) => chunk('VP8X', [flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  it('drops Exif and XMP, and says so in its header', () => {
    const speaking = webp(
      header(0x2c),
      chunk('VP8 ', [1, 2, 3]),
      chunk('EXIF', SECRET),
      chunk('XMP ', SECRET),
    );
    expect(stripPhotoMetadata(speaking, 'image/webp')).toEqual(webp(header(0x20), chunk('VP8 ', [1, 2, 3])));
    expect(stripPhotoMetadata(speaking.subarray(0, 40), 'image/webp')).toBeNull();
    expect(stripPhotoMetadata(webp(header(0)), 'image/webp')).toBeNull();
  });
});
