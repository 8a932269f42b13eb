import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { actions } from '#core/contract/actions';
import { type BuiltHost, OFFICER, OFFICER_OPENID, openBuiltHost } from './built-host';

/** The little of a phone that the services touch, with the real host behind it. */
function openPhone(host: string) {
  const storage = new Map<string, unknown>();
  const phone = { logins: 0, envVersion: 'develop', storage };
  const wx = {
    getAccountInfoSync: () => ({ miniProgram: { envVersion: phone.envVersion } }),
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, structuredClone(value)),
    removeStorageSync: (key: string) => void storage.delete(key),
    getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
    login: ({ success }: { success: (result: { code: string }) => void }) => {
      phone.logins += 1;
      success({ code: built.host.issueCode(OFFICER_OPENID) });
    },
  };
  storage.set('local-host', host);
  vi.stubGlobal('wx', wx);
  return phone;
}

let built: BuiltHost;
let phone: ReturnType<typeof openPhone>;
beforeAll(async () => {
  built = await openBuiltHost();
});
afterAll(() => built?.close());
beforeEach(() => {
  vi.resetModules();
  phone = openPhone(built.host.url.replace('http://', ''));
});
afterEach(() => vi.unstubAllGlobals());

const loadApi = () => import('../../miniprogram/services/api');

describe('the services of the mini-program', () => {
  it('know the function of every action', async () => {
    const { functionOf } = await loadApi();
    for (const [action, { fn }] of Object.entries(actions)) {
      expect(functionOf(action as keyof typeof actions), action).toBe(fn);
    }
  });

  it('sign in by themselves, once for several calls of a page', async () => {
    const { call } = await loadApi();
    const [me, again] = await Promise.all([
      call('session.me', {}),
      call('session.me', {}),
      call('today.list', {}),
    ]);
    expect(me).toMatchObject({ personId: OFFICER.id, activeRole: 'office' });
    expect(again.name).toBe(OFFICER.name);
    expect(phone.logins).toBe(1);
  });

  it('take a student’s word on a session of help without a sign-in', async () => {
    const { answerHelp } = await loadApi();
    await expect(answerHelp('look', { studentNo: '202405010101', helpCode: '482915' })).rejects.toMatchObject(
      { code: 'HELP_CODE_WRONG', field: 'helpCode' },
    );
    // WeChat was asked once, for the phone alone: no session was opened with it.
    expect(phone.logins).toBe(1);
    await expect(answerHelp('confirm', { studentNo: '', helpCode: '482915' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('sign in again when they were signed out', async () => {
    const { call, signOut } = await loadApi();
    await call('session.me', {});
    await signOut();
    expect((await call('session.me', {})).personId).toBe(OFFICER.id);
    expect(phone.logins).toBe(2);
  });

  it('throw a refusal with its sentence, code and field', async () => {
    const { call } = await loadApi();
    const refusal = call('students.archive', { studentId: 'nobody' });
    await expect(refusal).rejects.toMatchObject({
      name: 'ApiError',
      code: 'INVALID_INPUT',
      field: 'studentId',
    });
  });

  it('go on in a role in force where the kept one has ended', async () => {
    phone.storage.set('active-role', 'leader');
    const { getMe } = await import('../../miniprogram/services/session');
    expect((await getMe()).activeRole).toBe('office');
    expect(phone.storage.has('active-role')).toBe(false);
  });

  it('say OFFLINE where nothing answers', async () => {
    phone.storage.set('local-host', '127.0.0.1:9');
    const { call } = await loadApi();
    await expect(call('session.me', {})).rejects.toMatchObject({ name: 'ApiError', code: 'OFFLINE' });
  });

  it.each([
    ['develop', '127.0.0.1:8130', '127.0.0.1:8130'],
    ['develop', 'localhost:80', 'localhost:80'],
    ['develop', 'example.org:80', null],
    ['develop', '127.0.0.1.example.org:80', null],
    ['develop', '', null],
    ['trial', '127.0.0.1:8130', null],
    ['release', '127.0.0.1:8130', null],
  ])('of version %s speak to %s: %s', async (envVersion, kept, host) => {
    phone.envVersion = envVersion;
    phone.storage.set('local-host', kept);
    const { localHost } = await import('../../miniprogram/services/platform');
    expect(localHost()).toBe(host);
  });
});

describe('drafts', () => {
  const load = () => import('../../miniprogram/services/drafts');

  it('keep the id that the record will have, for each person and case', async () => {
    const { readDraft, writeDraft } = await load();
    const first = writeDraft('p1', 'talk', 'c1', { problems: 'a' });
    const second = writeDraft('p1', 'talk', 'c1', { problems: 'ab' });
    expect(second.id).toBe(first.id);
    expect(first.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(readDraft('p1', 'talk', 'c1')).toMatchObject({ fields: { problems: 'ab' } });
    expect(readDraft('p2', 'talk', 'c1')).toBeNull();
    expect(readDraft('p1', 'talk', 'c2')).toBeNull();
    expect(writeDraft('p1', 'talk', 'c2', {}).id).not.toBe(first.id);
  });

  it('are listed for their person, newest first, and gone when removed', async () => {
    const { listDrafts, removeDraft, writeDraft } = await load();
    vi.useFakeTimers({ now: 1000 });
    writeDraft('p1', 'talk', 'c1', {});
    vi.setSystemTime(2000);
    writeDraft('p1', 'supplement', 't1', {});
    writeDraft('p2', 'talk', 'c9', {});
    vi.useRealTimers();
    expect(listDrafts('p1')).toEqual([
      { kind: 'supplement', subjectId: 't1', savedAt: 2000 },
      { kind: 'talk', subjectId: 'c1', savedAt: 1000 },
    ]);
    removeDraft('p1', 'supplement', 't1');
    expect(listDrafts('p1').map(({ kind }) => kind)).toEqual(['talk']);
  });

  it('are saved when typing pauses, at once when asked, and not after cancel', async () => {
    const { autosave, readDraft } = await load();
    vi.useFakeTimers();
    const saved = vi.fn();
    const auto = autosave<{ text: string }>('p1', 'talk', 'c1', saved);
    auto.touch({ text: 'a' });
    vi.advanceTimersByTime(200);
    auto.touch({ text: 'ab' });
    vi.advanceTimersByTime(249);
    expect(saved).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(readDraft('p1', 'talk', 'c1')?.fields).toEqual({ text: 'ab' });
    auto.touch({ text: 'abc' });
    expect(auto.flush()?.fields).toEqual({ text: 'abc' });
    expect(auto.flush()).toBeNull();
    auto.touch({ text: 'abcd' });
    auto.cancel();
    vi.advanceTimersByTime(5000);
    vi.useRealTimers();
    expect(readDraft('p1', 'talk', 'c1')?.fields).toEqual({ text: 'abc' });
    expect(saved).toHaveBeenCalledTimes(2);
  });
});
