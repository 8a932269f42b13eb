/** 六位确认码: a student's word without an account, on a session of help (art. 6) or a study plan (art. 4). */

/** What is hashed and kept: a code is of use for one thing only. @param id of the session or the plan's version */
export const codeSecret = (of: 'help' | 'plan', id: string, code: string): string => `${of}\n${id}\n${code}`;

/** Six digits, each code as likely as any other. @param randomBytes cryptographically random */
export function makeStudentCode(randomBytes: (count: number) => Uint8Array): string {
  for (;;) {
    const [a = 0, b = 0, c = 0] = randomBytes(3);
    const drawn = (a << 16) | (b << 8) | c;
    // Above this the first codes would be favoured.
    if (drawn < 16_000_000) return String(drawn % 1_000_000).padStart(6, '0');
  }
}

/** What was typed as it was shown: full-width digits and spaces do not matter; null: no code. */
export function readStudentCode(typed: string): string | null {
  const code = typed.normalize('NFKC').replace(/\s/g, '');
  return /^\d{6}$/.test(code) ? code : null;
}
