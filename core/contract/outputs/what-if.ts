import type { ClassStaff, Compared } from '../../domain/what-if';
import type { TierLoads } from '../../domain/workload';
import type { PolicyName } from './policies';

/** A student under both rules, whose archive may be opened. */
export interface ComparedStudent extends Compared {
  readonly studentId: string;
}

/** One stretch of a comparison; the parts add up on the client, which shows how far it has come. */
export interface WhatIfPart {
  readonly before: PolicyName;
  readonly after: PolicyName;
  /** Of the whole cohort. */
  readonly total: number;
  /** Students of this part. */
  readonly compared: number;
  /** Whom a list names under one of the two rules. */
  readonly rows: readonly ComparedStudent[];
  /** With the first part only. */
  readonly loads: { readonly before: TierLoads; readonly after: TierLoads } | null;
  /** Classes of this part's rows. */
  readonly staff: readonly ClassStaff[];
  readonly nextCursor: string | null;
}
