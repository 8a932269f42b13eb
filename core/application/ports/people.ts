import type { LocalDate } from '../../domain/local-date';
import type { Role } from '../../domain/role';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly workNo: string;
}

export interface Assignment {
  readonly id: string;
  readonly personId: string;
  readonly role: Role;
  /** For an adviser. */
  readonly classId: string | null;
  /** For a counselor: 责任区. */
  readonly areaId: string | null;
  readonly scopeName: string;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate | null;
}

export interface AssignmentInForce extends Assignment {
  /** The classes it reaches: an adviser's own, those of a counselor's area; empty for the others. */
  readonly classIds: readonly string[];
}

/** Whoever answers for a class today, in their own right or in the place of an absent colleague (代办). */
export interface Responsible extends Person {
  readonly actingFor: { readonly id: string; readonly name: string } | null;
}

export interface ClassResponsibles {
  readonly advisers: readonly Responsible[];
  readonly counselors: readonly Responsible[];
}

export interface PeopleRepository {
  get(personId: string): Promise<Person | null>;
  /** Assignments of a person in force on the actor's today, heaviest role first. */
  assignments(personId: string): Promise<readonly (Assignment & { readonly actingForName: string | null })[]>;
  /**
   * Advisers and counselors in force today of each class, by class id; who is stood in for is among
   * them. `onDuty` leaves those who have the work to do.
   */
  responsible(classIds: readonly string[]): Promise<ReadonlyMap<string, ClassResponsibles>>;
}
