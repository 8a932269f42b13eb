/** Whether this phone has a way to scan: a computer's browser has none, and the page leaves the button out. */
export const canScan = (): boolean => wx.canIUse('scanCode');

/** What a code holds, by WeChat's own scanner; null: the person went back, or did not allow the camera. */
export function scan(scanType: ('barCode' | 'qrCode')[]): Promise<string | null> {
  return new Promise((resolve) => {
    wx.scanCode({ scanType, success: ({ result }) => resolve(result), fail: () => resolve(null) });
  });
}
