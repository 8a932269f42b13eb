import type { LocalDate } from '../../domain/local-date';
import type { PairingEndKind } from '../../domain/pairing-end';
import type { SupportTier } from '../../domain/support-tier';

/** What one screening found of a student. */
export interface ScreeningOfStudent {
  readonly proposalId: string;
  readonly term: string;
  readonly kind: 'preview' | 'official';
  readonly ranOn: LocalDate;
  readonly standing: 'identified' | 'near-miss' | 'apart' | 'cleared';
  readonly tier: SupportTier | null;
  /** Integer of 1/100. */
  readonly outstanding: number;
  /** The case that it became. */
  readonly caseId: string | null;
}

/** What is told of one student beside the records that have a repository of their own. */
export interface StudentHistory {
  /** Oldest first; for roles that do not see the department, those that became a case. */
  screenings(studentId: string): Promise<readonly ScreeningOfStudent[]>;
  /** Decisions that opened no case, with who decided; for roles that see the department. */
  dismissals(studentId: string): Promise<
    readonly {
      readonly id: string;
      readonly proposalId: string;
      readonly on: LocalDate;
      readonly reason: string;
      readonly byName: string;
    }[]
  >;
  /** All pairs of the student, whichever case they were made for. */
  pairings(studentId: string): Promise<
    readonly {
      readonly id: string;
      readonly caseId: string;
      readonly volunteerName: string;
      readonly firstDay: LocalDate;
      readonly courses: readonly string[];
      readonly madeByName: string;
      readonly lastDay: LocalDate | null;
      readonly endKind: PairingEndKind | null;
    }[]
  >;
}
