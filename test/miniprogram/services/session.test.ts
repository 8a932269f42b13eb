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
