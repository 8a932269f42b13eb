import { expect, it } from 'vitest';
import { compileStyles } from '../../../local/runtime/compile/styles';
import { componentFiles, type Files, pageFiles, problemsOf, projectOf } from './project-files';

const PAGE = 'pages/a/a';
const CARD = 'parts/card';

async function stylesOf(files: Files, card: object = {}) {
  const project = await projectOf([PAGE], {
    ...pageFiles(PAGE, '<card/>', { usingComponents: { card: '/parts/card' } }),
    ...componentFiles(CARD, card),
    ...files,
  });
  return compileStyles(project);
}
const flat = (css: string | undefined) => css?.replace(/\s+/g, ' ').trim();

it('classes of a component are its own: they carry its prefix', async () => {
  const { sheets, scopes } = await stylesOf({ 'parts/card.wxss': '.a .b:not(.c)>.d,.e::after{color:red}' });
  const scope = scopes.get(CARD);
  expect(scope).toMatch(/^c\d+$/);
  expect(flat(sheets.get(CARD))).toBe(
    `.${scope}--a .${scope}--b:not(.${scope}--c)>.${scope}--d,.${scope}--e::after{color:red}`,
  );
});

it('pages and the app have no prefix', async () => {
  const { sheets, scopes } = await stylesOf({ 'app.wxss': '.a{top:0}', [`${PAGE}.wxss`]: '.a{left:0}' });
  expect(sheets.get('app')).toBe('.a{top:0}');
  expect(sheets.get(PAGE)).toBe('.a{left:0}');
  expect(scopes.has(PAGE)).toBe(false);
});

it.each(['shared', 'page-shared'])('a component with styleIsolation %s has no prefix', async (isolation) => {
  const { sheets, scopes } = await stylesOf(
    { 'parts/card.wxss': '.a{top:0}' },
    { styleIsolation: isolation },
  );
  expect(sheets.get(CARD)).toBe('.a{top:0}');
  expect(scopes.has(CARD)).toBe(false);
});

it.each(['isolated', 'apply-shared'])(
  'a component with styleIsolation %s has a prefix',
  async (isolation) => {
    const { scopes } = await stylesOf({}, { styleIsolation: isolation });
    expect(scopes.has(CARD)).toBe(true);
  },
);

it(':host is the element of the component itself', async () => {
  const { sheets, scopes } = await stylesOf({ 'parts/card.wxss': ':host{display:block}:host .a{top:0}' });
  const scope = scopes.get(CARD);
  expect(flat(sheets.get(CARD))).toBe(
    `[wx-host=${scope}]{display:block}[wx-host=${scope}] .${scope}--a{top:0}`,
  );
});

it('rules in @media are the component’s own, steps of @keyframes stay', async () => {
  const { sheets, scopes } = await stylesOf({
    'parts/card.wxss':
      '@media (prefers-color-scheme: dark){.a{top:75rpx}}@keyframes k{from{top:75rpx}50.5%{top:0}}',
  });
  expect(flat(sheets.get(CARD))).toBe(
    `@media (prefers-color-scheme: dark){.${scopes.get(CARD)}--a{top:10vw}}@keyframes k{from{top:10vw}50.5%{top:0}}`,
  );
});

it('built-in tags are written as the runtime draws them, other tags stay', async () => {
  const { sheets, warnings } = await stylesOf({
    'app.wxss': 'page{margin:0}view,scroll-view>text{margin:0}',
    [`${PAGE}.wxss`]: 'button::after{border:0}',
  });
  expect(flat(sheets.get('app'))).toBe('page{margin:0}wx-view,wx-scroll-view>wx-text{margin:0}');
  expect(sheets.get(PAGE)).toBe('wx-button::after{border:0}');
  expect(warnings).toEqual([]);
});

it('a tag selector in a component is warned of, with file and rule', async () => {
  const { warnings } = await stylesOf({ 'parts/card.wxss': '.a text{top:0}' });
  expect(warnings).toEqual(['parts/card.wxss: 组件样式里不能用标签选择器：.a text']);
});

it('an id selector is warned of: elements here carry no ids', async () => {
  const { warnings } = await stylesOf({ [`${PAGE}.wxss`]: '#a .b{top:0}' });
  expect(warnings).toEqual(['pages/a/a.wxss: 本地运行环境里 id 选择器不起作用：#a']);
});

it('a local picture is warned of, one in the sheet or from a server is not', async () => {
  const { warnings } = await stylesOf({
    'app.wxss':
      '.a{background:url(/a.png)}.b{background:url("data:image/png;base64,AA==")}.c{background:url(https://example.test/a.png)}',
  });
  expect(warnings).toEqual(['app.wxss: WXSS 里不能用本地图片：background']);
});

it('the same warning comes again when nothing has changed', async () => {
  const files = { 'parts/card.wxss': 'view{top:0}' };
  const [first, second] = [await stylesOf(files), await stylesOf(files)];
  expect(second.warnings).toEqual(first.warnings);
  expect(second.warnings).toHaveLength(1);
});

it('imports stand where they are named, once each on their way, with or without extension', async () => {
  const { sheets } = await stylesOf({
    'app.wxss': '@import "shared/base.wxss";\n@import \'/shared/more\';\n.z{top:0}',
    'shared/base.wxss': '@import "./more.wxss";.a{top:0}',
    'shared/more.wxss': '@import "base.wxss";.m{top:0}',
  });
  expect(flat(sheets.get('app'))).toBe('.m{top:0}.a{top:0} .a{top:0}.m{top:0} .z{top:0}');
});

it('an import that is not there is refused, with both files', async () => {
  expect(await problemsOf(() => stylesOf({ 'app.wxss': '@import "none.wxss";' }))).toEqual([
    'app.wxss: 找不到 none.wxss',
  ]);
});

it('a sheet that does not parse is refused with file and line', async () => {
  const problems = await problemsOf(() => stylesOf({ [`${PAGE}.wxss`]: '.a{top:0}\n.b{top:0' }));
  expect(problems[0]).toMatch(/pages\/a\/a\.wxss:2:1: Unclosed block$/);
});
