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
  return settle(`${event} ${dayLabel(from)} + ${spanLabel(days)}`, from, addDays(from, days), calendar);
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
  if (rule === 'two-weeks') return dueAfterDays(event, from, 14, calendar);
  return settle(`${event} ${dayLabel(from)} + 一个月`, from, addMonths(from, 1, anchor), calendar);
}

function settle(start: string, from: LocalDate, plain: LocalDate, calendar: Calendar): DueDate {
  const { date, skipped } = skipVacations(from, plain, calendar);
  const dueOn = teachingDayFrom(date, calendar);
  const vacation = skipped > 0 ? `，假期 ${skipped} 天不计，为${dayLabel(date, from)}` : '';
  const because = `${start} = ${dayLabel(plain, from)}${vacation}${shiftSentence(date, dueOn, calendar)}`;
  return { dueOn, because };
}

function spanLabel(days: number): string {
  if (days % 7 !== 0) return `${days} 天`;
  return { 7: '一周', 14: '两周', 21: '三周' }[days] ?? `${days / 7} 周`;
}
