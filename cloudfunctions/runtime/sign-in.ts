import { answerHelp } from '#core/application/answer-help';
import { checkCertificate } from '#core/application/check-certificate';
import type { Clock, Hasher, HelpSeen, Ids, Store } from '#core/application/ports';
import { activate, signIn } from '#core/application/sign-in';
import type { CertificateSeen } from '#core/contract/outputs-certificates';
import type { Reply } from '#core/contract/reply';
import { DomainError } from '#core/domain/errors';
import { type Fault, logFault } from './fault';
import { guarded, type Main } from './guarded';
import { toCustomUserId } from './identity';

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
  | {
      readonly action: HelpAction;
      readonly code: string;
      readonly studentNo: string;
      readonly helpCode: string;
    }
  | { readonly action: 'certificate.check'; readonly code: string; readonly checkCode: string };

/** A student's word on a session of help: by WeChat, without a binding. */
const HELP_ANSWERS = { 'help.look': 'look', 'help.confirm': 'confirmed', 'help.object': 'objected' } as const;
const NAMED = new Set(['session.open', 'session.activate', 'certificate.check']);
type HelpAction = keyof typeof HELP_ANSWERS;
const isHelp = (action: unknown): action is HelpAction =>
  typeof action === 'string' && Object.hasOwn(HELP_ANSWERS, action);

/** A code of wx.login has 32 characters today; its form is WeChat's to change. */
const MAX_CODE = 200;
const MAX_TYPED = 60;

/**
 * A code of wx.login in, a ticket for `signInWithCustomTicket` out: `session.open` for an identity
 * that is bound, `session.activate` for one that an activation code binds now. `help.*` opens no
 * session: a student without an account says whether a session of help took place; neither does
 * `certificate.check`, by which anyone asks whether a certificate stands.
 */
export function createSignIn(
  deps: () => SignInDeps | Promise<SignInDeps>,
  onFault: (fault: Fault) => void = logFault,
): Main {
  const known = (action: string) => (isHelp(action) || NAMED.has(action) ? action : null);
  return guarded(
    'auth',
    onFault,
    known,
    async ({ body, requestId }): Promise<Reply<{ ticket: string } | HelpSeen | CertificateSeen>> => {
      try {
        const request = readRequest(body);
        if (request === null)
          throw new DomainError('INVALID_INPUT', '登录请求格式不正确，请更新小程序后重试。');
        const ready = await deps();
        const { openid } = await ready.exchangeCode(request.code);
        const identity = { provider: 'wechat', subject: openid };
        const today = ready.clock.today();
        if ('helpCode' in request) {
          const typed = { ...request, answer: HELP_ANSWERS[request.action] };
          return { ok: true, data: await answerHelp(identity, typed, ready), requestId, today };
        }
        if ('checkCode' in request) {
          const data = await checkCertificate(identity, request.checkCode, ready);
          return { ok: true, data, requestId, today };
        }
        const { bindingId } =
          request.action === 'session.open'
            ? await signIn(identity, ready)
            : await activate(identity, request, ready);
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
    },
  );
}

/** Read by hand: a schema library would be most of what this function loads. */
function readRequest(body: unknown): Request | null {
  const { action, input } = Object(body) as { action?: unknown; input?: unknown };
  const { code, workNo, activationCode, studentNo, helpCode, checkCode } = Object(input) as Record<
    string,
    unknown
  >;
  if (!isText(code, MAX_CODE)) return null;
  if (action === 'session.open') return { action, code };
  if (isHelp(action)) {
    return isText(studentNo, MAX_TYPED) && isText(helpCode, MAX_TYPED)
      ? { action, code, studentNo, helpCode }
      : null;
  }
  if (action === 'certificate.check') {
    return isText(checkCode, MAX_TYPED) ? { action, code, checkCode } : null;
  }
  if (action !== 'session.activate' || !isText(workNo, MAX_TYPED) || !isText(activationCode, MAX_TYPED))
    return null;
  return { action, code, workNo, activationCode };
}

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= max;
