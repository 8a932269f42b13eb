import { sql } from 'kysely';
import type { LocalDate, SweepRepository } from '#core/application/ports';
import { inForce } from './columns';
import { type Context, insertRows } from './context';

export const sweepRepository = (context: Context): SweepRepository => {
  const { tx, db, actor } = context;
  const department_id = actor.departmentId;
  return {
    async lock(day) {
      await tx.query(
        `insert into xueye.reminder_sweep (department_id, day) values ($1, $2)
        on conflict (department_id, day) do nothing`,
        [department_id, day],
      );
      const row = await db
        .selectFrom('reminder_sweep')
        .where('department_id', '=', department_id)
        .where('day', '=', day)
        .select(['after_case', 'finished_at'])
        .forUpdate()
        .executeTakeFirstOrThrow();
      // Sweeps of earlier days that did not finish: this one makes up for them in `finish`. Newest first,
      // before anything is written: a run that has gone on past midnight and this one take turns.
      await unfinishedBefore(day, context).select('day').orderBy('day', 'desc').forUpdate().execute();
      return { day, afterCase: row.after_case, isFinished: row.finished_at !== null };
    },
    async departmentOwners() {
      const rows = await db
        .selectFrom('assignment')
        .where('department_id', '=', department_id)
        .where('role', 'in', ['office', 'leader'])
        .where(inForce(context))
        .select(['role', 'person_id as personId'])
        .orderBy('person_id')
        .execute();
      const of = (role: string) => rows.filter((row) => row.role === role).map(({ personId }) => personId);
      return { office: of('office'), leaders: of('leader') };
    },
    addStages: (items, day) =>
      insertRows(
        context,
        'reminder_stage',
        items.map((item) => ({
          department_id,
          case_id: item.caseId,
          kind: item.kind,
          role: item.role,
          due_on: item.dueOn,
          stage: item.stage,
          person_id: item.personId,
          day,
        })),
        'on conflict do nothing',
      ),
    async move(day, afterCase, cases, stages) {
      await db
        .updateTable('reminder_sweep')
        .set({
          after_case: afterCase,
          cases: sql`cases + ${cases}::integer`,
          stages: sql`stages + ${stages}::integer`,
        })
        .where('department_id', '=', department_id)
        .where('day', '=', day)
        .execute();
    },
    async finish(day, at) {
      const { numAffectedRows } = await sql`
        insert into xueye.reminder_message (department_id, id, person_id, day, talks, others, overdue, run_at)
        select department_id, gen_random_uuid(), person_id, ${day}::date,
          ${duties} filter (where stage not like 'leader-%' and kind in ('first-talk', 'regular-talk')),
          ${duties} filter (where stage not like 'leader-%' and kind not in ('first-talk', 'regular-talk')),
          ${duties} filter (where stage like 'leader-%'),
          ${at}::timestamptz
        from xueye.reminder_stage
        where department_id = ${department_id}::uuid
          and (day = ${day}::date or day in (${unfinishedBefore(day, context).select('day')}))
        group by department_id, person_id
        on conflict on constraint once_a_day do nothing`.execute(db);
      const digests = Number(numAffectedRows ?? 0);
      // Made up for; a run of that day that is still going has nothing more to do.
      await db
        .updateTable('reminder_sweep')
        .set({ finished_at: at })
        .where('department_id', '=', department_id)
        .where('day', '<', day)
        .where('finished_at', 'is', null)
        .execute();
      await db
        .updateTable('reminder_sweep')
        .set({ digests, finished_at: at })
        .where('department_id', '=', department_id)
        .where('day', '=', day)
        .execute();
      return digests;
    },
  };
};

/** A duty whose stages of two days come together is one thing to do. */
const duties = sql`count(distinct (case_id, kind, role, due_on))`;

const unfinishedBefore = (day: LocalDate, { db, actor }: Context) =>
  db
    .selectFrom('reminder_sweep')
    .where('department_id', '=', actor.departmentId)
    .where('day', '<', day)
    .where('finished_at', 'is', null);
