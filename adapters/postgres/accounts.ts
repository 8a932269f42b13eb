import { sql } from 'kysely';
import type { AccountRecord, AccountRepository, ActivationCodeKind } from '#core/application/ports';
import { byRoleWeight } from '#core/domain/role';
import { inForce } from './columns';
import { type Context, insertRows, uuids } from './context';
import { foundPeople } from './name-spellings';
import { selectAssignments } from './people';

export const accountRepository = (context: Context): AccountRepository => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  return {
    async list(search, skip, limit, now) {
      const people = await selectPeople(context, now)
        .$if(search !== undefined, (query) => query.where(foundPeople(search ?? '')))
        .orderBy('person.work_no')
        .offset(skip)
        .limit(limit)
        .execute();
      return withRoles(people, context);
    },
    async find(personId, now) {
      const people = await selectPeople(context, now).where('person.id', '=', personId).execute();
      const [account] = await withRoles(people, context);
      return account ?? null;
    },
    async addCode({ id, personId, kind, codeHash, issuedAt, expiresAt }) {
      await endCode(context, personId, issuedAt, 'replaced', kind);
      await insertRows(context, 'activation_code', [
        {
          department_id,
          id,
          person_id: personId,
          kind,
          code_hash: codeHash,
          issued_by: actor.personId,
          issued_at: issuedAt,
          expires_at: expiresAt,
          ended_at: null,
          ended_as: null,
        },
      ]);
    },
    endCode: (personId, at, kind) => endCode(context, personId, at, 'withdrawn', kind),
    async unbind(personId, at) {
      const withdrawn = await endCode(context, personId, at, 'withdrawn');
      const { numDeletedRows } = await db
        .deleteFrom('identity')
        .where('department_id', '=', department_id)
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow();
      return withdrawn || numDeletedRows > 0;
    },
  };
};

async function endCode(
  { db, actor }: Context,
  personId: string,
  at: string,
  as: 'replaced' | 'withdrawn',
  kind?: ActivationCodeKind,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('activation_code')
    .set({ ended_at: at, ended_as: as })
    .where('department_id', '=', actor.departmentId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'typed'))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0;
}

const selectPeople = ({ db, actor }: Context, now: string) =>
  db
    .selectFrom('person')
    .where('person.department_id', '=', actor.departmentId)
    .select((eb) => {
      const openUntil = (kind: ActivationCodeKind) =>
        eb
          .selectFrom('activation_code')
          .whereRef('activation_code.department_id', '=', 'person.department_id')
          .whereRef('activation_code.person_id', '=', 'person.id')
          .where('activation_code.kind', '=', kind)
          .where('activation_code.ended_at', 'is', null)
          .where('activation_code.expires_at', '>', now)
          .select('activation_code.expires_at');
      return [
        'person.id as personId',
        'person.name as name',
        'person.work_no as workNo',
        eb
          .selectFrom('identity')
          .whereRef('identity.department_id', '=', 'person.department_id')
          .whereRef('identity.person_id', '=', 'person.id')
          .select(sql<string>`max(identity.bound_at)`.as('boundAt'))
          .as('boundAt'),
        openUntil('typed').as('codeExpiresAt'),
        openUntil('scene').as('invitationExpiresAt'),
      ];
    });

async function withRoles(
  people: readonly Omit<AccountRecord, 'roles'>[],
  context: Context,
): Promise<readonly AccountRecord[]> {
  if (people.length === 0) return [];
  const held = await selectAssignments(context)
    .where('assignment.person_id', '=', uuids(people.map(({ personId }) => personId)))
    .where(inForce(context))
    .execute();
  held.sort(byRoleWeight);
  return people.map((person) => ({
    ...person,
    roles: held
      .filter(({ personId }) => personId === person.personId)
      .map(({ role, scopeName }) => ({ role, scopeName })),
  }));
}
