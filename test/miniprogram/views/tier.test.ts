import { describe, expect, it } from 'vitest';
import { toTier, toTierCode } from '../../../miniprogram/views/tier';

describe('帮扶类型', () => {
  it.each([
    ['watch', '建档关注', 'watch'],
    [1, '一级', '1'],
    [2, '二级', '2'],
    // Other schools count the other way.
    [3, '三级（最重）', '3'],
    [null, '', 'none'],
  ] as const)('%s is said %s', (tier, tierWord, tierTone) => {
    expect(toTier(tier)).toEqual({ tierWord, tierTone });
  });

  it.each(['watch', 1, 2, 3] as const)('%s survives the way to a form and back', (tier) => {
    expect(toTierCode(String(tier))).toBe(tier);
  });
});
