import type { AgendaGroup } from '../../domain/agenda-group';
import type { CaseOutcome, Difficulty } from '../../domain/case-decision';
import type { CauseFactor } from '../../domain/cause-factor';
import type { LocalDate } from '../../domain/local-date';
import type { ScreeningResult } from '../../domain/screening';
import type { SupportTier } from '../../domain/support-tier';
import type { DecidedBefore, ProposalChange } from './proposal-changes';
import type { FrozenProposal, KeptWithScreening } from './screening-replay';
import type { Student } from './student';
import type { Instant } from './world';

export type Tier = SupportTier;

export interface ScreeningRecord {
  readonly id: string;
  readonly term: string;
  readonly kind: 'preview' | 'official';
  readonly policyId: string;
  readonly policyVersion: string;
  readonly importIds: readonly string[];
  readonly fileNames: readonly string[];
  readonly students: number;
  readonly identified: number;
  readonly tiers: { readonly watch: number; readonly 1: number; readonly 2: number; readonly 3: number };
  readonly ranOn: LocalDate;
  readonly ranAt: Instant;
  readonly ranBy: string;
  readonly ranByName: string;
}

/** Why a proposal stands on the meeting's list. */
export type ProposalGroup = 'identified' | 'near-miss' | 'apart' | 'cleared';

export interface ProposalRecord {
  readonly id: string;
  readonly screeningId: string;
  readonly student: Student;
  readonly group: ProposalGroup;
  readonly tier: Tier | null;
  /** Integers of 1/100, for sorting. */
  readonly outstanding: number;
  /** The engine's whole answer with its evidence, frozen. */
  readonly result: ScreeningResult;
  readonly decision: DecisionRecord | null;
  /** null: nothing was decided before it in the semester. */
  readonly change: ProposalChange | null;
}

/** As a screening makes it. */
export type NewProposal = Omit<ProposalRecord, 'decision' | 'screeningId' | 'change'> & {
  readonly change?: ProposalChange | null;
};

export interface DecisionRecord {
  readonly id: string;
  readonly proposalId: string;
  readonly studentId: string;
  readonly caseId: string | null;
  readonly outcome: CaseOutcome;
  readonly tier: Tier | null;
  readonly difficulty: Difficulty | null;
  readonly causes: readonly CauseFactor[];
  readonly causeNote: string;
  readonly reason: string;
  readonly decidedOn: LocalDate;
  readonly decidedAt: Instant;
  readonly decidedBy: string;
  readonly decidedByName: string;
  /** Who sees to the next step of the case; null: was not asked. */
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  /** Decided together with others at this 诊断会; null: by itself. */
  readonly conferenceId: string | null;
}

/** `change`: what a later screening would change of an open case. */
export type AgendaFilter = 'open' | 'decided' | 'change' | Exclude<ProposalGroup, 'cleared'>;

/** What screenings propose, and what was decided of it. */
export interface ProposalRepository {
  /** The newest decision of each student among the screenings of a semester, by student; of these students only. */
  decidedBefore(term: string, studentIds?: readonly string[]): Promise<ReadonlyMap<string, DecidedBefore>>;
  /**
   * Heaviest first (outstanding descending, then 学号); `open`: to be decided, a proposed change too.
   *
   * @param group of these only who come before the meeting so
   */
  proposals(
    screeningId: string,
    filter: AgendaFilter,
    skip: number,
    limit: number,
    group?: AgendaGroup,
  ): Promise<readonly ProposalRecord[]>;
  counts(screeningId: string): Promise<Readonly<Record<AgendaFilter, number>>>;
  /** How many of `open` come before the meeting how. */
  groups(screeningId: string): Promise<ReadonlyMap<AgendaGroup, number>>;
  /** All that wait for a decision, in the order of the list. */
  waiting(
    screeningId: string,
  ): Promise<readonly { readonly proposalId: string; readonly studentId: string }[]>;
  proposal(proposalId: string): Promise<ProposalRecord | null>;
  proposalsById(proposalIds: readonly string[]): Promise<ReadonlyMap<string, ProposalRecord>>;
  /** Where a proposal stands in its group (1-based), and the next one of it still undecided. */
  position(proposalId: string): Promise<{
    readonly index: number;
    readonly of: number;
    readonly nextProposalId: string | null;
  }>;
  /** The student's proposal that stands in a screening: the newest one; null: none. */
  proposalOf(screeningId: string, studentId: string): Promise<ProposalRecord | null>;
  /** Adds to a screening what new evidence makes of a student; takes the place of an earlier proposal. */
  append(screeningId: string, proposal: NewProposal): Promise<void>;
  /** Locks the proposal until the transaction ends. */
  lockProposal(proposalId: string): Promise<ProposalRecord | null>;
  /** Append-only; the newest decision of a proposal is the one in force. Same id again: false. */
  addDecision(decision: Omit<DecisionRecord, 'decidedByName' | 'ownerName'>): Promise<boolean>;
  decision(decisionId: string): Promise<DecisionRecord | null>;
}

export interface ScreeningRepository extends ProposalRepository {
  /** With the rule that it was made with and the facts that it was asked about, to be replayed. */
  add(
    record: Omit<ScreeningRecord, 'ranByName'>,
    proposals: readonly NewProposal[],
    kept: KeptWithScreening,
  ): Promise<void>;
  /** null in a field: run before that was kept. */
  kept(
    screeningId: string,
  ): Promise<{ readonly [K in keyof KeptWithScreening]: KeptWithScreening[K] | null }>;
  /** All proposals as the screening made them, by 学号. */
  frozen(screeningId: string): Promise<readonly FrozenProposal[]>;
  get(screeningId: string): Promise<ScreeningRecord | null>;
  /**
   * Of the newest semester the newest official one, else its newest preview; of one semester, or of the
   * official ones only.
   */
  latest(of?: { readonly term?: string; readonly kind?: 'official' }): Promise<ScreeningRecord | null>;
  /** Newest first, skipping the first `skip`. */
  list(skip: number, limit: number): Promise<readonly ScreeningRecord[]>;
}
