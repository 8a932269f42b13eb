import type { Role } from '../../domain/role';
import type { Instant } from './world';

/** A person as the office sees the account: who, in which roles today, bound to a WeChat or not. */
export interface AccountRecord {
  readonly personId: string;
  readonly name: string;
  readonly workNo: string;
  readonly roles: readonly { readonly role: Role; readonly scopeName: string }[];
  readonly boundAt: Instant | null;
  /** The end of the open activation code; null: none is open. */
  readonly codeExpiresAt: Instant | null;
}

export interface ActivationCodeRecord {
  readonly id: string;
  readonly personId: string;
  /** SHA-256 of `activationSecret`, hex. */
  readonly codeHash: string;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
}

export interface AccountRepository {
  /** By name or 工号, in the order of 工号; roles in force on the actor's today. */
  list(
    search: string | undefined,
    skip: number,
    limit: number,
    now: Instant,
  ): Promise<readonly AccountRecord[]>;
  find(personId: string, now: Instant): Promise<AccountRecord | null>;
  /** Ends an open code of the person as `replaced` and adds this one. */
  addCode(code: ActivationCodeRecord): Promise<void>;
  /** Ends an open code of the person as `withdrawn`. */
  endCode(personId: string, at: Instant): Promise<void>;
  /** Takes identities and an open code back. @returns false where there was neither */
  unbind(personId: string, at: Instant): Promise<boolean>;
}

export interface Activation {
  readonly provider: string;
  readonly subject: string;
  readonly workNo: string;
  readonly codeHash: string;
  /** UUIDv7 of the binding to make. */
  readonly bindingId: string;
  readonly at: Instant;
  readonly today: string;
}

export type ActivationOutcome = 'bound' | 'wrong' | 'too-many' | 'bound-elsewhere';
