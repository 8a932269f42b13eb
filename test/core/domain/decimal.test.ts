import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHundredths, formatQuotient, parseHundredths } from '#core/domain/decimal';

describe('parseHundredths', () => {
  it.each([
    ['2', 200],
    ['2.0', 200],
    ['2.00', 200],
    ['2.000', 200],
    ['   1.75', 175],
    ['0.5', 50],
    ['.5', 50],
    ['  .75', 75],
    ['.', null],
    ['5.', null],
    ['1.755', null],
    ['-1.5', -150],
    ['1e2', null],
    ['1,5', null],
    ['', null],
    ['١', null],
  ])('%j is %s', (text, value) => {
    if (value === null) expect(() => parseHundredths(text)).toThrow('不是最多两位小数的数字');
    else expect(parseHundredths(text)).toBe(value);
  });

  it('reads back what formatHundredths writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (value) => {
        expect(parseHundredths(formatHundredths(value))).toBe(value);
      }),
    );
  });
});

describe('formatQuotient', () => {
  it.each([
    [200_000, 150_000, '1.3333'],
    [149_960, 100_000, '1.4996'],
    [1, 2, '0.5000'],
    [5, 100_000, '0.0001'],
    [4, 100_000, '0.0000'],
    [0, 7, '0.0000'],
  ])('%i ÷ %i is %s, rounded half up', (dividend, divisor, text) => {
    expect(formatQuotient(dividend, divisor)).toBe(text);
  });
});
