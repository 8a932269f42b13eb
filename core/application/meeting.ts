import type { ProposalListItem, ProposalView } from '../contract/outputs';
import { AGENDA_GROUPS } from '../domain/agenda-group';
import { mayRole, notFound, requireAccess } from './access';
import { type DutyContext, dutiesOnDecision, dutiesOnMove, readDutyContext } from './case-duties';
import { ownersOf } from './case-owners';
import { conferenceOf } from './conference-student';
import { disciplineIn, evidenceSources } from './evidence-sources';
import { nextPosition, PAGE_SIZE, positionOf } from './paging';
import type { CaseWithFacts, ProposalRecord } from './ports';
import { rolledBackFiles } from './proposal-changes';
import { metCriteria, summaryOf } from './screening-views';
import { readScreening, summaryWithOpen } from './screenings';
import { headingOf } from './student-heading';
import type { UseCase } from './use-case';

/** The meeting's list 诊断会: heaviest first. */
export const showAgenda: UseCase<'meeting.agenda'> = async (input, actor, deps) => {
  const { show, group, cursor } = input;
  const screening = await readScreening(input.screeningId, deps);
  const canDecide = mayRole(actor.role, 'meeting.decide');
  if (!screening) {
    const counts = { open: 0, decided: 0, change: 0, identified: 0, nearMiss: 0, apart: 0 };
    return { screening: null, counts, groups: [], canDecide, rolledBack: [], items: [], nextCursor: null };
  }
  const counted = await deps.screenings.counts(screening.id);
  const position = positionOf(cursor);
  const proposals = await deps.screenings.proposals(screening.id, show, position, PAGE_SIZE, group);
  const groups = await deps.screenings.groups(screening.id);
  const openCases = new Map((await deps.cases.open()).map((held) => [held.student.id, held]));
  return {
    screening: await summaryWithOpen(screening, deps),
    counts: {
      open: counted.open,
      decided: counted.decided,
      change: counted.change,
      identified: counted.identified,
      nearMiss: counted['near-miss'],
      apart: counted.apart,
    },
    groups: AGENDA_GROUPS.flatMap((one) => {
      const count = groups.get(one) ?? 0;
      return count === 0 ? [] : [{ group: one, count }];
    }),
    canDecide,
    rolledBack: await rolledBackFiles(screening.importIds, deps),
    items: proposals.map((proposal) => toListItem(proposal, openCases.get(proposal.student.id))),
    nextCursor: nextPosition(proposals, position),
  };
};

/** One student on one screen: evidence, history, and what deciding would start. */
export const showProposal: UseCase<'meeting.proposal'> = async ({ proposalId }, actor, deps) => {
  const proposal = await deps.screenings.proposal(proposalId);
  requireAccess(actor, 'meeting.proposal', proposal);
  const screening = await deps.screenings.get(proposal.screeningId);
  if (!screening) throw notFound();
  const { result, decision, student } = proposal;
  const cases = await deps.cases.ofStudent(student.id);
  const openCase = cases.find(({ status, term }) => status === 'open' && term === screening.term) ?? null;
  const history = cases.filter(
    (held) => held.proposalId !== proposalId && !(proposal.change && held.term === screening.term),
  );
  const previous = history.reduce<CaseWithFacts | null>(
    (last, held) => (last === null || held.openedOn > last.openedOn ? held : last),
    null,
  );
  const position = await deps.screenings.position(proposalId);
  const owners = await ownersOf(student, actor, deps);
  const context = await readDutyContext(deps);
  if (disciplineIn(result.evidence).length > 0) {
    const detail = { sensitive: 'discipline' };
    await deps.audit.record({
      action: 'meeting.proposal',
      subject: { type: 'proposal', id: proposalId },
      detail,
    });
  }
  return {
    proposalId,
    screeningId: screening.id,
    term: screening.term,
    student: headingOf(proposal.student),
    identified: result.identified,
    tier: result.tier,
    change: proposal.change,
    ...summaryOf(result),
    criteria: result.criteria,
    evidence: result.evidence,
    sources: await evidenceSources(screening.importIds, deps),
    pending: result.pending,
    previousCase: previous && {
      term: previous.term,
      tier: previous.tier,
      outstandingCredits: (previous.outstanding / 100).toFixed(2),
    },
    decision: decision && {
      decisionId: decision.id,
      outcome: decision.outcome,
      tier: decision.tier,
      difficulty: decision.difficulty,
      causes: decision.causes,
      causeNote: decision.causeNote,
      reason: decision.reason,
      on: decision.decidedOn,
      by: decision.decidedByName,
      owner: decision.ownerName,
    },
    conference: await conferenceOf(proposal, deps),
    owners,
    wouldStart: wouldStart(proposal, openCase, context, actor.today),
    position,
    canDecide: mayRole(actor.role, 'meeting.decide'),
    canImport: mayRole(actor.role, 'imports.preview'),
  } satisfies ProposalView;
};

/** What confirming would start; of an open case, what it would owe then. */
function wouldStart(
  { result: { tier }, change }: ProposalRecord,
  openCase: CaseWithFacts | null,
  context: DutyContext,
  today: string,
): ProposalView['wouldStart'] {
  if (tier === null || change?.kind === 'settled') return [];
  return openCase ? dutiesOnMove(openCase, tier, context, today) : dutiesOnDecision(tier, context, today);
}

function toListItem(proposal: ProposalRecord, openCase: CaseWithFacts | undefined): ProposalListItem {
  const { decision, result } = proposal;
  const isOther = openCase !== undefined && openCase.proposalId !== proposal.id;
  return {
    proposalId: proposal.id,
    student: headingOf(proposal.student),
    tier: decision?.tier ?? result.tier,
    outstandingCredits: result.outstandingCredits,
    gpa: result.gpa,
    toNextTier: result.toNextTier,
    met: metCriteria(result),
    previousTier: isOther ? openCase.tier : null,
    decision: decision && { outcome: decision.outcome, tier: decision.tier, on: decision.decidedOn },
    change: proposal.change,
  };
}
