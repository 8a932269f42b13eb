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
  options: PostOptions,
  body: object,
): Promise<{ readonly answer: WechatAnswer }> {
  const bytes = await postForBytes(path, options, body);
  const answer = answerIn(bytes);
  if (answer === null) throw new WechatUnreachable(false);
  return { answer };
}

/**
 * The same where bytes come back: a picture, or the JSON of a refusal.
 *
 * @throws WechatUnreachable
 */
export async function postForBytes(
  path: string,
  { origin = 'https://api.weixin.qq.com', fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS }: PostOptions,
  body: object,
): Promise<Uint8Array> {
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
  const read = await response.arrayBuffer().catch(() => null);
  if (read === null) throw new WechatUnreachable(false);
  return new Uint8Array(read);
}

/** What WeChat says in JSON; null: it is no JSON object. */
export function answerIn(bytes: Uint8Array): WechatAnswer | null {
  try {
    const answer: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof answer === 'object' && answer !== null ? (answer as WechatAnswer) : null;
  } catch {
    return null;
  }
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
