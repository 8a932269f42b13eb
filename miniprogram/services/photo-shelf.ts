import { ApiError } from './api';
import { readBytes } from './files';
import type { ChosenPhoto } from './photos';
import { newId } from './platform';
import { openBytes, sealBytes } from './queue/cipher';
import { fetchKey } from './queue/key';

/**
 * Photos of what is written and not sent. The storage of drafts and queue holds 10 MB in all; files of the
 * mini-program have a room of their own (200 MB). Each is sealed there with the key of the queue, for one
 * person and id, before the draft names it.
 */
export interface ShelvedPhoto {
  readonly id: string;
  /** Bytes of the picture. */
  readonly size: number;
  /** As storage knows it; absent: it has not left this phone. */
  readonly photoId?: string;
}

const pathOf = (id: string) => `${wx.env.USER_DATA_PATH}/photo-${id}.sealed`;
const placeOf = (personId: string, id: string) => `xueye photo|${personId}|${id}`;

/** Keeps a copy that outlives the app. @throws ApiError QUEUE_KEY, PHOTO_FULL */
export async function shelvePhoto(personId: string, { path }: ChosenPhoto): Promise<ShelvedPhoto> {
  const key = await fetchKey(personId).catch(() => {
    throw new ApiError('QUEUE_KEY', '没有连上网络，也没有取到加密用的密钥，照片先存不下。连上后请再添加。');
  });
  const bytes = new Uint8Array(await readBytes(path, '照片'));
  const id = newId();
  const sealed = await sealBytes(key, bytes, placeOf(personId, id));
  await write(pathOf(id), sealed.buffer as ArrayBuffer);
  return { id, size: bytes.length };
}

/** @returns null: it is not on this phone, or opens for somebody else */
export async function takeFromShelf(personId: string, id: string): Promise<ArrayBuffer | null> {
  const sealed = await readBytes(pathOf(id), '照片').catch(() => null);
  const key = await fetchKey(personId);
  const bytes = sealed && openBytes(key, new Uint8Array(sealed), placeOf(personId, id));
  return bytes && (bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
}

export function dropPhotos(photos: readonly Pick<ShelvedPhoto, 'id'>[]): void {
  for (const { id } of photos)
    wx.getFileSystemManager().unlink({ filePath: pathOf(id), fail: () => undefined });
}

function write(filePath: string, data: ArrayBuffer): Promise<void> {
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().writeFile({
      filePath,
      data,
      success: () => resolve(),
      fail: () =>
        reject(
          new ApiError(
            'PHOTO_FULL',
            '这张照片在手机上存不下，没有添加。请先连上网络，让「待发送」的发出去。',
          ),
        ),
    });
  });
}
