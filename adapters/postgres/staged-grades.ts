import { type RawBuilder, sql } from 'kysely';
import type { RowChange, StagedStudent } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import type { Context } from './context';
import { holdVersions } from './import-holds';
import { noteProgress } from './import-progress';

/** Whom the staged rows of an import name, each once, in the order of their last rows. */
export async function stagedStudents(
  { db, actor }: Context,
  importId: string,
): Promise<readonly StagedStudent[]> {
  // The students of a large department fit into memory; sorting all their rows on disk would not pay.
  await sql`select set_config('work_mem', '64MB', true)`.execute(db);
  const { rows } = await sql<StagedStudent>`
    select max(row_no) as row, payload ->> 'file' as file,
      coalesce(student_no, payload ->> 'studentNo') as "studentNo",
      payload ->> 'studentName' as "studentName", payload ->> 'className' as "className"
    from import_row
    where department_id = ${actor.departmentId}::uuid and import_id = ${importId}::uuid
    group by 2, 3, 4, 5
    order by 1`.execute(db);
  return rows;
}

/** Rows of one statement: so many, or a part of the file, whichever is more; each looks the roster up. */
const ROWS_AT_ONCE = 20_000;
const PARTS = 20;

/**
 * Writes the staged rows of an import as versions: what is current under the same (student, key) is
 * superseded where its content differs or it was withdrawn, and stays where it is the same. No row leaves
 * the database.
 *
 * Each look-up is a sub-select of its own with a whole key: a file that came in a moment ago has no
 * statistics, and a planner that takes two million rows for a handful joins them without an index. Students
 * are looked up in one value that holds them all, for the same reason.
 *
 * @param isAsPreviewed what the preview found of each row still holds: only rows that it found changed, or
 *   that a rollback once withdrew, can have one to supersede, and unchanged ones are not touched
 * @throws DomainError IMPORT_STALE where it was staged before staged rows said which versions they become
 */
export async function applyStagedGrades(
  context: Context,
  importId: string,
  isAsPreviewed: boolean,
): Promise<Readonly<Record<RowChange, number>>> {
  await holdVersions(context);
  const {
    db,
    actor: { departmentId },
  } = context;
  const ofImport = sql`staged.department_id = ${departmentId}::uuid and staged.import_id = ${importId}::uuid`;
  const counted = await sql<{ all: number; whole: number; changed: number; withdrawn: boolean }>`
    select count(*) as "all", count(version_id) as whole,
      count(*) filter (where change = 'changed') as changed,
      exists (
        select from import_rollback where department_id = ${departmentId}::uuid and withdrawn > 0
      ) as withdrawn
    from import_row staged where ${ofImport}`.execute(db);
  const { all, whole, ...found } = counted.rows[0] ?? { all: 0, whole: 0, changed: 0, withdrawn: false };
  if (whole < all) throw new DomainError('IMPORT_STALE', '预览之后程序更新过。请重新预览。');
  const ofInterest = isAsPreviewed ? sql`${ofImport} and staged.change <> 'unchanged'` : ofImport;
  const isNothingHeld = isAsPreviewed && found.changed === 0 && !found.withdrawn;
  const changed = isNothingHeld ? 0 : await supersede(context, ofInterest);
  let written = 0;
  const step = Math.max(ROWS_AT_ONCE, Math.ceil(all / PARTS));
  for (let from = 0; from < all; from += step) {
    noteProgress(context, importId, { step: 'apply', done: from, total: all });
    const range = sql`staged.position >= ${from} and staged.position < ${from + step}`;
    written += await append(context, sql`${ofInterest} and ${range}`, isAsPreviewed);
  }
  return { new: written - changed, changed, unchanged: all - written };
}

/** @returns how many current versions gave way, withdrawn ones left out */
async function supersede(
  { db, actor: { departmentId } }: Context,
  ofInterest: RawBuilder<unknown>,
): Promise<number> {
  const { rows } = await sql<{ changed: number }>`
    with superseded as (
      update grade_row as held set superseded_by = newer.version_id
      from (
        select staged.version_id, staged.content_hash, (
          select met.id from grade_row met
          where met.department_id = ${departmentId}::uuid and met.row_key = staged.row_key
            and met.superseded_by is null and met.student_id = (
              select student.id from student
              where student.department_id = ${departmentId}::uuid and student.student_no = staged.student_no
            )
        ) as held_id
        from import_row staged
        where ${ofInterest}
        offset 0
      ) as newer
      where held.department_id = ${departmentId}::uuid and held.id = newer.held_id
        and (held.is_withdrawn or held.content_hash <> newer.content_hash)
      returning held.is_withdrawn
    )
    select count(*) filter (where not is_withdrawn) as changed from superseded`.execute(db);
  return rows[0]?.changed ?? 0;
}

/** @returns how many versions were written */
async function append(
  { db, actor: { departmentId } }: Context,
  ofInterest: RawBuilder<unknown>,
  isAsPreviewed: boolean,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into grade_row (
      department_id, id, student_id, import_id, row_key, content_hash, file_name, row_no, student_no,
      student_name, class_name, term, course_code, course_name, nature, credit, point, score, resit_score,
      retake_score, is_retake, is_minor, is_void, exam_kind, remark
    )
    select
      staged.department_id, staged.version_id,
      ((
        select jsonb_object_agg(student.student_no, student.id) from student
        where student.department_id = ${departmentId}::uuid
      ) ->> staged.student_no)::uuid,
      staged.import_id, staged.row_key,
      staged.content_hash, grade.file, grade."row", grade."studentNo", grade."studentName",
      grade."className", grade.term, grade."courseCode", grade."courseName", grade.nature, grade.credit,
      grade.point, grade.score, grade."resitScore", grade."retakeScore", grade."isRetake",
      grade."isMinor", grade."isVoid", grade."examKind", grade.remark
    from import_row staged
    cross join lateral jsonb_to_record(staged.payload) as grade (
      file text, "row" integer, "studentNo" text, "studentName" text, "className" text, term text,
      "courseCode" text, "courseName" text, nature text, credit integer, point integer, score text,
      "resitScore" text, "retakeScore" text, "isRetake" boolean, "isMinor" boolean, "isVoid" boolean,
      "examKind" text, remark text
    )
    where ${ofInterest}
    ${
      // What is still current under the same key has the same content.
      isAsPreviewed
        ? sql``
        : sql`on conflict (department_id, student_id, row_key) where superseded_by is null do nothing`
    }`.execute(db);
  return Number(numAffectedRows ?? 0);
}
