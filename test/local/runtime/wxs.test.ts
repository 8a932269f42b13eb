import { expect, it } from 'vitest';
import { rewriteWxs, WXS_GLOBALS, wxsRequirements } from '../../../local/runtime/compile/wxs';

/** Runs a WXS module as a template would, with the modules it may name. */
function runWxs(source: string, modules: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const module = { exports: {} as Record<string, unknown> };
  const run = new Function('module', 'require', 'Q', `${WXS_GLOBALS}\n${rewriteWxs(source)}`);
  run(module, (name: string) => modules[name], {});
  return module.exports;
}
const valueOf = (expression: string): unknown => runWxs(`module.exports.value = ${expression}`).value;

it.each([
  ['[]', 'Array'],
  ['({})', 'Object'],
  ["''", 'String'],
  ['(1)', 'Number'],
  ['true', 'Boolean'],
  ['(function () {})', 'Function'],
  ['getDate()', 'Date'],
  ["getRegExp('a')", 'RegExp'],
])('the constructor of %s is the name %s', (value, name) => {
  expect(valueOf(`${value}.constructor`)).toBe(name);
});

it('constructors are compared inside calls, members and conditions alike', () => {
  const source = `
    function kind(list) { return list[0].items.constructor === 'Array' ? first(list).constructor : 'none' }
    function first(list) { return list[0].name }
    module.exports = { kind: kind }`;
  const kind = runWxs(source).kind as (list: unknown) => string;
  expect(kind([{ items: [1], name: '甲' }])).toBe('String');
  expect(kind([{ items: {}, name: '甲' }])).toBe('none');
});

it('a property that is only named constructor by a key stays what it is', () => {
  expect(valueOf("({ constructor: 1 })['constructor']")).toBe(1);
});

it.each([
  [String.raw`getRegExp('\d+').test('a12')`, true],
  [String.raw`getRegExp('\d+').test('abc')`, false],
  [String.raw`'a.b'.replace(getRegExp('\.', 'g'), '-')`, 'a-b'],
  [String.raw`getRegExp("^\\d$").test('7')`, true],
  [`getRegExp('^[一-龥]+$').test('学业')`, true],
])('%s is %s: backslashes reach the expression', (expression, expected) => {
  expect(valueOf(expression)).toBe(expected);
});

it('a text elsewhere keeps the meaning of its backslashes', () => {
  expect(valueOf(String.raw`'a\nb'.length`)).toBe(3);
});

it('dates are made by getDate', () => {
  expect(valueOf('getDate(2026, 8, 1).getMonth()')).toBe(8);
});

it('modules are required with their extension, and known without', () => {
  const source = "var m = require('./money.wxs'); module.exports.twice = m.twice(3)";
  expect(rewriteWxs(source)).toContain("require('./money')");
  expect(runWxs(source, { './money': { twice: (value: number) => value * 2 } }).twice).toBe(6);
  expect(wxsRequirements(`${source}; require("../b.wxs"); other('./c.wxs')`)).toEqual([
    './money.wxs',
    '../b.wxs',
  ]);
});

it.each([
  ['let a = 1'],
  ['const a = 1'],
  ['module.exports = (a) => a'],
  ['var a = `text`'],
  ['class A {}'],
  ['function f(a = 1) {}'],
  ['var { a } = b'],
  ['var a = { b }'],
])('%s is refused: WXS knows no newer syntax', (source) => {
  expect(() => rewriteWxs(source)).toThrow(SyntaxError);
});
