import type { LocalDate } from '../../domain/local-date';
import type {
  CertifiableSession,
  CertificateContent,
  CertificateState,
} from '../../domain/service-certificate';
import type { Instant } from './world';

/** Whose hours the actor may certify. */
export interface CertifiableVolunteer {
  readonly personId: string;
  /** 学号 */
  readonly workNo: string;
  readonly name: string;
  readonly className: string | null;
}

export interface CertificateRow {
  readonly id: string;
  readonly volunteerId: string;
  readonly year: number;
  readonly serial: number;
  readonly content: CertificateContent;
  readonly contentHash: string;
  readonly checkCode: string;
  readonly codeHash: string;
  readonly replaces: string | null;
  readonly issuedBy: string;
  readonly issuedAt: Instant;
  readonly sessionIds: readonly string[];
}

export interface CertificateRecord {
  readonly id: string;
  readonly volunteerId: string;
  readonly number: string;
  readonly content: CertificateContent;
  readonly contentHash: string;
  readonly issuedOn: LocalDate;
  readonly issuedByName: string | null;
  readonly state: CertificateState;
  readonly end: { readonly on: LocalDate; readonly reason: string } | null;
}

export interface CertificateRepository {
  /** By 学号; of the department, or who helps in the counselor's area. */
  volunteers(): Promise<readonly CertifiableVolunteer[]>;
  /** What they did, with whomever, oldest first; of one of them. */
  hours(volunteerId?: string): Promise<readonly CertifiableSession[]>;
  /** Of those whose hours the actor may certify, or the actor's own; newest first. */
  list(volunteerId?: string): Promise<readonly CertificateRecord[]>;
  get(certificateId: string): Promise<CertificateRecord | null>;
  /** Opened for the paper alone. */
  checkCode(certificateId: string): Promise<string>;
  nextSerial(year: number): Promise<number>;
  /** @throws DomainError HOURS_CERTIFIED */
  add(row: CertificateRow): Promise<void>;
  /** False: it was ended before. */
  end(end: {
    readonly certificateId: string;
    readonly kind: 'withdrawn' | 'replaced';
    readonly reason: string;
    readonly on: LocalDate;
    readonly at: Instant;
    readonly by: string;
  }): Promise<boolean>;
}

/** Somebody holds the paper and asks, on a phone that nobody has signed in on. */
export interface CertificateCheck {
  readonly provider: string;
  readonly subject: string;
  readonly codeHash: string;
  readonly at: Instant;
}

export type CertificateChecked =
  | { readonly outcome: 'wrong' | 'too-many' }
  | {
      readonly outcome: CertificateState;
      readonly content: CertificateContent;
      readonly endedOn: LocalDate | null;
      /** Number of the one that took its place. */
      readonly replacedBy: string | null;
    };

/** A row of the list for the school's volunteer system; integer minutes. */
export interface HoursRow {
  readonly studentNo: string;
  readonly name: string;
  readonly className: string;
  readonly on: LocalDate;
  readonly from: number;
  readonly to: number;
  /** Number of the certificate; "": none yet. */
  readonly certificate: string;
}

export interface CertificateRenderer {
  /**
   * 志愿服务时数证明 as PDF; the same certificate gives the same bytes.
   *
   * @throws DomainError GLYPH_MISSING or UNPRINTABLE_CHARACTER
   */
  certificate(content: CertificateContent, checkCode: string): Promise<Uint8Array>;
  /** 志愿服务时数, .xlsx. @param mark who takes it out */
  hoursList(rows: readonly HoursRow[], mark: string): Promise<Uint8Array>;
}
