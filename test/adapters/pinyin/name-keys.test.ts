import { describe, expect, it } from 'vitest';
import { nameKeys, searchKey } from '#adapters/pinyin/name-keys';

const isFound = async (name: string, typed: string) =>
  (await nameKeys(name)).some((key) => key.startsWith(searchKey(typed)));

describe('a name is found', () => {
  it.each([
    [
      '陈思远',
      ['陈', '陈思', '思远', '远', 'csy', 'sy', 'chen', 'chensiyuan', 'siyuan', 'yuan', 'chensy', 'CSY'],
    ],
    // A surname read in its own way, and as it is read elsewhere.
    ['单小明', ['shanxiaoming', 'sxm', 'danxiaoming', 'dxm']],
    ['曾子昂', ['zeng', 'zza', 'ceng']],
    ['仇乐', ['qiule', 'qiuyue', 'ql', 'qy']],
    ['解行健', ['xiexingjian', 'xxj', 'jie']],
    ['尉迟恭', ['yuchigong', 'ycg', 'yuchig', 'weichi']],
    ['欧阳文', ['ouyangw', 'oyw', 'yangwen', '阳文']],
    ['吕绿', ['lvlv', 'll']],
    ['周𬭎', ['周𬭎', '𬭎', 'zhouhong', 'zh']],
    ['艾力·买买提', ['艾力·买', '艾力买', 'aili mai', 'almmt', '买买提']],
    ['Anna Lee', ['anna', 'ANNA L', 'lee']],
  ])('%s by %o', async (name, typed) => {
    for (const one of typed) expect([one, await isFound(name, one)]).toEqual([one, true]);
  });

  it.each([
    ['陈思远', ['思陈', 'cy', 'hensi', 'siy远', 'z']],
    ['单小明', ['chengxm', 'xs']],
  ])('%s not by %o', async (name, typed) => {
    for (const one of typed) expect([one, await isFound(name, one)]).toEqual([one, false]);
  });

  it('stays small with many readings, and no key begins another', async () => {
    const keys = await nameKeys('区乐乐行重');
    expect(keys.length).toBeLessThan(100);
    for (const key of keys) expect(keys.filter((other) => other.startsWith(key))).toEqual([key]);
    expect(await nameKeys(' · ')).toEqual([]);
  });
});
