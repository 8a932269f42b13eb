/** The roles a person may act in; one person may hold several (reading §1). */
export const ROLES = ['leader', 'office', 'counselor', 'adviser', 'teacher', 'volunteer'] as const;

export type Role = (typeof ROLES)[number];

/** Heaviest role first. */
export const byRoleWeight = (a: { readonly role: Role }, b: { readonly role: Role }): number =>
  ROLES.indexOf(a.role) - ROLES.indexOf(b.role);
