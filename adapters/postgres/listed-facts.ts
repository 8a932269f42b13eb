import { sql } from 'kysely';
import type { FactInForce, FactRows, HeldFact, ListedFactRepository } from '#core/application/ports';
import { FACT_KINDS, type FactKind } from '#core/domain/fact-kind';
import { groupBy } from '#core/domain/group-by';
import { type Context, insertRows, uuids } from './context';
import { holdVersions } from './import-holds';

export const listedFactRepository = (context: Context): ListedFactRepository => {
  const { db, actor } = context;
  const { departmentId } = actor;
  return {
    async current(kind, studentIds) {
      const opener = await context.sealed.toOpen();
      const rows = await inForce(context)
        .innerJoin('import_batch', (join) =>
          join
            .onRef('import_batch.department_id', '=', 'listed_fact.department_id')
            .onRef('import_batch.id', '=', 'listed_fact.import_id'),
        )
        .where('listed_fact.kind', '=', kind)
        .where('listed_fact.student_id', '=', uuids(studentIds))
        .select([
          'listed_fact.student_id as studentId',
          'listed_fact.row_key as rowKey',
          'listed_fact.content_hash as contentHash',
          'listed_fact.file_name as file',
          'listed_fact.row_no as row',
          'listed_fact.payload as payload',
          'import_batch.file_name as fileName',
        ])
        .execute();
      return groupBy(
        rows,
        ({ studentId }) => studentId,
        ({ studentId, rowKey, contentHash, fileName, ...written }): HeldFact => ({
          rowKey,
          contentHash,
          fileName,
          fact: factOf(opener, { studentId, rowKey }, written),
        }),
      );
    },
    async append(rows) {
      if (rows.length === 0) return;
      await holdVersions(context);
      const sealer = await context.sealed.toSeal();
      const keys = rows.map(({ id, studentId, rowKey }) => ({ id, studentId, rowKey }));
      await sql`
        update listed_fact set superseded_by = newer.id
        from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as newer (id uuid, "studentId" uuid, "rowKey" text)
        where listed_fact.department_id = ${departmentId}::uuid and listed_fact.student_id = newer."studentId"
          and listed_fact.row_key = newer."rowKey" and listed_fact.superseded_by is null`.execute(db);
      await insertRows(
        context,
        'listed_fact',
        rows.map(({ id, kind, studentId, importId, rowKey, contentHash, fact }) => {
          const { file, row, ...payload } = fact;
          return {
            department_id: departmentId,
            id,
            kind,
            student_id: studentId,
            import_id: importId,
            row_key: rowKey,
            content_hash: contentHash,
            file_name: file,
            row_no: row,
            term: 'term' in fact ? fact.term : null,
            payload: sealer.sealJson('listed_fact', 'payload', `${studentId}|${rowKey}`, payload),
            is_withdrawn: false,
          };
        }),
      );
    },
    async inForce() {
      const opener = await context.sealed.toOpen();
      const rows = await inForce(context)
        .innerJoin('student', (join) =>
          join
            .onRef('student.department_id', '=', 'listed_fact.department_id')
            .onRef('student.id', '=', 'listed_fact.student_id'),
        )
        .select([
          'listed_fact.kind as kind',
          'listed_fact.file_name as file',
          'listed_fact.row_no as row',
          'listed_fact.payload as payload',
          'listed_fact.row_key as rowKey',
          'student.id as studentId',
          'student.student_no as studentNo',
        ])
        .orderBy('student.student_no')
        .orderBy('listed_fact.row_key')
        .execute();
      return rows.map(({ file, row, payload, rowKey, ...owned }) => {
        const fact = factOf(opener, { studentId: owned.studentId, rowKey }, { file, row, payload });
        return { ...owned, fact } as FactInForce;
      });
    },
    async unread() {
      const rows = await db
        .selectFrom('import_rejection')
        .innerJoin('import_batch', (join) =>
          join
            .onRef('import_batch.department_id', '=', 'import_rejection.department_id')
            .onRef('import_batch.id', '=', 'import_rejection.import_id'),
        )
        .innerJoin('student', (join) =>
          join
            .onRef('student.department_id', '=', 'import_rejection.department_id')
            .onRef('student.student_no', '=', 'import_rejection.student_no'),
        )
        .where('import_rejection.department_id', '=', departmentId)
        .where('import_batch.kind', 'in', FACT_KINDS)
        .where('import_batch.state', '=', 'applied')
        .where(
          sql<boolean>`not exists (
            select from import_rollback undone
            where undone.department_id = import_batch.department_id and undone.import_id = import_batch.id
          ) and not exists (
            select from import_batch later
            where later.department_id = import_batch.department_id and later.state = 'applied'
              and later.kind = import_batch.kind and later.file_name = import_batch.file_name
              and (later.settled_at, later.id) > (import_batch.settled_at, import_batch.id)
              and not exists (
                select from import_rollback undone
                where undone.department_id = later.department_id and undone.import_id = later.id
              )
              and ${speaksInPlace}
          )`,
        )
        .select(['import_batch.kind as kind', 'student.id as studentId', 'student.student_no as studentNo'])
        .orderBy('student.student_no')
        .execute();
      return rows.map(({ kind, ...owner }) => ({ ...owner, kind: kind as FactKind }));
    },
    async importSources() {
      const rows = await db
        .selectFrom('import_batch')
        .where('department_id', '=', departmentId)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('listed_fact')
              .whereRef('listed_fact.department_id', '=', 'import_batch.department_id')
              .whereRef('listed_fact.import_id', '=', 'import_batch.id')
              .where('listed_fact.superseded_by', 'is', null)
              .where('listed_fact.is_withdrawn', '=', false)
              .select(sql`1`.as('one')),
          ),
        )
        .select(['id', 'kind', 'file_name as fileName'])
        .orderBy('settled_at')
        .orderBy('id')
        .execute();
      return rows.map(({ kind, ...source }) => ({ ...source, kind: kind as FactKind }));
    },
  };
};

/**
 * A later file of the name is about the doubt where it names the student, or is of the semester of the row;
 * of a row whose semester could not be read, where it is of all semesters of the file.
 */
const speaksInPlace = sql`(
  exists (
    select from import_row named
    where named.department_id = later.department_id and named.import_id = later.id
      and named.payload ->> 'studentNo' = import_rejection.student_no
  ) or exists (
    select from import_rejection named
    where named.department_id = later.department_id and named.import_id = later.id
      and named.student_no = import_rejection.student_no
  ) or case
    when import_rejection.term is not null then later.terms @> to_jsonb(import_rejection.term)
    else import_batch.terms <> '[]' and later.terms @> import_batch.terms
  end
)`;

/** What `append` wrote. */
function factOf(
  opener: Awaited<ReturnType<Context['sealed']['toOpen']>>,
  { studentId, rowKey }: { readonly studentId: string; readonly rowKey: string },
  { file, row, payload }: { readonly file: string; readonly row: number; readonly payload: unknown },
): FactRows[FactKind] {
  const said = opener.openJson('listed_fact', 'payload', `${studentId}|${rowKey}`, payload);
  return { file, row, ...(said as object) } as FactRows[FactKind];
}

/** Superseded by nothing, and not withdrawn by a rollback. */
const inForce = ({ db, actor }: Context) =>
  db
    .selectFrom('listed_fact')
    .where('listed_fact.department_id', '=', actor.departmentId)
    .where('listed_fact.superseded_by', 'is', null)
    .where('listed_fact.is_withdrawn', '=', false);
