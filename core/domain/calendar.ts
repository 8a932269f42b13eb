import { addDays, dayLabel, dayOfWeek, daysBetween, type LocalDate } from './local-date';
import type { TermDates } from './term';

/** The school's calendar as a value: terms by the office, holidays and make-up days by the state. */
export interface Calendar {
  readonly terms: readonly TermDates[];
  /** Public holidays, each day of them. */
  readonly holidays: readonly LocalDate[];
  /** 调休: weekend days on which there is teaching. */
  readonly makeupWorkdays: readonly LocalDate[];
}

export type DayKind = 'teaching' | 'vacation' | 'holiday' | 'weekend';

const LONGEST_GAP_DAYS = 400;

/** Without any term entered every week is a teaching week: nothing is known of vacations. */
export function dayKind(date: LocalDate, calendar: Calendar): DayKind {
  if (calendar.terms.length > 0 && !isInTerm(date, calendar)) return 'vacation';
  if (calendar.makeupWorkdays.includes(date)) return 'teaching';
  if (calendar.holidays.includes(date)) return 'holiday';
  const weekday = dayOfWeek(date);
  return weekday === 0 || weekday === 6 ? 'weekend' : 'teaching';
}

/**
 * Days before the first term and after the last one entered are not known to be vacation: a duty
 * there keeps its date rather than waiting for a term that nobody has entered.
 */
function isInTerm(date: LocalDate, { terms }: Calendar): boolean {
  if (terms.some(({ from, to }) => date >= from && date <= to)) return true;
  return terms.every(({ from }) => date < from) || terms.every(({ to }) => date > to);
}

export const isTeachingDay = (date: LocalDate, calendar: Calendar): boolean =>
  dayKind(date, calendar) === 'teaching';

/** The day itself if there is teaching, else the next one with teaching. */
export function teachingDayFrom(date: LocalDate, calendar: Calendar): LocalDate {
  let day = date;
  for (let steps = 0; steps < LONGEST_GAP_DAYS; steps++) {
    if (isTeachingDay(day, calendar)) return day;
    day = addDays(day, 1);
  }
  return date;
}

/** Days of long vacations in (`from`, `to`]: they do not count towards a due date. */
export function vacationDaysBetween(from: LocalDate, to: LocalDate, calendar: Calendar): number {
  let days = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (dayKind(day, calendar) === 'vacation') days += 1;
  }
  return days;
}

/** Moves a date past the vacation days since `from`, until none are left uncounted. */
export function skipVacations(
  from: LocalDate,
  date: LocalDate,
  calendar: Calendar,
): { readonly date: LocalDate; readonly skipped: number } {
  const wanted = daysBetween(from, date);
  let counted = 0;
  let day = from;
  for (let steps = 0; counted < wanted && steps < wanted + 2 * LONGEST_GAP_DAYS; steps++) {
    day = addDays(day, 1);
    if (dayKind(day, calendar) !== 'vacation') counted += 1;
  }
  return { date: day, skipped: daysBetween(date, day) };
}

const SHIFT_REASONS: Readonly<Record<Exclude<DayKind, 'teaching'>, string>> = {
  vacation: '假期',
  holiday: '法定假日',
  weekend: '周末',
};

/** ，遇周末顺延至10月8日; empty where nothing moved. */
export function shiftSentence(from: LocalDate, to: LocalDate, calendar: Calendar): string {
  if (from === to) return '';
  const kind = dayKind(from, calendar);
  const reason = kind === 'teaching' ? '' : `遇${SHIFT_REASONS[kind]}`;
  return `，${reason}顺延至${dayLabel(to, from)}`;
}
