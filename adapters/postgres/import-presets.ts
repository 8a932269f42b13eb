import type { ImportPreset, ImportPresetRepository } from '#core/application/ports';
import { type Context, insertRows } from './context';

export const importPresetRepository = (context: Context): ImportPresetRepository => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  return {
    async list() {
      const rows = await db
        .selectFrom('import_preset')
        .innerJoin('person', (join) =>
          join
            .onRef('person.department_id', '=', 'import_preset.department_id')
            .onRef('person.id', '=', 'import_preset.saved_by'),
        )
        .where('import_preset.department_id', '=', department_id)
        .select([
          'signature',
          'layout',
          'fields',
          'saved_by as savedBy',
          'person.name as savedByName',
          'saved_at as savedAt',
        ])
        .orderBy('saved_at', 'desc')
        .execute();
      // Written by `save` alone.
      return rows.map((row) => ({ ...row, fields: row.fields as ImportPreset['fields'] }));
    },
    async save({ signature, layout, fields, savedBy, savedAt }) {
      await insertRows(
        context,
        'import_preset',
        [{ department_id, signature, layout, fields, saved_by: savedBy, saved_at: savedAt }],
        `on conflict (department_id, signature) do update
           set layout = excluded.layout, fields = excluded.fields,
             saved_by = excluded.saved_by, saved_at = excluded.saved_at`,
      );
    },
    async forget(signature) {
      const { numDeletedRows } = await db
        .deleteFrom('import_preset')
        .where('department_id', '=', department_id)
        .where('signature', '=', signature)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
};
