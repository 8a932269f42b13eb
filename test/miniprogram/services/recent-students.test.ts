import { beforeEach, describe, expect, it } from 'vitest';
import {
  dropRecent,
  forgetRecent,
  keepRecent,
  readRecent,
} from '../../../miniprogram/services/recent-students';
import { installWx } from '../wx';

describe('students opened last', () => {
  beforeEach(() => {
    installWx();
  });
  const names = (personId: string) => readRecent(personId).map(({ name }) => name);

  it('are kept for each person, the last one first, once each, eight at most', () => {
    for (let no = 1; no <= 10; no++) keepRecent('p', { id: `s${no}`, name: `甲${no}` });
    keepRecent('p', { id: 's5', name: '甲5' });
    keepRecent('q', { id: 's1', name: '甲1' });
    expect(names('p')).toEqual(['甲5', '甲10', '甲9', '甲8', '甲7', '甲6', '甲4', '甲3']);
    expect(names('q')).toEqual(['甲1']);
    dropRecent('p', 's10');
    expect(names('p')).not.toContain('甲10');
    wx.setStorageSync('draft:p:talk:c', 1);
    forgetRecent();
    expect([names('p'), names('q'), wx.getStorageSync('draft:p:talk:c')]).toEqual([[], [], 1]);
  });

  it('a store of another shape is nobody', () => {
    wx.setStorageSync('recent-students:p', { id: 1 });
    expect(names('p')).toEqual([]);
  });
});
