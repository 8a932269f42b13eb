import type { ConferenceOfStudent } from '../contract/outputs';
import type { Difficulty } from '../domain/case-decision';
import { prevailingView } from '../domain/conference';
import type { ConferenceRecord, MemberView, PreparedDecision, ProposalRecord } from './ports';
import type { UseCaseDeps } from './use-case';

/** What the meeting that goes on over this list has of a student; null: none goes on. */
export async function conferenceOf(
  proposal: Pick<ProposalRecord, 'id' | 'screeningId' | 'student'>,
  deps: UseCaseDeps,
): Promise<ConferenceOfStudent | null> {
  const held = await deps.conferences.open();
  return held?.screeningId === proposal.screeningId ? ofStudent(held, proposal, deps) : null;
}

export async function ofStudent(
  held: Pick<ConferenceRecord, 'id' | 'screeningId'>,
  { id, student }: Pick<ProposalRecord, 'id' | 'student'>,
  deps: UseCaseDeps,
): Promise<ConferenceOfStudent> {
  const views = await deps.conferences.views(held.id, student.id);
  const said = new Map(views.map((view) => [view.memberId, view]));
  const present = (await deps.conferences.members(held.id)).filter(({ isPresent }) => isPresent);
  const all = await deps.conferences.prepared(held.id);
  const own = all.find(({ studentId }) => studentId === student.id);
  return {
    conferenceId: held.id,
    views: present.map(({ personId, name, role }) => ({
      personId,
      name,
      role,
      difficulty: said.get(personId)?.difficulty ?? null,
      remark: said.get(personId)?.remark ?? '',
    })),
    prevailing: prevailingAmong(
      present.map(({ personId }) => personId),
      views,
    ),
    prepared: own === undefined ? null : toPrepared(own),
    preparedCount: all.length,
    nextProposalId: nextOf(await deps.screenings.waiting(held.screeningId), all, id),
  };
}

/** What most of those hold who are there: who has left has no word in it. */
export const prevailingAmong = (
  presentIds: readonly string[],
  views: readonly Pick<MemberView, 'memberId' | 'difficulty'>[],
): Difficulty | null =>
  prevailingView(
    views.filter(({ memberId }) => presentIds.includes(memberId)).map(({ difficulty }) => difficulty),
  );

function toPrepared({ id, content, preparedByName }: PreparedDecision): ConferenceOfStudent['prepared'] {
  const { replaces: _seen, ...said } = content;
  return { preparedId: id, ...said, by: preparedByName };
}

/** The next one after `here` with nothing prepared, else the first before it. */
export function nextOf(
  waiting: readonly { readonly proposalId: string; readonly studentId: string }[],
  prepared: readonly { readonly studentId: string }[],
  here: string | null,
): string | null {
  const done = new Set(prepared.map(({ studentId }) => studentId));
  const at = waiting.findIndex(({ proposalId }) => proposalId === here);
  const turned = [...waiting.slice(at + 1), ...waiting.slice(0, Math.max(at, 0))];
  return (
    turned.find(({ proposalId, studentId }) => proposalId !== here && !done.has(studentId))?.proposalId ??
    null
  );
}
