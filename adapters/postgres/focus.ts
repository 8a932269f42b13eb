import type {
  FocusCourse,
  FocusFacts,
  FocusMarkRow,
  FocusNoteRow,
  FocusRepository,
} from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import { groupBy } from '#core/domain/group-by';
import { type Context, insertRows, uuids } from './context';
import { isRepeat } from './repeats';

/** 课堂重点关注: whom by `my_focus`, what was written by the rows that one may read. */
export const focusRepository = (context: Context): FocusRepository => {
  const { tx, actor, sealed } = context;
  const department_id = actor.departmentId;
  const notesWhere = async (narrow: 'teacher_id' | 'student_id', id: string) => {
    const rows = await selectNotes(context).where(narrow, '=', id).execute();
    if (rows.length === 0) return [];
    const opener = await sealed.toOpen();
    return rows.map(
      (row): FocusNoteRow => ({ ...row, text: opener.open('focus_note', 'text', row.id, row.text) }),
    );
  };
  const recordsWhere = async (narrow: 'teacher_id' | 'student_id', id: string) => ({
    marks: await selectMarks(context).where(narrow, '=', id).execute(),
    notes: await notesWhere(narrow, id),
  });
  return {
    async mine() {
      const rows = await tx.query<FocusRow>('select * from xueye.my_focus()');
      const courses = new Map<string, FocusCourse & { students: FocusCourse['students'][number][] }>();
      for (const row of rows) {
        const course = courses.get(row.offering_id) ?? {
          offeringId: row.offering_id,
          courseCode: row.course_code,
          courseName: row.course_name,
          students: [],
        };
        courses.set(row.offering_id, course);
        if (row.student_id === null) continue;
        course.students.push({
          studentId: row.student_id,
          studentNo: row.student_no,
          name: row.student_name,
          className: row.class_name,
          isRetake: row.is_retake,
          since: row.since,
        });
      }
      return [...courses.values()];
    },
    teachersOf: (caseIds) => focusTeachersOf(caseIds, context),
    own: () => recordsWhere('teacher_id', actor.personId),
    ofStudent: (studentId) => recordsWhere('student_id', studentId),
    async addLesson(marks) {
      const [first] = marks;
      if (!first) return false;
      const earlier = await tx.query<{ own: boolean }>(
        `select teacher_id = $3 and offering_id = $4 and held_on = $5 as own from xueye.focus_mark
         where department_id = $1 and lesson_id = $2 limit 1`,
        [department_id, first.lessonId, first.teacherId, first.offeringId, first.heldOn],
      );
      if (earlier[0]?.own) return false;
      const written = await insertRows(
        context,
        'focus_mark',
        marks.map((mark) => ({
          department_id,
          lesson_id: mark.lessonId,
          student_id: mark.studentId,
          offering_id: mark.offeringId,
          teacher_id: mark.teacherId,
          course_name: mark.courseName,
          held_on: mark.heldOn,
          attendance: mark.attendance,
          answer: mark.answer,
          homework: mark.homework,
          filed_on: mark.filedOn,
          filed_at: mark.filedAt,
        })),
        'on conflict do nothing',
      );
      if (written !== marks.length) throw new DomainError('CONFLICT', TAKEN);
      return true;
    },
    async addNote(note) {
      const sealer = await sealed.toSeal();
      const written = await insertRows(
        context,
        'focus_note',
        [
          {
            department_id,
            id: note.id,
            student_id: note.studentId,
            offering_id: note.offeringId,
            teacher_id: note.teacherId,
            course_name: note.courseName,
            text: sealer.seal('focus_note', 'text', note.id, note.text),
            noted_on: note.notedOn,
            noted_at: note.notedAt,
          },
        ],
        'on conflict do nothing',
      );
      return (
        written === 1 ||
        isRepeat(
          context,
          { table: 'focus_note', id: note.id, author: 'teacher_id', authorId: note.teacherId },
          TAKEN,
        )
      );
    },
  };
};

/** By case, the ids of those in whose courses of this semester the student needs focus. One statement. */
async function focusTeachersOf(
  caseIds: readonly string[],
  { tx }: Context,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.query<{ caseId: string; teacherId: string }>(
    `select case_id as "caseId", teacher_id as "teacherId" from xueye.focus_teachers($1::uuid[])
    order by 1, 2`,
    [`{${caseIds.join(',')}}`],
  );
  return groupBy(
    rows,
    ({ caseId }) => caseId,
    ({ teacherId }) => teacherId,
  );
}

/** Of students, what the duty of their cases is derived from. */
export async function focusFactsOf(
  studentIds: readonly string[],
  { db, actor }: Context,
): Promise<(studentId: string) => FocusFacts> {
  const rows = await db
    .selectFrom('focus_note')
    .where('department_id', '=', actor.departmentId)
    .where('student_id', '=', uuids(studentIds))
    .select(['student_id as studentId', 'id as noteId', 'noted_on as on'])
    .orderBy('noted_at')
    .orderBy('id')
    .execute();
  const byStudent = groupBy(
    rows,
    ({ studentId }) => studentId,
    ({ noteId, on }) => ({ noteId, on }),
  );
  return (studentId) => ({ focusNotes: byStudent.get(studentId) ?? [] });
}

const selectMarks = ({ db, actor }: Context) =>
  db
    .selectFrom('focus_mark')
    .where('department_id', '=', actor.departmentId)
    .select([
      'lesson_id as lessonId',
      'student_id as studentId',
      'offering_id as offeringId',
      'teacher_id as teacherId',
      'course_name as courseName',
      'held_on as heldOn',
      'attendance',
      'answer',
      'homework',
      'filed_on as filedOn',
      'filed_at as filedAt',
    ])
    .orderBy('held_on')
    .orderBy('filed_at')
    .orderBy('lesson_id')
    .$castTo<FocusMarkRow>();

const selectNotes = ({ db, actor }: Context) =>
  db
    .selectFrom('focus_note')
    .where('department_id', '=', actor.departmentId)
    .select([
      'id',
      'student_id as studentId',
      'offering_id as offeringId',
      'teacher_id as teacherId',
      'course_name as courseName',
      'text',
      'noted_on as notedOn',
      'noted_at as notedAt',
    ])
    .orderBy('noted_at')
    .orderBy('id');

/** A row of `my_focus`: the student's part is null for a course without one. */
type FocusRow = {
  readonly offering_id: string;
  readonly course_code: string;
  readonly course_name: string;
} & (
  | { readonly student_id: null }
  | {
      readonly student_id: string;
      readonly student_no: string;
      readonly student_name: string;
      readonly class_name: string;
      readonly is_retake: boolean;
      readonly since: string;
    }
);

const TAKEN = '这次记录的编号已被占用。请退出这一页，重新填写。';
