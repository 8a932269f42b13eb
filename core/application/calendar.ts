import type { ParsedInput } from '../contract/actions';
import type { CalendarEffect, CalendarMonth, CalendarMove } from '../contract/outputs/calendar';
import type { Calendar } from '../domain/calendar';
import type { Duty } from '../domain/duty';
import { DUTY_LABELS } from '../domain/labels';
import {
  applyChange,
  type CalendarChange,
  type CalendarEntries,
  calendarOf,
  missingEntries,
  schoolMonth,
  termWarnings,
} from '../domain/school-calendar';
import { nextTerm, termOn } from '../domain/term';
import { mayRole } from './access';
import { dutiesOf } from './case-duties';
import { readPolicy } from './policy-in-force';
import type { Actor, CaseWithFacts } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** A month of the school calendar, what is entered, and what is missing. */
export const showCalendar: UseCase<'calendar.show'> = ({ month }, actor, deps) =>
  calendarMonth(month ?? actor.today.slice(0, 7), actor, deps);

/** How many open duties a change would move, before anything is saved. */
export const weighChange: UseCase<'calendar.weigh'> = async ({ change }, actor, deps) => {
  const before = await deps.calendar.entries();
  const after = applyChange(before, change);
  const policy = await readPolicy(deps);
  const cases = await deps.cases.open();
  const dutiesUnder = (calendar: Calendar) => (held: CaseWithFacts) =>
    dutiesOf(held, { policy, calendar }, actor.today);
  const [was, becomes] = [dutiesUnder(calendarOf(before)), dutiesUnder(calendarOf(after))];
  const moves = cases.flatMap((held) => movesOf(held, was(held), becomes(held)));
  const known = new Set(termWarnings(before.terms));
  return {
    moved: moves.length,
    earlier: moves.filter(({ from, to }) => to < from).length,
    overdue: moves.filter(({ from, to }) => from >= actor.today && to < actor.today).length,
    examples: moves.slice(0, 3),
    warnings: termWarnings(after.terms).filter((sentence) => !known.has(sentence)),
  } satisfies CalendarEffect;
};

function movesOf(
  { student }: CaseWithFacts,
  before: readonly Duty[],
  after: readonly Duty[],
): readonly CalendarMove[] {
  const key = ({ kind, role }: Duty) => `${kind} ${role}`;
  const dueAfter = new Map(after.filter(isOpen).map((duty) => [key(duty), duty.dueOn]));
  return before.filter(isOpen).flatMap((duty) => {
    const from = duty.dueOn;
    const to = dueAfter.get(key(duty)) ?? null;
    if (from === null || to === null || from === to) return [];
    return [{ title: DUTY_LABELS[duty.kind], name: student.name, className: student.className, from, to }];
  });
}

const isOpen = ({ state }: Duty): boolean => state !== 'done' && state !== 'waived';

/** Saves a term, takes it out, corrects a day or takes the correction back; said twice it is the same. */
export const changeCalendar: UseCase<'calendar.change'> = async ({ change, month }, actor, deps) => {
  await deps.calendar.lock();
  // Refuses what contradicts, by what is stored now.
  const before = await deps.calendar.entries();
  applyChange(before, change);
  await store(change, deps);
  await deps.audit.record({
    action: `calendar.${change.kind}`,
    subject: { type: 'calendar', id: 'term' in change ? change.term : change.day },
    detail: detailOf(change),
    changes: changesOf(change, before),
  });
  return calendarMonth(month ?? actor.today.slice(0, 7), actor, deps);
};

async function store(change: CalendarChange, { calendar }: UseCaseDeps): Promise<void> {
  switch (change.kind) {
    case 'save-term':
      return calendar.saveTerm(change);
    case 'remove-term':
      return calendar.removeTerm(change.term);
    case 'correct':
      return calendar.correct({ ...change, note: change.note.trim() });
    case 'restore':
      return calendar.restore(change.day);
  }
}

/** Dates and codes; a note's text stays out of the audit. */
function detailOf(change: ParsedInput<'calendar.change'>['change']): Record<string, string | null> {
  switch (change.kind) {
    case 'save-term':
      return {
        from: change.from,
        to: change.to,
        selectionFrom: change.selection?.from ?? null,
        selectionTo: change.selection?.to ?? null,
      };
    case 'correct':
      return { as: change.as };
    case 'remove-term':
    case 'restore':
      return {};
  }
}

/** From what to what, as far as something is another than it was. */
function changesOf(change: CalendarChange, { terms, corrections }: CalendarEntries) {
  const pairs: Readonly<Record<string, readonly [string | null, string | null]>> =
    'term' in change
      ? termChanges(
          terms.find(({ term }) => term === change.term),
          change.kind === 'save-term' ? change : null,
        )
      : {
          teaching: [
            corrections.find(({ day }) => day === change.day)?.as ?? 'plan',
            change.kind === 'correct' ? change.as : 'plan',
          ],
        };
  return Object.fromEntries(Object.entries(pairs).filter(([, [from, to]]) => from !== to));
}

type TermSpan = Pick<CalendarEntries['terms'][number], 'from' | 'to' | 'selection'>;

const termChanges = (old: TermSpan | undefined, made: TermSpan | null) =>
  ({
    from: [old?.from ?? null, made?.from ?? null],
    to: [old?.to ?? null, made?.to ?? null],
    selectionFrom: [old?.selection?.from ?? null, made?.selection?.from ?? null],
    selectionTo: [old?.selection?.to ?? null, made?.selection?.to ?? null],
  }) as const;

async function calendarMonth(month: string, actor: Actor, deps: UseCaseDeps): Promise<CalendarMonth> {
  const entries = await deps.calendar.entries();
  const last = entries.terms.at(-1)?.term;
  return {
    today: actor.today,
    month,
    days: schoolMonth(entries, month),
    terms: entries.terms,
    corrections: entries.corrections,
    currentTerm: termOn(entries.terms, actor.today),
    nextToEnter: last === undefined ? firstTermOn(actor.today) : nextTerm(last),
    missing: missingEntries(entries, actor.today),
    warnings: termWarnings(entries.terms),
    canEdit: mayRole(actor.role, 'calendar.change'),
  };
}

/** With nothing entered: the semester that the month speaks for. */
function firstTermOn(today: string): string {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  if (month >= 8) return `${year}-${year + 1}-1`;
  return month < 2 ? `${year - 1}-${year}-1` : `${year - 1}-${year}-2`;
}
