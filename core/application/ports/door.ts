import type { AssignmentInForce, Person } from './people';

/** Who knocks, as far as the platform vouches for it; limits are calls a minute. */
export interface DoorCall {
  readonly bindingId: string | null;
  readonly address: string | null;
  readonly phone?: { readonly provider: string; readonly subject: string };
  readonly limits: { readonly person: number; readonly address: number; readonly phone: number };
}

export interface BoundIdentity {
  readonly departmentId: string;
  readonly personId: string;
  readonly bindingId: string;
}

export interface PersonInForce {
  readonly departmentId: string;
  readonly person: Person;
  readonly assignments: readonly AssignmentInForce[];
  /** Version of the privacy guide that the person agrees to now; null: to none. */
  readonly consentedTo: string | null;
}
