import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepTypeSize, keptTypeSize, typeClass } from '../../../miniprogram/behaviors/type-size';

let kept: unknown;
let fontSizeSetting: number | undefined;
beforeEach(() => {
  kept = '';
  vi.stubGlobal('wx', {
    getStorageSync: () => kept,
    setStorageSync: (_key: string, value: unknown) => {
      kept = value;
    },
    getAppBaseInfo: () => ({ fontSizeSetting }),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('字号', () => {
  it.each([
    [undefined, ''],
    [15, ''],
    [18, ''],
    [19, 'frame--large'],
    [21, 'frame--large'],
    [22, 'frame--huge'],
    [26, 'frame--huge'],
  ])('follows WeChat’s own setting of %s px: 「%s」', (setting, name) => {
    fontSizeSetting = setting;
    expect(typeClass('system')).toBe(name);
  });

  it.each([
    ['standard', ''],
    ['large', 'frame--large'],
    ['huge', 'frame--huge'],
  ] as const)('chosen as %s is kept, whatever WeChat’s setting: 「%s」', (size, name) => {
    fontSizeSetting = 22;
    keepTypeSize(size);
    expect(keptTypeSize()).toBe(size);
    expect(typeClass(keptTypeSize())).toBe(name);
  });

  it.each(['', 'enormous', 42, null])('kept as %o is the system’s', (value) => {
    kept = value;
    expect(keptTypeSize()).toBe('system');
  });
});
