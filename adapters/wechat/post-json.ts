import type { WechatOptions } from './sign-in-code';

export type WechatAnswer = Readonly<Record<string, unknown>>;

const TIMEOUT_MS = 8000;

/** Codes of Node and undici for a connection that never came about: nothing was sent. */
const NOT_CONNECTED = new Set(['ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
/** The same where they came of connecting; an open connection may end with them as well. */
const CONNECT = 'connect';

/** The request did not get through, or nobody knows whether it did. Says neither address nor content. */
export class WechatUnreachable extends Error {
  constructor(readonly isCertainlyUnsent: boolean) {
    super('WeChat did not answer');
    this.name = 'WechatUnreachable';
  }
}

/**
 * POSTs JSON to WeChat's server and reads JSON back.
 *
 * @param path with its query, which may hold the token: never part of an error
 * @throws WechatUnreachable
 */
export async function postJson(
  path: string,
  { origin = 'https://api.weixin.qq.com', fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS }: PostOptions,
  body: object,
): Promise<{ readonly answer: WechatAnswer }> {
  let response: Response;
  try {
    response = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    throw new WechatUnreachable(isNotConnected(error));
  }
  // From here on WeChat has the request: whatever else happens, it may have been done.
  const answer: unknown = await response.json().catch(() => null);
  if (typeof answer !== 'object' || answer === null) throw new WechatUnreachable(false);
  return { answer: answer as WechatAnswer };
}

type PostOptions = Pick<WechatOptions, 'origin' | 'fetch'> & { readonly timeoutMs?: number };

/** undici wraps the socket's error, and several of them where a name has several addresses. */
function isNotConnected(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 3) return false;
  const { code, syscall, cause, errors } = error as Readonly<Record<string, unknown>>;
  if (syscall === CONNECT || (typeof code === 'string' && NOT_CONNECTED.has(code))) return true;
  if (Array.isArray(errors) && errors.length > 0)
    return errors.every((one) => isNotConnected(one, depth + 1));
  return isNotConnected(cause, depth + 1);
}
