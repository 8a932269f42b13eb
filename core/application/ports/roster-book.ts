import type { Role } from '../../domain/role';
import type { ClassMove, Holding, TenureState } from '../../domain/tenure';
import type { Instant } from './world';

type LocalDate = string;
export interface RosterFilter {
  /** Part of the name or 工号. */
  readonly search?: string;
  /** Held today. */
  readonly role?: Role;
  /** `in-office`: some role today; `none`: none today and not left; `left`. */
  readonly state?: 'in-office' | 'none' | 'left';
}

export interface RosterPersonRecord {
  readonly id: string;
  readonly name: string;
  readonly workNo: string;
  readonly leftOn: LocalDate | null;
  /** A WeChat is bound. */
  readonly isBound: boolean;
}

/** An assignment as it stands, with the names that people know it by. */
export interface TenureRecord extends Holding {
  readonly id: string;
  readonly personName: string;
  readonly workNo: string;
  readonly role: Role;
  readonly classId: string | null;
  readonly areaId: string | null;
  readonly scopeName: string;
  readonly actingForName: string | null;
}

export interface NewTenure {
  readonly id: string;
  readonly personId: string;
  readonly role: Role;
  readonly classId: string | null;
  readonly areaId: string | null;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate | null;
  readonly actingFor: string | null;
}

export type TenureChangeKind = 'given' | 'ended' | 'corrected' | 'voided';

export interface TenureChange {
  readonly id: string;
  readonly requestId: string;
  readonly kind: TenureChangeKind;
  readonly tenure: NewTenure;
  readonly wasLastDay: LocalDate | null;
  readonly reason: string;
  readonly at: Instant;
}

export interface TenureChangeRecord {
  readonly id: string;
  readonly at: Instant;
  readonly by: string;
  readonly kind: TenureChangeKind;
  readonly personName: string;
  readonly role: Role;
  readonly scopeName: string;
  readonly firstDay: LocalDate;
  readonly wasLastDay: LocalDate | null;
  readonly lastDay: LocalDate | null;
  readonly actingForName: string | null;
  readonly reason: string;
}

/** Whose assignments: one of them. */
export interface TenureQuery {
  readonly ids?: readonly string[];
  readonly people?: readonly string[];
  readonly personId?: string;
  /** Also those in whose place others stand. */
  readonly actingFor?: string;
  readonly classId?: string;
  readonly areaId?: string;
  readonly role?: Role;
}

export interface RosterClassRecord {
  readonly id: string;
  readonly name: string;
  readonly grade: string | null;
  readonly major: string | null;
  readonly areaId: string | null;
  readonly areaName: string | null;
  readonly students: number;
  readonly openCases: number;
}

export interface ClassMoveRecord extends ClassMove {
  readonly fromName: string | null;
  readonly toName: string | null;
  readonly by: string | null;
  readonly reason: string | null;
}

/** People, who does what from when to when, and what was changed: kept by the office, nothing taken out. */
export interface RosterBook {
  /** One change at a time in a department, until the transaction ends. */
  lock(): Promise<void>;
  wasDone(requestId: string): Promise<boolean>;
  people(filter: RosterFilter, skip: number, limit: number): Promise<readonly RosterPersonRecord[]>;
  person(personId: string): Promise<RosterPersonRecord | null>;
  personByNo(workNo: string): Promise<RosterPersonRecord | null>;
  addPerson(person: Pick<RosterPersonRecord, 'id' | 'name' | 'workNo'>): Promise<void>;
  renamePerson(personId: string, name: string, workNo: string): Promise<void>;
  setLeft(personId: string, on: LocalDate | null): Promise<void>;
  /** By their first day. */
  tenures(query: TenureQuery): Promise<readonly TenureRecord[]>;
  /** The same role, scope and first day once more takes the place of one that was voided. */
  give(tenure: NewTenure): Promise<string>;
  setLastDay(tenureId: string, lastDay: LocalDate | null): Promise<void>;
  note(change: TenureChange): Promise<void>;
  /** Newest first, at most 50. */
  changes(
    query: { readonly personId: string } | { readonly classId: string },
  ): Promise<readonly TenureChangeRecord[]>;
  /** The file that brought an assignment, by its id. */
  sources(personId: string): Promise<ReadonlyMap<string, { readonly file: string; readonly at: Instant }>>;
  classes(
    filter: { readonly search?: string; readonly areaId?: string },
    skip: number,
    limit: number,
  ): Promise<readonly RosterClassRecord[]>;
  class(classId: string): Promise<RosterClassRecord | null>;
  classByName(name: string): Promise<RosterClassRecord | null>;
  addClass(given: Pick<RosterClassRecord, 'id' | 'name' | 'grade' | 'major' | 'areaId'>): Promise<void>;
  moveClass(classId: string, areaId: string | null, reason: string): Promise<void>;
  /** Oldest first. */
  moves(classId: string): Promise<readonly ClassMoveRecord[]>;
  addArea(area: { readonly id: string; readonly name: string }): Promise<void>;
}

export type { TenureState };
