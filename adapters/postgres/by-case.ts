/** Rows of many cases, by case, in their order. */
export function byCase<R extends { readonly caseId: string }>(
  rows: readonly R[],
): ReadonlyMap<string, readonly Omit<R, 'caseId'>[]> {
  const groups = new Map<string, Omit<R, 'caseId'>[]>();
  for (const { caseId, ...row } of rows) {
    const group = groups.get(caseId);
    if (group) group.push(row);
    else groups.set(caseId, [row]);
  }
  return groups;
}
