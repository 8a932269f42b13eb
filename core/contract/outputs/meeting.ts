import type { AgendaGroup } from '../../domain/agenda-group';
import type { CaseOutcome, Difficulty } from '../../domain/case-decision';
import type { CauseFactor } from '../../domain/cause-factor';
import type { Evidence, EvidenceRow } from '../../domain/criterion';
import type { Role } from '../../domain/role';
import type { Page } from '../page';
import type { ProposedChange } from './changes';
import type { ConferenceOfStudent } from './conferences';
import type { CriterionStates, EvidenceSource, ScreeningSummary } from './screenings';
import type { StudentHeading, Tier } from './students';
import type { DutyView } from './today';

export interface ProposalListItem {
  readonly proposalId: string;
  readonly student: StudentHeading;
  readonly tier: Tier | null;
  readonly outstandingCredits: string;
  readonly gpa: string | null;
  /** Credits up to the next heavier tier; null: there is none. */
  readonly toNextTier: string | null;
  readonly met: readonly (keyof CriterionStates)[];
  readonly previousTier: Tier | null;
  readonly decision: {
    readonly outcome: CaseOutcome;
    readonly tier: Tier | null;
    readonly on: string;
  } | null;
  readonly change: ProposedChange | null;
}

export interface Agenda extends Page<ProposalListItem> {
  readonly screening: ScreeningSummary | null;
  readonly counts: {
    readonly open: number;
    readonly decided: number;
    readonly change: number;
    readonly identified: number;
    readonly nearMiss: number;
    readonly apart: number;
  };
  /** Of `open`, how they come before the meeting; those of nobody are left out. */
  readonly groups: readonly { readonly group: AgendaGroup; readonly count: number }[];
  readonly canDecide: boolean;
  /** Files that the screening rests on and that were taken back since: run it again. */
  readonly rolledBack: readonly string[];
}

export interface ProposalView {
  readonly proposalId: string;
  readonly screeningId: string;
  readonly term: string;
  readonly student: ProposalListItem['student'];
  readonly identified: boolean;
  readonly tier: Tier | null;
  readonly change: ProposedChange | null;
  readonly outstandingCredits: string;
  readonly gpa: string | null;
  readonly toNextTier: string | null;
  readonly criteria: CriterionStates;
  readonly evidence: readonly Evidence[];
  readonly sources: readonly EvidenceSource[];
  readonly pending: readonly EvidenceRow[];
  readonly previousCase: {
    readonly term: string;
    readonly tier: Tier;
    readonly outstandingCredits: string;
  } | null;
  readonly decision: {
    readonly decisionId: string;
    readonly outcome: CaseOutcome;
    readonly tier: Tier | null;
    readonly difficulty: Difficulty | null;
    readonly causes: readonly CauseFactor[];
    readonly causeNote: string;
    readonly reason: string;
    readonly on: string;
    readonly by: string;
    /** Who sees to the next step; null: nobody was named. */
    readonly owner: string | null;
  } | null;
  /** The meeting that goes on over this list; null: none. */
  readonly conference: ConferenceOfStudent | null;
  /** Who may see to the next step, the class's adviser first. */
  readonly owners: readonly { readonly personId: string; readonly name: string; readonly role: Role }[];
  /** What confirming would start: role, kind, due date. */
  readonly wouldStart: readonly DutyView[];
  readonly position: { readonly index: number; readonly of: number; readonly nextProposalId: string | null };
  readonly canDecide: boolean;
  /** The office brings in what is missing. */
  readonly canImport: boolean;
}

export interface DecisionResult {
  readonly caseId: string | null;
  readonly repeated: boolean;
  readonly duties: readonly DutyView[];
  readonly nextProposalId: string | null;
  readonly undecided: number;
}
