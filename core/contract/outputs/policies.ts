import type { Policy } from '../../domain/policy';
import type { PolicyDifference } from '../../domain/policy-differences';

/** A version as a list names it. */
export interface PolicyName {
  readonly policyId: string;
  readonly version: string;
  readonly title: string;
  readonly effectiveFrom: string;
}

export interface PolicyView {
  /** The one asked for; by default the one in force. */
  readonly policy: Policy;
  readonly inForce: PolicyName;
  /** Versions of the department whose day is still to come, the next first. */
  readonly upcoming: readonly PolicyName[];
  /** What may be chosen or compared: the shipped ones, then the department's own, newest first. */
  readonly versions: readonly PolicyName[];
  /** Hand back as `seen` when saving: the last version made, or "" where there is none. */
  readonly newest: string;
  readonly can: { readonly editTables: boolean; readonly editRules: boolean };
}

export interface PolicyVersionItem extends PolicyName {
  readonly isInForce: boolean;
  readonly by: string;
  readonly madeAt: string;
  readonly reason: string;
  /** From what held on that day before it: the first ones, and how many there are. */
  readonly differences: readonly PolicyDifference[];
  readonly differenceCount: number;
}

export interface SavedPolicy {
  readonly policyId: string;
  readonly version: string;
  readonly effectiveFrom: string;
  readonly repeated: boolean;
}
