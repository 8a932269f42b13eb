import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGE_SIZE } from '#core/application/paging';
import app from '../../../miniprogram/app.json';
import { buildMiniprogram } from '../../../tools/build/miniprogram';
import { openAppFiles } from '../../../tools/wechat-check/app-files';
import { openDefinitions, runPage } from '../../../tools/wechat-check/page';
import { SAMPLES } from '../../../tools/wechat-check/samples';
import { CAN_OPEN, DEFAULT_SCENES, SCENES, STORAGE } from '../../../tools/wechat-check/scenes';

const root = path.resolve(import.meta.dirname, '../../..');
const surroundings = (dist: string) => ({ root: dist, storage: STORAGE, answers: SAMPLES });
let folder = '';
let dist = '';

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'wechat-check-test-'));
  dist = path.join(folder, 'dist');
  await buildMiniprogram({ root, outDir: dist });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pages = [
  ...app.pages,
  ...app.subpackages.flatMap(({ root: own, pages: names }) => names.map((name) => `${own}/${name}`)),
];

describe('what pages are counted with', () => {
  it('every page of app.json is found', () => {
    expect(openAppFiles(dist).pages).toEqual(pages);
  });

  it('names only pages and components that there are', () => {
    const { files } = openAppFiles(dist);
    expect(Object.keys(SCENES).filter((page) => !pages.includes(page))).toEqual([]);
    expect(Object.keys(CAN_OPEN).filter((component) => !files.includes(`${component}.wxml`))).toEqual([]);
  });

  it.each(['today.list', 'students.list', 'meeting.agenda', 'imports.list'] as const)(
    '%s answers with a full page of rows',
    (action) => {
      expect(SAMPLES[action].items).toHaveLength(PAGE_SIZE);
    },
  );

  it.each(pages)('%s arrives at its content in every scene', async (page) => {
    for (const scene of SCENES[page] ?? DEFAULT_SCENES) {
      const { data, setData } = await runPage(page, scene, surroundings(dist));
      expect(setData).toBeGreaterThan(0);
      if ('state' in data) expect(data.state).toBe('content');
    }
  });

  it.each([
    ['student/archive/archive', 'sensitive'],
    ['office/import-preview/import-preview', 'moreRejected'],
  ])('%s opened shows its %s', async (page, field) => {
    const opened = SCENES[page]?.find(({ isOpened }) => isOpened);
    if (!opened) throw new Error(page);
    const { data } = await runPage(page, opened, surroundings(dist));
    expect(data[field]).not.toEqual([]);
  });

  it.each([
    'pages/today/today',
    'pages/students/students',
    'meeting/agenda/agenda',
    'office/imports/imports',
    'student/archive/archive',
  ])('%s read on for two pages shows three groups from the middle, and room for the others', async (page) => {
    const readOn = SCENES[page]?.find(({ name }) => name === '再读两页');
    if (!readOn) throw new Error('no scene');
    const { data } = await runPage(page, readOn, surroundings(dist));
    const groups = data.groups as { key: number; rows: unknown[] }[];
    expect(groups.map(({ key }) => key)).toEqual([1, 2, 3]);
    expect(groups.map(({ rows }) => rows.length)).toEqual([15, 15, 15]);
    expect(data.above).toBe(1700);
    expect(data.below).toBeGreaterThan(5 * 1700);
  });

  it('reaches every component that a page names', () => {
    const definitionOf = openDefinitions(dist, STORAGE);
    const { files } = openAppFiles(dist);
    const components = files.filter((file) => /^components\/.*\.wxml$/.test(file));
    for (const file of components) expect(definitionOf(file.replace(/\.wxml$/, ''))).toBeTypeOf('object');
  });
});

describe('a page that does not arrive is told by name', () => {
  const write = (script: string): string => {
    const small = mkdtempSync(path.join(folder, 'small-'));
    mkdirSync(path.join(small, 'services'));
    writeFileSync(path.join(small, 'services/api.js'), 'throw new Error("the real one");');
    writeFileSync(path.join(small, 'a.js'), `const { call } = require('./services/api.js');\n${script}`);
    return small;
  };
  const run = (script: string) => runPage('a', { name: '内容' }, surroundings(write(script)));

  it('asks for what the samples do not answer', async () => {
    await expect(
      run(`Page({ data: {}, onLoad() { call('talks.file', {}).catch(() => {}); } })`),
    ).rejects.toThrow('页面 a 调用了 talks.file，样例里没有它的回答。');
  });

  it('stays at an error', async () => {
    const script = `Page({ data: { state: 'loading' }, onShow() { this.setData({ state: 'error' }); } })`;
    await expect(run(script)).rejects.toThrow('页面 a（内容）没有读到内容，停在 error。');
  });

  it('is no page', async () => {
    await expect(run('')).rejects.toThrow('a.js 没有调用 Page()。');
  });

  it('counts the largest setData in bytes', async () => {
    const script = `Page({ data: {}, onLoad() { this.setData({ a: 1 }); this.setData({ 'b.c': '中' }); } })`;
    expect(await run(script)).toEqual({
      data: { a: 1, b: { c: '中' } },
      setData: '{"b.c":""}'.length + 3,
      setDatas: 2,
    });
  });
});
