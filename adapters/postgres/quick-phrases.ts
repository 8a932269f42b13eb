import type { QuickPhraseRepository } from '#core/application/ports';
import { type Context, insertRows } from './context';

export const quickPhraseRepository = (context: Context): QuickPhraseRepository => {
  const { db, actor } = context;
  const seal = async (id: string, text: string) =>
    (await context.sealed.toSeal()).seal('quick_phrase', 'text', id, text);
  return {
    async list() {
      const rows = await db
        .selectFrom('quick_phrase')
        .where('department_id', '=', actor.departmentId)
        .where('person_id', '=', actor.personId)
        .select(['id', 'text'])
        .orderBy('id')
        .execute();
      if (rows.length === 0) return [];
      const opener = await context.sealed.toOpen();
      return rows.map(({ id, text }) => ({ id, text: opener.open('quick_phrase', 'text', id, text) }));
    },
    async save(id, text) {
      const sealed = await seal(id, text);
      const { numUpdatedRows } = await db
        .updateTable('quick_phrase')
        .set({ text: sealed })
        .where('department_id', '=', actor.departmentId)
        .where('id', '=', id)
        .where('person_id', '=', actor.personId)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 1) return true;
      const row = {
        department_id: actor.departmentId,
        id,
        person_id: actor.personId,
        text: sealed,
        made_on: actor.today,
      };
      return (
        (await insertRows(context, 'quick_phrase', [row], 'on conflict (department_id, id) do nothing')) === 1
      );
    },
    async remove(id) {
      await db
        .deleteFrom('quick_phrase')
        .where('department_id', '=', actor.departmentId)
        .where('id', '=', id)
        .where('person_id', '=', actor.personId)
        .execute();
    },
  };
};
