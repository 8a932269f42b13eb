import { toBase64 } from '../domain/base64';
import type { UseCase } from './use-case';

/**
 * The key that the person's phone encrypts with what waits to be sent. The same on each phone and each
 * day: what was put in before an update or another sign-in opens afterwards.
 */
export const giveQueueKey: UseCase<'queue.key'> = async (_input, actor, deps) => {
  const kept = await deps.queueKeys.own();
  if (kept !== null) return { key: kept };
  const id = deps.ids.next();
  await deps.queueKeys.add(id, toBase64(deps.random(32)));
  await deps.audit.record({ action: 'queue.key', subject: { type: 'person', id: actor.personId } });
  // Where two ask at once, one of the two keys is kept.
  const made = await deps.queueKeys.own();
  if (made === null) throw new Error('a queue key was neither kept nor found');
  return { key: made };
};
