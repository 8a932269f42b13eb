/** WeChat allows 60 children to a parent: longer lists stand in groups. */
export const GROUP_SIZE = 50;

export interface Group<T> {
  readonly key: number;
  readonly rows: readonly T[];
}

/** All rows, none left out. */
export const inGroups = <T>(rows: readonly T[], size = GROUP_SIZE): readonly Group<T>[] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, key) => ({
    key,
    rows: rows.slice(key * size, (key + 1) * size),
  }));

/** By the path of a row in `groups`, what it shows now; nothing where it is not on the page. */
export function renewedRow<T extends { readonly id: string }>(
  groups: readonly Group<T>[],
  row: T,
): Record<string, T> {
  for (const [at, { rows }] of groups.entries()) {
    const index = rows.findIndex(({ id }) => id === row.id);
    if (index >= 0) return { [`groups[${at}].rows[${index}]`]: row };
  }
  return {};
}

/** What is on the page, and the words of the way to the rest; empty where there is none. */
export function firstGroups<T>(
  groups: readonly Group<T>[],
  count: number,
): { readonly groups: readonly Group<T>[]; readonly more: string } {
  const next = groups[count];
  const rest = groups.slice(count + 1).reduce((sum, { rows }) => sum + rows.length, 0);
  return {
    groups: groups.slice(0, count),
    more: next ? `再看 ${next.rows.length} 行${rest === 0 ? '' : `，之后还有 ${rest} 行`}` : '',
  };
}
