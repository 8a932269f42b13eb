import { describe, expect, it } from 'vitest';
import { sizesOf } from '../../../tools/build/miniprogram/output';
import { LIMITS, type MeasuredPage, packageProblems, pageProblems } from '../../../tools/wechat-check/limits';

const fine: MeasuredPage = {
  page: 'pages/a/a',
  scene: '满页',
  nodes: 10,
  depth: 3,
  widest: { parent: 'view.list', children: 5 },
  setData: 0,
  setDatas: 1,
};
const filing = { page: LIMITS.filing.page, scene: LIMITS.filing.scene };
const wide = (children: number) => ({ widest: { parent: 'view.list', children } });

describe('limits of a page', () => {
  it.each([
    [{ nodes: 999 }, null],
    [{ nodes: 1000 }, '页面 pages/a/a（满页）有 1000 个节点，须少于 1000 个。'],
    [{ depth: 29 }, null],
    [{ depth: 30 }, '页面 pages/a/a（满页）深 30 层，须少于 30 层。'],
    [wide(60), null],
    [wide(61), '页面 pages/a/a（满页）的 view.list 有 61 个子节点，最多 60 个。'],
    [{ setData: 256 * 1024 }, null],
    [{ setData: 256 * 1024 + 1 }, '页面 pages/a/a（满页）一次 setData 传 257 KB，最多 256 KB。'],
    [{ ...filing, nodes: 150, setDatas: 3, setData: 32 * 1024 }, null],
    [{ ...filing, nodes: 151 }, `页面 ${filing.page}（内容）首屏有 151 个节点，最多 150 个。`],
    [{ ...filing, setDatas: 4 }, `页面 ${filing.page}（内容）可以填写之前 setData 4 次，最多 3 次。`],
    [{ ...filing, setData: 32 * 1024 + 1 }, `页面 ${filing.page}（内容）一次 setData 传 33 KB，最多 32 KB。`],
  ])('%o', (change, sentence) => {
    expect(pageProblems({ ...fine, ...change })).toEqual(sentence === null ? [] : [sentence]);
  });

  it('names every limit that is passed', () => {
    expect(pageProblems({ ...fine, nodes: 1001, depth: 31, ...wide(62) })).toHaveLength(3);
  });
});

describe('sizes of packages', () => {
  it.each([
    ['main', 1.5 * 1024 * 1024, null],
    ['main', 1.5 * 1024 * 1024 + 1, '大小超限：主包，1,537 KB，最多 1,536 KB。'],
    ['student', 1.5 * 1024 * 1024 + 1, null],
    ['student', 2 * 1024 * 1024, null],
    ['student', 2 * 1024 * 1024 + 1, '大小超限：分包 student，2,049 KB，最多 2,048 KB。'],
  ])('%s with %d bytes', (name, bytes, sentence) => {
    expect(packageProblems([{ name, bytes }])).toEqual(sentence === null ? [] : [sentence]);
  });

  it.each(['subpackages', 'subPackages'])(
    'a file counts for the one package whose folder holds it: %s',
    (key) => {
      const app = JSON.stringify({
        [key]: [
          { root: 'student/', pages: [] },
          { root: 'office', pages: [] },
        ],
      });
      const files = new Map<string, string | Uint8Array>([
        ['app.json', app],
        ['students.js', 'four'],
        ['student/a.js', '中文'],
        ['student/b.png', new Uint8Array(10)],
        ['office-old/c.js', '1'],
      ]);
      expect(sizesOf(files)).toEqual([
        { name: 'main', bytes: Buffer.byteLength(app) + 4 + 1 },
        { name: 'student', bytes: 6 + 10 },
        { name: 'office', bytes: 0 },
      ]);
    },
  );

  it('the main package stays half a megabyte below the wall', () => {
    expect(LIMITS.package - LIMITS.mainPackage).toBe(512 * 1024);
  });
});
