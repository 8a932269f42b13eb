import type { ResultPart } from '../domain/result-differences';
import type { SupportTier } from '../domain/support-tier';

interface ListedStudent {
  readonly id: string;
  readonly studentNo: string;
  readonly name: string;
  readonly className: string;
}

/** An answer in a line. */
interface AnswerLine {
  readonly identified: boolean;
  readonly tier: SupportTier | null;
  readonly outstandingCredits: string;
}

/** A student of whom a replay says something else; null: not on that list at all. */
export interface ReplayedStudent {
  readonly student: ListedStudent;
  readonly stored: AnswerLine | null;
  readonly replayed: AnswerLine | null;
  readonly parts: readonly ResultPart[];
}

export interface ScreeningReplay {
  readonly screeningId: string;
  readonly policy: { readonly id: string; readonly version: string };
  readonly students: number;
  readonly isSame: boolean;
  readonly differingCount: number;
  /** The first ones, by 学号. */
  readonly differing: readonly ReplayedStudent[];
}
