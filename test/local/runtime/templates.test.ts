import { expect, it } from 'vitest';
import { compileTemplates } from '../../../local/runtime/compile/templates';
import { type Files, pageFiles, problemsOf, projectOf } from './project-files';

const compile = async (wxml: string, files: Files = {}) =>
  compileTemplates(await projectOf(['pages/a/a'], { ...pageFiles('pages/a/a', wxml), ...files }));

it.each([
  ['<view>\n  <text>{{a +}}</text>\n</view>', 2],
  ['<view>\n\n<text></view>', 3],
  ['<view wx:if="{{a">', 1],
  ['<view>\n</view></view>', 2],
  ['<view/>\n<view wx:else/>', 2],
  ['<view class="a"\n class="b"/>', 2],
  ['<view wx:foo="a"/>', 1],
])('%j is refused with file and line', async (wxml, line) => {
  const problems = await problemsOf(() => compile(wxml));
  expect(problems[0]).toMatch(new RegExp(`^pages/a/a\\.wxml:${line}:\\d+: .+`));
});

it('faults of several pages come together', async () => {
  const project = await projectOf(['pages/a/a', 'pages/b/b'], {
    ...pageFiles('pages/a/a', '<view>{{a b}}</view>'),
    ...pageFiles('pages/b/b', '<wxs module="m">let a = 1</wxs>'),
  });
  const problems = await problemsOf(() => compileTemplates(project));
  expect(problems.some((line) => line.startsWith('pages/a/a.wxml:1:'))).toBe(true);
  expect(problems.some((line) => line.startsWith('pages/b/b.wxml <wxs module="m">: '))).toBe(true);
});

it('templates and scripts that others name are compiled with them', async () => {
  const { code } = await compile(
    '<import src="/shared/row.wxml"/><wxs src="./tool.wxs" module="tool"/><template is="row"/>{{tool.a}}',
    {
      'shared/row.wxml': '<template name="row"><view>行</view></template>',
      'pages/a/tool.wxs': "module.exports.a = require('../../shared/deep.wxs').a",
      'shared/deep.wxs': "module.exports.a = '深'",
    },
  );
  expect(code).toContain('行');
  expect(code).toContain('深');
});

it.each([
  ['<import src="./none.wxml"/>', 'pages/a/a.wxml: 找不到 pages/a/none.wxml'],
  ['<include src="/none.wxml"/>', 'pages/a/a.wxml: 找不到 none.wxml'],
  ['<wxs module="m" src="./none.wxs"/>', 'pages/a/a.wxml: 找不到 pages/a/none.wxs'],
  ['<wxs module="m">require("./none.wxs")</wxs>', 'pages/a/a.wxml <wxs module="m">: 找不到 pages/a/none.wxs'],
])('%s is refused with both files', async (wxml, problem) => {
  expect(await problemsOf(() => compile(wxml))).toEqual([problem]);
});

it('a script file that does not parse is refused with its name and position', async () => {
  const problems = await problemsOf(() =>
    compile('<wxs module="m" src="./m.wxs"/>', { 'pages/a/m.wxs': 'var a = 1\nvar b = a => a' }),
  );
  expect(problems).toEqual(['pages/a/m.wxs: Unexpected token (2:11)']);
});

it('what WeChat only frowns at is a warning with file and line', async () => {
  const { warnings } = await compile('<view>\n  <text a="{{}}"/></view>');
  expect(warnings).toEqual(['pages/a/a.wxml:2:14: the expression is empty']);
});
