import { sql } from 'kysely';
import type { ConferenceRecord, ConferenceRepository, PreparedDecision } from '#core/application/ports';
import { CONFERENCE_ROLES, type MinutesContent, type PreparedContent } from '#core/domain/conference';
import { byRoleWeight } from '#core/domain/role';
import { inForce } from './columns';
import { type Context, insertRows, uuids } from './context';

/** 诊断会: who was there, their views, what is prepared, the minutes; what was said of a student is sealed. */
export const conferenceRepository = (context: Context): ConferenceRepository => {
  const { db, tx, actor, sealed } = context;
  const department_id = actor.departmentId;

  const select = () =>
    db
      .selectFrom('conference')
      .innerJoin('person as opener', (join) =>
        join
          .onRef('opener.department_id', '=', 'conference.department_id')
          .onRef('opener.id', '=', 'conference.opened_by'),
      )
      .leftJoin('person as ender', (join) =>
        join
          .onRef('ender.department_id', '=', 'conference.department_id')
          .onRef('ender.id', '=', 'conference.ended_by'),
      )
      .leftJoin('conference_minutes', (join) =>
        join
          .onRef('conference_minutes.department_id', '=', 'conference.department_id')
          .onRef('conference_minutes.conference_id', '=', 'conference.id'),
      )
      .where('conference.department_id', '=', department_id)
      .select([
        'conference.id as id',
        'conference.screening_id as screeningId',
        'conference.held_on as heldOn',
        'conference.state as state',
        'opener.name as openedByName',
        'conference.opened_at as openedAt',
        'ender.name as endedByName',
        'conference.ended_at as endedAt',
        'conference_minutes.content_hash as minutesHash',
      ]);
  const get = async (conferenceId: string): Promise<ConferenceRecord | null> =>
    (await select().where('conference.id', '=', conferenceId).executeTakeFirst()) ?? null;

  return {
    open: async () => (await select().where('conference.state', '=', 'open').executeTakeFirst()) ?? null,
    get,
    async lock(conferenceId) {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`conference:${conferenceId}`]);
      return get(conferenceId);
    },
    list: (limit) =>
      select()
        .orderBy('conference.opened_at', 'desc')
        .orderBy('conference.id', 'desc')
        .limit(limit)
        .execute(),
    async add({ id, screeningId, heldOn, openedBy, openedAt }) {
      const row = {
        department_id,
        id,
        screening_id: screeningId,
        held_on: heldOn,
        state: 'open' as const,
        opened_by: openedBy,
        opened_at: openedAt,
      };
      return (await insertRows(context, 'conference', [row], 'on conflict do nothing')) === 1;
    },
    async end(conferenceId, to, by, at) {
      const [ended] = await db
        .updateTable('conference')
        .set({ state: to, ended_by: by, ended_at: at })
        .where('department_id', '=', department_id)
        .where('id', '=', conferenceId)
        .where('state', '=', 'open')
        .execute();
      return ended?.numUpdatedRows === 1n;
    },
    async members(conferenceId) {
      const marked = await db
        .selectFrom('conference_member')
        .innerJoin('person', (join) =>
          join
            .onRef('person.department_id', '=', 'conference_member.department_id')
            .onRef('person.id', '=', 'conference_member.person_id'),
        )
        .where('conference_member.department_id', '=', department_id)
        .where('conference_member.conference_id', '=', conferenceId)
        .select([
          'person.id as personId',
          'person.name as name',
          'person.work_no as workNo',
          'conference_member.role as role',
          'conference_member.is_present as isPresent',
        ])
        .execute();
      const might = await db
        .selectFrom('assignment')
        .innerJoin('person', (join) =>
          join
            .onRef('person.department_id', '=', 'assignment.department_id')
            .onRef('person.id', '=', 'assignment.person_id'),
        )
        .where('assignment.department_id', '=', department_id)
        .where('assignment.role', 'in', CONFERENCE_ROLES)
        .where(inForce(context))
        .select(['person.id as personId', 'person.name as name', 'person.work_no as workNo'])
        .select(sql<(typeof CONFERENCE_ROLES)[number]>`assignment.role`.as('role'))
        .orderBy('person.work_no')
        .execute();
      const known = new Set(marked.map(({ personId }) => personId));
      const others = might.sort(byRoleWeight).filter(({ personId }) => {
        if (known.has(personId)) return false;
        known.add(personId);
        return true;
      });
      return [...marked, ...others.map((one) => ({ ...one, isPresent: false }))]
        .sort((a, b) => byRoleWeight(a, b) || (a.workNo < b.workNo ? -1 : 1))
        .map(({ personId, name, role, isPresent }) => ({ personId, name, role, isPresent }));
    },
    async presentIds(conferenceId) {
      const rows = await db
        .selectFrom('conference_member')
        .where('department_id', '=', department_id)
        .where('conference_id', '=', conferenceId)
        .where('is_present', '=', true)
        .select('person_id as personId')
        .execute();
      return rows.map(({ personId }) => personId);
    },
    async mark(conferenceId, { personId, role, isPresent }, at) {
      await tx.query(
        `insert into xueye.conference_member
           (department_id, conference_id, person_id, role, is_present, marked_by, marked_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (department_id, conference_id, person_id) do update
           set is_present = excluded.is_present, marked_by = excluded.marked_by, marked_at = excluded.marked_at`,
        [department_id, conferenceId, personId, role, isPresent, actor.personId, at],
      );
    },
    async views(conferenceId, studentId) {
      const rows = await db
        .selectFrom('conference_view')
        .distinctOn(['student_id', 'member_id'])
        .where('department_id', '=', department_id)
        .where('conference_id', '=', conferenceId)
        .$if(studentId !== undefined, (query) => query.where('student_id', '=', studentId ?? ''))
        .select(['id', 'student_id as studentId', 'member_id as memberId', 'difficulty', 'remark'])
        .orderBy('student_id')
        .orderBy('member_id')
        .orderBy('said_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      const opener = await sealed.toOpen();
      return rows.flatMap(({ id, difficulty, remark, ...row }) =>
        difficulty === null
          ? []
          : [{ ...row, difficulty, remark: opener.open('conference_view', 'remark', id, remark) }],
      );
    },
    async say({ id, conferenceId, studentId, memberId, difficulty, remark, saidAt }) {
      const sealer = await sealed.toSeal();
      await insertRows(context, 'conference_view', [
        {
          department_id,
          id,
          conference_id: conferenceId,
          student_id: studentId,
          member_id: memberId,
          difficulty,
          remark: sealer.seal('conference_view', 'remark', id, remark),
          said_by: actor.personId,
          said_at: saidAt,
        },
      ]);
    },
    async prepared(conferenceId, studentId) {
      const rows = await db
        .selectFrom('conference_decision as prepared')
        .innerJoin('person', (join) =>
          join
            .onRef('person.department_id', '=', 'prepared.department_id')
            .onRef('person.id', '=', 'prepared.prepared_by'),
        )
        .distinctOn('prepared.student_id')
        .where('prepared.department_id', '=', department_id)
        .where('prepared.conference_id', '=', conferenceId)
        .$if(studentId !== undefined, (query) => query.where('prepared.student_id', '=', studentId ?? ''))
        .select([
          'prepared.id as id',
          'prepared.student_id as studentId',
          'prepared.proposal_id as proposalId',
          'prepared.is_withdrawn as isWithdrawn',
          'prepared.content as content',
          'prepared.prepared_at as preparedAt',
          'person.name as preparedByName',
        ])
        .orderBy('prepared.student_id')
        .orderBy('prepared.ordinal', 'desc')
        .execute();
      const opener = await sealed.toOpen();
      return rows
        .sort((a, b) =>
          a.preparedAt < b.preparedAt ? -1 : a.preparedAt > b.preparedAt ? 1 : a.id < b.id ? -1 : 1,
        )
        .flatMap(({ isWithdrawn, content, preparedAt: _at, ...row }): PreparedDecision[] => {
          if (isWithdrawn) return [];
          // Written by `prepare` alone; null: erased after its time.
          const opened = opener.openJson(
            'conference_decision',
            'content',
            row.id,
            content,
          ) as PreparedContent | null;
          return opened === null ? [] : [{ ...row, content: opened }];
        });
    },
    async prepare({ id, conferenceId, studentId, proposalId, content, preparedAt }) {
      const sealer = await sealed.toSeal();
      const added = await tx.query(
        `insert into xueye.conference_decision (
           department_id, id, conference_id, student_id, proposal_id, ordinal, is_withdrawn, content,
           prepared_by, prepared_at
         )
         select $1, $2, $3, $4, $5, coalesce(max(ordinal), 0) + 1, $6, $7, $8, $9
         from xueye.conference_decision
         where department_id = $1 and conference_id = $3 and student_id = $4
         on conflict do nothing
         returning id`,
        [
          department_id,
          id,
          conferenceId,
          studentId,
          proposalId,
          content === null,
          JSON.stringify(sealer.sealJson('conference_decision', 'content', id, content)),
          actor.personId,
          preparedAt,
        ],
      );
      return added.length === 1;
    },
    async addMinutes({ conferenceId, content, contentHash, signedOn, signedAt, signedBy }) {
      await insertRows(context, 'conference_minutes', [
        {
          department_id,
          conference_id: conferenceId,
          content,
          content_hash: contentHash,
          signed_on: signedOn,
          signed_at: signedAt,
          signed_by: signedBy,
        },
      ]);
    },
    async minutes(conferenceId) {
      const row = await db
        .selectFrom('conference_minutes')
        .where('department_id', '=', department_id)
        .where('conference_id', '=', conferenceId)
        .selectAll()
        .executeTakeFirst();
      return row
        ? {
            conferenceId: row.conference_id,
            // Written by `addMinutes` alone.
            content: row.content as unknown as MinutesContent,
            contentHash: row.content_hash,
            signedOn: row.signed_on,
            signedAt: row.signed_at,
            signedBy: row.signed_by,
          }
        : null;
    },
    async standing(screeningId, studentIds) {
      const rows = await tx.query<{ studentId: string; proposalId: string; newestTerm: string | null }>(
        `select distinct on (p.student_id) p.student_id as "studentId", p.id as "proposalId", (
           select max(c.term) from xueye.support_case c
           where c.department_id = p.department_id and c.student_id = p.student_id
         ) as "newestTerm"
         from xueye.proposal p
         where p.department_id = $1 and p.screening_id = $2 and p.student_id = any($3::uuid[])
         order by p.student_id, p.revision desc`,
        [department_id, screeningId, `{${studentIds.join(',')}}`],
      );
      return new Map(rows.map(({ studentId, ...row }) => [studentId, row]));
    },
    async movedSince(at, studentIds) {
      const moved = new Set<string>();
      for (const table of ['grade_row', 'listed_fact'] as const) {
        const rows = await db
          .selectFrom(table)
          .innerJoin('import_batch', (join) =>
            join
              .onRef('import_batch.department_id', '=', `${table}.department_id`)
              .onRef('import_batch.id', '=', `${table}.import_id`),
          )
          .leftJoin('import_rollback', (join) =>
            join
              .onRef('import_rollback.department_id', '=', `${table}.department_id`)
              .onRef('import_rollback.id', '=', `${table}.rollback_id`),
          )
          .where(`${table}.department_id`, '=', department_id)
          .where(`${table}.student_id`, '=', uuids(studentIds))
          .where(`${table}.superseded_by`, 'is', null)
          .where((eb) =>
            eb.or([eb('import_batch.settled_at', '>', at), eb('import_rollback.rolled_back_at', '>', at)]),
          )
          .select(`${table}.student_id as studentId`)
          .distinct()
          .execute();
        for (const { studentId } of rows) moved.add(studentId);
      }
      return moved;
    },
  };
};
