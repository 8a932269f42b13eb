import { sql } from 'kysely';
import type { Student, Tier } from '#core/application/ports';
import type { Context } from './context';
import type { DB } from './generated/schema';

/** A student's columns in any query that joins `student` and `class`. */
export const STUDENT = [
  'student.id as studentId',
  'student.student_no as studentNo',
  'student.name as studentName',
  'student.gender as gender',
  'student.native_place as nativePlace',
  'student.class_id as classId',
  'class.name as className',
] as const;

export interface StudentColumns {
  readonly studentId: string;
  readonly studentNo: string;
  readonly studentName: string;
  readonly gender: string | null;
  readonly nativePlace: string | null;
  readonly classId: string | null;
  readonly className: string | null;
}

export const toStudent = (row: StudentColumns): Student => ({
  id: row.studentId,
  studentNo: row.studentNo,
  name: row.studentName,
  gender: row.gender,
  nativePlace: row.nativePlace,
  classId: row.classId,
  className: row.className ?? '',
});

/** Students in the actor's scope with their classes. */
export const fromStudents = ({ db, actor }: Context) =>
  db
    .selectFrom('student')
    .leftJoin('class', (join) =>
      join
        .onRef('class.department_id', '=', 'student.department_id')
        .onRef('class.id', '=', 'student.class_id'),
    )
    .where('student.department_id', '=', actor.departmentId);

type TierColumn = DB['support_case']['tier'];

export const tierColumn = (tier: Tier): TierColumn => `${tier}`;

export function toTier(column: TierColumn): Tier {
  switch (column) {
    case 'watch':
      return 'watch';
    case '1':
      return 1;
    case '2':
      return 2;
    case '3':
      return 3;
  }
}

/** In force on the actor's today. */
export const inForce = ({ actor }: Context) =>
  sql<boolean>`assignment.first_day <= ${actor.today}::date
    and (assignment.last_day is null or assignment.last_day >= ${actor.today}::date)`;
