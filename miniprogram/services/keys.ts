type Listener = (press: { key: string }) => void;

/**
 * Keys pressed while a page is shown: WeChat on a PC tells them since base library 3.6; a phone has none.
 *
 * @returns takes the listener off again; null: this device tells no keys
 */
export function onKeys(listener: (key: string) => void): (() => void) | null {
  if (!wx.canIUse('onKeyDown')) return null;
  const heard: Listener = ({ key }) => listener(key);
  wx.onKeyDown(heard as WechatMiniprogram.OnKeyDownCallback);
  return () => wx.offKeyDown(heard as WechatMiniprogram.OffKeyDownCallback);
}

/** A keyboard is worth a word on the page. */
export const hasKeyboard = (): boolean =>
  wx.canIUse('onKeyDown') && ['windows', 'mac'].includes(wx.getDeviceInfo().platform);
