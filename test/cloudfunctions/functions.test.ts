import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import cloudbase from '@cloudbase/js-sdk/app';
import { registerAuth } from '@cloudbase/js-sdk/auth';
import { registerFunctions } from '@cloudbase/js-sdk/functions';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPgDatabase } from '#adapters/postgres/pg';
import { allRows } from '../support/all-rows';
import {
  type BuiltHost,
  ENV_ID,
  OFFICER,
  OFFICER_BINDING,
  OFFICER_OPENID,
  openBuiltHost,
  PUBLISHABLE_KEY,
} from './built-host';

let built: BuiltHost;
beforeAll(async () => {
  built = await openBuiltHost();
  registerAuth(cloudbase);
  registerFunctions(cloudbase);
});
afterAll(() => built?.close());
beforeEach(() => void built.logged.splice(0));

const openApp = () => {
  const app = cloudbase.init({ env: ENV_ID, accessKey: PUBLISHABLE_KEY });
  app.registerHost(built.host.url.replace('http://', ''), 'http');
  return app;
};
/** Straight to the function, as its verified caller. */
const as = async (bindingId: string, name: string, event: unknown) => {
  const reply = await built.host.call(name, event, bindingId);
  return reply as { ok: boolean; data?: Record<string, never>; error?: { code: string; message: string } };
};
const officer = (name: string, action: string, input: unknown = {}, more: object = {}) =>
  as(OFFICER_BINDING, name, { action, input, ...more });

describe('from the vendor’s SDK to the built functions', () => {
  it('signs in by a code of WeChat and is known from then on', async () => {
    const app = openApp();
    const call = async (name: string, data: object) => (await app.callFunction({ name, data })).result;
    expect(await call('api', { action: 'session.me', input: {} })).toMatchObject({
      ok: false,
      error: { code: 'SIGN_IN' },
    });
    const code = built.host.issueCode(OFFICER_OPENID);
    const opened = await call('auth', { action: 'session.open', input: { code } });
    expect(opened).toMatchObject({ ok: true, data: { ticket: expect.any(String) }, today: '2026-09-14' });
    const { error } = await app.auth.signInWithCustomTicket(async () => opened.data.ticket);
    expect(error).toBeNull();
    expect(await call('api', { action: 'session.me', input: {} })).toMatchObject({
      ok: true,
      data: { personId: OFFICER.id, name: OFFICER.name, activeRole: 'office' },
    });
  });

  it.each([
    ['a code used before', 'CODE_SPENT'],
    ['an invented code', 'CODE_SPENT'],
    ['a person who is bound to nobody', 'NOT_ACTIVATED'],
    ['no code', 'INVALID_INPUT'],
  ])('does not open a session for %s', async (what, refusal) => {
    const code = built.host.issueCode(what.startsWith('a person') ? 'openid-stranger' : OFFICER_OPENID);
    const open = (given: unknown) => as('', 'auth', { action: 'session.open', input: { code: given } });
    if (refusal === 'CODE_SPENT') await open(code);
    const given = what === 'no code' ? '' : what === 'an invented code' ? 'x'.repeat(32) : code;
    expect(await open(given)).toMatchObject({ ok: false, error: { code: refusal } });
  });
});

describe('a built function', () => {
  it('takes who is calling from the session, whatever the body says', async () => {
    const spoofed = {
      personId: OFFICER.id,
      TCB_CUSTOM_USER_ID: OFFICER.id,
      userInfo: { openId: OFFICER_OPENID },
    };
    const reply = await as(uuidv7(), 'api', { action: 'session.me', input: spoofed, ...spoofed });
    expect(reply).toMatchObject({ ok: false, error: { code: 'SIGN_IN' } });
  });

  it('does not act in a role that the caller does not have', async () => {
    expect((await officer('api', 'session.me', {}, { as: 'leader' })).error?.code).toBe('ROLE_ENDED');
  });

  it.each([
    ['api', 'imports.list'],
    ['import', 'session.me'],
    ['papers', 'talks.file'],
    ['api', 'toString'],
  ])('%s does not serve %s', async (name, action) => {
    expect((await officer(name, action)).error?.code).toBe('UNKNOWN_ACTION');
  });

  it('refuses a body over 100 KB', async () => {
    const reply = await officer('api', 'session.me', { padding: '学'.repeat(35_000) });
    expect(reply.error?.code).toBe('TOO_LARGE');
  });

  it('stands on the demo’s day', async () => {
    const before = built.host.clock.today();
    built.host.clock.setToday('2027-03-01');
    const reply = await officer('api', 'session.me');
    built.host.clock.setToday(before);
    expect(reply.data).toMatchObject({ today: '2027-03-01' });
  });

  it('takes a file through storage, previews it and applies it', async () => {
    const text = '班级,年级,专业,责任区\n生物科学241,2024,生物科学,学涯一区\n';
    const asked = await officer('import', 'imports.upload', {
      fileName: '班级.csv',
      size: Buffer.byteLength(text),
    });
    const { fileId, upload } = asked.data as unknown as {
      fileId: string;
      upload: { url: string; method: string; headers: Record<string, string> };
    };
    expect(
      (await fetch(upload.url, { method: upload.method, headers: upload.headers, body: text })).status,
    ).toBe(200);
    const importId = uuidv7();
    const seen = await officer('import', 'imports.preview', { id: importId, fileId, fileName: '班级.csv' });
    expect(seen.data).toMatchObject({ kind: 'classes', counts: { new: 1, rejected: 0 }, state: 'previewed' });
    const applied = await officer('import', 'imports.apply', { importId });
    expect(applied.data).toMatchObject({ state: 'applied' });
  });

  it('prints the blank form as a PDF behind a link', async () => {
    const reply = await officer('papers', 'papers.blank-talk-record');
    const { url, fileName } = reply.data as unknown as { url: string; fileName: string };
    const response = await fetch(url);
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(fileName).toMatch(/\.pdf$/);
  });

  it('logs a fault without what was written, and answers with its id', async () => {
    const secret = '家庭变故';
    // A file that storage does not hold: the fault happens deep inside, with the name in hand.
    const asked = await officer('import', 'imports.upload', { fileName: `${secret}.csv`, size: 5 });
    const { fileId } = asked.data as unknown as { fileId: string };
    const reply = await officer('import', 'imports.preview', {
      id: uuidv7(),
      fileId,
      fileName: `${secret}.csv`,
    });
    expect(reply.error?.code).toBe('INTERNAL');
    const lines = built.logged.map((line) => JSON.parse(line));
    expect(lines).toEqual([
      expect.objectContaining({ level: 'error', function: 'import', action: 'imports.preview' }),
    ]);
    expect(reply.error?.message).toContain(lines[0].requestId);
    expect(built.logged.join()).not.toContain(secret);
  });
});

describe('a bundle', () => {
  const read = (name: string) => readFileSync(path.join(built.functionsDir, name, 'index.js'), 'utf8');

  it('is there for each function, with a package.json of its own', () => {
    expect(readdirSync(built.functionsDir).sort()).toEqual([
      'api',
      'auth',
      'import',
      'papers',
      'retain',
      'send',
      'sweep',
    ]);
    for (const name of readdirSync(built.functionsDir)) {
      const manifest = JSON.parse(readFileSync(path.join(built.functionsDir, name, 'package.json'), 'utf8'));
      expect(manifest.main).toBe('index.js');
    }
  });

  it.each(['api', 'auth', 'import', 'papers'])(
    '%s requires nothing but Node and what lies beside it',
    (name) => {
      const required = [...read(name).matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module]) => module ?? '');
      const beside = name === 'papers' ? ['@myriaddreamin/typst-ts-node-compiler'] : [];
      const optional = ['pg-native', 'pg-cloudflare'];
      const known = new Set([...builtinModules, ...beside, ...optional]);
      expect(required.filter((module) => !known.has(module.replace(/^node:/, '')))).toEqual([]);
    },
  );

  it.each(['api', 'auth', 'import', 'papers'])('%s holds no demo and no embedded database', (name) => {
    expect(read(name)).not.toMatch(/pglite|demo-0|useMock|issueCode/i);
  });
});

describe('the timers, as built', () => {
  it('keep to the periods, sweep and send for the department, in the morning of its day', async () => {
    await built.host.runTimers();
    const lines = built.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { level: 'info', function: 'retain', removed: 0, isFinished: true, failures: 0 },
      { level: 'info', function: 'sweep', cases: 0, digests: 0, isFinished: true, failures: 0 },
      { level: 'info', function: 'send', sent: 0, others: 0, failures: 0 },
    ]);
  });

  it.each(['retain', 'sweep', 'send'])('do nothing for a client, whatever it sends: %s', async (name) => {
    const before = await rowsOfHost();
    const app = openApp();
    const forged = [
      { Type: 'Timer' },
      { Type: 'Timer', TriggerName: name, Time: '2026-09-14T07:30:00Z', Message: '' },
      { Type: 'Timer', TriggerName: name, environment: '{}', TCB_CUSTOM_USER_ID: '' },
      { Records: [{ name }] },
      {},
    ];
    for (const event of forged) {
      const { result } = await app.callFunction({ name, data: event });
      expect(result).toEqual({ ok: false });
      // With a session, the same; nor does the platform's mark of a client count for less.
      expect(await as(OFFICER_BINDING, name, event)).toEqual({ ok: false });
    }
    expect(built.logged).toEqual([]);
    expect(await rowsOfHost()).toBe(before);
  });
});

/** Every row of every table of the host's database. */
async function rowsOfHost(): Promise<string> {
  const database = openPgDatabase(built.host.databaseUrl(), { max: 1 });
  try {
    return await allRows(database);
  } finally {
    await database.close();
  }
}
