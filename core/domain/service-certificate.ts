import type { LocalDate } from './local-date';
import { type HelpFacts, minutesOf, standingOf } from './service-hours';

/** 志愿服务时数证明 (art. 6, reading §6): of confirmed sessions alone, with a code that anyone can check. */

export const CERTIFICATE_LIMITS = { reason: 200 } as const;

export type CertificateState = 'valid' | 'withdrawn' | 'replaced';

export interface CertifiableSession extends HelpFacts {
  readonly volunteerId: string;
  /** The valid certificate that it stands in; null: none yet. */
  readonly certificateId: string | null;
}

export interface MonthOfService {
  /** `2026-09` */
  readonly month: string;
  readonly sessions: number;
  /** Integer minutes. */
  readonly minutes: number;
}

/** All that the paper says; frozen when it is issued. */
export interface CertificateContent {
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly departmentName: string;
  readonly volunteer: { readonly name: string; readonly studentNo: string; readonly className: string };
  /** First and last day of service. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly sessions: number;
  /** Integer minutes. */
  readonly minutes: number;
  readonly months: readonly MonthOfService[];
  /** Number of the certificate that it takes the place of. */
  readonly replaces: string | null;
}

/** 生科系志证〔2026〕3号 */
export const certificateNumber = (shortName: string, year: number, serial: number): string =>
  `${shortName}志证〔${year}〕${serial}号`;

/** Sessions that count and stand in no other valid certificate than the one that is replaced. */
export const toCertify = (
  sessions: readonly CertifiableSession[],
  replaced: string | null,
): readonly CertifiableSession[] =>
  sessions.filter(
    (session) =>
      standingOf(session) === 'counted' &&
      (session.certificateId === null || session.certificateId === replaced),
  );

/** Minutes of service by month, oldest first; in whatever order they were confirmed. */
export function monthsOf(sessions: readonly HelpFacts[]): readonly MonthOfService[] {
  const months = new Map<string, MonthOfService>();
  for (const session of sessions) {
    const month = session.heldOn.slice(0, 7);
    const sum = months.get(month) ?? { month, sessions: 0, minutes: 0 };
    months.set(month, {
      month,
      sessions: sum.sessions + 1,
      minutes: sum.minutes + minutesOf(session),
    });
  }
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** @param sessions at least one */
export function serviceOf(
  sessions: readonly HelpFacts[],
): Pick<CertificateContent, 'from' | 'to' | 'sessions' | 'minutes' | 'months'> {
  const days = sessions.map(({ heldOn }) => heldOn).sort();
  return {
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
    sessions: sessions.length,
    minutes: sessions.reduce((sum, session) => sum + minutesOf(session), 0),
    months: monthsOf(sessions),
  };
}

/** Crockford's alphabet: none of I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 12;

/** Twelve characters, 60 bits. @param randomBytes cryptographically random */
export const makeCheckCode = (randomBytes: (count: number) => Uint8Array): string =>
  [...randomBytes(CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

/** `K7QM-2F4T-9XWC` */
export const showCheckCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** What was typed as it was printed: case, width, blanks, dashes, O for 0, I and L for 1; null: no code. */
export function readCheckCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—－]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return code.length === CODE_LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : null;
}

/** What is hashed and kept. */
export const checkSecret = (code: string): string => `certificate\n${code}`;
