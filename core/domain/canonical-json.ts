/**
 * One text for equal JSON, whatever the order of its keys: a database gives them back in its own.
 *
 * @param without keys that are left out, at every depth
 */
export const canonicalJson = (value: unknown, without: ReadonlySet<string> = NOTHING): string =>
  JSON.stringify(value, (_key, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(
          Object.entries(held)
            .filter(([key]) => !without.has(key))
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : held,
  );

const NOTHING: ReadonlySet<string> = new Set();
