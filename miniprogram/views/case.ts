import type { Input, ProposalView, Tier } from '#core/contract/index';
import { validateDecision } from '#core/domain/case-decision';
import { CAUSE_FACTORS, type CauseFactor } from '#core/domain/cause-factor';
import { sayWord } from '#core/domain/conference-words';
import { DomainError } from '#core/domain/errors';
import {
  CASE_OUTCOME_LABELS,
  CAUSE_LABELS,
  DIFFICULTY_LABELS,
  ROLE_LABELS,
  TIER_LABELS,
} from '#core/domain/labels';
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
  /** Who sees to the next step; "": nobody was chosen. */
  readonly ownerId: string;
}

export const NO_DECISION: DecisionFields = {
  outcome: null,
  tier: '',
  difficulty: null,
  causes: [],
  causeNote: '',
  reason: '',
  ownerId: '',
};

/** Whether nothing was changed that leaving the page would lose. */
export const isSameDecision = (one: DecisionFields, other: DecisionFields): boolean =>
  one.outcome === other.outcome &&
  one.tier === other.tier &&
  one.difficulty === other.difficulty &&
  [...one.causes].sort().join() === [...other.causes].sort().join() &&
  one.causeNote === other.causeNote &&
  one.reason === other.reason &&
  one.ownerId === other.ownerId;

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
  readonly owner: string;
  readonly isDecided: boolean;
  readonly canDecide: boolean;
  /** Something is missing that the reader may bring in. */
  readonly canImport: boolean;
  readonly nextProposalId: string | null;
  /** Who may see to the next step, by name and role. */
  readonly owners: readonly { readonly value: string; readonly label: string }[];
  /** 会诊 of everyone present; empty where no meeting goes on. */
  readonly views: readonly {
    readonly personId: string;
    readonly who: string;
    readonly chosen: readonly string[];
    readonly remark: string;
  }[];
  readonly isConference: boolean;
  readonly prevailing: string;
  /** 记下：确认为二级，周明远记，会后一起生效 */
  readonly prepared: string;
  readonly preparedId: string | null;
  /** 确认 needs a proposed tier; without one the meeting chooses. */
  readonly outcomes: readonly { readonly value: Outcome; readonly label: string }[];
}

export function toCaseView(proposal: ProposalView, today: string): CaseView {
  const { student, position, previousCase, conference } = proposal;
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
    canDecide: proposal.canDecide || conference !== null,
    canImport: proposal.canImport && Object.values(proposal.criteria).includes('no-data'),
    // While a meeting goes on: the next one with nothing prepared.
    nextProposalId: conference === null ? position.nextProposalId : conference.nextProposalId,
    owners: proposal.owners.map(({ personId, name, role }) => ({
      value: personId,
      label: `${name} ${ROLE_LABELS[role]}`,
    })),
    ...toConsulted(proposal),
    outcomes: outcomesOf(proposal, tier.tierWord),
  };
}

function toConsulted({
  conference,
  change,
}: ProposalView): Pick<CaseView, 'views' | 'isConference' | 'prevailing' | 'prepared' | 'preparedId'> {
  if (conference === null)
    return { views: [], isConference: false, prevailing: '', prepared: '', preparedId: null };
  const { views, prevailing, prepared } = conference;
  const isChange = change !== null && isCaseChange(change.kind);
  return {
    views: views.map(({ personId, name, role, difficulty, remark }) => ({
      personId,
      who: `${name} ${ROLE_LABELS[role]}`,
      chosen: difficulty === null ? [] : [difficulty],
      remark,
    })),
    isConference: true,
    prevailing: sayPrevailing(prevailing),
    prepared:
      prepared === null ? '' : `已记下${sayWord(prepared, isChange)}（${prepared.by}记），会后一起生效。`,
    preparedId: prepared?.preparedId ?? null,
  };
}

/** 多数认为 of a meeting's members; null: there is none. */
export const sayPrevailing = (prevailing: Difficulty | null): string =>
  prevailing === null ? '' : `多数认为：${DIFFICULTY_LABELS[prevailing]}`;

/** What the form shows first: what was prepared; else what the members say, and the class's adviser. */
export function firstFields({ conference, owners }: ProposalView): DecisionFields {
  const held = conference?.prepared ?? null;
  if (held === null) {
    return {
      ...NO_DECISION,
      difficulty: conference?.prevailing ?? null,
      ownerId: owners[0]?.personId ?? '',
    };
  }
  return {
    outcome: held.outcome,
    tier: held.outcome === 'change' && held.tier !== null ? String(held.tier) : '',
    difficulty: held.difficulty,
    causes: held.causes,
    causeNote: held.causeNote,
    reason: held.reason,
    ownerId: held.ownerId ?? '',
  };
}

/**
 * 1, 2, 3: the tier; 0: 不认定. The proposed tier is 确认, another one 调整.
 *
 * @returns null: the key says nothing here
 */
export function fieldsOfKey(
  key: string,
  { tier, change, identified }: Pick<ProposalView, 'tier' | 'change' | 'identified'>,
): Pick<DecisionFields, 'outcome' | 'tier'> | null {
  if (key === '0')
    return { outcome: change?.caseTier != null && !identified ? 'close' : 'dismiss', tier: '' };
  if (key !== '1' && key !== '2' && key !== '3') return null;
  return String(tier) === key ? { outcome: 'confirm', tier: '' } : { outcome: 'change', tier: key };
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

/** The same decision as a meeting prepares it. */
export const toPrepareInput = (
  { id, proposalId, ...decision }: Input<'meeting.decide'>,
  { conferenceId, prepared }: NonNullable<ProposalView['conference']>,
): Input<'conference.prepare'> => ({
  id,
  conferenceId,
  proposalId,
  seen: prepared?.preparedId ?? null,
  decision,
});

function toDecided(
  { decision, change }: ProposalView,
  today: string,
): Pick<CaseView, 'decided' | 'decidedReason' | 'decidedCauses' | 'owner' | 'isDecided'> {
  if (decision === null && change?.kind === 'settled') {
    const { outcome, tier, on } = change.decision;
    const as = tier === null ? '' : `为${TIER_LABELS[tier]}`;
    return {
      decided: `${sayDate(on, today)}已${CASE_OUTCOME_LABELS[outcome]}${as}，这次筛查没有要变更的。`,
      decidedReason: '',
      decidedCauses: '',
      owner: '',
      isDecided: true,
    };
  }
  if (decision === null)
    return { decided: '', decidedReason: '', decidedCauses: '', owner: '', isDecided: false };
  const tier = decision.tier === null ? '' : `为${TIER_LABELS[decision.tier]}`;
  const isKept = decision.outcome === 'dismiss' && change !== null && isCaseChange(change.kind);
  const outcome = isKept ? '维持不变' : CASE_OUTCOME_LABELS[decision.outcome];
  const diagnosis = decision.difficulty === null ? '' : `，${DIFFICULTY_LABELS[decision.difficulty]}问题`;
  return {
    decided: `${sayDate(decision.on, today)}由${decision.by}${outcome}${tier}${diagnosis}`,
    decidedReason: decision.reason,
    owner: decision.owner === null ? '' : `下一步由${decision.owner}负责`,
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
  const { outcome, difficulty, causes, causeNote, reason, ownerId } = fields;
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
    ownerId: ownerId === '' || outcome === 'dismiss' || outcome === 'close' ? null : ownerId,
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
