import type { LocalDate } from '../../domain/local-date';
import type { Role } from '../../domain/role';

/** Who acts: from the verified identity and the assignments in force today, never from the input. */
export interface Actor {
  readonly departmentId: string;
  readonly personId: string;
  readonly name: string;
  readonly workNo: string;
  readonly role: Role;
  readonly reach: Reach;
  readonly today: LocalDate;
}

/** Which students an actor's role reaches today. */
export type Reach =
  | { readonly kind: 'department' }
  | { readonly kind: 'classes'; readonly classIds: readonly string[] }
  | { readonly kind: 'none' };

/** What row-level security needs to know. */
export interface ActorKey {
  readonly departmentId: string;
  readonly personId: string;
  readonly role: Role;
  readonly today: LocalDate;
}
