import { REFERRAL_LIMITS } from '#core/domain/referral';
import { ApiError, call } from './api';
import { sendFile } from './files';

export interface ChosenPhoto {
  /** A temporary path of this phone. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** Lets the person take or choose photos, made small by WeChat; none: changed their mind. */
export function choosePhotos(count: number): Promise<readonly ChosenPhoto[]> {
  return new Promise((resolve, reject) => {
    wx.chooseMedia({
      count,
      mediaType: ['image'],
      sourceType: ['camera', 'album'],
      sizeType: ['compressed'],
      success: ({ tempFiles }) =>
        resolve(tempFiles.map(({ tempFilePath, size }) => ({ path: tempFilePath, size }))),
      fail({ errMsg }) {
        if (errMsg.includes('cancel')) resolve([]);
        else reject(new ApiError('FILE', '没有取到照片，请重试。'));
      },
    });
  });
}

/** Sends a photo straight to storage. @returns the id by which `referrals.file` finds it */
export async function uploadPhoto({ path, size }: ChosenPhoto): Promise<string> {
  if (size > REFERRAL_LIMITS.photoBytes) {
    throw new ApiError('FILE_TOO_LARGE', '照片超过 10 MB。请换一张小一些的。');
  }
  const { photoId, upload } = await call('referrals.upload', { size });
  await sendFile(path, upload, '照片没有上传成功，请重试。');
  return photoId;
}
