import type { Role } from '../../domain/role';
import type { FileLink } from './papers';

/** A person of the staff list and the WeChat account behind it. */
export interface AccountView {
  readonly personId: string;
  readonly name: string;
  readonly workNo: string;
  /** In force today; empty: nothing can be done with the account. */
  readonly roles: readonly { readonly role: Role; readonly scope: string }[];
  readonly boundOn: string | null;
  /** Last day of an activation code that was issued and not used yet. */
  readonly codeExpiresOn: string | null;
  /** The same of an invitation by mini-program code. */
  readonly invitationExpiresOn: string | null;
}

export interface IssuedCode {
  readonly account: AccountView;
  /** `K7PM-4QTX-9FWH`; never shown again. */
  readonly code: string;
  readonly expiresOn: string;
}

export interface Invitation {
  readonly account: AccountView;
  /** The mini-program code, PNG or JPEG; its link ends soon. */
  readonly image: FileLink;
  readonly expiresOn: string;
}
