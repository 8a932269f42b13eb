import type { LocalDate } from '../../domain/local-date';
import type { QaOutcome, QaTimes } from '../../domain/qa-session';
import type { Instant } from './world';

export interface QaRow extends QaTimes {
  readonly id: string;
  readonly offeringId: string;
  readonly teacherId: string;
  readonly courseName: string;
  readonly place: string;
  readonly topic: string;
  readonly announcedOn: LocalDate;
  readonly announcedAt: Instant;
}

export interface QaReport {
  readonly sessionId: string;
  readonly outcome: QaOutcome;
  readonly others: number;
  readonly topics: string;
  readonly reportedOn: LocalDate;
  readonly reportedAt: Instant;
}

export interface QaRecord extends QaRow {
  readonly report: QaReport | null;
  /** Of those whom the actor reaches, or of the teacher's own session all. */
  readonly invited: readonly string[];
  readonly came: readonly string[];
}

export interface QaRepository {
  /** The actor's own or reached ones, the latest day first. @param from a day: none earlier */
  list(from?: LocalDate): Promise<readonly QaRecord[]>;
  get(sessionId: string): Promise<QaRecord | null>;
  ofStudent(studentId: string): Promise<readonly QaRecord[]>;
  /** Same id again by the same teacher: false. @throws DomainError CONFLICT */
  add(row: QaRow, invited: readonly string[]): Promise<boolean>;
  /** False: it was reported before. */
  report(report: QaReport, came: readonly string[]): Promise<boolean>;
}
