import type { CriterionId, EvidenceRow } from '../../domain/criterion';
import type { GradeRow } from '../../domain/grade-row';
import type { LocalDate } from '../../domain/local-date';
import type { HelpFacts } from '../../domain/service-hours';
import type { SupportTier } from '../../domain/support-tier';
import type { LetterState } from '../../domain/warning-letter';

/** What the figures of a semester are made of, in the actor's scope; `Case` is CaseWithFacts. */
export interface FigureRepository<Case> {
  /** Cases of a semester but those that the meeting has taken back, by 学号. */
  cases(term: string): Promise<readonly Case[]>;
  /** Criteria met, and rows summed, in the answer that opened each case, by case. */
  openings(caseIds: readonly string[]): Promise<
    ReadonlyMap<
      string,
      {
        readonly criteria: readonly CriterionId[];
        readonly outstanding: readonly EvidenceRow[];
        readonly outstandingCredits: string;
        readonly gpa: string | null;
      }
    >
  >;
  /** Present grades, by student. */
  grades(studentIds: readonly string[]): Promise<ReadonlyMap<string, readonly GradeRow[]>>;
  /** Attended talks, once for each person who held them. */
  talkers(caseIds: readonly string[]): Promise<
    readonly {
      readonly caseId: string;
      readonly personId: string;
      readonly name: string;
      readonly heldOn: LocalDate;
    }[]
  >;
  /** Without withdrawn ones. */
  letters(
    caseIds: readonly string[],
  ): Promise<readonly { readonly caseId: string; readonly state: LetterState; readonly on: LocalDate }[]>;
  /** Each with the newest case of its student that was open by its day. */
  sessions(caseIds: readonly string[]): Promise<readonly (HelpFacts & { readonly caseId: string })[]>;
  /** How many students of a class stood in a tier, semester by semester, oldest first. */
  tally(): Promise<
    readonly {
      readonly term: string;
      readonly tier: SupportTier;
      readonly classId: string | null;
      readonly students: number;
    }[]
  >;
  /**
   * The students of one tier, class, criterion (met when the case was opened) or cause (of the decision in
   * force) by semester and class, oldest first; `none` for those of no class, criterion or cause.
   */
  tallyPart(
    split: 'tier' | 'class' | 'criterion' | 'cause',
    part: string,
  ): Promise<
    readonly { readonly term: string; readonly classId: string | null; readonly students: number }[]
  >;
}
