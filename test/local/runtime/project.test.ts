import { expect, it } from 'vitest';
import { readProject } from '../../../local/runtime/compile/project';
import { componentFiles, pageFiles, problemsOf, projectOf, writeProject } from './project-files';

it('a folder without app.json is refused, with the command that makes one', async () => {
  const folder = await writeProject({ 'app.js': '' });
  const [problem] = await problemsOf(() => readProject(folder));
  expect(problem).toContain('app.json: 没有找到，先运行 npm run build');
});

it.each([
  [{ pages: [], renderer: 'skyline' }, 'app.json: 本地运行环境只有 WebView 渲染'],
  [{ pages: [], tabBar: { custom: true, list: [] } }, 'app.json: 本地运行环境没有自定义 tabBar'],
])('what the runtime cannot draw is refused by name: %o', async (app, problem) => {
  const folder = await writeProject({ 'app.json': app });
  expect(await problemsOf(() => readProject(folder))).toEqual([problem]);
});

it('a JSON that does not parse is refused with its name', async () => {
  const [problem] = await problemsOf(() =>
    projectOf(['pages/a/a'], { ...pageFiles('pages/a/a'), 'pages/a/a.json': '{"a":}' }),
  );
  expect(problem).toMatch(/^pages\/a\/a\.json: /);
});

it('files that a page lacks are named, all at once', async () => {
  const problems = await problemsOf(() => projectOf(['pages/a/a', 'pages/b/b'], { 'pages/b/b.js': '' }));
  expect(problems).toEqual([
    'pages/a/a.js: 没有找到',
    'pages/a/a.wxml: 没有找到',
    'pages/b/b.wxml: 没有找到',
  ]);
});

it('a component that is not there is named once, with the file that wants it', async () => {
  const problems = await problemsOf(() =>
    projectOf(['pages/a/a', 'pages/b/b'], {
      ...pageFiles('pages/a/a', '', { usingComponents: { card: '/parts/card', t: 'ui/tag/tag' } }),
      ...pageFiles('pages/b/b', '', { usingComponents: { near: '../near' } }),
    }),
  );
  expect(problems).toEqual([
    'pages/a/a.json: 找不到组件 /parts/card',
    'pages/a/a.json: 找不到组件 ui/tag/tag',
    'pages/b/b.json: 找不到组件 ../near',
  ]);
});

it('pages of subpackages follow those of the main package, under either spelling', async () => {
  for (const key of ['subPackages', 'subpackages']) {
    const folder = await writeProject({
      'app.json': { pages: ['pages/a/a'], [key]: [{ root: 'more', pages: ['b/b'] }] },
      ...pageFiles('pages/a/a'),
      ...pageFiles('more/b/b'),
    });
    expect((await readProject(folder)).pages).toEqual(['pages/a/a', 'more/b/b']);
  }
});

it('components are found absolute, relative and in packages, the nearest package first', async () => {
  const using = {
    abs: '/parts/abs',
    near: './near',
    far: '../../parts/abs',
    tag: 'ui/tag/tag',
    own: 'ui/own',
  };
  const { components } = await projectOf(['more/b/b'], {
    ...pageFiles('more/b/b', '', { usingComponents: using }),
    ...componentFiles('parts/abs'),
    ...componentFiles('more/b/near'),
    ...componentFiles('miniprogram_npm/ui/tag/tag'),
    ...componentFiles('miniprogram_npm/ui/own'),
    ...componentFiles('more/miniprogram_npm/ui/own'),
  });
  expect(components.get('more/b/b')?.usingComponents).toEqual({
    abs: '/parts/abs',
    near: '/more/b/near',
    far: '/parts/abs',
    tag: '/miniprogram_npm/ui/tag/tag',
    own: '/more/miniprogram_npm/ui/own',
  });
});

it('what components use is found in turn, circles included', async () => {
  const { components } = await projectOf(['pages/a/a'], {
    ...pageFiles('pages/a/a', '', { usingComponents: { tree: '/parts/tree' } }),
    ...componentFiles('parts/tree', { usingComponents: { tree: './tree', leaf: './leaf' } }),
    ...componentFiles('parts/leaf'),
    ...componentFiles('parts/unused'),
  });
  expect([...components.keys()]).toEqual(['pages/a/a', 'parts/tree', 'parts/leaf']);
});

it('components of app.json are everywhere but in packages, and a page’s own come before them', async () => {
  const folder = await writeProject({
    'app.json': { pages: ['pages/a/a'], usingComponents: { card: '/parts/card', ui: 'ui/ui' } },
    ...pageFiles('pages/a/a', '', { usingComponents: { card: '/parts/other' } }),
    ...componentFiles('parts/card'),
    ...componentFiles('parts/other'),
    ...componentFiles('miniprogram_npm/ui/ui'),
  });
  const { components } = await readProject(folder);
  const ui = '/miniprogram_npm/ui/ui';
  expect(components.get('pages/a/a')?.usingComponents).toEqual({ card: '/parts/other', ui });
  expect(components.get('parts/card')?.usingComponents).toEqual({ card: '/parts/card', ui });
  expect(components.get('miniprogram_npm/ui/ui')?.usingComponents).toEqual({});
});

it('generics are read with the default that each names', async () => {
  const { components } = await projectOf(['pages/a/a'], {
    ...pageFiles('pages/a/a', '', { usingComponents: { list: '/parts/list' } }),
    ...componentFiles('parts/list', { componentGenerics: { row: true, empty: { default: './empty' } } }),
    ...componentFiles('parts/empty'),
  });
  expect(components.get('parts/list')?.componentGenerics).toEqual({
    row: true,
    empty: { default: '/parts/empty' },
  });
  expect(components.has('parts/empty')).toBe(true);
});

it('sources and other files are told apart by their ending', async () => {
  const { texts, assets } = await projectOf(['pages/a/a'], {
    ...pageFiles('pages/a/a'),
    'icons/a.png': 'x',
    'tool.wxs': '',
  });
  expect([...assets.keys()]).toEqual(['icons/a.png']);
  expect(texts.has('tool.wxs')).toBe(true);
});
