/** What CloudBase hands a Node function beside the event; only what we read of it. */
export interface FunctionContext {
  readonly request_id?: string;
  /** JSON of the call's variables; set by the platform, out of the caller's reach. */
  readonly environment?: string;
  /** The older spelling of the same: `KEY=value;KEY=value`. */
  readonly environ?: string;
}

/** A custom user id holds at most 32 characters: the binding's UUID without its hyphens. */
const CUSTOM_USER_ID = /^[0-9a-f]{32}$/;

/** @param bindingId UUID @returns the id under which a session ticket names this binding */
export const toCustomUserId = (bindingId: string): string => bindingId.replaceAll('-', '').toLowerCase();

function toBindingId(customUserId: string): string | null {
  if (!CUSTOM_USER_ID.test(customUserId)) return null;
  return customUserId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * The binding behind the verified session, as `@cloudbase/node-sdk` learns it: from the call's own
 * context, never from the event. A warm instance serves many people, so the process environment is
 * not asked.
 *
 * @returns the binding's UUID; null: not signed in, or not through our ticket
 */
export function verifiedBindingId(context: FunctionContext | undefined): string | null {
  const id = callVariables(context).TCB_CUSTOM_USER_ID;
  return typeof id === 'string' ? toBindingId(id) : null;
}

/**
 * Where the call came from, as the platform saw it; null: a timer, or a platform that does not say.
 * Never from the event or its headers: those are the caller's to write.
 */
export function callerAddress(context: FunctionContext | undefined): string | null {
  const { TCB_SOURCE_IP, WX_CLIENTIP } = callVariables(context);
  const address = [TCB_SOURCE_IP, WX_CLIENTIP].find((given) => typeof given === 'string' && given !== '');
  return typeof address === 'string' ? address.slice(0, 64) : null;
}

function callVariables(context: FunctionContext | undefined): Readonly<Record<string, unknown>> {
  if (typeof context?.environment === 'string') {
    try {
      const variables: unknown = JSON.parse(context.environment);
      return typeof variables === 'object' && variables !== null ? { ...variables } : {};
    } catch {
      return {};
    }
  }
  if (typeof context?.environ !== 'string') return {};
  const pairs = context.environ
    .split(';')
    .map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    })
    .filter(([key]) => key !== '');
  return Object.fromEntries(pairs);
}

/** Whether a mini-program or a web page is behind the call, signed in or not; a timer has no user. */
export function isCalledByClient(context: FunctionContext | undefined): boolean {
  const { TCB_CUSTOM_USER_ID, TCB_ISANONYMOUS_USER, TCB_UUID, WX_OPENID } = callVariables(context);
  return [TCB_CUSTOM_USER_ID, TCB_UUID, WX_OPENID].some(Boolean) || TCB_ISANONYMOUS_USER === 'true';
}
