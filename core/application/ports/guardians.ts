import type { CallContent, GuardianContent, NumberDoubt } from '../../domain/guardian';
import type { LocalDate } from '../../domain/local-date';
import type { Instant } from './world';

/** One entry about a guardian; the newest of a guardian is in force, the earlier ones are its history. */
export interface GuardianEntry extends GuardianContent {
  readonly id: string;
  readonly guardianId: string;
  readonly studentId: string;
  readonly ordinal: number;
  readonly reason: string;
  readonly enteredBy: string;
  readonly enteredRole: 'office' | 'counselor' | 'adviser';
  readonly enteredOn: LocalDate;
  readonly enteredAt: Instant;
}

export interface ParentCall extends CallContent {
  readonly id: string;
  readonly caseId: string;
  readonly studentId: string;
  /** As the number stood when the call was filed; null: verified. */
  readonly doubt: NumberDoubt | null;
  readonly authorId: string;
  readonly authorRole: 'adviser' | 'counselor';
  readonly filedOn: LocalDate;
  readonly filedAt: Instant;
}

/** What a case's duties are derived from, of calls. */
export interface ContactFacts {
  readonly calls: readonly {
    readonly callId: string;
    readonly on: LocalDate;
    readonly filedOn: LocalDate;
    readonly by: 'adviser' | 'counselor';
    readonly reached: boolean;
    /** The number is verified and who took the call passed the check. */
    readonly verified: boolean;
  }[];
}

/** Each `add…`: the same id again by the same person: false, and nothing is written; another's: CONFLICT. */
export interface GuardianRepository {
  /** Oldest first. */
  entries(studentId: string): Promise<readonly (GuardianEntry & { readonly enteredByName: string })[]>;
  addEntry(entry: GuardianEntry): Promise<boolean>;
  /** What the imported student lists said, oldest first; and what stands there now. */
  roster(studentId: string): Promise<readonly { readonly text: string; readonly since: LocalDate }[]>;
  /** Newest first. */
  calls(studentId: string): Promise<readonly (ParentCall & { readonly authorName: string })[]>;
  addCall(call: ParentCall): Promise<boolean>;
}
