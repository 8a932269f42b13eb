import type { Assignment, Person } from './people';
import type { Student } from './student';
import type { Ids } from './world';

export interface ClassRecord {
  readonly id: string;
  readonly name: string;
  readonly grade: string | null;
  readonly major: string | null;
  readonly areaId: string | null;
  readonly areaName: string | null;
}

/** Family, contact, guardians: read only by a call that says so, and each read is logged. */
export interface StudentSensitiveRecord {
  readonly family: string | null;
  readonly contact: string | null;
  readonly guardians: string | null;
}

export interface StudentUpsert {
  readonly id: string;
  readonly studentNo: string;
  readonly name: string;
  readonly gender?: string | null;
  readonly nativePlace?: string | null;
  readonly classId?: string | null;
  readonly sensitive?: StudentSensitiveRecord;
}

export interface StaffUpsert {
  readonly person: Person;
  readonly assignment: Omit<Assignment, 'personId' | 'scopeName'>;
}

export interface StudentFilter {
  /** The beginning of the 学号, or of a part of the name: in signs, in pinyin or its first letters. */
  readonly search?: string;
  readonly classId?: string;
}

export interface RosterRepository {
  classes(): Promise<readonly ClassRecord[]>;
  areas(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Inserts or updates by name; areas are made as needed, with ids from `ids`. Ids of existing classes stay. */
  upsertClasses(rows: readonly Omit<ClassRecord, 'areaId'>[], ids: Ids): Promise<void>;
  student(studentId: string): Promise<Student | null>;
  studentsByNo(studentNos: readonly string[]): Promise<ReadonlyMap<string, Student>>;
  /** Ordered by 学号, skipping the first `skip`. */
  students(filter: StudentFilter, skip: number, limit: number): Promise<readonly Student[]>;
  countStudents(filter: StudentFilter): Promise<number>;
  /** Ids of the students in reach whom a search names: by 学号, signs of the name, pinyin or its first letters. */
  found(search: string): Promise<ReadonlySet<string>>;
  /** Inserts or updates by 学号; an absent field stays as it is. */
  upsertStudents(rows: readonly StudentUpsert[]): Promise<void>;
  sensitive(studentId: string): Promise<StudentSensitiveRecord | null>;
  /** Sensitive records of several students by id, for comparing an import. */
  sensitiveOf(studentIds: readonly string[]): Promise<ReadonlyMap<string, StudentSensitiveRecord>>;
  staff(): Promise<readonly { readonly person: Person; readonly assignments: readonly Assignment[] }[]>;
  /** Inserts or updates people by 工号 and assignments by (person, role, scope, first day). */
  upsertStaff(rows: readonly StaffUpsert[]): Promise<void>;
}
