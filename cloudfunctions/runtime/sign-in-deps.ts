import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { createSessionTicket } from '#adapters/wechat/session-ticket';
import { exchangeSignInCode } from '#adapters/wechat/sign-in-code';
import { chinaClock } from './clock';
import { requireVariable } from './environment';
import type { SignInDeps } from './sign-in';
import { sharedStore } from './store';

/** With `send` and `papers` a holder of the app's secret, and the only one of the key for tickets. */
export async function cloudSignInDeps(): Promise<SignInDeps> {
  return {
    store: await sharedStore(),
    clock: chinaClock,
    ids: { next: () => uuidv7() },
    hasher: { sha256: (data) => createHash('sha256').update(data).digest('hex') },
    exchangeCode: (code) =>
      exchangeSignInCode(code, {
        appId: requireVariable('WECHAT_APP_ID'),
        appSecret: requireVariable('WECHAT_APP_SECRET'),
        origin: process.env.WECHAT_API_ORIGIN || undefined,
      }),
    createTicket: (customUserId) =>
      createSessionTicket(customUserId, {
        envId: requireVariable('CLOUDBASE_ENV'),
        keyId: requireVariable('TICKET_KEY_ID'),
        privateKey: requireVariable('TICKET_PRIVATE_KEY'),
        clock: chinaClock,
      }),
  };
}
