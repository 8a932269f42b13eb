import { expect, it } from 'vitest';
import { translateUnits } from '../../../local/runtime/units';

it.each([
  ['750rpx', '100vw'],
  ['375rpx', '50vw'],
  ['0rpx', '0vw'],
  ['-24rpx', '-3.2vw'],
  ['1.5rpx', '0.2vw'],
  ['.5rpx', '0.06667vw'],
  ['1rpx solid red', '0.13333vw solid red'],
  ['24rpx 0 -8rpx auto', '3.2vw 0 -1.06667vw auto'],
  ['calc(100% - 24rpx)', 'calc(100% - 3.2vw)'],
  ['100vh', 'calc(var(--page-vh, 1vh) * 100)'],
  ['calc(50vh - 75rpx)', 'calc(calc(var(--page-vh, 1vh) * 50) - 10vw)'],
  ['-10vh', 'calc(var(--page-vh, 1vh) * -10)'],
])('%s becomes %s', (given, expected) => {
  expect(translateUnits(given)).toBe(expected);
});

it.each([
  ['12px'],
  ['2em'],
  ['50vw'],
  ['75RPX1'],
  ['a750rpx-b'],
  ['url(icon-24rpx.png)'],
  ['url("a 24rpx.png")'],
  ["url('100vh.svg')"],
  ['var(--gap-24rpx)'],
])('%s stays', (value) => {
  expect(translateUnits(value)).toBe(value);
});

it('what stands beside url() is translated', () => {
  expect(translateUnits('url(75rpx.png) 75rpx 0')).toBe('url(75rpx.png) 10vw 0');
});
