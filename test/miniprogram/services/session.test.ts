import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeWx, installWx, USER_DATA_PATH } from '../wx';

const { app, cloud, done, refused, resetCloud } = await vi.hoisted(() => import('../cloud'));
vi.mock('@cloudbase/js-sdk/app', () => ({ default: app }));
vi.mock('@cloudbase/js-sdk/auth', () => ({ registerAuth: () => undefined }));
vi.mock('@cloudbase/js-sdk/functions', () => ({ registerFunctions: () => undefined }));

let phone: FakeWx;
let session: typeof import('../../../miniprogram/services/session');
beforeEach(async () => {
  phone = installWx();
  resetCloud();
  cloud.hasSession = true;
  cloud.function = ({ data }) => done({ name: '沈月华', activeRole: data.as ?? 'adviser' });
  vi.resetModules();
  session = await import('../../../miniprogram/services/session');
});
afterEach(() => vi.unstubAllGlobals());

const asked = () => cloud.calls.map(({ data }) => data.as);

describe('who I am', () => {
  it('is asked once for all pages', async () => {
    const [one, two] = await Promise.all([session.getMe(), session.getMe()]);
    expect(await session.getMe()).toBe(one);
    expect(two).toBe(one);
    expect(cloud.calls).toHaveLength(1);
  });

  it('is asked again after it could not be answered', async () => {
    const { function: answer } = cloud;
    cloud.function = () => {
      throw new Error('network');
    };
    await expect(session.getMe()).rejects.toMatchObject({ code: 'OFFLINE' });
    cloud.function = answer;
    await expect(session.getMe()).resolves.toMatchObject({ name: '沈月华' });
  });

  it('is in the role that was chosen last, also after the next start', async () => {
    await session.switchRole('counselor');
    vi.resetModules();
    const next = await import('../../../miniprogram/services/session');
    await expect(next.getMe()).resolves.toMatchObject({ activeRole: 'counselor' });
    expect(asked()).toEqual(['counselor', 'counselor']);
  });

  it('goes on in the role in force where the chosen one has ended', async () => {
    phone.storage.set('active-role', 'leader');
    cloud.function = ({ data }) =>
      data.as === 'leader' ? refused('ROLE_ENDED', '这个身份已经结束。') : done({ activeRole: 'adviser' });
    await expect(session.getMe()).resolves.toEqual({ activeRole: 'adviser' });
    expect(phone.storage.has('active-role')).toBe(false);
  });

  it('any other refusal is not hidden', async () => {
    phone.storage.set('active-role', 'leader');
    cloud.function = () => refused('NO_ROLE', '您现在没有在任的身份。');
    await expect(session.getMe()).rejects.toMatchObject({ code: 'NO_ROLE' });
    expect(phone.storage.get('active-role')).toBe('leader');
  });
});

describe('without a network', () => {
  const away = () => {
    throw new Error('network');
  };
  const withKey = () => {
    cloud.function = ({ data }) =>
      data.action === 'queue.key'
        ? done({ key: Buffer.alloc(32, 7).toString('base64') })
        : done({ personId: 'p', name: '沈月华', activeRole: data.as ?? 'adviser', today: '2026-09-14' });
  };
  /** The app as it starts: nothing in memory. */
  async function start() {
    vi.resetModules();
    session = await import('../../../miniprogram/services/session');
    return import('../../../miniprogram/services/known');
  }

  it('the next start knows who is here, and what was read last; sealed, and not for others', async () => {
    withKey();
    let known = await start();
    await session.getMe();
    const answers = cloud.function;
    cloud.function = ({ data }) =>
      data.action === 'talks.form'
        ? done({ caseId: 'c', family: '农村、单亲', today: '2026-09-14' })
        : done({});
    expect(await known.callKnown('talks.form', { caseId: 'c' })).toMatchObject({ keptAt: 0 });
    expect(JSON.stringify([...phone.storage])).not.toMatch(/单亲|沈月华/);

    cloud.function = away;
    known = await start();
    await expect(session.getMe()).resolves.toMatchObject({ name: '沈月华' });
    const form = await known.callKnown('talks.form', { caseId: 'c' });
    expect(form.answer).toMatchObject({ family: '农村、单亲' });
    expect(form.keptAt).toBeGreaterThan(0);
    // The day goes on, as the phone's own calendar does.
    expect(form.answer.today).toBe('2026-09-14');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * 3_600_000 });
    expect((await known.callKnown('talks.form', { caseId: 'c' })).answer.today).toBe('2026-09-15');
    vi.useRealTimers();
    await expect(known.callKnown('talks.form', { caseId: 'd' })).rejects.toMatchObject({ code: 'OFFLINE' });

    // With a network again it is asked again.
    cloud.function = answers;
    await session.getMe();
    await session.leave();
    cloud.function = away;
    known = await start();
    await expect(session.getMe()).rejects.toMatchObject({ code: 'OFFLINE' });
    expect([...phone.storage.keys()]).toEqual([]);
    expect(phone.vault.size).toBe(0);
  });

  it('what may not be read any more is not kept; the oldest goes first, and all of it before what was written', async () => {
    withKey();
    const known = await start();
    await session.getMe();
    const names = () => [...phone.storage.keys()].filter((key) => key.startsWith('known:'));
    cloud.function = ({ data }) => done({ of: data.input });
    for (let at = 0; at < 65; at += 1) await known.callKnown('talks.form', { caseId: `c${at}` });
    expect(names()).toHaveLength(60);
    expect(known.knownSince('talks.form', { caseId: 'c64' })).toBeGreaterThan(0);
    cloud.function = () => refused('NOT_FOUND', '没有找到。');
    await expect(known.callKnown('talks.form', { caseId: 'c64' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(known.knownSince('talks.form', { caseId: 'c64' })).toBe(0);
    const { writeDraft } = await import('../../../miniprogram/services/drafts');
    phone.isFull = true;
    expect(writeDraft('p', 'talk', 'c', { text: '一' }).savedAt).toBe(-1);
    expect(names()).toEqual([]);
  });

  it('a slow answer does not keep a page waiting that has an earlier one', async () => {
    withKey();
    const known = await start();
    await session.getMe();
    cloud.function = () => done({ family: '旧' });
    await known.callKnown('talks.form', { caseId: 'c' });
    vi.useFakeTimers();
    let answer: (value: unknown) => void = () => undefined;
    cloud.function = () => new Promise((resolve) => (answer = resolve));
    const asked = known.callKnown('talks.form', { caseId: 'c' });
    await vi.advanceTimersByTimeAsync(4000);
    expect(await asked).toMatchObject({ answer: { family: '旧' } });
    answer(done({ family: '新' }));
    await vi.advanceTimersByTimeAsync(0);
    expect(known.readKnown('talks.form', { caseId: 'c' })).toMatchObject({ answer: { family: '新' } });
    vi.useRealTimers();
  });
});

describe('退出', () => {
  it('forgets session, role, name and papers of this phone, and keeps drafts', async () => {
    await session.switchRole('counselor');
    phone.files.set(`${USER_DATA_PATH}/谈话记录表.pdf`, new Uint8Array([1]));
    phone.storage.set('draft:p:talk:c', { id: 'i', fields: {}, savedAt: 0 });
    await session.leave();
    expect([...phone.storage.keys()]).toEqual(['draft:p:talk:c']);
    expect(phone.files.size).toBe(0);
    expect(cloud.hasSession).toBe(false);
    await session.getMe();
    expect(asked().at(-1)).toBeUndefined();
    expect(cloud.signIns).toBe(1);
  });
});
