import type { CloseOutcome } from '../../domain/case-closing';
import type { DutyFacts } from '../../domain/duty-facts';
import type { LocalDate } from '../../domain/local-date';
import type { TalkMode } from '../../domain/talk-record';
import type { WaiverFacts } from './duty-waivers';
import type { FocusFacts } from './focus';
import type { ContactFacts } from './guardians';
import type { MeetingFacts } from './joint-meetings';
import type { StudentFilter } from './roster';
import type { DecisionRecord, Tier } from './screenings';
import type { Student } from './student';
import type { PlanFacts } from './study-plans';
import type { GuidanceFacts } from './volunteer-guidance';

export interface CaseRecord {
  readonly id: string;
  readonly student: Student;
  readonly term: string;
  readonly tier: Tier;
  readonly status: 'open' | 'closed';
  readonly openedOn: LocalDate;
  readonly closedOn: LocalDate | null;
  readonly closeReason: string | null;
  readonly closeOutcome: CloseOutcome | null;
  readonly previousCaseId: string | null;
  /** All decisions of the case, oldest first. */
  readonly decisions: readonly DecisionRecord[];
  readonly proposalId: string;
  readonly outstanding: number;
}

/** A case with what its duties are derived from. */
export interface CaseWithFacts
  extends CaseRecord,
    PlanFacts,
    ContactFacts,
    WaiverFacts,
    MeetingFacts,
    FocusFacts,
    GuidanceFacts {
  readonly talks: readonly TalkFact[];
  readonly supplements: readonly SupplementFact[];
  /** First and last day of the student's pairs; without a last one the pair goes on. */
  readonly pairings: readonly { readonly from: LocalDate; readonly to?: LocalDate | undefined }[];
  /** Steps of the case's letter, without those of a withdrawn one. */
  readonly letters: DutyFacts['letters'];
  /** When the student's class passed to another adviser or counselor, ever. */
  readonly handovers: readonly HandoverFact[];
}

export interface HandoverFact {
  readonly role: 'adviser' | 'counselor';
  readonly from: LocalDate;
}

export interface TalkFact {
  readonly talkId: string;
  readonly heldOn: LocalDate;
  readonly filedOn: LocalDate;
  readonly by: readonly ('adviser' | 'counselor')[];
  readonly mode: TalkMode;
  readonly attended: boolean;
}

export interface SupplementFact {
  readonly by: 'adviser' | 'counselor';
  readonly heldOn: LocalDate | null;
}

export interface CaseRepository {
  /** With facts; null when absent or out of scope alike. */
  find(caseId: string): Promise<CaseWithFacts | null>;
  /** Open cases in the actor's scope with their facts. */
  open(filter?: StudentFilter): Promise<readonly CaseWithFacts[]>;
  ofStudent(studentId: string): Promise<readonly CaseWithFacts[]>;
  add(record: Omit<CaseRecord, 'decisions' | 'closedOn' | 'closeReason' | 'closeOutcome'>): Promise<void>;
  setTier(caseId: string, tier: Tier): Promise<void>;
  close(caseId: string, on: LocalDate, reason: string, outcome?: CloseOutcome): Promise<void>;
}
