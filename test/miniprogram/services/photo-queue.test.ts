import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeWx, installWx } from '../wx';

const { app, cloud, done, refused, resetCloud } = await vi.hoisted(() => import('../cloud'));
vi.mock('@cloudbase/js-sdk/app', () => ({ default: app }));
vi.mock('@cloudbase/js-sdk/auth', () => ({ registerAuth: () => undefined }));
vi.mock('@cloudbase/js-sdk/functions', () => ({ registerFunctions: () => undefined }));

const PICTURE = Uint8Array.from([137, 80, 78, 71, 1, 2, 3]);
let phone: FakeWx;
/** The records that arrived, and how many tickets were given out. */
let filed: { readonly id: string; readonly photoIds?: readonly string[] }[];
let tickets = 0;
let refuse: (() => unknown) | null;
let queue: typeof import('../../../miniprogram/services/queue/queue');
let entries: typeof import('../../../miniprogram/services/queue/entries');
let shelf: typeof import('../../../miniprogram/services/photo-shelf');

/** The app as it starts: nothing in memory. */
async function start(): Promise<void> {
  vi.resetModules();
  queue = await import('../../../miniprogram/services/queue/queue');
  entries = await import('../../../miniprogram/services/queue/entries');
  shelf = await import('../../../miniprogram/services/photo-shelf');
}

beforeEach(async () => {
  phone = installWx();
  resetCloud();
  filed = [];
  tickets = 0;
  refuse = null;
  cloud.hasSession = true;
  cloud.function = ({ data }) => {
    if (!phone.isOnline) throw new Error('network');
    if (data.action === 'session.me') return done({ personId: 'p1', activeRole: 'adviser' });
    if (data.action === 'queue.key') return done({ key: Buffer.alloc(32, 7).toString('base64') });
    if (data.action === 'referrals.upload') {
      tickets += 1;
      const upload = { url: `https://storage.example/${tickets}`, method: 'PUT', headers: {} };
      return done({ photoId: `photo-${tickets}`, upload });
    }
    const refusal = refuse?.();
    if (refusal) return refusal;
    filed.push(data.input as (typeof filed)[number]);
    return done({ talkId: 'kept' });
  };
  await start();
  await (await import('../../../miniprogram/services/session')).getMe();
});
afterEach(() => vi.unstubAllGlobals());

async function take(name = 'a') {
  phone.files.set(`http://tmp/${name}.jpg`, PICTURE);
  return shelf.shelvePhoto('p1', { path: `http://tmp/${name}.jpg`, size: PICTURE.length });
}
const file = (photos: Awaited<ReturnType<typeof take>>[]) =>
  queue.file({
    kind: 'talk',
    subjectId: 'case-1',
    name: '林知远',
    action: 'talks.file',
    input: { id: 'talk-1', problems: '睡得晚' } as never,
    fields: { photos },
    photos,
  });
const sealedFiles = () => [...phone.files].filter(([path]) => path.endsWith('.sealed'));
/** What storage was sent. */
const sent = () => phone.requests.map(({ data }) => new Uint8Array(data as ArrayBuffer));
const attention = () => {
  const [entry] = entries.listEntries('p1').filter(({ state }) => state === 'attention');
  return entry && queue.openEntry('p1', entry)?.problem;
};

describe('a photo of a talk', () => {
  it('lies sealed on the phone, whatever is copied of it, and leaves before the record that names it', async () => {
    const photo = await take();
    const [[, sealed] = []] = sealedFiles();
    expect(Buffer.from(sealed ?? []).includes(Buffer.from(PICTURE))).toBe(false);
    expect(await file([photo])).toMatchObject({ state: 'sent' });
    expect(sent()).toEqual([PICTURE]);
    expect(filed).toMatchObject([{ id: 'talk-1', photoIds: ['photo-1'] }]);
    expect(sealedFiles()).toEqual([]);
  });

  it('taken without a signal survives the end of the app and leaves with the record', async () => {
    const photos = [await take('a'), await take('b')];
    phone.isOnline = false;
    expect(await file(photos)).toEqual({ state: 'waiting' });
    await start();
    phone.isOnline = true;
    await queue.flush();
    expect(sent()).toEqual([PICTURE, PICTURE]);
    expect(filed).toMatchObject([{ photoIds: ['photo-1', 'photo-2'] }]);
    expect(sealedFiles()).toEqual([]);
  });

  it('that has left does not leave again when the signal goes in between', async () => {
    const photos = [await take('a'), await take('b')];
    let asked = 0;
    const answer = cloud.function;
    cloud.function = (call) => {
      if (call.data.action === 'referrals.upload' && ++asked === 2) phone.isOnline = false;
      return answer(call);
    };
    expect(await file(photos)).toEqual({ state: 'waiting' });
    expect(filed).toEqual([]);
    phone.isOnline = true;
    await queue.flush();
    expect(filed).toMatchObject([{ photoIds: ['photo-1', 'photo-2'] }]);
    expect(phone.requests).toHaveLength(2);
  });

  it('that the phone has lost is named, and the record waits for a person with all its text', async () => {
    const photos = [await take('a'), await take('b')];
    phone.isOnline = false;
    await file(photos);
    phone.files.delete(sealedFiles()[1]?.[0] ?? '');
    phone.isOnline = true;
    await queue.flush();
    expect(attention()).toMatchObject({ code: 'PHOTO_GONE', message: expect.stringContaining('第 2 张') });
    expect(filed).toEqual([]);
  });

  it('that storage no longer has leaves once more with the next try', async () => {
    const photo = await take();
    phone.isOnline = false;
    await file([photo]);
    phone.isOnline = true;
    refuse = () => refused('PHOTO_UNREAD', '第 1 张照片没有读到。', 'photos');
    await queue.flush();
    expect(attention()?.code).toBe('PHOTO_UNREAD');
    refuse = null;
    const [entry] = entries.listEntries('p1').filter(({ state }) => state === 'attention');
    if (!entry) throw new Error('nothing waits');
    await queue.sendAgain('p1', entry);
    expect(filed.at(-1)).toMatchObject({ photoIds: ['photo-2'] });
  });

  it('that finds no room says so, and goes with what is given up', async () => {
    phone.isFull = true;
    await expect(take()).rejects.toMatchObject({ code: 'PHOTO_FULL' });
    phone.isFull = false;
    const photo = await take();
    phone.isOnline = false;
    await file([photo]);
    expect(sealedFiles()).toHaveLength(1);
    queue.discard('p1', 'talk-1');
    await new Promise((resolve) => setImmediate(resolve));
    expect(sealedFiles()).toEqual([]);
  });
});
