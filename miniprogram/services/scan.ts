/** Whether this phone has a way to scan: a computer's browser has none, and the page leaves the button out. */
export const canScan = (): boolean => wx.canIUse('scanCode');

/** What a QR code holds, by WeChat's own scanner; null: the person went back, or did not allow the camera. */
export function scanQr(): Promise<string | null> {
  return new Promise((resolve) => {
    wx.scanCode({
      scanType: ['qrCode'],
      success: ({ result }) => resolve(result),
      fail: () => resolve(null),
    });
  });
}
