import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import cloudbase from '@cloudbase/js-sdk/app';
import { registerAuth } from '@cloudbase/js-sdk/auth';
import { registerFunctions } from '@cloudbase/js-sdk/functions';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSessionTicket } from '#adapters/wechat/session-ticket';
import { type Host, startHost } from '../../../local/host/host';
import { openKeys } from '../../../local/host/keys';

const PERSON = '0190a1b2-c3d4-7e8f-9a0b-1c2d3e4f5a6b';
let folder: string;
let host: Host;
const fault: unknown[] = [];
const ACCESS_SECONDS = 60;

/** A function that answers what it was given: event, variables, its clock. */
const ECHO = `exports.main = async (event, context) => {
  if (event.fail) throw new Error('broken');
  return { event, variables: JSON.parse(context.environment), today: new Date().toISOString().slice(0, 10),
    env: Object.keys(process.env).sort() };
};`;

const writeFunction = (name: string, source: string) => {
  mkdirSync(path.join(folder, 'functions', name), { recursive: true });
  writeFileSync(path.join(folder, 'functions', name, 'index.js'), source);
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'gateway-'));
  writeFunction('echo', ECHO);
  host = await startHost({
    dataDir: path.join(folder, 'data'),
    functionsDir: path.join(folder, 'functions'),
    envId: 'env-local',
    publishableKey: 'publishable',
    console: { log: () => undefined, warn: () => undefined, error: (line) => fault.push(line) },
    accessSeconds: ACCESS_SECONDS,
  });
  registerAuth(cloudbase);
  registerFunctions(cloudbase);
});
afterAll(async () => {
  await host?.close();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => {
  vi.useRealTimers();
});

const ticket = () =>
  createSessionTicket(PERSON.replaceAll('-', ''), {
    envId: 'env-local',
    keyId: 'local',
    privateKey: openKeys(host.dataDir).ticketKeyPem,
    clock: { now: () => new Date(host.clock.now()).toISOString() },
  });
const openApp = () => {
  const app = cloudbase.init({ env: 'env-local', accessKey: 'publishable' });
  app.registerHost(host.url.replace('http://', ''), 'http');
  return app;
};
const post = (body: string, headers: Record<string, string> = {}, name = 'echo') =>
  fetch(`${host.url}/v1/functions/${name}`, { method: 'POST', body, headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const signInByHand = async () => {
  const response = await fetch(`${host.url}/auth/v1/signin/custom`, {
    method: 'POST',
    body: JSON.stringify({ provider_id: 'custom', ticket: ticket() }),
  });
  return (await response.json()) as { access_token: string; refresh_token: string };
};

describe('the vendor’s SDK against the local host', () => {
  it('calls a built function without a session, then as the person of a ticket, then again after expiry', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const app = openApp();
    const call = async (data: object) => (await app.callFunction({ name: 'echo', data })).result;
    expect(await call({ a: 1 })).toMatchObject({ event: { a: 1 }, variables: { TCB_CUSTOM_USER_ID: '' } });
    const { error } = await app.auth.signInWithCustomTicket(async () => ticket());
    expect(error).toBeNull();
    const mine = { variables: { TCB_CUSTOM_USER_ID: PERSON.replaceAll('-', '') } };
    expect(await call({})).toMatchObject(mine);
    vi.setSystemTime(Date.now() + (ACCESS_SECONDS + 1) * 1000);
    expect(await call({})).toMatchObject(mine);
  });
});

describe('the gateway', () => {
  it('takes who is calling from the session only, whatever the body says', async () => {
    const { access_token } = await signInByHand();
    const spoof = { TCB_CUSTOM_USER_ID: 'f'.repeat(32), userInfo: { openId: 'x' }, context: {} };
    const answer = await (await post(JSON.stringify(spoof), bearer(access_token))).json();
    expect(answer.variables.TCB_CUSTOM_USER_ID).toBe(PERSON.replaceAll('-', ''));
  });

  it.each([
    ['no token', {}],
    ['a forged token', bearer('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.AAAA')],
    ['a token of algorithm none', bearer('eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.')],
    ['another scheme', { authorization: 'Basic publishable' }],
  ])('refuses a call with %s', async (_what, headers) => {
    const response = await post('{}', headers);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });

  it('refuses an access token after its time, and a refresh token in its place', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { access_token, refresh_token } = await signInByHand();
    expect((await post('{}', bearer(refresh_token))).status).toBe(401);
    expect((await post('{}', bearer(access_token))).status).toBe(200);
    vi.setSystemTime(Date.now() + (ACCESS_SECONDS + 1) * 1000);
    expect((await post('{}', bearer(access_token))).status).toBe(401);
  });

  it.each([
    ['{', 400],
    [JSON.stringify({ a: 'x'.repeat(6 * 1024 * 1024 - 7) }), 413],
    [JSON.stringify({ a: 'x'.repeat(6 * 1024 * 1024 - 8) }), 200],
  ])('answers a body by its shape and size', async (body, status) => {
    expect((await post(body, bearer('publishable'))).status).toBe(status);
  });

  it.each(['absent', '..', 'runtime'])('has no function %s', async (name) => {
    expect((await post('{}', bearer('publishable'), name)).status).toBe(404);
  });

  it('says that a function failed, and nothing of how', async () => {
    const response = await post('{"fail":true}', bearer('publishable'));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('broken');
  });

  it('gives a function the demo’s day and its own environment only', async () => {
    const ask = async () => (await post('{}', bearer('publishable'))).json();
    host.clock.setToday('2027-01-05');
    const answer = await ask();
    expect(answer.today).toMatch(/^2027-01-0[45]$/);
    expect(answer.env).toContain('DATABASE_URL');
    expect(answer.env).not.toContain('PATH');
  });

  it('loads a function again when it was built again', async () => {
    writeFunction('changing', 'exports.main = async () => 1;');
    expect(await (await post('{}', bearer('publishable'), 'changing')).json()).toBe(1);
    writeFunction('changing', 'exports.main = async () => 2;');
    utimesSync(path.join(folder, 'functions/changing/index.js'), new Date(), new Date(Date.now() + 5000));
    expect(await (await post('{}', bearer('publishable'), 'changing')).json()).toBe(2);
  });

  it('does not answer pages of another origin or name', async () => {
    expect((await post('{}', { ...bearer('publishable'), origin: 'http://evil.example' })).status).toBe(403);
  });
});
