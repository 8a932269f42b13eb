import type { Buffer } from 'node:buffer';

export type TextEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** This much of a file decides its encoding. */
export const ENCODING_SAMPLE_BYTES = 1024 * 1024;
/** A text with fewer broken characters than this share is damaged UTF-8 rather than GB18030. */
const DAMAGED_SHARE = 0.02;

/**
 * UTF-8 if the sample is valid as such, else GB18030; UTF-16 only by its byte-order mark. A few
 * broken bytes in a UTF-8 file do not turn all of it into gibberish: they stay U+FFFD, and the
 * rows that hold them are rejected one by one.
 */
export function detectEncoding(bytes: Uint8Array): { encoding: TextEncoding; bomLength: number } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', bomLength: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', bomLength: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', bomLength: 2 };
  const sample = bytes.subarray(0, ENCODING_SAMPLE_BYTES);
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return { encoding: 'utf-8', bomLength: 0 };
  } catch {
    const text = new TextDecoder('utf-8').decode(sample, { stream: true });
    let broken = 0;
    let beyondAscii = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code >= 0x80) beyondAscii++;
      if (code === 0xfffd) broken++;
    }
    return { encoding: broken < beyondAscii * DAMAGED_SHARE ? 'utf-8' : 'gb18030', bomLength: 0 };
  }
}

/** The text of a whole file; what cannot be decoded becomes U+FFFD. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const { encoding, bomLength } = detectEncoding(bytes);
  return { text: new TextDecoder(encoding).decode(bytes.subarray(bomLength)), encoding };
}

/** Decodes single cells of a bulk file; plain ASCII, the common case, needs no decoder. */
export function createCellDecoder(
  encoding: TextEncoding,
): (bytes: Buffer, from: number, to: number) => string {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (bytes, from, to) => {
    for (let at = from; at < to; at++) {
      if ((bytes[at] ?? 0) >= 0x80) {
        return encoding === 'utf-8'
          ? bytes.toString('utf8', from, to)
          : decoder.decode(bytes.subarray(from, to));
      }
    }
    return bytes.toString('latin1', from, to);
  };
}
