import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSessionTicket } from '#adapters/wechat/session-ticket';
import { openSessions, type Sessions } from '../../../local/host/sessions';

const secret = Buffer.alloc(32, 1);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const UID = '0190a1b2c3d47e8f9a0b1c2d3e4f5a6b';
const ISSUED = '2026-09-14T01:00:00.000Z';

let now: number;
let sessions: Sessions;
beforeEach(() => {
  now = Date.parse(ISSUED);
  sessions = openSessions({
    envId: 'env',
    secret,
    ticketKeyId: 'k',
    ticketKey: privateKey,
    ticketNow: () => now,
  });
});

const pem = (key: typeof privateKey) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const ticket = (over: { envId?: string; keyId?: string; key?: typeof privateKey } = {}) =>
  createSessionTicket(UID, {
    envId: over.envId ?? 'env',
    keyId: over.keyId ?? 'k',
    privateKey: pem(over.key ?? privateKey),
    clock: { now: () => ISSUED },
  });
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a ticket', () => {
  it('becomes a session once', async () => {
    const one = ticket();
    const credentials = await sessions.redeem(one);
    expect(await sessions.verify(credentials?.access_token ?? '')).toBe(UID);
    expect(await sessions.redeem(one)).toBeNull();
  });

  it.each([
    [599_999, true],
    [600_000, false],
  ])('is taken %d ms after it was made: %s', async (wait, isTaken) => {
    now += wait;
    expect((await sessions.redeem(ticket())) !== null).toBe(isTaken);
  });

  it.each([
    ['of another key', () => ticket({ key: stranger })],
    ['of another key id', () => ticket({ keyId: 'other' })],
    ['of another environment', () => ticket({ envId: 'other' })],
    [
      'with another person in it',
      () => ticket().replace(/\.[\w-]+\./, `.${base64({ uid: 'x', env: 'env', exp: 9e15 })}.`),
    ],
    ['without a signature', () => ticket().replace(/[^.]+$/, '')],
    ['that is no ticket', () => 'k/@@/nonsense'],
  ])('%s is refused', async (_what, make) => {
    expect(await sessions.redeem(make())).toBeNull();
  });
});

describe('a session', () => {
  const claims = { use: 'access' };
  const signed = (
    change: (jwt: SignJWT) => SignJWT = (jwt) => jwt,
    key: Uint8Array = secret,
    alg = 'HS256',
  ) =>
    change(
      new SignJWT(claims)
        .setProtectedHeader({ alg })
        .setIssuer('local-host')
        .setAudience('env')
        .setSubject(UID)
        .setExpirationTime('1h'),
    ).sign(key);

  it('is known by a token of our key', async () => {
    expect(await sessions.verify(await signed())).toBe(UID);
  });

  it.each([
    ['expired', () => signed((jwt) => jwt.setExpirationTime(Math.floor(Date.now() / 1000) - 1))],
    ['of another key', () => signed(undefined, Buffer.alloc(32, 2))],
    ['of another audience', () => signed((jwt) => jwt.setAudience('other'))],
    ['of another issuer', () => signed((jwt) => jwt.setIssuer('other'))],
    ['of another algorithm', () => signed(undefined, secret, 'HS512')],
    [
      'of algorithm none',
      async () =>
        `${base64({ alg: 'none' })}.${base64({ ...claims, sub: UID, iss: 'local-host', aud: 'env', exp: 9e9 })}.`,
    ],
    [
      'that never expires',
      async () => {
        const body = `${base64({ alg: 'HS256' })}.${base64({ ...claims, sub: UID, iss: 'local-host', aud: 'env' })}`;
        return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
      },
    ],
  ])('is not known by a token %s', async (_what, make) => {
    expect(await sessions.verify(await make())).toBeNull();
  });

  it('is renewed by its refresh token, and by nothing else', async () => {
    const first = await sessions.redeem(ticket());
    const renewed = await sessions.renew(first?.refresh_token ?? '');
    expect(await sessions.verify(renewed?.access_token ?? '')).toBe(UID);
    expect(await sessions.renew(first?.access_token ?? '')).toBeNull();
    expect(await sessions.verify(first?.refresh_token ?? '')).toBeNull();
  });
});
