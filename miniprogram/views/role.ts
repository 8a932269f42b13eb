import type { Me } from '#core/contract/index';
import { ROLE_LABELS } from '#core/domain/labels';
import type { Role } from '#core/domain/role';

export interface RoleView {
  readonly role: Role;
  readonly label: string;
  readonly scope: string;
  readonly isActive: boolean;
}

export const toRoles = ({ roles, activeRole }: Me): readonly RoleView[] =>
  roles.map(({ role, scope }) => ({ role, label: ROLE_LABELS[role], scope, isActive: role === activeRole }));
