import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  autosave,
  type Draft,
  listDrafts,
  listNamedDrafts,
  readDraft,
  removeDraft,
  UNSAVED,
  writeDraft,
} from '../../../miniprogram/services/drafts';
import { fetchKey, forgetKey } from '../../../miniprogram/services/queue/key';
import { type FakeWx, installWx } from '../wx';

const { app, cloud, done, resetCloud } = await vi.hoisted(() => import('../cloud'));
vi.mock('@cloudbase/js-sdk/app', () => ({ default: app }));
vi.mock('@cloudbase/js-sdk/auth', () => ({ registerAuth: () => undefined }));
vi.mock('@cloudbase/js-sdk/functions', () => ({ registerFunctions: () => undefined }));

interface Fields {
  readonly text: string;
}
const NOW = Date.parse('2026-09-14T02:42:00Z');
/** Typing pauses for so long before a draft is kept. */
const PAUSE_MS = 250;

let phone: FakeWx;
beforeEach(async () => {
  vi.useFakeTimers({ now: NOW });
  phone = installWx();
  resetCloud();
  cloud.hasSession = true;
  cloud.function = () => done({ key: Buffer.alloc(32, 7).toString('base64') });
  forgetKey();
  await fetchKey('p');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const read = (person = 'p', kind = 'talk', subject = 'c') => readDraft<Fields>(person, kind, subject);

describe('a draft', () => {
  it('comes back as it was written, with the time', () => {
    writeDraft('p', 'talk', 'c', { text: '学生说' });
    expect(read()).toMatchObject({ fields: { text: '学生说' }, savedAt: NOW });
  });

  it('keeps its id for as long as it is there, so that a retry files the same record', () => {
    const { id } = writeDraft('p', 'talk', 'c', { text: '一' });
    vi.advanceTimersByTime(60_000);
    expect(writeDraft('p', 'talk', 'c', { text: '二' }).id).toBe(id);
    expect(read()).toMatchObject({ id, fields: { text: '二' }, savedAt: NOW + 60_000 });
  });

  it('has another id once the record was sent and the next one begins', () => {
    const { id } = writeDraft('p', 'talk', 'c', { text: '一' });
    removeDraft('p', 'talk', 'c');
    expect(read()).toBeNull();
    expect(writeDraft('p', 'talk', 'c', { text: '二' }).id).not.toBe(id);
  });

  it.each([
    ['q', 'talk', 'c'],
    ['p', 'supplement', 'c'],
    ['p', 'talk', 'd'],
  ])('is one for each person, kind and subject: %s %s %s is another', (person, kind, subject) => {
    const mine = writeDraft('p', 'talk', 'c', { text: '我的' });
    expect(read(person, kind, subject)).toBeNull();
    const other = writeDraft(person, kind, subject, { text: '另一份' });
    expect(other.id).not.toBe(mine.id);
    removeDraft(person, kind, subject);
    expect(read()?.fields.text).toBe('我的');
  });

  it.each([[''], ['text'], [42], [null], [{ id: 'x', fields: {} }], [[]]])(
    'is not read from what something else left there: %o',
    (kept) => {
      phone.storage.set('draft:p:talk:c', kept);
      expect(read()).toBeNull();
      expect(listDrafts('p')).toEqual([]);
    },
  );
});

describe('on the phone', () => {
  const dump = () => JSON.stringify([...phone.storage]);
  const SECRET = '父母离异，自述失眠';
  const written = () => writeDraft('p', 'talk', 'c', { text: SECRET, studentName: '林知远' });
  /** The app as it starts: nothing in memory but what it is lent. */
  async function start() {
    vi.resetModules();
    const drafts = await import('../../../miniprogram/services/drafts');
    const key = await import('../../../miniprogram/services/queue/key');
    return { ...drafts, ...key };
  }

  it('is sealed, names included, and opens after the app was killed, without a network', async () => {
    const { id } = written();
    expect(dump()).not.toContain(SECRET);
    expect(dump()).not.toContain('林知远');
    expect(dump()).not.toContain(Buffer.alloc(32, 7).toString('base64'));
    expect(listNamedDrafts('p')).toMatchObject([{ kind: 'talk', name: '林知远' }]);
    cloud.function = () => {
      throw new Error('network');
    };
    const next = await start();
    await next.fetchKey('p');
    expect(next.readDraft('p', 'talk', 'c')).toMatchObject({ id, fields: { text: SECRET } });
  });

  it('is neither opened nor written over where no key is there: a sentence says so', async () => {
    const { id } = written();
    phone.vault.clear();
    const next = await start();
    expect(() => next.readDraft('p', 'talk', 'c')).toThrow('打不开');
    expect(next.listNamedDrafts('p')).toMatchObject([{ kind: 'talk', name: '' }]);
    await next.fetchKey('p');
    expect(next.readDraft('p', 'talk', 'c')).toMatchObject({ id, fields: { text: SECRET } });
  });

  it('the loan of the key ends after a day, and on signing out', async () => {
    written();
    cloud.function = () => {
      throw new Error('network');
    };
    vi.setSystemTime(NOW + 23 * 3_600_000);
    expect(await (await start()).takeLent('p')).not.toBeNull();
    expect(await (await start()).takeLent('q')).toBeNull();
    vi.setSystemTime(NOW + 25 * 3_600_000);
    expect(await (await start()).takeLent('p')).toBeNull();
    vi.setSystemTime(NOW);
    (await start()).forgetKey();
    expect(await (await start()).takeLent('p')).toBeNull();
  });

  it('the key is asked for once at a start, and lent anew where it was lent before', async () => {
    const asked = () => cloud.calls.filter(({ data }) => data.action === 'queue.key').length;
    phone.vault.clear();
    const first = await start();
    const before = asked();
    await first.fetchKey('p');
    await first.renewKey('p');
    expect(asked()).toBe(before + 1);
    vi.setSystemTime(NOW + 23 * 3_600_000);
    const next = await start();
    await next.fetchKey('p');
    expect(asked()).toBe(before + 1);
    await next.renewKey('p');
    expect(asked()).toBe(before + 2);
    vi.setSystemTime(NOW + 46 * 3_600_000);
    expect(await (await start()).takeLent('p')).not.toBeNull();
  });

  it('waits in memory for a key, and is stored sealed when it comes', async () => {
    phone.vault.clear();
    const next = await start();
    next.writeDraft('p', 'talk', 'c', { text: SECRET });
    expect(phone.storage.size).toBe(0);
    expect(next.readDraft('p', 'talk', 'c')).toMatchObject({ fields: { text: SECRET } });
    await next.fetchKey('p');
    expect(phone.storage.size).toBe(1);
    expect(dump()).not.toContain(SECRET);
  });

  it('of an older version is read, and sealed with the next pause under the same id', () => {
    phone.storage.set('draft:p:talk:c', { id: 'old', fields: { text: '旧' }, savedAt: 1 });
    expect(read()).toMatchObject({ id: 'old', fields: { text: '旧' } });
    expect(writeDraft('p', 'talk', 'c', { text: '旧的又写' }).id).toBe('old');
    expect(dump()).not.toContain('旧的又写');
  });

  it('that finds no room is in memory and says so; there again, it is stored', () => {
    phone.isFull = true;
    expect(written().savedAt).toBe(UNSAVED);
    expect(read()?.fields.text).toBe(SECRET);
    phone.isFull = false;
    expect(written().savedAt).toBe(NOW);
    expect(phone.storage.size).toBe(1);
  });

  it('is none any more once the queue has it: the app was killed in between', () => {
    const { id } = written();
    phone.storage.set(`queue:p:${id}`, { format: 1 });
    expect(listDrafts('p')).toEqual([]);
    expect(writeDraft('p', 'talk', 'c', { text: '下一次' }).id).not.toBe(id);
    const other = writeDraft('p', 'talk', 'd', { text: '' });
    phone.storage.set(`queue:p:${other.id}`, { format: 1 });
    expect(read('p', 'talk', 'd')).toBeNull();
    expect(phone.storage.has('draft:p:talk:d')).toBe(false);
  });
});

describe('the list of drafts', () => {
  it('has only one’s own, the newest first', () => {
    writeDraft('p', 'talk', 'c', { text: '' });
    vi.advanceTimersByTime(1000);
    writeDraft('p', 'supplement', 't', { text: '' });
    writeDraft('q', 'talk', 'c', { text: '' });
    phone.storage.set('active-role', 'adviser');
    expect(listDrafts('p')).toEqual([
      { kind: 'supplement', subjectId: 't', savedAt: NOW + 1000 },
      { kind: 'talk', subjectId: 'c', savedAt: NOW },
    ]);
  });

  it('is empty on a new phone', () => {
    expect(listDrafts('p')).toEqual([]);
  });
});

describe('autosave', () => {
  const open = () => {
    const saved: Draft<Fields>[] = [];
    const saver = autosave<Fields>('p', 'talk', 'c', (draft) => saved.push(draft));
    return { saver, saved };
  };

  it('waits until typing pauses, on either side of the pause', () => {
    const { saver, saved } = open();
    saver.touch({ text: '学' });
    vi.advanceTimersByTime(PAUSE_MS - 1);
    expect(read()).toBeNull();
    vi.advanceTimersByTime(1);
    expect(read()?.fields.text).toBe('学');
    expect(saved).toHaveLength(1);
  });

  it('writes once for a run of keys, and what was typed last', () => {
    const { saver, saved } = open();
    for (const text of ['学', '学生', '学生说']) {
      saver.touch({ text });
      vi.advanceTimersByTime(PAUSE_MS - 1);
    }
    expect(saved).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(saved.map(({ fields }) => fields.text)).toEqual(['学生说']);
  });

  it('writes at once on flush, and then no second time', () => {
    const { saver, saved } = open();
    saver.touch({ text: '学' });
    expect(saver.flush()).toMatchObject({ fields: { text: '学' } });
    vi.advanceTimersByTime(10 * PAUSE_MS);
    expect(saver.flush()).toBeNull();
    expect(saved).toHaveLength(1);
  });

  it('has nothing to flush where nothing was typed', () => {
    const { saver } = open();
    expect(saver.flush()).toBeNull();
    expect(phone.storage.size).toBe(0);
  });

  it('writes nothing after cancel, so that a sent record leaves no draft behind', () => {
    const { saver, saved } = open();
    saver.touch({ text: '学' });
    saver.cancel();
    vi.advanceTimersByTime(10 * PAUSE_MS);
    expect(saver.flush()).toBeNull();
    expect(saved).toEqual([]);
    expect(phone.storage.size).toBe(0);
  });

  it('goes on after cancel with what is typed then, under the same id', () => {
    const { id } = writeDraft('p', 'talk', 'c', { text: '一' });
    const { saver, saved } = open();
    saver.touch({ text: '二' });
    saver.cancel();
    saver.touch({ text: '三' });
    vi.advanceTimersByTime(PAUSE_MS);
    expect(saved).toMatchObject([{ id, fields: { text: '三' } }]);
  });
});
