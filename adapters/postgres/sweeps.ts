import { sql } from 'kysely';
import type { LocalDate, SweepOwners, SweepRepository } from '#core/application/ports';
import type { ReminderItem } from '#core/domain/reminder';
import { onDuty } from '#core/domain/tenure';
import type { Context } from './context';

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
    async owners() {
      const rows = await tx.query<OwnerRow>(
        `with held as (
          select role, person_id, class_id, area_id, acting_for from xueye.assignment
          where department_id = $1 and first_day <= $2::date and (last_day is null or last_day >= $2::date)
            and role in ('office', 'leader', 'adviser', 'counselor')
        )
        select role, person_id as "personId", class_id as "classId", acting_for as "actingFor"
        from held where area_id is null
        union all
        select held.role, held.person_id, class.id, held.acting_for from held
        join xueye.class on class.department_id = $1 and class.area_id = held.area_id
        order by 2`,
        [department_id, actor.today],
      );
      return toOwners(rows);
    },
    /** Arrays, not JSON: the ledger is the bulk of what a sweep writes. */
    async addStages(items, day) {
      if (items.length === 0) return 0;
      const column = <T extends keyof ReminderItem>(name: T) =>
        `{${items.map((item) => item[name]).join(',')}}`;
      const [counted] = await tx.query<{ added: number }>(
        `with added as (
          insert into xueye.reminder_stage (department_id, case_id, kind, role, due_on, stage, person_id, day)
          select $1, given.*, $8::date
          from unnest($2::uuid[], $3::text[], $4::text[], $5::date[], $6::text[], $7::uuid[]) given
          on conflict do nothing
          returning 1
        )
        select count(*)::integer as added from added`,
        [
          department_id,
          column('caseId'),
          column('kind'),
          column('role'),
          column('dueOn'),
          column('stage'),
          column('personId'),
          day,
        ],
      );
      return counted?.added ?? 0;
    },
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

interface OwnerRow {
  readonly role: string;
  readonly personId: string;
  readonly classId: string | null;
  readonly actingFor: string | null;
}

/** Of a class those who have the work to do: whoever is stood in for has not. */
function toOwners(rows: readonly OwnerRow[]): SweepOwners {
  const byClass = new Map<string, { advisers: OwnerRow[]; counselors: OwnerRow[] }>();
  const [office, leaders]: [string[], string[]] = [[], []];
  for (const row of rows) {
    const { role, personId, classId } = row;
    if (classId === null) {
      if (role === 'office') office.push(personId);
      else if (role === 'leader') leaders.push(personId);
      continue;
    }
    let ofClass = byClass.get(classId);
    if (ofClass === undefined) byClass.set(classId, (ofClass = { advisers: [], counselors: [] }));
    (role === 'adviser' ? ofClass.advisers : ofClass.counselors).push(row);
  }
  const working = (held: readonly OwnerRow[]) =>
    onDuty(
      held.map(({ personId, actingFor }) => ({
        id: personId,
        actingFor: actingFor === null ? null : { id: actingFor },
      })),
    ).map(({ id }) => id);
  return {
    office,
    leaders,
    byClass: new Map(
      [...byClass].map(([classId, { advisers, counselors }]) => [
        classId,
        { advisers: working(advisers), counselors: working(counselors) },
      ]),
    ),
  };
}

/** A duty whose stages of two days come together is one thing to do. */
const duties = sql`count(distinct (case_id, kind, role, due_on))`;

const unfinishedBefore = (day: LocalDate, { db, actor }: Context) =>
  db
    .selectFrom('reminder_sweep')
    .where('department_id', '=', actor.departmentId)
    .where('day', '<', day)
    .where('finished_at', 'is', null);
