import type { TalkSide } from '../domain/duty';
import { addDays, dayOfWeek, type LocalDate } from '../domain/local-date';
import { type DutyContext, dutiesOf } from './case-duties';
import type { CaseWithFacts, TalkFact } from './ports';

export interface Week {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** From Monday to Sunday, this week the first. */
export function weeksFrom(today: LocalDate, count: number): readonly Week[] {
  const monday = addDays(today, -((dayOfWeek(today) + 6) % 7));
  return Array.from({ length: count }, (_, at) => ({
    from: addDays(monday, at * 7),
    to: addDays(monday, at * 7 + 6),
  }));
}

/**
 * When talks of a side fall due up to a day, as far as one can tell: what is overdue counts today, and
 * each talk is taken as held on its due date, which sets the next one.
 */
export function talksAhead(
  held: CaseWithFacts,
  side: TalkSide,
  context: DutyContext,
  { today, until }: { readonly today: LocalDate; readonly until: LocalDate },
): readonly LocalDate[] {
  const days: LocalDate[] = [];
  let talks: readonly TalkFact[] = held.talks;
  for (let asOf = today; ; ) {
    const dueOn = nextTalk({ ...held, talks }, side, context, asOf);
    if (dueOn === null || dueOn > until) return days;
    const [, day = asOf] = [asOf, dueOn].sort();
    days.push(day);
    talks = [
      ...talks,
      { talkId: '', heldOn: day, filedOn: day, by: [side], mode: 'in-person', attended: true },
    ];
    asOf = day;
  }
}

function nextTalk(
  held: CaseWithFacts,
  side: TalkSide,
  context: DutyContext,
  asOf: LocalDate,
): LocalDate | null {
  const days = dutiesOf(held, context, asOf).flatMap(({ kind, role, state, dueOn }) =>
    (kind === 'first-talk' || kind === 'regular-talk') &&
    role === side &&
    dueOn !== null &&
    (state === 'overdue' || state === 'open' || state === 'upcoming')
      ? [dueOn]
      : [],
  );
  return days.sort()[0] ?? null;
}

/** How many of the days lie in each week. */
export const countByWeek = (days: readonly LocalDate[], weeks: readonly Week[]): readonly number[] =>
  weeks.map(({ from, to }) => days.filter((day) => day >= from && day <= to).length);
