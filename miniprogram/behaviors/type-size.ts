/** 字号: the system's by default, or what the person chose on 我的. */
export type TypeSize = 'system' | 'standard' | 'large' | 'huge';

const KEY = 'type-size';
const SIZES: readonly TypeSize[] = ['system', 'standard', 'large', 'huge'];

export function keptTypeSize(): TypeSize {
  const kept: unknown = wx.getStorageSync(KEY);
  return SIZES.find((size) => size === kept) ?? 'system';
}

export function keepTypeSize(size: TypeSize): void {
  wx.setStorageSync(KEY, size);
}

/** The class that page-frame puts around a page. WeChat's own standard is 16 or 17 px. */
export function typeClass(size: TypeSize): string {
  if (size !== 'system') return size === 'standard' ? '' : `frame--${size}`;
  const setting = wx.getAppBaseInfo().fontSizeSetting ?? 17;
  if (setting >= 22) return 'frame--huge';
  return setting >= 19 ? 'frame--large' : '';
}
