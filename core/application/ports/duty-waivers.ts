import type { DutyKind, DutyRole } from '../../domain/duty';
import type { LocalDate } from '../../domain/local-date';
import type { Instant } from './world';

/** 免办 of one duty of a case. */
export interface DutyWaiver {
  readonly id: string;
  readonly caseId: string;
  readonly studentId: string;
  readonly kind: DutyKind;
  /** Null: of each owner. */
  readonly role: DutyRole | null;
  readonly reason: string;
  readonly waivedOn: LocalDate;
  /** Its last day; null: for good. */
  readonly until: LocalDate | null;
  readonly waivedAt: Instant;
  readonly waivedBy: string;
}

/** That a waiver was taken back. */
export interface DutyWaiverEnd {
  readonly id: string;
  readonly waiverId: string;
  readonly studentId: string;
  readonly reason: string;
  readonly endedOn: LocalDate;
  readonly endedAt: Instant;
  readonly endedBy: string;
}

export interface WaiverOnRecord extends DutyWaiver {
  readonly waivedByName: string;
  readonly end: {
    readonly id: string;
    readonly on: LocalDate;
    readonly by: string;
    readonly reason: string;
  } | null;
}

/** What a case's duties are derived from, of waivers; one that was taken back at once is none. */
export interface WaiverFacts {
  readonly waivers: readonly {
    readonly waiverId: string;
    readonly kind: DutyKind;
    readonly role?: DutyRole | undefined;
    readonly on: LocalDate;
    readonly to?: LocalDate | undefined;
    readonly reason: string;
  }[];
}

/** Each is only ever added; the same id again by the same person: false, and nothing is written. */
export interface DutyWaiverRepository {
  /** Oldest first. */
  ofStudent(studentId: string): Promise<readonly WaiverOnRecord[]>;
  add(waiver: DutyWaiver): Promise<boolean>;
  /** @throws DomainError CONFLICT where someone else has taken it back meanwhile */
  end(end: DutyWaiverEnd): Promise<boolean>;
}
