import type { Clock, Hasher, Ids, Store } from '#core/application/ports';
import { acceptInvitation, activate, signIn } from '#core/application/sign-in';
import type { Reply } from '#core/contract/reply';
import { DomainError } from '#core/domain/errors';
import { type DoorLimits, doorLimits, tooMany } from './door';
import { type Fault, logFault } from './fault';
import { guarded, type Main } from './guarded';
import { toCustomUserId } from './identity';
import { openActionOf } from './open-actions';

export interface SignInDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hasher: Hasher;
  /** @throws DomainError where WeChat does not vouch for the code */
  readonly exchangeCode: (code: string) => Promise<{ readonly openid: string }>;
  /** A ticket of CloudBase's custom sign-in. */
  readonly createTicket: (customUserId: string) => string;
}

type Request =
  | { readonly action: 'session.open'; readonly code: string }
  | {
      readonly action: 'session.activate';
      readonly code: string;
      readonly workNo: string;
      readonly activationCode: string;
    }
  | { readonly action: 'session.accept'; readonly code: string; readonly scene: string }
  | {
      readonly action: 'open';
      readonly code: string;
      readonly run: NonNullable<ReturnType<typeof openActionOf>>;
      readonly typed: Readonly<Record<string, unknown>>;
    };

/** A code of wx.login has 32 characters today; its form is WeChat's to change. */
const MAX_CODE = 200;
const MAX_TYPED = 60;

/**
 * A code of wx.login in, a ticket for `signInWithCustomTicket` out: `session.open` for an identity
 * that is bound, `session.activate` for one that an activation code binds now, `session.accept` for one that an
 * invitation binds. The open actions open no session: WeChat vouches for the phone, and that is all.
 */
export function createSignIn(
  deps: () => SignInDeps | Promise<SignInDeps>,
  onFault: (fault: Fault) => void = logFault,
  limits: DoorLimits = doorLimits(),
): Main {
  const known = (action: string) =>
    SESSION_ACTIONS.includes(action) || openActionOf(action) ? action : null;
  return guarded('auth', onFault, known, async ({ body, address, requestId }): Promise<Reply<object>> => {
    try {
      const request = readRequest(body);
      if (request === null)
        throw new DomainError('INVALID_INPUT', '登录请求格式不正确，请更新小程序后重试。');
      const ready = await deps();
      // Before WeChat is asked, which costs; then by the phone, which alone is known of a stranger.
      const admitted = await ready.store.admit({ bindingId: null, address, limits });
      if (admitted.wait > 0) return tooMany(admitted.wait, requestId);
      const { openid } = await ready.exchangeCode(request.code);
      const identity = { provider: 'wechat', subject: openid };
      const { wait } = await ready.store.admit({ bindingId: null, address: null, phone: identity, limits });
      if (wait > 0) return tooMany(wait, requestId);
      const today = ready.clock.today();
      if (request.action === 'open') {
        return { ok: true, data: await request.run(identity, request.typed, ready), requestId, today };
      }
      const { bindingId } = await bindingOf(identity, request, ready);
      const data = { ticket: ready.createTicket(toCustomUserId(bindingId)) };
      return { ok: true, data, requestId, today };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, message, field } = error;
      return {
        ok: false,
        error: field === undefined ? { code, message } : { code, message, field },
        requestId,
      };
    }
  });
}

const SESSION_ACTIONS: readonly string[] = ['session.open', 'session.activate', 'session.accept'];

function bindingOf(
  identity: { readonly provider: string; readonly subject: string },
  request: Exclude<Request, { readonly action: 'open' }>,
  deps: SignInDeps,
): Promise<{ readonly bindingId: string }> {
  if (request.action === 'session.open') return signIn(identity, deps);
  if (request.action === 'session.accept') return acceptInvitation(identity, request.scene, deps);
  return activate(identity, request, deps);
}

/** Read by hand: a schema library would be most of what this function loads. */
function readRequest(body: unknown): Request | null {
  const { action, input } = Object(body) as { action?: unknown; input?: unknown };
  const typed = Object(input) as Record<string, unknown>;
  const { code, workNo, activationCode, scene } = typed;
  if (!isText(code, MAX_CODE)) return null;
  if (action === 'session.open') return { action, code };
  const run = openActionOf(action);
  if (run) return { action: 'open', code, run, typed };
  if (action === 'session.accept') return isText(scene, MAX_TYPED) ? { action, code, scene } : null;
  if (action !== 'session.activate' || !isText(workNo, MAX_TYPED) || !isText(activationCode, MAX_TYPED))
    return null;
  return { action, code, workNo, activationCode };
}

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= max;
