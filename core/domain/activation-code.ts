/** Without signs that are taken for one another: 0 O, 1 I L, U V (V is kept). */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
const GROUP = 4;

/** Days after the day of issue on which a code can still be used, the last one included. */
export const ACTIVATION_DAYS = 7;

/** 激活单: how many people a file is for at most: five pages. */
export const SLIPS_AT_ONCE = 50;

/**
 * A new code of 12 signs (58 bits), e.g. `K7PM4QTX9FWH`.
 *
 * @param randomBytes cryptographically random; asked again until enough of them are usable
 */
export const makeActivationCode = (randomBytes: (count: number) => Uint8Array): string =>
  randomSigns(randomBytes, LENGTH);

/** So many signs of those that are not taken for one another. */
export function randomSigns(randomBytes: (count: number) => Uint8Array, count: number): string {
  // Above this a byte would favour the first signs.
  const limit = 256 - (256 % ALPHABET.length);
  let code = '';
  while (code.length < count) {
    for (const byte of randomBytes(count)) {
      if (byte < limit && code.length < count) code += ALPHABET[byte % ALPHABET.length];
    }
  }
  return code;
}

/** Whether a text is so many of those signs and nothing else. */
export const areSigns = (text: string, count: number): boolean =>
  text.length === count && [...text].every((sign) => ALPHABET.includes(sign));

/** As it is printed and read out: `K7PM-4QTX-9FWH`. */
export const showActivationCode = (code: string): string =>
  code.replace(new RegExp(`(.{${GROUP}})(?=.)`, 'g'), '$1-');

/**
 * What was typed, as it was issued: full-width signs, small letters, spaces and hyphens do not matter.
 *
 * @returns null where it cannot be a code
 */
export function readActivationCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐–—_]/g, '');
  return areSigns(code, LENGTH) ? code : null;
}

/** What is hashed and kept: a code is of use for one 工号 only. */
export const activationSecret = (workNo: string, code: string): string => `activation\n${workNo}\n${code}`;
