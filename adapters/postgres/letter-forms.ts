import type { LetterFormRepository } from '#core/application/ports';
import type { LetterWording } from '#core/domain/letter-wording';
import type { Context } from './context';

/** Versions of the wording and of the template; only ever added. */
export const letterForms = ({ tx, db, actor }: Context): LetterFormRepository => {
  const department_id = actor.departmentId;
  return {
    async wording() {
      const row = await db
        .selectFrom('letter_wording')
        .innerJoin('person', (join) =>
          join
            .onRef('person.department_id', '=', 'letter_wording.department_id')
            .onRef('person.id', '=', 'letter_wording.saved_by'),
        )
        .where('letter_wording.department_id', '=', department_id)
        .select([
          'letter_wording.id as id',
          'letter_wording.wording as wording',
          'letter_wording.saved_on as savedOn',
          'letter_wording.saved_by as savedBy',
          'person.name as savedByName',
        ])
        .orderBy('letter_wording.ordinal', 'desc')
        .limit(1)
        .executeTakeFirst();
      // The JSON column holds what `saveWording` was given.
      return row ? { ...row, wording: row.wording as unknown as LetterWording } : null;
    },
    async saveWording({ id, wording, savedOn, savedBy }, at) {
      const added = await tx.query(
        `insert into xueye.letter_wording (department_id, id, ordinal, wording, saved_on, saved_at, saved_by)
         select $1, $2, coalesce(max(ordinal), 0) + 1, $3::jsonb, $4, $5, $6
         from xueye.letter_wording where department_id = $1
         on conflict (department_id, id) do nothing
         returning id`,
        [department_id, id, JSON.stringify(wording), savedOn, at, savedBy],
      );
      return added.length === 1;
    },
    async templates() {
      return db
        .selectFrom('letter_template')
        .innerJoin('person', (join) =>
          join
            .onRef('person.department_id', '=', 'letter_template.department_id')
            .onRef('person.id', '=', 'letter_template.saved_by'),
        )
        .where('letter_template.department_id', '=', department_id)
        .select([
          'letter_template.id as id',
          'letter_template.file_name as fileName',
          'letter_template.path as path',
          'letter_template.sha256 as sha256',
          'letter_template.saved_on as savedOn',
          'letter_template.saved_by as savedBy',
          'person.name as savedByName',
        ])
        .orderBy('letter_template.ordinal', 'desc')
        .execute();
    },
    async addTemplate({ id, fileName, path, sha256, savedOn, savedBy }, at) {
      const added = await tx.query(
        `insert into xueye.letter_template
           (department_id, id, ordinal, file_name, path, sha256, saved_on, saved_at, saved_by)
         select $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7, $8
         from xueye.letter_template where department_id = $1
         on conflict (department_id, id) do nothing
         returning id`,
        [department_id, id, fileName, path, sha256, savedOn, at, savedBy],
      );
      return added.length === 1;
    },
  };
};
