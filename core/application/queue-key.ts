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

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** @param bytes e.g. 32 of them */
function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const signs = [18, 12, 6, 0].map((shift) => SIGNS[(bits >> shift) & 63]);
    text += signs.slice(0, Math.min(bytes.length - at, 3) + 1).join('');
  }
  return text + '='.repeat((3 - (bytes.length % 3)) % 3);
}
