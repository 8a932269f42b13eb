import type { CloseOutcome } from '../../domain/case-closing';
import type { LocalDate } from '../../domain/local-date';
import type { SupportTier } from '../../domain/support-tier';
import type { Student } from './student';

/**
 * `carry`: the meeting has still to decide on the student, who is identified again or no more; `close`: it
 * has nothing to decide, or has dismissed.
 */
export type OldCaseKind = 'carry' | 'close';

export interface OldCase {
  readonly caseId: string;
  readonly student: Student;
  readonly term: string;
  readonly tier: SupportTier;
  /** Of the screening, where it finds the student. */
  readonly proposalId: string | null;
}

/** Open cases of semesters before a screening's. */
export interface RolloverRepository {
  counts(screeningId: string, term: string): Promise<Readonly<Record<OldCaseKind, number>>>;
  /** By 学号, skipping the first `skip`. */
  list(
    of: { readonly screeningId: string; readonly term: string; readonly kind: OldCaseKind },
    skip: number,
    limit: number,
  ): Promise<readonly OldCase[]>;
  /** Closes an open case with its outcome; false: it is closed already. */
  close(caseId: string, on: LocalDate, outcome: CloseOutcome, reason: string): Promise<boolean>;
  outcomeOf(caseId: string): Promise<CloseOutcome | null>;
}
