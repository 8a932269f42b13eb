import { sql } from 'kysely';
import type { CalendarRepository } from '#core/application/ports';
import type { CalendarEntries } from '#core/domain/school-calendar';
import { publicHolidays } from '../calendar/public-holidays';
import type { Context } from './context';

export const calendarRepository = (context: Context): CalendarRepository => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  return {
    entries: () => readEntries(context),
    async lock() {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`calendar ${department_id}`}, 0))`.execute(
        db,
      );
    },
    async saveTerm({ term, from, to, selection }) {
      const days = {
        first_day: from,
        last_day: to,
        selection_first: selection?.from ?? null,
        selection_last: selection?.to ?? null,
      };
      await db
        .insertInto('calendar_term')
        .values({ department_id, term, ...days })
        .onConflict((conflict) => conflict.columns(['department_id', 'term']).doUpdateSet(days))
        .execute();
    },
    async removeTerm(term) {
      await db
        .deleteFrom('calendar_term')
        .where('department_id', '=', department_id)
        .where('term', '=', term)
        .execute();
    },
    async correct({ day, as, note }) {
      const held = {
        kind: as === 'free' ? ('holiday' as const) : ('makeup-workday' as const),
        note,
        entered_by: actor.personId,
        entered_on: actor.today,
      };
      await db
        .insertInto('calendar_day')
        .values({ department_id, day, ...held })
        .onConflict((conflict) => conflict.columns(['department_id', 'day']).doUpdateSet(held))
        .execute();
    },
    async restore(day) {
      await db
        .deleteFrom('calendar_day')
        .where('department_id', '=', department_id)
        .where('day', '=', day)
        .execute();
    },
  };
};

export async function readEntries({ db, actor }: Context): Promise<CalendarEntries> {
  const terms = await db
    .selectFrom('calendar_term')
    .where('department_id', '=', actor.departmentId)
    .select(['term', 'first_day', 'last_day', 'selection_first', 'selection_last'])
    .orderBy('first_day')
    .execute();
  const days = await db
    .selectFrom('calendar_day')
    .where('department_id', '=', actor.departmentId)
    .select(['day', 'kind', 'note', 'entered_by'])
    .orderBy('day')
    .execute();
  const published = publicHolidays();
  const plan = new Map([
    ...published.holidays.map((day) => [day, 'holiday'] as const),
    ...published.makeupWorkdays.map((day) => [day, 'makeup-workday'] as const),
  ]);
  return {
    terms: terms.map(({ term, first_day, last_day, selection_first, selection_last }) => ({
      term,
      from: first_day,
      to: last_day,
      selection:
        selection_first === null || selection_last === null
          ? null
          : { from: selection_first, to: selection_last },
    })),
    // What the department was set up with and the state has published alike corrects nothing.
    corrections: days
      .filter(({ day, kind, entered_by }) => entered_by !== null || plan.get(day) !== kind)
      .map(({ day, kind, note }) => ({ day, as: kind === 'holiday' ? 'free' : 'teaching', note })),
    published,
  };
}
