import { sql } from 'kysely';
import type { ImportRecord, ImportRepository } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import { type Context, insertRows } from './context';
import { readProgress } from './import-progress';
import { stageRows } from './staged-rows';

export const importRepository = (context: Context): ImportRepository => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  const find = async (importId: string) => {
    const row = await selectImports(context).where('import_batch.id', '=', importId).executeTakeFirst();
    return row ? toRecord(row) : null;
  };
  return {
    async add(record, staged, rejected) {
      const written = await insertRows(
        context,
        'import_batch',
        [
          {
            department_id,
            id: record.id,
            kind: record.kind,
            file_name: record.fileName,
            file_id: record.fileId,
            sha256: record.sha256,
            layout: record.layout,
            mapping: record.mapping,
            signature: record.signature,
            is_by_preset: record.isByPreset,
            owner_no: record.ownerNo,
            changes: record.changes,
            terms: record.terms,
            state: record.state,
            rows_read: record.rowsRead,
            students: record.students,
            count_new: record.counts.new,
            count_changed: record.counts.changed,
            count_unchanged: record.counts.unchanged,
            count_rejected: record.counts.rejected,
            unknown_students: record.unknownStudents,
            versions_seen: record.versionsSeen,
            created_by: record.createdBy,
            created_at: record.createdAt,
            settled_at: record.appliedAt,
          },
        ],
        'on conflict (department_id, id) do nothing',
      );
      if (written === 0) throw new DomainError('CONFLICT', '这次导入已经提交过。请刷新后查看。');
      await stageRows(context, record.id, staged, record.rowsRead);
      await insertRows(
        context,
        'import_rejection',
        [...rejected]
          .sort((a, b) => a.row - b.row)
          .map(({ file, row, column, value, reason, studentNo, term }, position) => ({
            department_id,
            import_id: record.id,
            position,
            file_name: file,
            row_no: row,
            column_name: column,
            value,
            reason,
            student_no: studentNo ?? null,
            term: term ?? null,
          })),
      );
    },
    get: find,
    progress: (importId) => readProgress(context, importId),
    async lock(importId) {
      const locked = await db
        .selectFrom('import_batch')
        .where('department_id', '=', department_id)
        .where('id', '=', importId)
        .select('id')
        .forUpdate()
        .executeTakeFirst();
      return locked ? find(importId) : null;
    },
    async list(skip, limit) {
      const rows = await selectImports(context)
        .orderBy('import_batch.created_at', 'desc')
        .orderBy('import_batch.id', 'desc')
        .offset(skip)
        .limit(limit)
        .execute();
      return rows.map(toRecord);
    },
    staged: (importId) =>
      db
        .selectFrom('import_row')
        .where('department_id', '=', department_id)
        .where('import_id', '=', importId)
        .select(['row_no as row', 'change', 'payload'])
        .orderBy('position')
        .execute(),
    rejected: (importId, skip, limit) =>
      db
        .selectFrom('import_rejection')
        .where('department_id', '=', department_id)
        .where('import_id', '=', importId)
        .select(['file_name as file', 'row_no as row', 'column_name as column', 'value', 'reason'])
        .orderBy('position')
        .offset(skip)
        .limit(limit)
        .execute(),
    async setState(importId, state, at, counts) {
      await db
        .updateTable('import_batch')
        .set({
          state,
          settled_at: state === 'previewed' ? null : at,
          ...(counts && {
            count_new: counts.new,
            count_changed: counts.changed,
            count_unchanged: counts.unchanged,
            count_rejected: counts.rejected,
          }),
        })
        .where('department_id', '=', department_id)
        .where('id', '=', importId)
        .execute();
    },
    async versionsSoFar() {
      const { rows } = await sql<{ count: number }>`
        select
          (select count(*) from import_batch
           where department_id = ${department_id}::uuid and state = 'applied')
          + (select count(*) from import_rollback where department_id = ${department_id}::uuid) as count`.execute(
        db,
      );
      return rows[0]?.count ?? 0;
    },
    termsWithGrades: () =>
      db
        .selectFrom('grade_row')
        .where('department_id', '=', department_id)
        .where('superseded_by', 'is', null)
        .where('is_withdrawn', '=', false)
        .groupBy('term')
        .select(['term', sql<number>`count(*)`.as('rows')])
        .orderBy('term')
        .execute(),
  };
};

const selectImports = ({ db, actor }: Context) =>
  db
    .selectFrom('import_batch')
    .innerJoin('person', (join) =>
      join
        .onRef('person.department_id', '=', 'import_batch.department_id')
        .onRef('person.id', '=', 'import_batch.created_by'),
    )
    .leftJoin('import_rollback', (join) =>
      join
        .onRef('import_rollback.department_id', '=', 'import_batch.department_id')
        .onRef('import_rollback.import_id', '=', 'import_batch.id'),
    )
    .leftJoin('person as undoer', (join) =>
      join
        .onRef('undoer.department_id', '=', 'import_rollback.department_id')
        .onRef('undoer.id', '=', 'import_rollback.rolled_back_by'),
    )
    .where('import_batch.department_id', '=', actor.departmentId)
    .selectAll('import_batch')
    .select([
      'person.name as created_by_name',
      'import_rollback.id as rollback_id',
      'import_rollback.reason as rollback_reason',
      'import_rollback.restored as rollback_restored',
      'import_rollback.withdrawn as rollback_withdrawn',
      'import_rollback.rolled_back_by as rollback_by',
      'import_rollback.rolled_back_at as rollback_at',
      'undoer.name as rollback_by_name',
    ]);

type ImportColumns = Awaited<ReturnType<ReturnType<typeof selectImports>['executeTakeFirstOrThrow']>>;

/** The JSON columns, the kind and the layout hold what `add` was given. */
const toRecord = (row: ImportColumns): ImportRecord => ({
  id: row.id,
  kind: row.kind as ImportRecord['kind'],
  fileName: row.file_name,
  fileId: row.file_id,
  sha256: row.sha256,
  layout: row.layout as ImportRecord['layout'],
  mapping: row.mapping as ImportRecord['mapping'],
  signature: row.signature,
  isByPreset: row.is_by_preset,
  ownerNo: row.owner_no,
  changes: row.changes as ImportRecord['changes'],
  terms: row.terms as ImportRecord['terms'],
  // A settled import stays as it is; that it was taken back stands in a record of its own.
  state: row.rollback_id === null ? row.state : 'rolled-back',
  rowsRead: row.rows_read,
  students: row.students,
  counts: {
    new: row.count_new,
    changed: row.count_changed,
    unchanged: row.count_unchanged,
    rejected: row.count_rejected,
  },
  unknownStudents: row.unknown_students as ImportRecord['unknownStudents'],
  versionsSeen: row.versions_seen,
  createdBy: row.created_by,
  createdByName: row.created_by_name,
  createdAt: row.created_at,
  appliedAt: row.state === 'applied' ? row.settled_at : null,
  rollback: toRollback(row),
});

/** The record's columns are there together, or none of them is. */
const toRollback = (row: ImportColumns): ImportRecord['rollback'] =>
  row.rollback_id === null
    ? null
    : {
        id: row.rollback_id,
        importId: row.id,
        reason: row.rollback_reason ?? '',
        restored: row.rollback_restored ?? 0,
        withdrawn: row.rollback_withdrawn ?? 0,
        by: row.rollback_by ?? '',
        byName: row.rollback_by_name ?? '',
        at: row.rollback_at ?? '',
      };
