import { type Selectable, sql } from 'kysely';
import type { GradeRepository, StoredGradeRow, Student } from '#core/application/ports';
import { fromStudents, STUDENT, toStudent } from './columns';
import { type Context, uuids } from './context';
import type { GradeRow } from './generated/schema';
import { applyStagedGrades, stagedStudents } from './staged-grades';

/** Students read at once: their rows are in memory together, no more. */
const STUDENTS_AT_ONCE = 500;

export const gradeRepository = (context: Context): GradeRepository => {
  const { db, actor } = context;
  const { departmentId } = actor;
  return {
    async current(studentIds) {
      const rows = await currentRows(context)
        .where('student_id', '=', uuids(studentIds))
        .select(['id', 'student_id as studentId', 'row_key as rowKey', 'content_hash as contentHash'])
        .execute();
      const found = new Map<string, Map<string, { id: string; contentHash: string }>>();
      for (const { studentId, rowKey, id, contentHash } of rows) {
        const held = found.get(studentId) ?? new Map();
        found.set(studentId, held.set(rowKey, { id, contentHash }));
      }
      return found;
    },
    stagedStudents: (importId) => stagedStudents(context, importId),
    applyStaged: (importId) => applyStagedGrades(context, importId),
    async *byStudent() {
      let after = '';
      for (;;) {
        const students = await fromStudents(context)
          .where('student.student_no', '>', after)
          .where(({ exists, selectFrom }) =>
            exists(
              selectFrom('grade_row')
                .whereRef('grade_row.department_id', '=', 'student.department_id')
                .whereRef('grade_row.student_id', '=', 'student.id')
                .where('grade_row.superseded_by', 'is', null)
                .where('grade_row.is_withdrawn', '=', false)
                .select(sql`1`.as('one')),
            ),
          )
          .select(STUDENT)
          .orderBy('student.student_no')
          .limit(STUDENTS_AT_ONCE)
          .execute();
        const last = students.at(-1);
        if (!last) return;
        after = last.studentNo;
        yield* withRows(students.map(toStudent), context);
      }
    },
    async of(studentId) {
      const rows = await currentRows(context)
        .where('student_id', '=', studentId)
        .selectAll()
        .orderBy('term')
        .orderBy('row_key')
        .execute();
      return rows.map(toStored);
    },
    importSources: () =>
      db
        .selectFrom('import_batch')
        .where('department_id', '=', departmentId)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('grade_row')
              .whereRef('grade_row.department_id', '=', 'import_batch.department_id')
              .whereRef('grade_row.import_id', '=', 'import_batch.id')
              .where('grade_row.superseded_by', 'is', null)
              .where('grade_row.is_withdrawn', '=', false)
              .select(sql`1`.as('one')),
          ),
        )
        .select(['id', 'file_name as fileName'])
        .orderBy('settled_at')
        .orderBy('id')
        .execute(),
  };
};

/** In force: superseded by nothing, and not withdrawn by a rollback. */
const currentRows = ({ db, actor }: Context) =>
  db
    .selectFrom('grade_row')
    .where('department_id', '=', actor.departmentId)
    .where('superseded_by', 'is', null)
    .where('is_withdrawn', '=', false);

async function* withRows(students: readonly Student[], context: Context) {
  const rows = await currentRows(context)
    .where('student_id', '=', uuids(students.map(({ id }) => id)))
    .selectAll()
    .orderBy('term')
    .orderBy('row_key')
    .execute();
  const held = new Map<string, StoredGradeRow[]>(students.map(({ id }) => [id, []]));
  for (const row of rows) held.get(row.student_id)?.push(toStored(row));
  for (const student of students) yield { student, rows: held.get(student.id) ?? [] };
}

const toStored = (row: Selectable<GradeRow>): StoredGradeRow => ({
  id: row.id,
  studentId: row.student_id,
  importId: row.import_id,
  rowKey: row.row_key,
  contentHash: row.content_hash,
  grade: {
    file: row.file_name,
    row: row.row_no,
    studentNo: row.student_no,
    studentName: row.student_name,
    className: row.class_name,
    term: row.term,
    courseCode: row.course_code,
    courseName: row.course_name,
    nature: row.nature,
    credit: row.credit,
    point: row.point,
    score: row.score,
    resitScore: row.resit_score,
    retakeScore: row.retake_score,
    isRetake: row.is_retake,
    isMinor: row.is_minor,
    isVoid: row.is_void,
    examKind: row.exam_kind,
    remark: row.remark,
  },
});
