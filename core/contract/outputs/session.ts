import type { Role } from '../../domain/role';

export interface Me {
  readonly personId: string;
  readonly name: string;
  readonly workNo: string;
  readonly department: { readonly name: string; readonly shortName: string };
  /** The roles in force today, the active one marked. */
  readonly roles: readonly { readonly role: Role; readonly scope: string }[];
  readonly activeRole: Role;
  readonly today: string;
  readonly termLabel: string | null;
}
