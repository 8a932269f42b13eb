import type { CheckOutcome } from '../../domain/help-check';
import type { LocalDate } from '../../domain/local-date';
import type { Instant } from './world';

export interface DrawRow {
  readonly id: string;
  /** 32 hexadecimal digits. */
  readonly seed: string;
  readonly population: readonly string[];
  readonly size: number;
  readonly drawnOn: LocalDate;
  readonly drawnAt: Instant;
  readonly drawnBy: string;
}

export interface CheckRow {
  readonly drawId: string;
  readonly pairingId: string;
  readonly outcome: CheckOutcome;
  readonly note: string;
  readonly checkedOn: LocalDate;
  readonly checkedAt: Instant;
  readonly checkedBy: string;
}

export interface DrawnPair {
  readonly drawId: string;
  readonly pairingId: string;
  readonly studentId: string;
  readonly studentName: string;
  readonly volunteerName: string;
  readonly check: (CheckRow & { readonly checkedByName: string }) | null;
}

export interface HelpCheckRepository {
  /** Same id again by the same person: false. @throws DomainError CONFLICT */
  addDraw(draw: DrawRow, picked: readonly string[]): Promise<boolean>;
  /** Newest first, those of the department; who made them by name. */
  draws(): Promise<readonly (DrawRow & { readonly drawnByName: string })[]>;
  /** The drawn pairs in reach. */
  drawn(drawIds: readonly string[]): Promise<readonly DrawnPair[]>;
  /** False: it was checked before. */
  addCheck(check: CheckRow): Promise<boolean>;
}
