import type { ComparedStudent, Input, PolicyName } from '#core/contract/index';
import type { ClassStaff } from '#core/domain/what-if';
import type { TierLoads } from '#core/domain/workload';
import { call } from './api';

/** Two rules on everyone, whole. */
export interface WhatIfAnswer {
  readonly before: PolicyName;
  readonly after: PolicyName;
  /** Students of the roster. */
  readonly total: number;
  /** Those with grades or on a list. */
  readonly compared: number;
  readonly rows: readonly ComparedStudent[];
  readonly loads: { readonly before: TierLoads; readonly after: TierLoads };
  readonly staff: readonly ClassStaff[];
}

type Asked = Omit<Input<'policies.what-if'>, 'cursor'>;

/**
 * Asks part by part until everyone was compared.
 *
 * @param progress students compared so far, and those of the roster
 * @param isWanted false: someone asked otherwise meanwhile, and the rest is left
 * @returns null where it was left
 * @throws ApiError
 */
export async function compareAll(
  asked: Asked,
  progress: (compared: number, total: number) => void,
  isWanted: () => boolean,
): Promise<WhatIfAnswer | null> {
  const first = await call('policies.what-if', asked);
  const rows = [...first.rows];
  const staff = new Map(first.staff.map((one) => [one.className, one]));
  let { compared, nextCursor } = first;
  while (nextCursor !== null) {
    if (!isWanted()) return null;
    progress(compared, first.total);
    const part = await call('policies.what-if', { ...asked, cursor: nextCursor });
    rows.push(...part.rows);
    for (const one of part.staff) staff.set(one.className, one);
    compared += part.compared;
    nextCursor = part.nextCursor;
  }
  if (!isWanted()) return null;
  const { before, after, total, loads } = first;
  if (loads === null) throw new Error('the first part names the loads');
  return { before, after, total, compared, rows, loads, staff: [...staff.values()] };
}
