import { DomainError } from '../domain/errors';
import { mayRole, notFound, requireAccess } from './access';
import { ofStudent, prevailingAmong } from './conference-student';
import { requireOpen } from './conferences';
import { checkDecision } from './deciding';
import type { PreparedDecision, ProposalRecord } from './ports';
import type { UseCase } from './use-case';

/**
 * 会诊: one member's word on a student; the chair's phone may take it for anyone who is there.
 *
 * @throws DomainError CONFERENCE_ENDED, NOT_PRESENT, NOT_ONESELF
 */
export const sayView: UseCase<'conference.say'> = async (input, actor, deps) => {
  const { conferenceId, proposalId, personId, difficulty, remark } = input;
  const held = await deps.conferences.get(conferenceId);
  requireOpen(held);
  const proposal = await deps.screenings.proposal(proposalId);
  requireAccess(actor, 'conference.say', proposal);
  if (proposal.screeningId !== held.screeningId) throw notFound();
  if (!mayRole(actor.role, 'conference.mark') && personId !== actor.personId) {
    throw new DomainError('NOT_ONESELF', '只能写自己的看法。别人的看法由本人或主持人记。');
  }
  const present = await deps.conferences.presentIds(conferenceId);
  if (!present.includes(personId)) {
    throw new DomainError('NOT_PRESENT', '还没有列入到会名单。请先在名单上勾选到会，再记看法。', 'members');
  }
  const { student } = proposal;
  const said = await deps.conferences.views(conferenceId, student.id);
  const last = said.find(({ memberId }) => memberId === personId);
  const words = remark.trim();
  if ((last?.difficulty ?? null) !== difficulty || (last?.remark ?? '') !== words) {
    await deps.conferences.say({
      id: deps.ids.next(),
      conferenceId,
      studentId: student.id,
      memberId: personId,
      difficulty,
      remark: difficulty === null ? '' : words,
      saidAt: deps.clock.now(),
    });
    await deps.audit.record({
      action: 'conference.say',
      subject: { type: 'proposal', id: proposal.id },
      detail: { person: personId, conference: conferenceId },
    });
  }
  // A member's own phone holds the own word alone, and one word is no majority.
  if (!mayRole(actor.role, 'conference.mark')) return { prevailing: null };
  return { prevailing: prevailingAmong(present, await deps.conferences.views(conferenceId, student.id)) };
};

/**
 * Notes what is to be decided of a student, or takes it back; nothing of it is in force before the end.
 *
 * @throws DomainError CONFERENCE_ENDED, PREPARED_MEANWHILE, and those of `checkDecision`
 */
export const prepareDecision: UseCase<'conference.prepare'> = async (input, actor, deps) => {
  const { id, conferenceId, proposalId, seen, decision } = input;
  const held = await deps.conferences.lock(conferenceId);
  requireOpen(held);
  const proposal = await deps.screenings.proposal(proposalId);
  requireAccess(actor, 'conference.prepare', proposal);
  if (proposal.screeningId !== held.screeningId) throw notFound();
  const studentId = proposal.student.id;
  const stands = (await deps.conferences.prepared(conferenceId, studentId))[0];
  if (stands?.id === id) return ofStudent(held, proposal, deps);
  if ((stands?.id ?? null) !== seen) throw preparedMeanwhile(stands, proposal);
  if (decision === null && stands === undefined) return ofStudent(held, proposal, deps);
  const said = decision && {
    ...decision,
    tier: decision.tier ?? null,
    causeNote: decision.causeNote.trim(),
    reason: decision.reason.trim(),
  };
  // Refused now rather than at the end of the hour.
  const checked = said && (await checkDecision(said, proposal, actor, deps));
  const added = await deps.conferences.prepare({
    id,
    conferenceId,
    studentId,
    proposalId,
    content: said && { ...said, tier: checked?.tier ?? null },
    preparedAt: deps.clock.now(),
  });
  if (!added) throw preparedMeanwhile(undefined, proposal);
  await deps.audit.record({
    action: 'conference.prepare',
    subject: { type: 'proposal', id: proposalId },
    detail: { conference: conferenceId, outcome: decision?.outcome ?? null },
  });
  return ofStudent(held, proposal, deps);
};

function preparedMeanwhile(stands: PreparedDecision | undefined, proposal: ProposalRecord): DomainError {
  const who = stands === undefined ? '另一台手机撤回了' : `${stands.preparedByName}已记下`;
  return new DomainError(
    'PREPARED_MEANWHILE',
    `在您打开这一页之后，${who}${proposal.student.name}的决定。请看过之后再改。`,
  );
}
