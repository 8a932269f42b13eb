/** Below this a number of people could be known by name. */
const SMALL_BELOW = 5;

/**
 * Hides small numbers where a table is shared beyond the working group, and so many others that no sum
 * gives them away: of each sum that is published, either nothing is hidden, or at least two parts which
 * together are no small number.
 *
 * @param values whole numbers, 0 or more; 0 is shown
 * @param sums places of `values` whose sum is published; a sum that is itself small is hidden too
 * @returns null: hidden
 */
export function hideSmall(
  values: readonly number[],
  sums: readonly (readonly number[])[],
): readonly (number | null)[] {
  const totalOf = (places: Iterable<number>) => [...places].reduce((sum, at) => sum + (values[at] ?? 0), 0);
  const hidden = new Set(values.flatMap((value, at) => (isSmall(value) ? [at] : [])));
  const published = sums.filter((sum) => !isSmall(totalOf(sum)));
  const needs = [
    ...published.map((places) => ({ places, together: SMALL_BELOW })),
    // Two sums that share parts tell the difference of the others.
    ...published.flatMap((one, at) =>
      published
        .slice(at + 1)
        .map((other) => ({ places: [...apart(one, other), ...apart(other, one)], together: 0 })),
    ),
  ];
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const { places, together } of needs) {
      const own = places.filter((at) => hidden.has(at));
      if (own.length === 0 || (own.length >= 2 && totalOf(own) >= together)) continue;
      const rest = places.filter((at) => !hidden.has(at)).sort((a, b) => totalOf([a]) - totalOf([b]));
      const next = rest.find((at) => totalOf([at]) > 0) ?? rest[0];
      if (next === undefined) continue;
      hidden.add(next);
      isChanged = true;
    }
  }
  return values.map((value, at) => (hidden.has(at) ? null : value));
}

const apart = (one: readonly number[], other: readonly number[]): readonly number[] =>
  one.filter((at) => !other.includes(at));

export const isSmall = (value: number): boolean => value > 0 && value < SMALL_BELOW;
