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
    applyStaged: (importId, isAsPreviewed) => applyStagedGrades(context, importId, isAsPreviewed),
    byStudent: (after = '') => studentsWithRows(context, currentRows(context), after),
    byStudentAt: (then) => studentsWithRows(context, rowsAt(context, then), ''),
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
export const currentRows = ({ db, actor }: Context) =>
  db
    .selectFrom('grade_row')
    .where('department_id', '=', actor.departmentId)
    .where('superseded_by', 'is', null)
    .where('is_withdrawn', '=', false);

/**
 * In force when a screening ran: written by then, by an import or by a rollback, and superseded by
 * nothing that was. Of an import of the very same instant the screening says whether it saw it.
 */
const rowsAt = (
  { db, actor }: Context,
  { ranAt, importIds }: Parameters<GradeRepository['byStudentAt']>[0],
) => {
  const isWritten = (row: 'grade_row' | 'newer') => sql<boolean>`exists (
    select from import_batch
    where import_batch.department_id = ${sql.ref(row)}.department_id
      and import_batch.id = ${sql.ref(row)}.import_id
      and (${sql.ref(row)}.rollback_id is not null or import_batch.settled_at < ${ranAt}::timestamptz
        or (import_batch.settled_at = ${ranAt}::timestamptz and import_batch.id = ${uuids(importIds)}))
  ) and not exists (
    select from import_rollback
    where import_rollback.department_id = ${sql.ref(row)}.department_id
      and import_rollback.id = ${sql.ref(row)}.rollback_id
      and import_rollback.rolled_back_at > ${ranAt}::timestamptz
  )`;
  return db
    .selectFrom('grade_row')
    .where('grade_row.department_id', '=', actor.departmentId)
    .where('grade_row.is_withdrawn', '=', false)
    .where(isWritten('grade_row'))
    .where(
      sql<boolean>`not exists (
        select from grade_row newer
        where newer.department_id = grade_row.department_id and newer.id = grade_row.superseded_by
          and ${isWritten('newer')}
      )`,
    );
};

type Rows = ReturnType<typeof currentRows>;

async function* studentsWithRows(context: Context, rows: Rows, from: string) {
  let after = from;
  for (;;) {
    const students = await fromStudents(context)
      .where('student.student_no', '>', after)
      .where(({ exists }) =>
        exists(
          rows.where('grade_row.student_id', '=', sql.ref<string>('student.id')).select(sql`1`.as('one')),
        ),
      )
      .select(STUDENT)
      .orderBy('student.student_no')
      .limit(STUDENTS_AT_ONCE)
      .execute();
    const last = students.at(-1);
    if (!last) return;
    after = last.studentNo;
    yield* withRows(students.map(toStudent), rows);
  }
}

async function* withRows(students: readonly Student[], current: Rows) {
  const rows = await current
    .where('student_id', '=', uuids(students.map(({ id }) => id)))
    .selectAll()
    .orderBy('term')
    .orderBy('row_key')
    .execute();
  const held = new Map<string, StoredGradeRow[]>(students.map(({ id }) => [id, []]));
  for (const row of rows) held.get(row.student_id)?.push(toStored(row));
  for (const student of students) yield { student, rows: held.get(student.id) ?? [] };
}

export const toStored = (row: Selectable<GradeRow>): StoredGradeRow => ({
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
