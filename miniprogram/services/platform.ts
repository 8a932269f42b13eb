const LOOPBACK = /^(127\.0\.0\.1|localhost):\d{2,5}$/;

/** Where a person at development puts the address of `npm start`, e.g. 127.0.0.1:5173. */
export const LOCAL_HOST_KEY = 'local-host';

/**
 * The address of a host on this machine, instead of the cloud. Only a development version looks, and
 * only loopback counts, so that the same files that are uploaded run locally, and a published
 * version cannot be pointed elsewhere.
 */
export function localHost(): string | null {
  if (wx.getAccountInfoSync().miniProgram.envVersion !== 'develop') return null;
  const host: unknown = wx.getStorageSync(LOCAL_HOST_KEY);
  return typeof host === 'string' && LOOPBACK.test(host) ? host : null;
}

/** A code that WeChat's server knows this person by, good for one sign-in. */
export function wechatCode(): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.login({
      success: ({ code }) => resolve(code),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}

/** UUIDv7: made here, so that a filing has its id before it is sent, and a retry the same one. */
export function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = (length: number) =>
    Array.from({ length }, () => Math.floor(Math.random() * 16).toString(16)).join('');
  const variant = (8 + Math.floor(Math.random() * 4)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random(3)}-${variant}${random(3)}-${random(12)}`;
}
