import { type ActionName, actions, envelope } from '../contract/actions';
import type { Reply } from '../contract/reply';
import { DomainError } from '../domain/errors';
import { ROLE_LABELS } from '../domain/labels';
import { PRIVACY_GUIDE } from '../domain/privacy-guide';
import type { Role } from '../domain/role';
import { reachOf, requireAccess } from './access';
import type { Actor, Deps, PersonInForce } from './ports';
import type { Handlers, UseCase } from './use-case';

export interface Call {
  /** `{action, input, as?}` as it came from the client; nothing in it says who is calling. */
  readonly body: unknown;
  /** The person behind the verified session; null: not signed in. */
  readonly personId: string | null;
  readonly requestId: string;
}

/**
 * Runs one action: shape, who, may the role, then the use-case in one transaction. Refusals that a
 * user may read become a reply; anything else is a fault and is thrown on to the dispatcher.
 */
export async function execute(call: Call, deps: Deps, handlers: Handlers): Promise<Reply<unknown>> {
  try {
    const { action, input, as } = readEnvelope(call.body, handlers);
    const { actor, consentedTo } = await resolveActor(call.personId, as, deps);
    requireConsent(action, consentedTo);
    requireAccess(actor, action);
    const { store, ...outside } = deps;
    const data = await store.transaction(actor, (repositories) =>
      handlerOf(action, handlers)(input as never, actor, { ...outside, ...repositories }),
    );
    return { ok: true, data, requestId: call.requestId, today: actor.today };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, field } = error;
    return {
      ok: false,
      error: field === undefined ? { code, message } : { code, message, field },
      requestId: call.requestId,
    };
  }
}

function readEnvelope(
  body: unknown,
  handlers: Handlers,
): { action: ActionName; input: unknown; as: Role | undefined } {
  const outer = envelope.safeParse(body);
  if (!outer.success) throw new DomainError('INVALID_INPUT', '请求格式不正确，请更新小程序后重试。');
  const { action, as } = outer.data;
  if (!isAction(action, handlers))
    throw new DomainError('UNKNOWN_ACTION', '这个功能不存在，请更新小程序后重试。');
  if (!isStorable(outer.data.input)) {
    throw new DomainError('INVALID_INPUT', '内容里有无法保存的字符，或层次过深。请删去特殊字符后重新输入。');
  }
  const inner = actions[action].input.safeParse(outer.data.input ?? {});
  if (!inner.success) {
    const issue = inner.error.issues[0];
    const field = issue?.path.map(String).join('.') ?? '';
    const said = issue && /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : '缺少或格式不正确';
    throw new DomainError(
      'INVALID_INPUT',
      field ? `「${field}」${said}。` : `输入${said}。`,
      field || undefined,
    );
  }
  return { action, input: inner.data, as };
}

/** Far beyond what any action takes. */
const DEEPEST = 40;
/** NUL, which no text of PostgreSQL holds, and halves of a character, which no encoding does. */
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !UNSTORABLE.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= DEEPEST) return false;
  return Object.entries(value).every(([key, held]) => !UNSTORABLE.test(key) && isStorable(held, depth + 1));
}

const isAction = (name: string, handlers: Handlers): name is ActionName =>
  Object.hasOwn(actions, name) && Object.hasOwn(handlers, name);

const handlerOf = <A extends ActionName>(action: A, handlers: Handlers): UseCase<A> => {
  const handler = handlers[action];
  if (!handler) throw new Error(`no handler for ${action}`);
  return handler as UseCase<A>;
};

/** What is answered without an agreement: who one is, and the guide itself. */
const BEFORE_CONSENT: readonly ActionName[] = ['session.me', 'privacy.show', 'privacy.answer'];

/** By law asked before first use, and for each version of the guide anew (个人信息保护法 art. 14). */
function requireConsent(action: ActionName, consentedTo: string | null): void {
  if (consentedTo === PRIVACY_GUIDE.version || BEFORE_CONSENT.includes(action)) return;
  throw new DomainError(
    'CONSENT',
    consentedTo === null ? '请先阅读并同意隐私说明。' : '隐私说明已经更新，请重新阅读并同意。',
  );
}

async function resolveActor(
  personId: string | null,
  as: Role | undefined,
  deps: Deps,
): Promise<{ readonly actor: Actor; readonly consentedTo: string | null }> {
  if (personId === null) throw new DomainError('SIGN_IN', '登录已过期，请重新登录。');
  const today = deps.clock.today();
  const known = await deps.store.findPerson(personId, today);
  if (!known) throw new DomainError('SIGN_IN', '没有找到您的身份，请重新登录。');
  const role = chooseRole(known, as);
  const actor = {
    departmentId: known.departmentId,
    personId,
    name: known.person.name,
    workNo: known.person.workNo,
    role,
    reach: reachOf(role, known.assignments),
    today,
  };
  return { actor, consentedTo: known.consentedTo };
}

/** Authority follows the assignment in force today (reading §1). */
function chooseRole({ assignments }: PersonInForce, as: Role | undefined): Role {
  const first = assignments[0];
  if (!first) throw new DomainError('NO_ROLE', '您目前没有在任的工作身份。请联系系学工办登记。');
  if (as === undefined) return first.role;
  if (!assignments.some((held) => held.role === as)) {
    throw new DomainError('ROLE_ENDED', `您目前没有${ROLE_LABELS[as]}的身份。请切换身份，或联系系学工办。`);
  }
  return as;
}
