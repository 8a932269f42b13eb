import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { CloudFunction } from './bundle';
import type { StorageAnswer, StorageRequest } from './file-store';
import { fieldOf, type Route, readBody, readJson, sendJson } from './http';
import type { Sessions } from './sessions';

export interface GatewayOptions {
  readonly sessions: Sessions;
  /** The key that a client without a session presents. */
  readonly publishableKey: string;
  readonly functionNamed: (name: string) => CloudFunction | null;
  readonly storage: (request: StorageRequest) => Promise<StorageAnswer>;
}

/** CloudBase's own walls. */
const MAX_CALL_BYTES = 6 * 1024 * 1024;
const MAX_OBJECT_BYTES = 20 * 1024 * 1024;

/** CloudBase's gateway as `@cloudbase/js-sdk` speaks to it: functions, custom sign-in, storage. */
export function createGateway(options: GatewayOptions): Route {
  return async (request, response, url) => {
    const path = url.pathname;
    const called = /^\/v1\/functions\/([\w-]+)$/.exec(path)?.[1];
    if (called) {
      const requestId = requestIdOf(request);
      const { status, json } =
        request.method === 'POST'
          ? await callFunction(called, request, requestId, options)
          : refusal(405, 'METHOD_NOT_ALLOWED', 'POST', requestId);
      sendJson(response, status, json, { 'x-request-id': requestId });
      return true;
    }
    if (path.startsWith('/auth/v1/')) {
      const { status, json } = await authenticate(path.slice('/auth/v1'.length), request, options);
      sendJson(response, status, json, { 'x-request-id': requestIdOf(request) });
      return true;
    }
    if (!path.startsWith('/v1/storages/')) return false;
    const inside = new URL(url);
    inside.pathname = path.slice('/v1/storages'.length);
    const answer = await options.storage({
      method: request.method ?? 'GET',
      url: inside,
      authorization: request.headers.authorization,
      contentType: request.headers['content-type'],
      upsert: request.headers['x-upsert'] === 'true',
      body: () => readBody(request, MAX_OBJECT_BYTES),
    });
    if ('json' in answer) {
      sendJson(response, answer.status, answer.json);
      return true;
    }
    const named = answer.fileName && `attachment; filename*=UTF-8''${encodeURIComponent(answer.fileName)}`;
    response.writeHead(200, {
      'content-type': answer.contentType,
      'content-length': answer.bytes.byteLength,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      ...(named ? { 'content-disposition': named } : {}),
    });
    response.end(answer.bytes);
    return true;
  };
}

interface Answer {
  readonly status: number;
  readonly json: unknown;
}

const requestIdOf = (request: IncomingMessage): string => {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
};

const refusal = (status: number, code: string, message: string, requestId: string): Answer => ({
  status,
  json: { code, message, requestId },
});

const bearerOf = (request: IncomingMessage): string | null =>
  /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null;

async function callFunction(
  name: string,
  request: IncomingMessage,
  requestId: string,
  { sessions, publishableKey, functionNamed }: GatewayOptions,
): Promise<Answer> {
  const token = bearerOf(request);
  const isAnonymous = token === publishableKey;
  const customUserId = token === null || isAnonymous ? null : await sessions.verify(token);
  if (!isAnonymous && customUserId === null) {
    return refusal(401, 'INVALID_CREDENTIALS', 'credentials are missing, forged or expired', requestId);
  }
  const event = await readJson(request, MAX_CALL_BYTES);
  if (event === null) return refusal(413, 'EXCEED_MAX_PAYLOAD_SIZE', 'payload over 6 MB', requestId);
  if (event === undefined) return refusal(400, 'INVALID_PARAM', 'body is no JSON', requestId);
  const main = functionNamed(name);
  if (!main) return refusal(404, 'FUNCTION_NOT_FOUND', `no function ${name}`, requestId);
  const variables = {
    TCB_CONTEXT_KEYS: 'TCB_CUSTOM_USER_ID,TCB_ISANONYMOUS_USER,TCB_SOURCE_IP',
    TCB_SOURCE_IP: request.socket.remoteAddress ?? '',
    TCB_CUSTOM_USER_ID: customUserId ?? '',
    TCB_ISANONYMOUS_USER: String(isAnonymous),
  };
  try {
    const json = await main(event, { request_id: requestId, environment: JSON.stringify(variables) });
    return { status: 200, json };
  } catch {
    // Functions answer their own faults; what gets here broke before that, and CloudBase says as much.
    return refusal(500, 'FUNCTION_INVOCATION_FAILED', 'function failed', requestId);
  }
}

async function authenticate(
  path: string,
  request: IncomingMessage,
  options: GatewayOptions,
): Promise<Answer> {
  const { sessions } = options;
  const invalid = (description: string): Answer => ({
    status: 400,
    json: { error: 'invalid_grant', error_code: 4001, error_description: description },
  });
  if (request.method === 'POST' && path === '/signin/custom') {
    const ticket = fieldOf(await readJson(request, 16_384), 'ticket');
    const credentials = typeof ticket === 'string' ? await sessions.redeem(ticket) : null;
    return credentials ? { status: 200, json: credentials } : invalid('ticket is not valid');
  }
  if (request.method === 'POST' && path === '/token') {
    const body = await readJson(request, 16_384);
    const token = fieldOf(body, 'refresh_token');
    const isRenewal = fieldOf(body, 'grant_type') === 'refresh_token' && typeof token === 'string';
    const credentials = isRenewal ? await sessions.renew(token) : null;
    return credentials ? { status: 200, json: credentials } : invalid('refresh token is not valid');
  }
  const token = bearerOf(request);
  const sub = token === null ? null : await sessions.verify(token);
  if (path === '/user/signout' || path === '/revoke') return { status: 200, json: {} };
  if (sub === null) {
    return { status: 401, json: { error: 'unauthenticated', error_code: 16, error_description: 'sign in' } };
  }
  if (path === '/user/me') return { status: 200, json: { sub, name: '', provider: 'custom', groups: [] } };
  return { status: 404, json: { error: 'unimplemented', error_code: 12, error_description: path } };
}
