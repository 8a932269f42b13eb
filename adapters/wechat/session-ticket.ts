import { createPrivateKey, sign } from 'node:crypto';
import type { Clock } from '#core/application/ports';

export interface TicketOptions {
  /** The environment the key belongs to. */
  readonly envId: string;
  /** Id and PEM (PKCS#1 or PKCS#8) of the private key for custom sign-in, from CloudBase's console. */
  readonly keyId: string;
  readonly privateKey: string;
  readonly clock: Pick<Clock, 'now'>;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * A ticket for `auth.signInWithCustomTicket`, as `createTicket` of `@cloudbase/node-sdk` makes it: a
 * JWT whose times are in milliseconds, against its rule. Signed by Node itself, since JWT libraries
 * refuse the 1024-bit keys that CloudBase's console may hand out.
 *
 * @param customUserId 4–32 characters; the platform hands it to functions as TCB_CUSTOM_USER_ID
 */
export function createSessionTicket(customUserId: string, options: TicketOptions): string {
  const now = Date.parse(options.clock.now());
  const claims = {
    alg: 'RS256',
    env: options.envId,
    iat: now,
    exp: now + 10 * MINUTE,
    uid: customUserId,
    refresh: HOUR,
    expire: now + 7 * 24 * HOUR,
  };
  const body = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  // Environment variables hold a PEM on one line, its breaks written as \n.
  const key = createPrivateKey(options.privateKey.replaceAll('\\n', '\n'));
  const signature = sign('sha256', Buffer.from(body), key).toString('base64url');
  return `${options.keyId}/@@/${body}.${signature}`;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
