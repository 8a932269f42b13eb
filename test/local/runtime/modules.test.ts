import { expect, it } from 'vitest';
import { createModules } from '../../../local/runtime/browser/modules';

type Sources = Readonly<Record<string, string>>;
const load = (sources: Sources, provided: Readonly<Record<string, unknown>> = {}, name = 'app.js') =>
  createModules(sources, provided)(name);
const valueOf = (expression: string, provided = {}) =>
  load({ 'app.js': `module.exports = ${expression}` }, provided);

it.each([
  'window',
  'document',
  'self',
  'location',
  'navigator',
  'localStorage',
  'fetch',
  'XMLHttpRequest',
  'Image',
  'File',
  'Blob',
  'URL',
  'TextDecoder',
  'AbortController',
  'Event',
  'EventTarget',
  'MessageChannel',
  'ReadableStream',
  'WebSocket',
  'addEventListener',
  'requestAnimationFrame',
  'structuredClone',
  'queueMicrotask',
  'setImmediate',
  'performance',
  'crypto',
  'atob',
  'process',
  'Buffer',
  '__runtime',
  '__preview',
])('%s of the browser is absent', (name) => {
  expect(valueOf(`typeof ${name}`)).toBe('undefined');
  expect(valueOf(`'${name}' in globalThis`)).toBe(false);
});

it.each(['Promise', 'Map', 'JSON', 'Intl', 'Symbol', 'Uint8Array', 'setTimeout', 'console', 'parseInt'])(
  '%s of the language is there, global and by name',
  (name) => {
    expect(valueOf(`typeof ${name}`)).not.toBe('undefined');
    expect(valueOf(`globalThis.${name} === ${name}`)).toBe(true);
  },
);

it('what is provided is there by name and globally', () => {
  expect(valueOf('[wx.a, globalThis.wx.a, global.wx.a]', { wx: { a: 1 } })).toEqual([1, 1, 1]);
});

it('what a module sets globally, others see, and the browser does not', () => {
  const sources = {
    'app.js': "globalThis.own = 1; module.exports = require('./b')",
    'b.js': 'module.exports = globalThis.own',
  };
  expect(load(sources)).toBe(1);
  expect('own' in globalThis).toBe(false);
});

it.each(['const Image = 1', 'let fetch = 1', 'class URL {}', 'function File() {}', 'var self = 1'])(
  'a module may say %s: the name is its own',
  (declaration) => {
    const name = declaration.split(/[ (]/)[1];
    expect(load({ 'app.js': `${declaration}; module.exports = typeof ${name}` })).not.toBe('undefined');
  },
);

it('strict modules run, and top-level names stay inside', () => {
  expect(load({ 'app.js': '"use strict"; var local = 1; module.exports = local' })).toBe(1);
  expect('local' in globalThis).toBe(false);
});

it('a module runs once, however often and by whatever path it is required', () => {
  const sources = {
    'app.js':
      "module.exports = [require('./a/b'), require('/a/b.js'), require('./a/../a/b'), require('./a/c')]",
    'a/b.js': 'globalThis.runs = (globalThis.runs || 0) + 1; module.exports = globalThis.runs',
    'a/c.js': "module.exports = require('./b')",
  };
  expect(load(sources)).toEqual([1, 1, 1, 1]);
});

it('in a circle each sees what the other has exported so far', () => {
  const sources = {
    'app.js':
      "exports.early = 1; var b = require('./b'); exports.late = 2; exports.seen = b.seen; exports.now = b.now",
    'b.js':
      "var app = require('./app'); exports.seen = [app.early, app.late]; exports.now = function () { return app.late }",
  };
  const app = load(sources) as { seen: unknown; now(): unknown };
  expect(app.seen).toEqual([1, undefined]);
  expect(app.now()).toBe(2);
});

it('a folder is its index, and a package is looked for upwards, the nearest first', () => {
  const sources = {
    'pages/a/a.js': "module.exports = [require('../../tools'), require('ui/tag'), require('ui')]",
    'tools/index.js': "module.exports = 'index'",
    'miniprogram_npm/ui/tag.js': "module.exports = 'far'",
    'pages/miniprogram_npm/ui/tag.js': "module.exports = 'near'",
    'miniprogram_npm/ui/index.js': "module.exports = 'package'",
  };
  expect(load(sources, {}, 'pages/a/a.js')).toEqual(['index', 'near', 'package']);
});

it('a module that is not there is named, with the file that wants it', () => {
  expect(() => load({ 'app.js': "require('./none')" })).toThrow('app.js: 找不到模块 ./none');
  expect(() => load({ 'app.js': "require('nothing/at/all')" })).toThrow('app.js: 找不到模块 nothing/at/all');
  expect(() => load({})).toThrow('模块不存在：app.js');
});

it('a module that throws is not taken for one that ran', () => {
  const run = createModules({ 'app.js': "throw new Error('坏了')" }, {});
  expect(() => run('app.js')).toThrow('坏了');
  expect(() => run('app.js')).toThrow('坏了');
});

it('a stack names file and line', () => {
  try {
    load({ 'pages/a/a.js': "var a = 1\n\nthrow new Error('第三行')" }, {}, 'pages/a/a.js');
    expect.unreachable();
  } catch (error) {
    expect((error as Error).stack).toMatch(/miniprogram\/pages\/a\/a\.js:3:\d+/);
  }
});
