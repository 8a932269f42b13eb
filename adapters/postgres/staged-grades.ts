import { sql } from 'kysely';
import type { RowChange, StagedStudent } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import type { Context } from './context';
import { holdVersions } from './import-holds';

/** Whom the staged rows of an import name, each once, in the order of their last rows. */
export async function stagedStudents(
  { db, actor }: Context,
  importId: string,
): Promise<readonly StagedStudent[]> {
  // The students of a large department fit into memory; sorting all their rows on disk would not pay.
  await sql`select set_config('work_mem', '64MB', true)`.execute(db);
  const { rows } = await sql<StagedStudent>`
    select max(row_no) as row, payload ->> 'file' as file, payload ->> 'studentNo' as "studentNo",
      payload ->> 'studentName' as "studentName", payload ->> 'className' as "className"
    from import_row
    where department_id = ${actor.departmentId}::uuid and import_id = ${importId}::uuid
    group by 2, 3, 4, 5
    order by 1`.execute(db);
  return rows;
}

/**
 * Writes the staged rows of an import as versions: what is current under the same (student, key) is
 * superseded where its content differs or it was withdrawn, and stays where it is the same. No row leaves
 * the database.
 *
 * Each look-up is a sub-select of its own with a whole key: a file that came in a moment ago has no
 * statistics, and a planner that takes two million rows for a handful joins them without an index.
 *
 * @throws DomainError IMPORT_STALE where it was staged before staged rows said which versions they become
 */
export async function applyStagedGrades(
  context: Context,
  importId: string,
): Promise<Readonly<Record<RowChange, number>>> {
  await holdVersions(context);
  const {
    db,
    actor: { departmentId },
  } = context;
  const ofImport = sql`staged.department_id = ${departmentId}::uuid and staged.import_id = ${importId}::uuid`;
  const ownStudent = sql`(
    select student.id from student
    where student.department_id = ${departmentId}::uuid and student.student_no = staged.student_no
  )`;
  const counted = await sql<{ all: number; whole: number }>`
    select count(*) as "all", count(version_id) as whole from import_row staged where ${ofImport}`.execute(
    db,
  );
  const { all, whole } = counted.rows[0] ?? { all: 0, whole: 0 };
  if (whole < all) throw new DomainError('IMPORT_STALE', '预览之后程序更新过。请重新预览。');
  const superseded = await sql<{ changed: number }>`
    with superseded as (
      update grade_row as held set superseded_by = newer.version_id
      from (
        select staged.version_id, staged.content_hash, (
          select met.id from grade_row met
          where met.department_id = ${departmentId}::uuid and met.student_id = ${ownStudent}
            and met.row_key = staged.row_key and met.superseded_by is null
        ) as held_id
        from import_row staged
        where ${ofImport}
        offset 0
      ) as newer
      where held.department_id = ${departmentId}::uuid and held.id = newer.held_id
        and (held.is_withdrawn or held.content_hash <> newer.content_hash)
      returning held.is_withdrawn
    )
    select count(*) filter (where not is_withdrawn) as changed from superseded`.execute(db);
  const changed = superseded.rows[0]?.changed ?? 0;
  const inserted = await sql`
    insert into grade_row (
      department_id, id, student_id, import_id, row_key, content_hash, file_name, row_no, student_no,
      student_name, class_name, term, course_code, course_name, nature, credit, point, score, resit_score,
      retake_score, is_retake, is_minor, is_void, exam_kind, remark
    )
    select
      staged.department_id, staged.version_id, staged.student_id, staged.import_id, staged.row_key,
      staged.content_hash, grade.file, grade."row", grade."studentNo", grade."studentName",
      grade."className", grade.term, grade."courseCode", grade."courseName", grade.nature, grade.credit,
      grade.point, grade.score, grade."resitScore", grade."retakeScore", grade."isRetake",
      grade."isMinor", grade."isVoid", grade."examKind", grade.remark
    from (
      select staged.*, ${ownStudent} as student_id from import_row staged where ${ofImport} offset 0
    ) as staged
    cross join lateral jsonb_to_record(staged.payload) as grade (
      file text, "row" integer, "studentNo" text, "studentName" text, "className" text, term text,
      "courseCode" text, "courseName" text, nature text, credit integer, point integer, score text,
      "resitScore" text, "retakeScore" text, "isRetake" boolean, "isMinor" boolean, "isVoid" boolean,
      "examKind" text, remark text
    )
    -- What is still current under the same key has the same content.
    on conflict (department_id, student_id, row_key) where superseded_by is null do nothing`.execute(db);
  const written = Number(inserted.numAffectedRows ?? 0);
  return { new: written - changed, changed, unchanged: all - written };
}
