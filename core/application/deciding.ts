import type { DecisionResult } from '../contract/outputs';
import { validateDecision } from '../domain/case-decision';
import { DomainError } from '../domain/errors';
import { CASE_OUTCOME_LABELS, TIER_LABELS } from '../domain/labels';
import { termLabel } from '../domain/term';
import { notFound, requireAccess } from './access';
import { dutiesOf, readDutyContext } from './case-duties';
import { requireOwner } from './case-owners';
import { endPairsOfClosed } from './end-pairs';
import type { Actor, CaseWithFacts, DecisionRecord, ProposalRecord } from './ports';
import {
  declineChange,
  isChangeOfCase,
  requireImports,
  requireLast,
  requireNewestTerm,
} from './proposal-changes';
import type { UseCase, UseCaseDeps } from './use-case';

/**
 * The working group's word: confirm, change with a reason, or dismiss with a reason (reading §3).
 * Opens, moves or closes the case in the same transaction; declining a proposed change leaves it as it
 * was. History is append-only: deciding again adds a decision with its reason.
 */
export const decide: UseCase<'meeting.decide'> = async (input, actor, deps) => {
  const proposal = await deps.screenings.lockProposal(input.proposalId);
  requireAccess(actor, 'meeting.decide', proposal);
  const repeated = await deps.screenings.decision(input.id);
  if (repeated) {
    if (repeated.proposalId !== proposal.id || repeated.outcome !== input.outcome) {
      throw new DomainError('CONFLICT', '这个决定已经提交过，内容与现在的不同。请刷新后查看。');
    }
    return decisionResult(repeated.caseId, true, proposal, actor.today, deps);
  }
  const held = await deps.conferences.open();
  if (held?.screeningId === proposal.screeningId) {
    throw new DomainError(
      'CONFERENCE_OPEN',
      `${held.openedByName}开的诊断会还没有结束，请在会上记下决定，会后一起生效。请刷新后再记。`,
    );
  }
  const { caseId } = await applyDecision(input, { proposal, conferenceId: null }, actor, deps);
  return decisionResult(caseId, false, proposal, actor.today, deps);
};

/** One decision as it is to be put in force. */
export type DecisionToApply = Pick<
  DecisionRecord,
  'id' | 'outcome' | 'difficulty' | 'causes' | 'causeNote' | 'reason' | 'ownerId'
> & { readonly replaces: string | null; readonly tier?: CaseWithFacts['tier'] | null | undefined };

/**
 * What keeps a decision from being put in force as things stand now, thrown as its sentence; else what it
 * would be put on.
 *
 * @throws DomainError DECIDED_MEANWHILE, PROPOSAL_RENEWED, PREVIEW_ONLY, IMPORT_ROLLED_BACK, NEWER_CASE,
 *   OWNER_UNKNOWN, and those of `validateDecision`
 */
export async function checkDecision(
  input: Omit<DecisionToApply, 'id'>,
  proposal: ProposalRecord,
  actor: Actor,
  deps: UseCaseDeps,
) {
  if ((proposal.decision?.id ?? null) !== input.replaces) throw decidedMeanwhile(proposal.decision);
  const tier = validateDecision(
    { ...input, tier: input.tier ?? undefined },
    {
      proposed: proposal.result.tier,
      isRevision: proposal.decision !== null || proposal.change?.kind === 'settled',
    },
  );
  const screening = await deps.screenings.get(proposal.screeningId);
  if (!screening) throw notFound();
  if ((await deps.screenings.proposalOf(screening.id, proposal.student.id))?.id !== proposal.id) {
    throw new DomainError(
      'PROPOSAL_RENEWED',
      '采纳早报告之后，这位学生的依据已经更新。请回到名单，重新打开这位学生。',
    );
  }
  if (screening.kind === 'preview') {
    throw new DomainError('PREVIEW_ONLY', '这是补考前的预览，不能据此认定。请在正式筛查后决定。');
  }
  await requireImports(screening.importIds, deps);
  await requireLast(proposal, screening.term, deps);
  const cases = await deps.cases.ofStudent(proposal.student.id);
  requireNewestTerm(screening.term, cases);
  if (input.ownerId !== null) await requireOwner(input.ownerId, proposal, actor, deps);
  return { tier, screening, cases };
}

/** Puts one decision in force, with its word in the audit; of a locked proposal. */
export async function applyDecision(
  input: DecisionToApply,
  { proposal, conferenceId }: { readonly proposal: ProposalRecord; readonly conferenceId: string | null },
  actor: Actor,
  deps: UseCaseDeps,
): Promise<{ readonly caseId: string | null; readonly tier: CaseWithFacts['tier'] | null }> {
  await deps.importHolds.toDecide();
  const { tier, screening, cases } = await checkDecision(input, proposal, actor, deps);
  // Of the semester, whichever of its screenings opened it; one that may end, of an earlier one too.
  const own =
    cases.find(
      ({ status, term }) =>
        status === 'open' &&
        (term === screening.term || (proposal.group === 'cleared' && term < screening.term)),
    ) ?? null;
  const caseId =
    input.outcome === 'close'
      ? await endCase(own, input.reason, actor, deps)
      : tier !== null
        ? await openCase(proposal, tier, screening.term, cases, actor.today, deps)
        : isChangeOfCase(proposal)
          ? declineChange(proposal, own)
          : await dropCase(own, actor, deps);
  await deps.screenings.addDecision({
    id: input.id,
    proposalId: proposal.id,
    studentId: proposal.student.id,
    caseId,
    outcome: input.outcome,
    tier,
    difficulty: input.difficulty,
    causes: input.causes,
    causeNote: input.causeNote.trim(),
    reason: input.reason.trim(),
    decidedOn: actor.today,
    decidedAt: deps.clock.now(),
    decidedBy: actor.personId,
    ownerId: tier === null ? null : input.ownerId,
    conferenceId,
  });
  await deps.audit.record({
    action: 'meeting.decide',
    subject: { type: 'proposal', id: proposal.id },
    detail: {
      outcome: input.outcome,
      tier: tierCode(tier),
      case: caseId,
      ...(conferenceId === null ? {} : { conference: conferenceId }),
    },
    changes: {
      outcome: [proposal.decision?.outcome ?? null, input.outcome],
      tier: [tierCode(own?.tier ?? proposal.decision?.tier), tierCode(tier)],
    },
  });
  return { caseId, tier };
}

const tierCode = (tier: CaseWithFacts['tier'] | null | undefined): string | null =>
  tier === null || tier === undefined ? null : String(tier);

/** Two windows, one student: what the other one decided is seen before it is changed. */
function decidedMeanwhile(made: DecisionRecord | null): DomainError {
  const tier = made === null || made.tier === null ? '' : `为${TIER_LABELS[made.tier]}`;
  const what = made
    ? `${made.decidedByName}已${CASE_OUTCOME_LABELS[made.outcome]}${tier}`
    : '原来的决定已经不在';
  return new DomainError('DECIDED_MEANWHILE', `在您打开这一页之后，${what}。请看过之后再决定。`);
}

async function openCase(
  proposal: ProposalRecord,
  tier: CaseWithFacts['tier'],
  term: string,
  cases: readonly CaseWithFacts[],
  today: string,
  deps: UseCaseDeps,
): Promise<string> {
  const earlier = cases.find(({ status }) => status === 'open') ?? null;
  if (earlier && earlier.term === term) {
    // Another screening of the same semester: the case goes on under the new decision.
    return moveCase(earlier, tier, deps);
  }
  if (earlier) await deps.cases.close(earlier.id, today, `转入${termLabel(term)}新档案`);
  const id = deps.ids.next();
  await deps.cases.add({
    id,
    student: proposal.student,
    term,
    tier,
    status: 'open',
    openedOn: today,
    previousCaseId: earlier?.id ?? cases.at(-1)?.id ?? null,
    proposalId: proposal.id,
    outstanding: proposal.outstanding,
  });
  return id;
}

async function moveCase(
  held: CaseWithFacts,
  tier: CaseWithFacts['tier'],
  deps: UseCaseDeps,
): Promise<string> {
  if (held.tier !== tier) await deps.cases.setTier(held.id, tier);
  return held.id;
}

async function dropCase(own: CaseWithFacts | null, actor: Actor, deps: UseCaseDeps): Promise<string | null> {
  if (!own) return null;
  await deps.cases.close(own.id, actor.today, '诊断会改为不认定');
  await endPairsOfClosed(own.student.id, actor, deps);
  return own.id;
}

/** Cleared: a person closes the case with its outcome; the archive stays (reading §3). */
async function endCase(
  own: CaseWithFacts | null,
  outcome: string,
  actor: Actor,
  deps: UseCaseDeps,
): Promise<string> {
  if (!own) {
    throw new DomainError(
      'NO_OPEN_CASE',
      '这位学生本学期没有在办的档案，不用结案。请刷新后查看。',
      'outcome',
    );
  }
  await deps.cases.close(own.id, actor.today, outcome.trim(), 'cleared');
  await endPairsOfClosed(own.student.id, actor, deps);
  return own.id;
}

async function decisionResult(
  caseId: string | null,
  repeated: boolean,
  proposal: ProposalRecord,
  today: string,
  deps: UseCaseDeps,
): Promise<DecisionResult> {
  const supportCase = caseId === null ? null : await deps.cases.find(caseId);
  const duties =
    supportCase?.status === 'open' ? dutiesOf(supportCase, await readDutyContext(deps), today) : [];
  const { open } = await deps.screenings.counts(proposal.screeningId);
  const { nextProposalId } = await deps.screenings.position(proposal.id);
  return { caseId, repeated, duties, nextProposalId, undecided: open };
}
