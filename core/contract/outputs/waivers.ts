import type { Duty, DutyKind, DutyRole } from '../../domain/duty';
import type { LocalDate } from '../../domain/local-date';
import type { StudentHeading } from './students';

/** 免办 as it was given, and whether it was taken back. */
export interface WaiverView {
  readonly waiverId: string;
  readonly kind: DutyKind;
  /** Null: of each owner. */
  readonly role: DutyRole | null;
  readonly on: LocalDate;
  /** Its last day; null: for good. */
  readonly until: LocalDate | null;
  readonly by: string;
  readonly reason: string;
  readonly end: { readonly on: LocalDate; readonly by: string; readonly reason: string } | null;
  /** It speaks of the duty today. */
  readonly isInForce: boolean;
}

/** The duties of a case and what the leader has waived of them. */
export interface WaiverPage {
  readonly caseId: string;
  readonly today: LocalDate;
  readonly student: StudentHeading;
  readonly duties: readonly Duty[];
  /** Newest first. */
  readonly waivers: readonly WaiverView[];
  readonly can: { readonly waive: boolean };
}
