import type { ConferenceOfMember } from '../contract/outputs';
import { CONFERENCE_ROLES } from '../domain/conference';
import { can, notFound } from './access';
import { requireOpen } from './conferences';
import type { Actor } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** On a member's own phone: the own students of the list, and what one said of each. */
export const showOwnConference: UseCase<'conference.mine'> = async (_input, actor, deps) =>
  mineOf(actor, deps);

/** 到会, from one's own phone. */
export const joinConference: UseCase<'conference.join'> = async ({ conferenceId }, actor, deps) => {
  requireOpen(await deps.conferences.get(conferenceId));
  const role = CONFERENCE_ROLES.find((one) => one === actor.role);
  if (role === undefined) throw notFound();
  if (!(await mineOf(actor, deps)).isPresent) {
    const member = { personId: actor.personId, role, isPresent: true };
    await deps.conferences.mark(conferenceId, member, deps.clock.now());
    await deps.audit.record({
      action: 'conference.join',
      subject: { type: 'conference', id: conferenceId },
    });
  }
  return mineOf(actor, deps);
};

async function mineOf(actor: Actor, deps: UseCaseDeps): Promise<ConferenceOfMember> {
  const held = await deps.conferences.open();
  if (!held) return { conference: null, isPresent: false, students: [] };
  const isPresent = (await deps.conferences.presentIds(held.id)).includes(actor.personId);
  const said = new Map(
    (await deps.conferences.views(held.id))
      .filter(({ memberId }) => memberId === actor.personId)
      .map((view) => [view.studentId, view]),
  );
  // The database shows a member who is there the own classes alone.
  const proposals = isPresent ? await deps.screenings.proposals(held.screeningId, 'open', 0, MOST_OWN) : [];
  return {
    conference: {
      conferenceId: held.id,
      heldOn: held.heldOn,
      openedBy: held.openedByName,
    },
    isPresent,
    students: proposals
      .filter((proposal) => can(actor, 'conference.mine', proposal))
      .map(({ id, student, result }) => ({
        proposalId: id,
        studentId: student.id,
        name: student.name,
        className: student.className,
        outstandingCredits: result.outstandingCredits,
        gpa: result.gpa,
        difficulty: said.get(student.id)?.difficulty ?? null,
        remark: said.get(student.id)?.remark ?? '',
      })),
  };
}

/** Students of one's own classes on one list. */
const MOST_OWN = 200;
