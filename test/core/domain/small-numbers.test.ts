import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideSmall } from '#core/domain/small-numbers';

const all = (values: readonly number[]) => [values.map((_, at) => at)];

/** Every value that each hidden place could have, tried one by one, for whoever knows sums and rule. */
function candidates(
  shown: readonly (number | null)[],
  values: readonly number[],
  sums: readonly (readonly number[])[],
): readonly ReadonlySet<number>[] {
  const places = shown.flatMap((value, at) => (value === null ? [at] : []));
  const found = shown.map(() => new Set<number>());
  const guess = [...shown];
  const most = Math.max(0, ...values) + 5;
  const known = sums
    .map((sum) => ({ sum, total: sum.reduce((held, at) => held + (values[at] ?? 0), 0) }))
    .filter(({ total }) => total === 0 || total >= 5);
  const fits = () =>
    known.every(({ sum, total }) => sum.reduce((held, at) => held + (guess[at] ?? 0), 0) === total);
  const visit = (at: number): void => {
    const place = places[at];
    if (place === undefined) {
      if (fits()) for (const one of places) found[one]?.add(guess[one] ?? 0);
      return;
    }
    for (let value = 0; value <= most; value += 1) {
      guess[place] = value;
      visit(at + 1);
    }
  };
  visit(0);
  return found;
}

describe('small numbers', () => {
  it.each([
    [
      [12, 7, 3],
      [12, null, null],
    ],
    [
      [12, 7, 0],
      [12, 7, 0],
    ],
    [
      [5, 6, 7],
      [5, 6, 7],
    ],
    [
      [4, 4, 9],
      [null, null, 9],
    ],
    [
      [1, 1, 9],
      [null, null, null],
    ],
    [
      [1, 1, 6, 9],
      [null, null, null, 9],
    ],
    [
      [3, 0, 9],
      [null, 0, null],
    ],
    [
      [3, 0],
      [null, 0],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [[], []],
  ])('%j is shown as %j', (values, shown) => {
    expect(hideSmall(values, all(values))).toEqual(shown);
  });

  it('hides small ones alone where nothing adds up', () => {
    expect(hideSmall([4, 5, 30], [])).toEqual([null, 5, 30]);
  });

  it('shows no small number, and lets no hidden one be reckoned from the sums', () => {
    // Four moves of this semester, and those who left: two sums that share three parts.
    const sums = [
      [0, 1, 2, 3],
      [4, 1, 2, 3],
    ];
    const value = fc.integer({ min: 0, max: 7 });
    fc.assert(
      fc.property(fc.tuple(value, value, value, value, value), (values) => {
        const shown = hideSmall(values, sums);
        expect(
          shown.every((one, at) => one === null || (one === values[at] && (one === 0 || one >= 5))),
        ).toBe(true);
        const found = candidates(shown, values, sums);
        for (const [at, one] of shown.entries()) if (one === null) expect(found[at]?.size).toBeGreaterThan(1);
      }),
      { numRuns: 40 },
    );
  });
});
