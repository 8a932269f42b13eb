import { canonicalJson } from '../domain/canonical-json';
import { type MinutesContent, validateApplying } from '../domain/conference';
import { DomainError } from '../domain/errors';
import { notFound, requireAccess } from './access';
import { itemsOf, viewOf } from './conference-view';
import { requireOpen } from './conferences';
import { applyDecision } from './deciding';
import type { ProposalRecord } from './ports';
import type { UseCase } from './use-case';

/**
 * Puts all that was prepared in force in this one transaction, each with its own word in the audit, and
 * freezes the minutes. Whoever cannot be decided any more is named, and then nothing is put in force.
 *
 * @throws DomainError CONFERENCE_ENDED, PREPARED_MEANWHILE, FACTS_MOVED, and those of `validateApplying`
 */
export const applyConference: UseCase<'conference.apply'> = async ({ conferenceId, seen }, actor, deps) => {
  const held = await deps.conferences.lock(conferenceId);
  // A retry after an answer that did not arrive.
  if (held?.state === 'applied') return viewOf(actor, deps);
  requireOpen(held);
  const prepared = await deps.conferences.prepared(conferenceId);
  const members = await deps.conferences.members(conferenceId);
  validateApplying({
    present: members.filter(({ isPresent }) => isPresent).length,
    prepared: prepared.length,
  });
  if (prepared.length !== seen.length || prepared.some(({ id }) => !seen.includes(id))) {
    throw new DomainError(
      'PREPARED_MEANWHILE',
      '在您打开这一页之后，另一台手机改了记下的决定。请看过名单后再生效。',
    );
  }
  const items = await itemsOf(held, prepared, actor, deps);
  const stuck = items.filter(({ problem }) => problem !== null);
  if (stuck.length > 0) {
    throw new DomainError(
      'FACTS_MOVED',
      `没有生效：${stuck.map(({ name, problem }) => `${name}（${problem}）`).join('；')}。请撤回或改过这几位，再生效。`,
      'prepared',
    );
  }
  const views = await deps.conferences.views(conferenceId);
  const present = new Set(members.filter(({ isPresent }) => isPresent).map(({ personId }) => personId));
  const decided: MinutesContent['decided'][number][] = [];
  for (const { id, proposalId, studentId, content } of prepared) {
    const proposal = await deps.screenings.lockProposal(proposalId);
    requireAccess(actor, 'conference.apply', proposal);
    const { tier } = await named(
      proposal,
      applyDecision({ id, ...content }, { proposal, conferenceId }, actor, deps),
    );
    decided.push({
      decisionId: id,
      studentId,
      outcome: content.outcome,
      tier,
      difficulty: content.difficulty,
      ownerId: content.ownerId,
      views: views
        .filter((view) => view.studentId === studentId && present.has(view.memberId))
        .map(({ memberId, difficulty }) => ({ personId: memberId, difficulty })),
    });
  }
  const content: MinutesContent = {
    screeningId: held.screeningId,
    heldOn: held.heldOn,
    members: members.map(({ personId, role, isPresent }) => ({ personId, role, isPresent })),
    decided,
    undecided: (await deps.screenings.waiting(held.screeningId)).length,
  };
  const now = deps.clock.now();
  await deps.conferences.addMinutes({
    conferenceId,
    content,
    contentHash: deps.hasher.sha256(canonicalJson(content)),
    signedOn: actor.today,
    signedAt: now,
    signedBy: actor.personId,
  });
  if (!(await deps.conferences.end(conferenceId, 'applied', actor.personId, now))) throw notFound();
  await deps.audit.record({
    action: 'conference.apply',
    subject: { type: 'conference', id: conferenceId },
    detail: { decided: decided.length, present: present.size },
  });
  return viewOf(actor, deps);
};

/** Says of whom it is that nothing was put in force. */
async function named<T>({ student }: ProposalRecord, applied: Promise<T>): Promise<T> {
  try {
    return await applied;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError('FACTS_MOVED', `没有生效：${student.name}：${error.message}`, 'prepared');
  }
}
