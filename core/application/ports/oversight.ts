import type { ImportKind } from '../../domain/import-kind';
import type { LocalDate } from '../../domain/local-date';
import type { LetterState } from '../../domain/warning-letter';

export interface WaitingSession {
  readonly id: string;
  readonly volunteerName: string;
  readonly studentId: string;
  readonly studentName: string;
  readonly className: string;
  readonly heldOn: LocalDate;
  readonly course: string;
}

export interface UnpostedLetter {
  readonly letterId: string;
  readonly caseId: string;
  readonly state: LetterState;
  /** Since when. */
  readonly on: LocalDate;
}

/** Counts that no other repository has; each one statement, none of which reads a growing table whole. */
export interface OversightRepository {
  /**
   * For the rest of the transaction tables are read by their indexes: what has grown over the years is
   * never read from end to end for the few thousand rows that are wanted.
   */
  readByIndex(): Promise<void>;
  /** Applied imports since a day that were not taken back, by kind with their semesters. */
  appliedSince(
    day: LocalDate,
  ): Promise<readonly { readonly kind: ImportKind; readonly terms: readonly string[] }[]>;
  /** Letters of open cases that were begun and are not in the post, or came back; the oldest first. */
  unpostedLetters(): Promise<readonly UnpostedLetter[]>;
  /** Sessions held since a day to which the student has not said a word, oldest first. */
  waitingSessions(since: LocalDate, skip: number, limit: number): Promise<readonly WaitingSession[]>;
  countWaitingSessions(since: LocalDate): Promise<number>;
}
