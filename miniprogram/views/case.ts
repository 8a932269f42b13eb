import type { Input, ProposalView, Tier } from '#core/contract/index';
import { validateDecision } from '#core/domain/case-decision';
import { CAUSE_FACTORS, type CauseFactor } from '#core/domain/cause-factor';
import { DomainError } from '#core/domain/errors';
import { CASE_OUTCOME_LABELS, CAUSE_LABELS, DIFFICULTY_LABELS, TIER_LABELS } from '#core/domain/labels';
import { isCaseChange } from '#core/domain/proposal-change';
import { type DutyRow, sayCause, toDutyRow } from './archive';
import { type ChangeView, toChangeView } from './change';
import {
  byState,
  type CriterionView,
  type EvidenceRowView,
  type EvidenceView,
  rowsOf,
  sayImports,
  toCriteria,
  toEvidence,
  toEvidenceRow,
} from './evidence';
import { toSentence } from './line';
import { sayFullTerm } from './term';
import { type TierView, toTier, toTierCode } from './tier';
import { sayDate } from './when';

export type Outcome = 'confirm' | 'change' | 'dismiss' | 'close';
export type Difficulty = 'ability' | 'attitude' | 'both';

export interface DecisionFields {
  readonly outcome: Outcome | null;
  readonly tier: string;
  readonly difficulty: Difficulty | null;
  readonly causes: readonly string[];
  readonly causeNote: string;
  readonly reason: string;
}

export const NO_DECISION: DecisionFields = {
  outcome: null,
  tier: '',
  difficulty: null,
  causes: [],
  causeNote: '',
  reason: '',
};

export const TIER_VALUES = [
  { value: 'watch', label: TIER_LABELS.watch },
  { value: '1', label: TIER_LABELS[1] },
  { value: '2', label: TIER_LABELS[2] },
  { value: '3', label: TIER_LABELS[3] },
];
export const DIFFICULTY_CHOICES = (['ability', 'attitude', 'both'] as const).map((value) => ({
  value,
  label: DIFFICULTY_LABELS[value],
}));
export const CAUSE_CHOICES = CAUSE_FACTORS.map((value) => ({ value, label: CAUSE_LABELS[value] }));

export interface CaseView extends TierView {
  readonly name: string;
  readonly detail: string;
  readonly term: string;
  readonly position: string;
  readonly figures: readonly { readonly label: string; readonly value: string; readonly tone: string }[];
  readonly evidence: readonly EvidenceView[];
  readonly criteria: readonly CriterionView[];
  readonly pending: readonly EvidenceRowView[];
  readonly pendingNote: string;
  readonly previous: string;
  /** What is new since the decision before; null: nothing was decided before, or nothing is new. */
  readonly change: ChangeView | null;
  readonly dutiesHeading: string;
  readonly duties: readonly DutyRow[];
  readonly decided: string;
  readonly decidedReason: string;
  readonly decidedCauses: string;
  readonly isDecided: boolean;
  readonly canDecide: boolean;
  /** Something is missing that the reader may bring in. */
  readonly canImport: boolean;
  readonly nextProposalId: string | null;
  /** 确认 needs a proposed tier; without one the meeting chooses. */
  readonly outcomes: readonly { readonly value: Outcome; readonly label: string }[];
}

export function toCaseView(proposal: ProposalView, today: string): CaseView {
  const { student, position, previousCase } = proposal;
  const tier = toTier(proposal.tier);
  const sayImport = sayImports(proposal.sources, today);
  return {
    name: student.name,
    ...tier,
    detail: `${student.className} · ${student.studentNo}`,
    term: sayFullTerm(proposal.term),
    position: `第 ${position.index} 位，共 ${position.of} 位`,
    figures: [
      { label: '不及格学分', value: proposal.outstandingCredits, tone: 'plain' },
      { label: '平均绩点', value: proposal.gpa ?? '无数据', tone: proposal.gpa === null ? 'zero' : 'plain' },
      {
        label: '学分距更重一级',
        value: proposal.toNextTier ?? '已最重',
        tone: proposal.toNextTier === null ? 'zero' : 'plain',
      },
    ],
    evidence: proposal.evidence
      .filter((held) => rowsOf(held) > 0 || held.state === 'met')
      .sort(byState)
      .map((held) => toEvidence(held, sayImport)),
    criteria: toCriteria(proposal.criteria),
    pending: proposal.pending.map((row) => toEvidenceRow(row, sayImport)),
    pendingNote: `${proposal.pending.length} 行`,
    previous:
      previousCase === null
        ? ''
        : `${sayFullTerm(previousCase.term)}认定为${TIER_LABELS[previousCase.tier]}，当时不及格 ${previousCase.outstandingCredits} 学分。`,
    change: toChangeView(proposal.change, proposal.tier),
    dutiesHeading: proposal.change?.kind === 'down' ? '确认后的任务' : '确认后开始',
    duties: proposal.wouldStart.map((duty) => toDutyRow(duty, today)),
    ...toDecided(proposal, today),
    canDecide: proposal.canDecide,
    canImport: proposal.canImport && Object.values(proposal.criteria).includes('no-data'),
    nextProposalId: position.nextProposalId,
    outcomes: outcomesOf(proposal, tier.tierWord),
  };
}

/** The words for what the meeting may say; of an open case they speak of the change. */
function outcomesOf({ tier, change, identified }: ProposalView, tierWord: string): CaseView['outcomes'] {
  const caseTier = change?.caseTier ?? null;
  const keep =
    caseTier === null ? [] : [{ value: 'dismiss' as const, label: `维持${TIER_LABELS[caseTier]}` }];
  if (caseTier !== null && !identified) {
    return [{ value: 'close', label: '结案' }, { value: 'change', label: '调整' }, ...keep];
  }
  if (change !== null && isCaseChange(change.kind)) {
    return [{ value: 'confirm', label: `变更为${tierWord}` }, { value: 'change', label: '调整' }, ...keep];
  }
  return [
    ...(tier === null ? [] : [{ value: 'confirm' as const, label: `确认${tierWord}` }]),
    { value: 'change', label: tier === null ? '认定为…' : '调整' },
    { value: 'dismiss', label: '不认定' },
  ];
}

function toDecided(
  { decision, change }: ProposalView,
  today: string,
): Pick<CaseView, 'decided' | 'decidedReason' | 'decidedCauses' | 'isDecided'> {
  if (decision === null && change?.kind === 'settled') {
    const { outcome, tier, on } = change.decision;
    const as = tier === null ? '' : `为${TIER_LABELS[tier]}`;
    return {
      decided: `${sayDate(on, today)}已${CASE_OUTCOME_LABELS[outcome]}${as}，这次筛查没有要变更的。`,
      decidedReason: '',
      decidedCauses: '',
      isDecided: true,
    };
  }
  if (decision === null) return { decided: '', decidedReason: '', decidedCauses: '', isDecided: false };
  const tier = decision.tier === null ? '' : `为${TIER_LABELS[decision.tier]}`;
  const isKept = decision.outcome === 'dismiss' && change !== null && isCaseChange(change.kind);
  const outcome = isKept ? '维持不变' : CASE_OUTCOME_LABELS[decision.outcome];
  const diagnosis = decision.difficulty === null ? '' : `，${DIFFICULTY_LABELS[decision.difficulty]}问题`;
  return {
    decided: `${sayDate(decision.on, today)}由${decision.by}${outcome}${tier}${diagnosis}`,
    decidedReason: decision.reason,
    decidedCauses: [...decision.causes.map(sayCause), decision.causeNote]
      .filter((part) => part !== '')
      .join('、'),
    isDecided: true,
  };
}

/** The first thing that is missing, by field; null: may be sent. Comfort only, the server decides. */
export function missingIn(
  fields: DecisionFields,
  proposed: Tier | null,
  isRevision: boolean,
): { readonly field: string; readonly message: string } | null {
  const { outcome, difficulty, reason } = fields;
  if (outcome === null) return { field: 'outcome', message: '请先选择确认、调整或不认定。' };
  const tier = fields.tier === '' ? undefined : toTierCode(fields.tier);
  try {
    validateDecision({ outcome, tier, difficulty, reason }, { proposed, isRevision });
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { field: error.field ?? 'outcome', message: toSentence(error.message) };
  }
}

export function toDecideInput(
  fields: DecisionFields & { outcome: Outcome },
  proposal: Pick<ProposalView, 'proposalId' | 'tier' | 'decision'>,
  id: string,
): Input<'meeting.decide'> {
  const { outcome, difficulty, causes, causeNote, reason } = fields;
  const tier = outcome === 'change' ? toTierCode(fields.tier) : outcome === 'confirm' ? proposal.tier : null;
  return {
    id,
    proposalId: proposal.proposalId,
    replaces: proposal.decision?.decisionId ?? null,
    outcome,
    ...(tier === null ? {} : { tier }),
    difficulty: outcome === 'dismiss' || outcome === 'close' ? null : difficulty,
    causes: causes.filter((cause): cause is CauseFactor => CAUSE_FACTORS.some((known) => known === cause)),
    causeNote: causeNote.trim(),
    reason: reason.trim(),
  };
}

/** 已确认王某为二级: said above the next student. @param isKept a proposed change was not taken over */
export function sayDone(
  name: string,
  { outcome, tier }: Pick<Input<'meeting.decide'>, 'outcome' | 'tier'>,
  isKept = false,
): string {
  if (outcome === 'dismiss') return `${name}：${isKept ? '维持不变' : '不认定'}。`;
  if (outcome === 'close') return `${name}：已结案。`;
  return `${name}：${outcome === 'confirm' ? '已确认' : '已调整'}${tier === undefined ? '' : `为${TIER_LABELS[tier]}`}。`;
}
