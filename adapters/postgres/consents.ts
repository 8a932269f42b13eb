import type { Consent, ConsentRepository } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import type { ConsentKind } from '#core/domain/privacy-guide';
import type { Context } from './context';

/** Words of consent, only ever added to. */
export const consentRepository = (context: Context): ConsentRepository => {
  const { tx, db, actor } = context;
  return {
    async latest(personId) {
      const rows = await db
        .selectFrom('consent')
        .distinctOn('kind')
        .where('department_id', '=', actor.departmentId)
        .where('person_id', '=', personId)
        .select(['id', 'kind', 'version', 'answer', 'on_day as on'])
        .orderBy('kind')
        .orderBy('ordinal', 'desc')
        .execute();
      return Object.fromEntries(rows.map((row) => [row.kind, row])) as Partial<Record<ConsentKind, Consent>>;
    },
    async add({ id, kind, version, answer, on }) {
      const added = await tx.query(
        `insert into xueye.consent (department_id, id, person_id, kind, version, answer, on_day)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (department_id, id) do nothing returning id`,
        [actor.departmentId, id, actor.personId, kind, version, answer, on],
      );
      if (added.length === 1) return true;
      const own = await db
        .selectFrom('consent')
        .where('department_id', '=', actor.departmentId)
        .where('id', '=', id)
        .where('person_id', '=', actor.personId)
        .select('id')
        .executeTakeFirst();
      if (own) return false;
      throw new DomainError('CONFLICT', '这次答复的编号已被占用。请退出这一页，重新打开。');
    },
  };
};
