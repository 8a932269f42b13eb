import type { QueueKeyRepository } from '#core/application/ports';
import { type Context, insertRows } from './context';

export const queueKeyRepository = (context: Context): QueueKeyRepository => {
  const { db, actor } = context;
  return {
    async own() {
      const row = await db
        .selectFrom('queue_key')
        .where('department_id', '=', actor.departmentId)
        .where('person_id', '=', actor.personId)
        .select(['id', 'key'])
        .executeTakeFirst();
      if (!row) return null;
      return (await context.sealed.toOpen()).open('queue_key', 'key', row.id, row.key);
    },
    async add(id, key) {
      const sealer = await context.sealed.toSeal();
      await insertRows(
        context,
        'queue_key',
        [
          {
            department_id: actor.departmentId,
            id,
            person_id: actor.personId,
            key: sealer.seal('queue_key', 'key', id, key),
            made_on: actor.today,
          },
        ],
        'on conflict (department_id, person_id) do nothing',
      );
    },
  };
};
