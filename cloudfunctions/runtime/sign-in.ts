import type { Clock, Store } from '#core/application/ports';
import { signIn } from '#core/application/sign-in';
import type { Reply } from '#core/contract/reply';
import { DomainError } from '#core/domain/errors';
import { type Fault, logFault } from './fault';
import { guarded, type Main } from './guarded';
import { toCustomUserId } from './identity';

export interface SignInDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** @throws DomainError where WeChat does not vouch for the code */
  readonly exchangeCode: (code: string) => Promise<{ readonly openid: string }>;
  /** A ticket of CloudBase's custom sign-in. */
  readonly createTicket: (customUserId: string) => string;
}

/** A code of wx.login has 32 characters today; its form is WeChat's to change. */
const MAX_CODE = 200;

/** `session.open`: a code of wx.login in, a ticket for `signInWithCustomTicket` out. */
export function createSignIn(
  deps: () => SignInDeps | Promise<SignInDeps>,
  onFault: (fault: Fault) => void = logFault,
): Main {
  const known = (action: string) => (action === 'session.open' ? action : null);
  return guarded('auth', onFault, known, async ({ body, requestId }): Promise<Reply<{ ticket: string }>> => {
    try {
      const code = codeOf(body);
      if (code === null) throw new DomainError('INVALID_INPUT', '登录请求格式不正确，请更新小程序后重试。');
      const { store, clock, exchangeCode, createTicket } = await deps();
      const { openid } = await exchangeCode(code);
      const { personId } = await signIn({ provider: 'wechat', subject: openid }, { store });
      const data = { ticket: createTicket(toCustomUserId(personId)) };
      return { ok: true, data, requestId, today: clock.today() };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { ok: false, error: { code: error.code, message: error.message }, requestId };
    }
  });
}

/** Read by hand: a schema library would be most of what this function loads. */
function codeOf(body: unknown): string | null {
  const { action, input } = Object(body) as { action?: unknown; input?: unknown };
  const { code } = Object(input) as { code?: unknown };
  if (action !== 'session.open' || typeof code !== 'string') return null;
  return code.length > 0 && code.length <= MAX_CODE ? code : null;
}
