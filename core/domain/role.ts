/** The roles a person may act in; one person may hold several (reading §1). */
export const ROLES = ['leader', 'office', 'counselor', 'adviser', 'teacher', 'volunteer'] as const;

export type Role = (typeof ROLES)[number];
