import type { FocusMark } from '../../domain/focus';
import type { LocalDate } from '../../domain/local-date';
import type { Instant } from './world';

/** All that a teacher may know of a student who needs focus (reading §1). */
export interface FocusStudent {
  readonly studentId: string;
  readonly studentNo: string;
  readonly name: string;
  readonly className: string;
  /** The class does not sit in the course: a 重修. */
  readonly isRetake: boolean;
  /** Since when the student is to be looked after. */
  readonly since: LocalDate;
}

/** A course of the teacher's own in this semester. */
export interface FocusCourse {
  readonly offeringId: string;
  readonly courseCode: string;
  readonly courseName: string;
  readonly students: readonly FocusStudent[];
}

export interface FocusMarkRow extends FocusMark {
  readonly lessonId: string;
  readonly studentId: string;
  readonly offeringId: string;
  readonly teacherId: string;
  readonly courseName: string;
  readonly heldOn: LocalDate;
  readonly filedOn: LocalDate;
  readonly filedAt: Instant;
}

export interface FocusNoteRow {
  readonly id: string;
  readonly studentId: string;
  readonly offeringId: string;
  readonly teacherId: string;
  readonly courseName: string;
  readonly text: string;
  readonly notedOn: LocalDate;
  readonly notedAt: Instant;
}

/** What teachers wrote; oldest first. */
export interface FocusRecords {
  readonly marks: readonly FocusMarkRow[];
  readonly notes: readonly FocusNoteRow[];
}

export interface FocusFacts {
  readonly focusNotes: readonly { readonly noteId: string; readonly on: LocalDate }[];
}

export interface FocusRepository {
  /** The teacher's own courses of this semester, by code; for another role none. */
  mine(): Promise<readonly FocusCourse[]>;
  /**
   * By case, the ids of the teachers in whose courses of this semester its student needs focus; none for
   * whom there is no such course. Answers who sees the department, others nothing.
   */
  teachersOf(caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** The teacher's own records of the students whom `mine` names. */
  own(): Promise<FocusRecords>;
  /** By whichever teacher. */
  ofStudent(studentId: string): Promise<FocusRecords>;
  /** Same lesson again by the same teacher: false. @throws DomainError CONFLICT */
  addLesson(marks: readonly FocusMarkRow[]): Promise<boolean>;
  /** Same id again by the same teacher: false. @throws DomainError CONFLICT */
  addNote(note: FocusNoteRow): Promise<boolean>;
}
