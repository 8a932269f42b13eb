/**
 * Things by their key: the keys in the order in which each was first met, the things in their own.
 *
 * @param keyOf null: the thing is left out
 * @param kept what stays of a thing; without it the thing itself
 */
export function groupBy<T, K>(things: Iterable<T>, keyOf: (thing: T) => K | null): ReadonlyMap<K, T[]>;
export function groupBy<T, K, V>(
  things: Iterable<T>,
  keyOf: (thing: T) => K | null,
  kept: (thing: T) => V,
): ReadonlyMap<K, V[]>;
export function groupBy<T, K>(
  things: Iterable<T>,
  keyOf: (thing: T) => K | null,
  kept: (thing: T) => unknown = (thing) => thing,
): ReadonlyMap<K, unknown[]> {
  const groups = new Map<K, unknown[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(kept(thing));
    else groups.set(key, [kept(thing)]);
  }
  return groups;
}
