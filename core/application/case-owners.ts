import type { ProposalView } from '../contract/outputs';
import { DomainError } from '../domain/errors';
import { onDuty } from '../domain/tenure';
import type { Actor, ClassResponsibles, ProposalRecord } from './ports';
import type { UseCaseDeps } from './use-case';

/** Whoever answers for the class, or a leader; anybody else knows nothing of the case. */
export async function requireOwner(
  ownerId: string,
  proposal: ProposalRecord,
  actor: Actor,
  deps: UseCaseDeps,
): Promise<void> {
  if ((await ownersOf(proposal.student, actor, deps)).some(({ personId }) => personId === ownerId)) return;
  if ((await leaderName(ownerId, deps)) !== null) return;
  throw new DomainError('OWNER_UNKNOWN', '选定的负责人已不负责这个班。请重新选一位班主任或辅导员。', 'owner');
}

/** Who may see to the next step of a case: the class's advisers, its counselors, and the leader. */
export async function ownersOf(
  { classId }: ProposalRecord['student'],
  actor: Actor,
  deps: UseCaseDeps,
): Promise<ProposalView['owners']> {
  const held = classId === null ? undefined : (await deps.people.responsible([classId])).get(classId);
  return ownersAmong(held, actor);
}

/** The same of a class that was read with others. */
export function ownersAmong(held: ClassResponsibles | undefined, actor: Actor): ProposalView['owners'] {
  const named = [
    ...onDuty(held?.advisers ?? []).map(({ id, name }) => ({ personId: id, name, role: 'adviser' as const })),
    ...onDuty(held?.counselors ?? []).map(({ id, name }) => ({
      personId: id,
      name,
      role: 'counselor' as const,
    })),
    ...(actor.role === 'leader'
      ? [{ personId: actor.personId, name: actor.name, role: 'leader' as const }]
      : []),
  ];
  return named.filter(({ personId }, at) => named.findIndex((one) => one.personId === personId) === at);
}

/** Of a leader who is one today: what one of them took on stands when another puts it in force; else null. */
export async function leaderName(personId: string, deps: UseCaseDeps): Promise<string | null> {
  const held = await deps.people.assignments(personId);
  return held.some(({ role }) => role === 'leader')
    ? ((await deps.people.get(personId))?.name ?? null)
    : null;
}
