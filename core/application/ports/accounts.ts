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
  /** The same of the open invitation. */
  readonly invitationExpiresAt: Instant | null;
}

/** `typed` with a 工号; `scene` of a mini-program code. */
export type ActivationCodeKind = 'typed' | 'scene';

export interface ActivationCodeRecord {
  readonly id: string;
  readonly personId: string;
  readonly kind: ActivationCodeKind;
  /** SHA-256 of `activationSecret` or `invitationSecret`, hex. */
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
  /** Ends an open code of the person and of that kind as `replaced` and adds this one. */
  addCode(code: ActivationCodeRecord): Promise<void>;
  /** Ends open codes of the person as `withdrawn`. @param kind of either where left out @returns whether there was one */
  endCode(personId: string, at: Instant, kind?: ActivationCodeKind): Promise<boolean>;
  /** Takes identities and open codes back. @returns false where there was neither */
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

export interface InvitationAnswer {
  readonly provider: string;
  readonly subject: string;
  /** SHA-256 of `invitationSecret`, hex. */
  readonly codeHash: string;
  /** UUIDv7 of the binding to make. */
  readonly bindingId: string;
  readonly at: Instant;
  readonly today: string;
}

export type InvitationOutcome =
  | { readonly kind: 'bound'; readonly bindingId: string }
  | { readonly kind: 'unknown' | 'used' | 'withdrawn' | 'expired' | 'too-many' | 'bound-elsewhere' };
