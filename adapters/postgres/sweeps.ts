import { sql } from 'kysely';
import type { DigestTally, SweepOwners, SweepRepository } from '#core/application/ports';
import { onDuty } from '#core/domain/tenure';
import type { Context } from './context';
import { handoversOf } from './handovers';
import { readSwept } from './swept-cases';

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
      // Newest first, before anything is read or written: a run that has gone on past midnight and this one
      // take turns.
      const ofSweeps = () =>
        db
          .selectFrom('reminder_sweep')
          .where('department_id', '=', department_id)
          .where((row) => row('day', '=', day).or(row('day', '<', day).and('finished_at', 'is', null)))
          .orderBy('day', 'desc');
      await ofSweeps().select('day').forUpdate().execute();
      // One snapshot of how far they have come and of how many pages that took.
      const found = await ofSweeps()
        .select(['day', 'after_case', 'finished_at', 'tally'])
        .select((row) =>
          row
            .selectFrom('reminder_page')
            .where('department_id', '=', department_id)
            .select(({ fn }) => fn.max('ordinal').as('last'))
            .as('pages'),
        )
        .execute();
      const [row, ...unfinished] = found;
      if (row?.day !== day) throw new Error('the sweep of the day is gone');
      if (row.finished_at === null) {
        await tx.query('insert into xueye.reminder_page (department_id, ordinal, day) values ($1, $2, $3)', [
          department_id,
          Number(row.pages ?? 0) + 1,
          day,
        ]);
      }
      return {
        day,
        afterCase: row.after_case,
        isFinished: row.finished_at !== null,
        tally: toTally(row.tally),
        unfinished: unfinished.map((one) => ({ day: one.day, tally: toTally(one.tally) })),
      };
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
    handovers: () => handoversOf(null, context),
    read: (afterCase, limit) => readSwept(afterCase, limit, context),
    /** One text for all, taken apart by the server: no quoting of either side's takes part in it. */
    async tell(told, day) {
      if (told.length === 0) return;
      await tx.query(
        `insert into xueye.reminder_told (department_id, case_id, day, told)
        select $1, case_id, $4::date, told
        from unnest($2::uuid[], string_to_array($3, chr(10) || chr(10))) given (case_id, told)`,
        [
          department_id,
          `{${told.map(({ caseId }) => caseId).join(',')}}`,
          told.map(({ lines }) => lines).join('\n\n'),
          day,
        ],
      );
    },
    async move(day, { afterCase, cases, stages, tally }) {
      await db
        .updateTable('reminder_sweep')
        .set({
          after_case: afterCase,
          cases: sql`cases + ${cases}::integer`,
          stages: sql`stages + ${stages}::integer`,
          tally: sql`${JSON.stringify(fromTally(tally))}::jsonb`,
        })
        .where('department_id', '=', department_id)
        .where('day', '=', day)
        .execute();
    },
    async finish(day, at, tally) {
      const { numAffectedRows } = await sql`
        insert into xueye.reminder_message (department_id, id, person_id, day, talks, others, overdue, run_at)
        select ${department_id}::uuid, gen_random_uuid(), key::uuid, ${day}::date,
          (value ->> 0)::integer, (value ->> 1)::integer, (value ->> 2)::integer, ${at}::timestamptz
        from jsonb_each(${JSON.stringify(fromTally(tally))}::jsonb)
        on conflict on constraint once_a_day do nothing`.execute(db);
      const digests = Number(numAffectedRows ?? 0);
      // Made up for; a run of an earlier day that is still going has nothing more to do.
      await db
        .updateTable('reminder_sweep')
        .set({ finished_at: at, tally: sql`'{}'::jsonb` })
        .where('department_id', '=', department_id)
        .where('day', '<=', day)
        .where('finished_at', 'is', null)
        .execute();
      await db
        .updateTable('reminder_sweep')
        .set({ digests })
        .where('department_id', '=', department_id)
        .where('day', '=', day)
        .execute();
      return digests;
    },
  };
};

/** As the column has it: by person, talks, other work, overdue work of others. */
type StoredTally = Readonly<Record<string, readonly [number, number, number]>>;

const fromTally = (tally: DigestTally): StoredTally =>
  Object.fromEntries(
    [...tally].map(([id, { talks, others, overdue }]) => [id, [talks, others, overdue] as const]),
  );

// Written by `move` alone.
const toTally = (stored: unknown): DigestTally =>
  new Map(
    Object.entries(stored as StoredTally).map(([id, [talks, others, overdue]]) => [
      id,
      { talks, others, overdue },
    ]),
  );

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
