import { beforeEach, expect, it, vi } from 'vitest';
import { reportFault, warnOnce } from '../../../local/runtime/browser/faults';
import { checkedData, setDataStats } from '../../../local/runtime/browser/set-data';

vi.mock('../../../local/runtime/browser/faults', () => ({ reportFault: vi.fn(), warnOnce: vi.fn() }));
beforeEach(() => vi.clearAllMocks());

const OURS = 'pages/a/a';
const PACKAGE = 'miniprogram_npm/ui/tag/tag';

/** What is reported for this data. */
function faultsOf(data: Record<string, unknown>, path = OURS): string[] {
  checkedData(data, path);
  return vi.mocked(reportFault).mock.calls.map(([error]) => (error as Error).message);
}

it.each<[string, unknown, string]>([
  ['undefined', undefined, 'setData 里的 a 是 undefined'],
  ['a function', () => 1, 'setData 里的 a 是 function，传不到页面'],
  ['a symbol', Symbol('x'), 'setData 里的 a 是 symbol，传不到页面'],
  ['a bigint', 1n, 'setData 里的 a 是 bigint，传不到页面'],
  ['NaN', Number.NaN, 'setData 里的 a 是 NaN'],
  ['infinity', Number.POSITIVE_INFINITY, 'setData 里的 a 是 Infinity'],
  ['a Date', new Date(0), 'setData 里的 a 是 Date，传不到页面'],
  ['a Map', new Map(), 'setData 里的 a 是 Map，传不到页面'],
  ['a Set', new Set(), 'setData 里的 a 是 Set，传不到页面'],
  ['a RegExp', /x/, 'setData 里的 a 是 RegExp，传不到页面'],
  ['bytes', new Uint8Array(1), 'setData 里的 a 是 Uint8Array，传不到页面'],
  ['a promise', Promise.resolve(), 'setData 里的 a 是 Promise，传不到页面'],
  ['undefined in a list', [1, undefined], 'setData 里的 a.1 是 undefined'],
  [
    'a function deep inside',
    { rows: [{ act: () => 1 }] },
    'setData 里的 a.rows.0.act 是 function，传不到页面',
  ],
])('%s does not reach a page, and is reported with its path', (_what, value, message) => {
  expect(faultsOf({ a: value })).toEqual([message]);
  expect(vi.mocked(reportFault).mock.calls[0]?.[1]).toBe(OURS);
});

it.each<[string, unknown]>([
  ['null', null],
  ['texts, numbers and truth values', ['', 0, -1.5, true]],
  ['objects in lists in objects', { a: [{ b: [] }] }],
  ['a field of an object that is undefined, as in JSON', { a: undefined }],
])('%s passes', (_what, value) => {
  expect(faultsOf({ a: value })).toEqual([]);
});

it('the same object twice is no circle', () => {
  const shared = { name: '同一个' };
  expect(faultsOf({ a: [shared, shared], b: shared })).toEqual([]);
});

it('a circle is reported and goes no further: nothing that could be sent comes back', () => {
  const round: Record<string, unknown> = { name: '圆' };
  round.self = round;
  expect(() => checkedData({ a: round }, OURS)).toThrow('setData 里的 a.self 指向自身');
});

it('packages are not ours to correct, but their size counts', () => {
  const before = setDataStats.calls;
  const round: Record<string, unknown> = {};
  round.self = round;
  expect(faultsOf({ a: undefined, b: new Date(0), round }, PACKAGE)).toEqual([]);
  expect(faultsOf({ a: undefined }, `meeting/${PACKAGE}`)).toEqual([]);
  expect(setDataStats.calls).toBe(before + 2);
});

it.each([
  [256 * 1024, []],
  [256 * 1024 + 1, ['一次 setData 有 256 KB，超过 256 KB']],
  [300 * 1024, ['一次 setData 有 300 KB，超过 256 KB']],
])('%i bytes of JSON at once: %j', (bytes, expected) => {
  expect(faultsOf({ a: 'x'.repeat(bytes - '{"a":""}'.length) })).toEqual(expected);
});

it('sizes are counted in bytes: a Chinese character is three', () => {
  const calls = setDataStats.calls;
  const bytes = setDataStats.bytes;
  checkedData({ a: '学业' }, OURS);
  expect(setDataStats.calls).toBe(calls + 1);
  expect(setDataStats.bytes).toBe(bytes + '{"a":""}'.length + 6);
});

it('the largest is remembered with its page', () => {
  checkedData({ a: 'x'.repeat(400 * 1024) }, 'pages/large/large');
  checkedData({ a: 'x' }, OURS);
  expect(setDataStats.largest.path).toBe('pages/large/large');
});

it('above half of the limit a page of ours is warned', () => {
  checkedData({ a: 'x'.repeat(128 * 1024) }, OURS);
  expect(vi.mocked(warnOnce)).toHaveBeenCalledWith('pages/a/a: setData 有 128 KB，接近 256 KB 的上限');
});
