import type { FileRepository } from '#core/application/ports';
import type { Context } from './context';

export const fileRepository = ({ db, actor }: Context): FileRepository => ({
  async add(record) {
    await db
      .insertInto('file_object')
      .values({
        department_id: actor.departmentId,
        id: record.id,
        path: record.path,
        file_name: record.fileName,
        purpose: record.purpose,
        created_by: record.createdBy,
        created_at: record.createdAt,
      })
      .execute();
  },
  async get(fileId) {
    const row = await db
      .selectFrom('file_object')
      .where('department_id', '=', actor.departmentId)
      .where('id', '=', fileId)
      .select([
        'id',
        'path',
        'file_name as fileName',
        'purpose',
        'created_by as createdBy',
        'created_at as createdAt',
        'removed_on as removedOn',
      ])
      .executeTakeFirst();
    return row ?? null;
  },
});
