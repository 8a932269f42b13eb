import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { choosePhotos, uploadPhoto } from '../../../miniprogram/services/photos';
import { type FakeWx, installWx } from '../wx';

const { app, cloud, done, resetCloud } = await vi.hoisted(() => import('../cloud'));
vi.mock('@cloudbase/js-sdk/app', () => ({ default: app }));
vi.mock('@cloudbase/js-sdk/auth', () => ({ registerAuth: () => undefined }));
vi.mock('@cloudbase/js-sdk/functions', () => ({ registerFunctions: () => undefined }));

let phone: FakeWx;
beforeEach(() => {
  phone = installWx();
  resetCloud();
  cloud.hasSession = true;
});
afterEach(() => vi.unstubAllGlobals());

const PATH = 'http://tmp/photo.jpg';
const photo = { path: PATH, size: 3 };
const url = 'https://storage.example/put';
const ticket = { photoId: 'photo-1', upload: { url, method: 'PUT', headers: {} } };

describe('photos', () => {
  it('are what the person took; nothing where they changed their mind', async () => {
    phone.choice = { name: '', ...photo };
    expect(await choosePhotos(4)).toEqual([photo]);
    phone.choice = null;
    expect(await choosePhotos(4)).toEqual([]);
    phone.choice = undefined;
    await expect(choosePhotos(4)).rejects.toMatchObject({ code: 'FILE' });
  });

  it('go straight to storage, and are known by the id of their ticket', async () => {
    phone.files.set(PATH, Uint8Array.from([1, 2, 3]));
    cloud.function = () => done(ticket);
    expect(await uploadPhoto(photo)).toBe('photo-1');
    expect(phone.requests).toMatchObject([{ url, method: 'PUT' }]);
    expect(new Uint8Array(phone.requests[0]?.data as ArrayBuffer)).toEqual(Uint8Array.from([1, 2, 3]));
  });

  it('that storage declines, or that are too large, say so', async () => {
    phone.files.set(PATH, Uint8Array.from([1, 2, 3]));
    cloud.function = () => done(ticket);
    phone.statusCode = 413;
    await expect(uploadPhoto(photo)).rejects.toMatchObject({ code: 'UPLOAD' });
    const limit = 10 * 1024 * 1024;
    await expect(uploadPhoto({ path: PATH, size: limit + 1 })).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
    });
    expect(phone.requests).toHaveLength(1);
  });
});
