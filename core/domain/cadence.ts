import { type Calendar, shiftSentence, skipVacations, teachingDayFrom } from './calendar';
import { addDays, addMonths, dayLabel, dayOfMonth, type LocalDate } from './local-date';
import type { CadenceRule } from './policy';

/** A due date and the sentence of the rule behind it. */
export interface DueDate {
  readonly dueOn: LocalDate;
  readonly because: string;
}

/**
 * `days` after an event, vacation days not counted, moved to a teaching day (reading §4).
 *
 * @param event how the sentence names the start: 认定, 上次谈话
 */
export function dueAfterDays(event: string, from: LocalDate, days: number, calendar: Calendar): DueDate {
  return counted(event, from, days, 0, calendar);
}

/**
 * The next date of a cadence. Monthly: the same day of the next month, clamped to the month's end,
 * keeping the anchor day (31 → 28 → 31).
 *
 * @param anchor day of the month that monthly dates keep; by default that of `from`
 */
export function nextOnCadence(
  event: string,
  from: LocalDate,
  rule: Exclude<CadenceRule, null>,
  calendar: Calendar,
  anchor: number = dayOfMonth(from),
): DueDate {
  return rule === 'two-weeks'
    ? dueAfterDays(event, from, 14, calendar)
    : counted(event, from, A_MONTH, anchor, calendar);
}

const A_MONTH = -1;

interface Counted {
  readonly event: string;
  /** `A_MONTH`, or so many days. */
  readonly days: number;
  readonly anchor: number;
  readonly due: DueDate;
}

/**
 * What has been counted, by the day that it starts from: the cases of a department share few days, and a
 * calendar is a value that never changes. Never more than a few for each day that occurs.
 */
const counts = new WeakMap<Calendar, Map<LocalDate, Counted[]>>();

function counted(event: string, from: LocalDate, days: number, anchor: number, calendar: Calendar): DueDate {
  let byDay = counts.get(calendar);
  if (byDay === undefined) counts.set(calendar, (byDay = new Map()));
  const known = byDay.get(from);
  if (known !== undefined)
    for (const held of known)
      if (held.days === days && held.anchor === anchor && held.event === event) return held.due;
  const due =
    days === A_MONTH
      ? settle(`${event} ${dayLabel(from)} + 一个月`, from, addMonths(from, 1, anchor), calendar)
      : settle(`${event} ${dayLabel(from)} + ${spanLabel(days)}`, from, addDays(from, days), calendar);
  const one = { event, days, anchor, due };
  if (known === undefined) byDay.set(from, [one]);
  else known.push(one);
  return due;
}

/**
 * The day of the month that a chain of monthly dates keeps: that of the date it began with, until a
 * date falls on another day than the chain's own (31 → 28 → 31; an early one begins anew).
 *
 * @param dates oldest first, at least one
 */
export function anchorOf(dates: readonly LocalDate[]): number {
  let anchor = 0;
  for (const [at, date] of dates.entries()) {
    const day = dayOfMonth(date);
    if (day === anchor) continue;
    // Only a month's end stands in for a later day.
    const isClamped = day >= 28 && day < anchor && date === addMonths(dates[at - 1] as LocalDate, 1, anchor);
    if (!isClamped) anchor = day;
  }
  return anchor;
}

function settle(start: string, from: LocalDate, plain: LocalDate, calendar: Calendar): DueDate {
  const { date, skipped, vacation } = skipVacations(from, plain, calendar);
  const dueOn = teachingDayFrom(date, calendar);
  const pause = skipped > 0 ? `，${vacation} ${skipped} 天不计，为${dayLabel(date, plain)}` : '';
  const because = `${start} = ${dayLabel(plain, from)}${pause}${shiftSentence(date, dueOn, calendar)}`;
  return { dueOn, because };
}

function spanLabel(days: number): string {
  if (days % 7 !== 0) return `${days} 天`;
  return { 7: '一周', 14: '两周', 21: '三周' }[days] ?? `${days / 7} 周`;
}
