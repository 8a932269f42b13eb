import { createDecipheriv } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromBase64, toBase64 } from '#core/domain/base64';
import { type FakeWx, installWx } from '../wx';

const { app, cloud, done, refused, resetCloud } = await vi.hoisted(() => import('../cloud'));
vi.mock('@cloudbase/js-sdk/app', () => ({ default: app }));
vi.mock('@cloudbase/js-sdk/auth', () => ({ registerAuth: () => undefined }));
vi.mock('@cloudbase/js-sdk/functions', () => ({ registerFunctions: () => undefined }));

const keyOf = (fill: number) => Buffer.alloc(32, fill);
let phone: FakeWx;
let person: string;
/** What the server has by id, and every filing that reached it, in order. */
let stored: Map<string, unknown>;
let arrived: { id: string; as: string | undefined }[];
let answer: (input: { id: string }) => unknown;
let queue: typeof import('../../../miniprogram/services/queue/queue');
let entries: typeof import('../../../miniprogram/services/queue/entries');

/** The app as it starts: nothing in memory. */
async function start(): Promise<void> {
  vi.resetModules();
  queue = await import('../../../miniprogram/services/queue/queue');
  entries = await import('../../../miniprogram/services/queue/entries');
}

beforeEach(async () => {
  phone = installWx();
  resetCloud();
  person = 'p1';
  stored = new Map();
  arrived = [];
  answer = () => done({ talkId: 'kept' });
  cloud.hasSession = true;
  cloud.function = ({ data }) => {
    if (!phone.isOnline) throw new Error('network');
    if (data.action === 'session.me') return done({ personId: person, activeRole: 'adviser' });
    if (data.action === 'queue.key') return done({ key: keyOf(person === 'p1' ? 7 : 8).toString('base64') });
    const input = data.input as { id: string };
    arrived.push({ id: input.id, as: data.as });
    const known = stored.get(input.id);
    if (known !== undefined && known !== JSON.stringify(input)) return refused('CONFLICT', '内容不同。');
    const reply = answer(input);
    if ((reply as { result?: { ok: boolean } }).result?.ok) stored.set(input.id, JSON.stringify(input));
    return reply;
  };
  await start();
});
afterEach(() => vi.unstubAllGlobals());

const SECRET = '父母离异，自述失眠';
const talk = (id: string, problems = SECRET) =>
  ({
    kind: 'talk',
    subjectId: `case-${id}`,
    name: '林知远',
    action: 'talks.file',
    input: { id, problems },
    fields: { problems },
  }) as unknown as Parameters<typeof queue.file<'talks.file'>>[0];
const states = () => entries.listEntries(person).map(({ id, state }) => `${id} ${state}`);
/** Signed in, and the key in hand, as a page that opened with a signal leaves it. */
async function ready(): Promise<void> {
  await queue.flush();
}
async function fileOffline(...ids: string[]): Promise<void> {
  await ready();
  phone.isOnline = false;
  for (const id of ids) expect(await queue.file(talk(id))).toEqual({ state: 'waiting' });
  phone.isOnline = true;
}

describe('a filing', () => {
  it('goes at once where there is a network, and leaves nothing behind', async () => {
    expect(await queue.file(talk('a'))).toEqual({ state: 'sent', output: { talkId: 'kept' } });
    expect(states()).toEqual([]);
  });

  it('without one waits encrypted, and leaves once in the order of filing, in the role it was filed in', async () => {
    await fileOffline('b', 'a', 'c');
    expect(states()).toEqual(['b waiting', 'a waiting', 'c waiting']);
    const dump = JSON.stringify([...phone.storage]);
    for (const word of [SECRET, '林知远', keyOf(7).toString('base64')]) expect(dump).not.toContain(word);
    await Promise.all([queue.flush(), queue.flush()]);
    await queue.flush();
    expect(arrived).toEqual([
      { id: 'b', as: 'adviser' },
      { id: 'a', as: 'adviser' },
      { id: 'c', as: 'adviser' },
    ]);
    expect(states()).toEqual(['b sent', 'a sent', 'c sent']);
    const [first] = entries.listEntries(person);
    const kept = first && queue.openEntry(person, first);
    expect(kept?.filing.name).toBe('林知远');
    expect(JSON.stringify(kept)).not.toContain(SECRET);
  });

  it('survives the app’s end, and is counted but not readable before the person is there again', async () => {
    await fileOffline('a');
    await start();
    const [entry] = entries.listEntries(person);
    expect(entry && queue.openEntry(person, entry)).toBeNull();
    await queue.flush();
    expect([...stored.keys()]).toEqual(['a']);
    expect(states()).toEqual(['a sent']);
  });

  it('whose answer was lost is sent again with the same id, and stands once', async () => {
    await ready();
    answer = () => {
      throw new Error('the answer was lost');
    };
    expect(await queue.file(talk('a'))).toEqual({ state: 'waiting' });
    answer = () => done({});
    await queue.flush();
    expect(arrived.map(({ id }) => id)).toEqual(['a', 'a']);
    expect(stored.size).toBe(1);
  });

  it('that has gone out, or was refused, is told to the pages once', async () => {
    const told = vi.fn();
    const stop = queue.onQueueAnswered(told);
    await fileOffline('a', 'b');
    phone.isOnline = false;
    await queue.flush();
    expect(told).not.toHaveBeenCalled();
    phone.isOnline = true;
    await queue.flush();
    await queue.flush();
    expect(told).toHaveBeenCalledTimes(1);
    stop();
    await fileOffline('c');
    await queue.flush();
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('waits behind what waits already', async () => {
    await fileOffline('a');
    answer = () => refused('SIGN_IN', '登录已过期。');
    expect(await queue.file(talk('b'))).toEqual({ state: 'waiting' });
    expect(states()).toEqual(['a waiting', 'b waiting']);
  });

  it('that the form can mend is refused there, and not kept', async () => {
    answer = () => refused('TEXT_MISSING', '请填写。', 'problems');
    await expect(queue.file(talk('a'))).rejects.toMatchObject({ code: 'TEXT_MISSING', field: 'problems' });
    expect(states()).toEqual([]);
  });

  it('that finds no room says so in a sentence and keeps what is there', async () => {
    await fileOffline('a');
    phone.isOnline = false;
    const set = vi.spyOn(wx, 'setStorageSync').mockImplementation(() => {
      throw new Error('setStorageSync:fail storage size limit reached');
    });
    await expect(queue.file(talk('b'))).rejects.toMatchObject({
      code: 'QUEUE_FULL',
      message: expect.stringContaining('10 MB'),
    });
    set.mockRestore();
    expect(states()).toEqual(['a waiting']);
  });

  it('without a key in hand stays a draft', async () => {
    await ready();
    const { forgetKey } = await import('../../../miniprogram/services/queue/key');
    forgetKey();
    phone.isOnline = false;
    await expect(queue.file(talk('a'))).rejects.toMatchObject({ code: 'QUEUE_KEY' });
    expect(states()).toEqual([]);
  });
});

it('course advice waits encrypted under its action and id, and two texts under one id are both kept', async () => {
  const advice = (id: string, text: string) =>
    ({
      kind: 'course-advice',
      subjectId: 'case-a',
      name: '林知远',
      action: 'plans.advise',
      input: { id, caseId: 'case-a', heldOn: '2026-09-14', advice: text },
      fields: { heldOn: '2026-09-14', advice: text, studentName: '林知远' },
    }) as const;
  await ready();
  phone.isOnline = false;
  expect(await queue.file(advice('a', SECRET))).toEqual({ state: 'waiting' });
  expect(JSON.stringify([...phone.storage])).not.toContain(SECRET);
  await start();
  phone.isOnline = true;
  await queue.flush();
  expect(states()).toEqual(['a sent']);
  expect(JSON.parse(String(stored.get('a')))).toEqual(advice('a', SECRET).input);
  stored.set('b', 'another text');
  expect(await queue.file(advice('b', SECRET))).toEqual({ state: 'attention' });
  const kept = entries.listEntries(person).find(({ id }) => id === 'b');
  expect(kept && queue.openEntry(person, kept)?.filing.input).toEqual(advice('b', SECRET).input);
  expect(stored.get('b')).toBe('another text');
});

describe('what the server refuses', () => {
  it('needs a person, keeps its text with the reason, and does not hold up the rest', async () => {
    await fileOffline('a', 'b');
    answer = ({ id }) => (id === 'a' ? refused('CASE_CLOSED', '档案已经结束。') : done({}));
    await queue.flush();
    expect(states()).toEqual(['a attention', 'b sent']);
    const [entry] = entries.listEntries(person);
    const kept = entry && queue.openEntry(person, entry);
    expect(kept).toMatchObject({ problem: { code: 'CASE_CLOSED', message: '档案已经结束。' } });
    expect(JSON.stringify(kept)).toContain(SECRET);
    await queue.flush();
    expect(arrived).toHaveLength(2);
  });

  it('as another record under the same id is kept beside it; it may follow under an id of its own', async () => {
    await ready();
    stored.set('a', 'another text');
    expect(await queue.file(talk('a'))).toEqual({ state: 'attention' });
    const [entry] = entries.listEntries(person);
    if (!entry) throw new Error('nothing was kept');
    await queue.sendAgain(person, entry, { id: 'a2' });
    expect(stored.get('a')).toBe('another text');
    expect(stored.get('a2')).toContain(SECRET);
    expect(states()).toEqual(['a2 sent']);
  });

  it('by a fault is tried five times, and the later ones wait for it', async () => {
    await fileOffline('a', 'b');
    answer = ({ id }) => (id === 'a' ? { result: undefined, code: 'X' } : done({}));
    for (let run = 1; run < 5; run += 1) {
      await queue.flush();
      expect(states()).toEqual(['a waiting', 'b waiting']);
    }
    await queue.flush();
    expect(states()).toEqual(['a attention', 'b sent']);
  });
});

describe('of other people and versions', () => {
  it('nothing is listed, opened or sent for somebody else on this phone, and nothing is lost', async () => {
    await fileOffline('a');
    person = 'p2';
    await start();
    await queue.flush();
    expect(states()).toEqual([]);
    expect(arrived).toEqual([]);
    const [entry] = entries.listEntries('p1');
    // Not even renamed into one's own.
    if (entry) entries.writeEntry('p2', entry);
    await queue.flush();
    expect(states()).toEqual(['a attention']);
    expect(arrived).toEqual([]);
    person = 'p1';
    await start();
    await queue.flush();
    expect([...stored.keys()]).toEqual(['a']);
  });

  it('an entry of a newer version is neither sent nor removed', async () => {
    const newer = { format: 2, id: 'z', kind: 'talk', state: 'waiting', queuedAt: 1, body: 'x' };
    phone.storage.set('queue:p1:z', newer);
    await queue.flush();
    expect(states()).toEqual([]);
    expect(entries.countNewer('p1')).toBe(1);
    expect(phone.storage.get('queue:p1:z')).toEqual(newer);
  });
});

describe('the cipher', () => {
  it('is AES-256-GCM as others have it; another key, place or sign opens nothing', async () => {
    const { seal, open } = await import('../../../miniprogram/services/queue/cipher');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.nat(), async (text, at) => {
        const key = Uint8Array.from(keyOf(7));
        const sealed = await seal(key, text, '位置');
        const bytes = Buffer.from(sealed, 'base64');
        const other = createDecipheriv('aes-256-gcm', keyOf(7), bytes.subarray(0, 12));
        other.setAAD(Buffer.from('位置')).setAuthTag(bytes.subarray(-16));
        expect(other.update(bytes.subarray(12, -16), undefined, 'utf8') + other.final('utf8')).toBe(text);
        expect(open(key, sealed, '位置')).toBe(text);
        expect(open(key, sealed, '别处')).toBeNull();
        expect(open(Uint8Array.from(keyOf(8)), sealed, '位置')).toBeNull();
        const byte = at % bytes.length;
        bytes[byte] = (bytes[byte] ?? 0) ^ 1;
        expect(open(key, bytes.toString('base64'), '位置')).toBeNull();
      }),
      { numRuns: 15 },
    );
  });

  it('base64 is what others take it for', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = toBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64(text)).toEqual(bytes);
      }),
    );
    expect(fromBase64('不是')).toBeNull();
  });
});
