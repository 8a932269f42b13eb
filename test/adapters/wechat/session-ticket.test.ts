import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { createSessionTicket } from '#adapters/wechat/session-ticket';

const claimsOf = (ticket: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(ticket.split('.')[1] ?? '', 'base64url').toString());
const headerOf = (ticket: string): unknown =>
  JSON.parse(Buffer.from(ticket.split('/@@/')[1]?.split('.')[0] ?? '', 'base64url').toString());

describe('a ticket of custom sign-in', () => {
  it.each([1024, 2048])(
    'has the form that the vendor’s SDK gives it, with a key of %d bits',
    (modulusLength) => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength });
      const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
      // The vendor's package comes with wx-server-sdk, our yardstick for load times.
      const vendor = createRequire(createRequire(import.meta.url).resolve('wx-server-sdk'))(
        '@cloudbase/node-sdk',
      );
      const theirs: string = vendor
        .init({
          env: 'env',
          credentials: { env_id: 'env', private_key: pem, private_key_id: 'k' },
          secretId: 'a',
          secretKey: 'b',
        })
        .auth()
        .createTicket('abcd1234');
      const issued = Number(claimsOf(theirs).iat);
      const ours = createSessionTicket('abcd1234', {
        envId: 'env',
        keyId: 'k',
        privateKey: pem.replaceAll('\n', '\\n'),
        clock: { now: () => new Date(issued).toISOString() },
      });
      expect(claimsOf(ours)).toEqual(claimsOf(theirs));
      expect(headerOf(ours)).toEqual(headerOf(theirs));
      expect(ours.startsWith('k/@@/')).toBe(true);
      const [body = '', signature = ''] = ours.slice('k/@@/'.length).split(/\.(?=[^.]+$)/);
      expect(
        verify('sha256', Buffer.from(body), createPublicKey(privateKey), Buffer.from(signature, 'base64url')),
      ).toBe(true);
    },
  );
});
