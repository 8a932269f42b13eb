import type { PairingEndKind } from '../domain/pairing-end';
import { refusalIn } from '../domain/pairing-end';
import type { Actor, PairingRecord } from './ports';
import type { UseCaseDeps } from './use-case';

/** Ends a pair today; who said no to whom is kept, so that it is not suggested again. */
export async function endPair(
  pair: Pick<PairingRecord, 'id' | 'studentId' | 'volunteerId'>,
  { kind, note }: { readonly kind: PairingEndKind; readonly note: string },
  actor: Actor,
  deps: UseCaseDeps,
): Promise<void> {
  await deps.pairings.end(pair.id, endOf(kind, note, actor, deps));
  const by = refusalIn(kind);
  if (by !== null) {
    await deps.pairings.addRefusal({
      id: deps.ids.next(),
      studentId: pair.studentId,
      volunteerId: pair.volunteerId,
      by,
      note: '',
      recordedBy: actor.personId,
      recordedOn: actor.today,
    });
  }
  await deps.audit.record({
    action: 'pairings.end',
    subject: { type: 'pairing', id: pair.id },
    student: pair.studentId,
    detail: { kind },
  });
}

/** A case that is closed needs no pair any more. */
export async function endPairsOfClosed(studentId: string, actor: Actor, deps: UseCaseDeps): Promise<void> {
  const ended = await deps.pairings.endOfStudent(studentId, endOf('case-closed', '', actor, deps));
  if (ended === 0) return;
  await deps.audit.record({
    action: 'pairings.end',
    subject: { type: 'student', id: studentId },
    detail: { kind: 'case-closed' },
  });
}

const endOf = (kind: PairingEndKind, note: string, { today, personId }: Actor, deps: UseCaseDeps) => ({
  lastDay: today,
  kind,
  note,
  endedBy: personId,
  endedAt: deps.clock.now(),
});
