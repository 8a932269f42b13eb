import { groupBy } from '#core/domain/group-by';

/** Rows of many cases, by case, in their order. */
export const byCase = <R extends { readonly caseId: string }>(
  rows: readonly R[],
): ReadonlyMap<string, readonly Omit<R, 'caseId'>[]> =>
  groupBy(
    rows,
    ({ caseId }) => caseId,
    ({ caseId: _case, ...row }) => row,
  );
