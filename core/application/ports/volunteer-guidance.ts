import type { LocalDate } from '../../domain/local-date';
import type { Guidance } from '../../domain/volunteer-guidance';

export interface GuidanceRow extends Guidance {
  readonly id: string;
  readonly pairingId: string;
  readonly studentId: string;
  readonly volunteerId: string;
  readonly authorId: string;
  readonly filedOn: LocalDate;
  /** ISO 8601 in UTC, milliseconds. */
  readonly filedAt: string;
}

export interface GuidanceWithNames extends GuidanceRow {
  readonly volunteerName: string;
  readonly authorName: string;
}

/** What a volunteer reads of it. */
export interface OwnGuidance {
  readonly id: string;
  readonly guidedOn: LocalDate;
  readonly guidance: string;
  readonly authorName: string;
}

export interface GuidanceFacts {
  readonly volunteerGuidances: readonly { readonly on: LocalDate }[];
}

export interface GuidanceRepository {
  /** Same id again by the same counselor: false. @throws DomainError CONFLICT */
  add(row: GuidanceRow): Promise<boolean>;
  /** Newest first. */
  ofStudent(studentId: string): Promise<readonly GuidanceWithNames[]>;
  /** Newest first; for a volunteer. */
  mine(): Promise<readonly OwnGuidance[]>;
}
