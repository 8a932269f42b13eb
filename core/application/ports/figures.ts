import type { CriterionId } from '../../domain/criterion';
import type { SupportTier } from '../../domain/support-tier';

/** What the figures of a semester are made of, in the actor's scope; `Case` is CaseWithFacts. */
export interface FigureRepository<Case> {
  /** Cases of a semester but those that the meeting has taken back, by 学号. */
  cases(term: string): Promise<readonly Case[]>;
  /** Criteria met in the answer that opened each case, by case. */
  criteria(caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly CriterionId[]>>;
  /** How many students of a class stood in a tier, semester by semester, oldest first. */
  tally(): Promise<
    readonly {
      readonly term: string;
      readonly tier: SupportTier;
      readonly classId: string | null;
      readonly students: number;
    }[]
  >;
}
