import type { Reply } from '#core/contract/reply';

/**
 * What the SDK's sub-paths stand for: a platform that lets a function be called with a session only,
 * but for `auth`, and gives a session for a ticket.
 */
export interface Call {
  readonly name: string;
  readonly data: { readonly action: string; readonly input: unknown; readonly as?: string };
}

type Answer = (call: Call) => unknown;

const fresh = () => ({
  calls: [] as Call[],
  hasSession: false,
  signIns: 0,
  signOuts: 0,
  host: null as readonly [string, string] | null,
  settings: null as unknown,
  /** Thrown instead of an answer where there is no session. */
  refusal: { code: 'UNAUTHENTICATED' } as unknown,
  isTicketTaken: true,
  /** Thrown by every part of the SDK's `auth`. */
  authFault: null as Error | null,
  auth: (() => done({ ticket: 'ticket' })) as Answer,
  function: ((call) => done(call.data.input)) as Answer,
});

export const cloud = fresh();
export const resetCloud = () => void Object.assign(cloud, fresh());

export const done = <T>(data: T, requestId = 'r-1'): { result: Reply<T> } => ({
  result: { ok: true, data, requestId, today: '2026-09-14' },
});

export const refused = (code: string, message: string, field?: string): { result: Reply<never> } => ({
  result: {
    ok: false,
    error: { code, message, ...(field === undefined ? {} : { field }) },
    requestId: 'r-2',
  },
});

/** `@cloudbase/js-sdk/app` */
export const app = {
  init(settings: unknown) {
    cloud.settings = settings;
    return {
      registerHost: (host: string, protocol: string) => {
        cloud.host = [host, protocol];
      },
      auth: {
        async signOut(parameter: unknown) {
          if (parameter === undefined) throw new Error('without a parameter the SDK may keep the session');
          cloud.signOuts += 1;
          cloud.hasSession = false;
          if (cloud.authFault) throw cloud.authFault;
          return {};
        },
        async signInWithCustomTicket(ticket: () => Promise<string>) {
          if (cloud.authFault) throw cloud.authFault;
          if ((await ticket()) !== 'ticket' || !cloud.isTicketTaken) return { error: { message: 'no' } };
          cloud.signIns += 1;
          cloud.hasSession = true;
          return { data: {} };
        },
      },
      async callFunction({ name, data }: Call) {
        const call = { name, data };
        cloud.calls.push(call);
        if (name === 'auth') return cloud.auth(call);
        if (!cloud.hasSession) throw cloud.refusal;
        return cloud.function(call);
      },
    };
  },
};
