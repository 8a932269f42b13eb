import { fromBase64 } from '#core/domain/base64';
import { ApiError, callQuietly } from '../api';

/** Held in memory for as long as the app runs, never written down: a copy of the storage opens nothing. */
let held: { readonly personId: string; readonly key: Uint8Array } | undefined;

/** The person's key if it is here already. */
export const keyInHand = (personId: string): Uint8Array | null =>
  held?.personId === personId ? held.key : null;

/** @throws ApiError */
export async function fetchKey(personId: string): Promise<Uint8Array> {
  const inHand = keyInHand(personId);
  if (inHand) return inHand;
  const key = fromBase64((await callQuietly('queue.key', {})).key);
  if (key?.length !== 32) throw new ApiError('QUEUE_KEY', '没有取到暂存用的密钥，请稍后重试。');
  held = { personId, key };
  return key;
}

export function forgetKey(): void {
  held = undefined;
}
