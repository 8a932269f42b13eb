import type { Policy } from '../../domain/policy';
import type { PolicyDifference } from '../../domain/policy-differences';

/** A version of the rule that the department keeps itself; the shipped ones are code. */
export interface PolicyVersion {
  readonly id: string;
  /** First, second … of the department. */
  readonly ordinal: number;
  readonly policy: Policy;
  /** From what held on its day before it. */
  readonly differences: readonly PolicyDifference[];
  readonly reason: string;
  readonly madeBy: string;
  readonly madeByName: string;
  /** ISO 8601 in UTC. */
  readonly madeAt: string;
}

export interface PolicyRepository {
  /** The latest by effective date on or before the day, of one date the last made; null: none. */
  inForce(on: string): Promise<PolicyVersion | null>;
  /** Those that will be in force from each date after the day, the next one first. */
  after(on: string): Promise<readonly PolicyVersion[]>;
  byId(id: string): Promise<PolicyVersion | null>;
  byVersion(version: string): Promise<PolicyVersion | null>;
  /** Newest first, skipping the first `skip`. */
  list(skip: number, limit: number): Promise<readonly PolicyVersion[]>;
  /** The last one made, its place held until the transaction ends; null: none was made. */
  lockNewest(): Promise<PolicyVersion | null>;
  add(version: Omit<PolicyVersion, 'madeByName'>): Promise<void>;
}
