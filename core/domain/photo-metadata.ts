import type { PhotoType } from './referral';

/**
 * A photo without what it says beside the picture: place, time, device, maker's notes, comments, previews
 * (Exif, XMP, IPTC). The picture's own bytes stay as they are; how it is to be turned and its colours stay.
 *
 * @param type as its first bytes say
 * @returns null: it is cut off or no picture of that kind
 */
export function stripPhotoMetadata(bytes: Uint8Array, type: PhotoType): Uint8Array | null {
  switch (type) {
    case 'image/jpeg':
      return stripJpeg(bytes);
    case 'image/png':
      return stripPng(bytes);
    case 'image/webp':
      return stripWebp(bytes);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const startsWith = (bytes: Uint8Array, at: number, text: string): boolean =>
  [...text].every((sign, index) => bytes[at + index] === sign.charCodeAt(0));

// ---- JPEG (ITU-T T.81) ------------------------------------------------------------------------

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COMMENT = 0xfe;
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;

function stripJpeg(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [Uint8Array.of(0xff, SOI)];
  let hasScan = false;
  let at = 2;
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    // Fill bytes before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) {
      // What stands behind the end is no part of the picture.
      return hasScan ? joined([...kept, Uint8Array.of(0xff, EOI)]) : null;
    }
    if (at + 4 > bytes.length) return null;
    const length = view.getUint16(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    if (marker === SOS) {
      const after = endOfScan(bytes, end);
      kept.push(bytes.subarray(at, after));
      hasScan = true;
      at = after;
      continue;
    }
    const segment = keptSegment(bytes, at, end, marker);
    if (segment) kept.push(segment);
    at = end;
  }
  return null;
}

/** Entropy-coded bytes go on until a marker that is none of theirs. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !isRestart(next)) return at;
    at += 1;
  }
  return bytes.length;
}

function keptSegment(bytes: Uint8Array, at: number, end: number, marker: number): Uint8Array | null {
  const isApplication = marker >= 0xe0 && marker <= 0xef;
  if (marker === COMMENT) return null;
  if (!isApplication) return bytes.subarray(at, end);
  const says = (text: string) => startsWith(bytes, at + 4, text);
  if (marker === 0xe0 && says('JFIF\0')) return withoutThumbnail(bytes, at, end);
  if (marker === 0xe2 && says('ICC_PROFILE\0')) return bytes.subarray(at, end);
  if (marker === 0xee && says('Adobe')) return bytes.subarray(at, end);
  if (marker === 0xe1 && says('Exif\0\0')) {
    const turn = orientationOf(bytes.subarray(at + 10, end));
    return turn === 1 ? null : orientationOnly(turn);
  }
  return null;
}

/** A JFIF header may carry a small picture: the header alone is 16 bytes. */
function withoutThumbnail(bytes: Uint8Array, at: number, end: number): Uint8Array | null {
  if (end - at < 18) return null;
  const header = bytes.slice(at, at + 18);
  header.set([0, 16], 2);
  header.set([0, 0], 16);
  return header;
}

/** @param tiff Exif's body @returns 1–8; 1 where it does not say */
function orientationOf(tiff: Uint8Array): number {
  if (tiff.length < 14) return 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const isLittle = tiff[0] === 0x49;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return 1;
  const entries = view.getUint16(directory, isLittle);
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > tiff.length) return 1;
    if (view.getUint16(entry, isLittle) !== 0x0112) continue;
    const turn = view.getUint16(entry + 8, isLittle);
    return turn >= 1 && turn <= 8 ? turn : 1;
  }
  return 1;
}

/** An Exif segment that says how the picture is to be turned, and nothing else. */
const orientationOnly = (turn: number): Uint8Array =>
  Uint8Array.of(
    ...[0xff, 0xe1, 0, 34],
    ...[0x45, 0x78, 0x69, 0x66, 0, 0],
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0],
    ...[0, 0, 0, 0],
  );

// ---- PNG (W3C PNG 3) --------------------------------------------------------------------------

const PNG_SIGNATURE = 8;
/** Chunks that the picture is drawn with; all others only speak of it. */
const PNG_KEPT = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP'],
  ...['bKGD', 'pHYs', 'acTL', 'fcTL', 'fdAT'],
]);

function stripPng(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = [bytes.subarray(0, PNG_SIGNATURE)];
  let at = PNG_SIGNATURE;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (PNG_KEPT.has(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') return joined(kept);
    at = end;
  }
  return null;
}

// ---- WebP (RFC 9649) --------------------------------------------------------------------------

const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** In the flags of VP8X: Exif and XMP are there. */
const HAS_METADATA = 0x0c;

function stripWebp(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length < 12) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) return null;
  const kept = [bytes.slice(0, 12)];
  let hasPicture = false;
  let at = 12;
  while (at + 8 <= end) {
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    const size = view.getUint32(at + 4, true);
    const next = at + 8 + size + (size % 2);
    if (next > end) return null;
    if (WEBP_KEPT.has(name)) {
      const chunk = bytes.slice(at, next);
      if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~HAS_METADATA;
      else hasPicture ||= name !== 'ICCP';
      kept.push(chunk);
    }
    at = next;
  }
  if (!hasPicture) return null;
  const all = joined(kept);
  new DataView(all.buffer).setUint32(4, all.length - 8, true);
  return all;
}
