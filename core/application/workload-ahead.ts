import type { TodayWorkload } from '../contract/outputs';
import type { FigureRows } from '../contract/outputs/figures';
import type { TalkSide } from '../domain/duty';
import { ROLE_LABELS } from '../domain/labels';
import { dayLabel, type LocalDate } from '../domain/local-date';
import { mayRole } from './access';
import { readDutyContext } from './case-duties';
import { pageOf } from './paging';
import type { Actor, CaseWithFacts } from './ports';
import { ownersOf } from './today-department';
import type { UseCase, UseCaseDeps } from './use-case';
import { countByWeek, talksAhead, type Week, weeksFrom } from './workload';

const WEEKS_AHEAD = 6;

/** Talks of the coming weeks: one's own, or for the leader and the office everybody's. */
export const showWorkload: UseCase<'today.workload'> = async (_input, actor, deps) => {
  const { ahead, weeks } = await readAhead(actor, deps);
  const people = new Map<string, { name: string; role: string; days: LocalDate[] }>();
  for (const { key, name, side, days } of ahead) {
    const known = people.get(key) ?? { name, role: ROLE_LABELS[side], days: [] };
    known.days.push(...days);
    people.set(key, known);
  }
  return {
    weeks,
    people: [...people]
      .map(([key, { days, name, role }]) => ({ key, name, role, talks: countByWeek(days, weeks) }))
      .sort((a, b) => sum(b.talks) - sum(a.talks) || a.key.localeCompare(b.key)),
  } satisfies TodayWorkload;
};

/** The talks behind a number of the coming weeks, of a week or of one person, the earliest first. */
export const listWorkload: UseCase<'today.workload-rows'> = async ({ from, key, cursor }, actor, deps) => {
  const { ahead, weeks } = await readAhead(actor, deps);
  const week = weeks.find((one) => one.from === from);
  const own = ahead.filter((one) => key === undefined || one.key === key);
  const rows = own
    .flatMap(({ days, held, key: of, name, side }) =>
      days
        .filter((day) => from === undefined || (week !== undefined && day >= week.from && day <= week.to))
        .map((day) => ({ day, held, of, who: `${name}（${ROLE_LABELS[side]}）` })),
    )
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  const [first] = own;
  return {
    value: rows.length,
    label: [
      key !== undefined && first ? `${first.name}（${ROLE_LABELS[first.side]}）` : '',
      week ? `${dayLabel(week.from)}至${dayLabel(week.to)}` : '',
    ]
      .filter(Boolean)
      .join('，'),
    overTerms: [],
    ...pageOf(
      rows.map(({ day, held: { id, student, tier }, of, who }) => ({
        key: `${id}:${of}:${day}`,
        studentId: student.id,
        studentNo: student.studentNo,
        name: student.name,
        className: student.className,
        tier,
        detail: `${dayLabel(day)}，${who}`,
      })),
      cursor,
    ),
  } satisfies FigureRows;
};

const sortKey = ({ day, held, of }: { day: LocalDate; held: CaseWithFacts; of: string }): string =>
  `${day}${held.student.studentNo}${of}`;

interface Ahead {
  readonly key: string;
  readonly name: string;
  readonly side: TalkSide;
  readonly held: CaseWithFacts;
  readonly days: readonly LocalDate[];
}

/** Whose talks of which case fall on which days; a talk that two people owe stands with both. */
async function readAhead(
  actor: Actor,
  deps: UseCaseDeps,
): Promise<{ readonly ahead: readonly Ahead[]; readonly weeks: readonly Week[] }> {
  const weeks = weeksFrom(actor.today, WEEKS_AHEAD);
  const span = { today: actor.today, until: weeks.at(-1)?.to ?? actor.today };
  const context = await readDutyContext(deps);
  const cases = await deps.cases.open();
  const owners = await ownersOf(cases, deps);
  const seesAll = mayRole(actor.role, 'oversight.show');
  const ahead: Ahead[] = [];
  for (const held of cases)
    for (const side of ['adviser', 'counselor'] as const) {
      if (!seesAll && actor.role !== side) continue;
      const days = talksAhead(held, side, context, span);
      const theirs = seesAll ? owners(held, side) : [{ id: actor.personId, name: actor.name }];
      for (const { id, name } of theirs) ahead.push({ key: `${id}:${side}`, name, side, held, days });
    }
  return { ahead, weeks };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
