import { DomainError } from './errors';

/** `YYYY-MM-DD` in Asia/Shanghai. Compares as text. */
export type LocalDate = string;

const DAY_MS = 86_400_000;
const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

/** Days since 1970-01-01. @throws DomainError NOT_A_DATE for a day that no calendar has */
export function toDayNumber(date: LocalDate): number {
  const match = FORM.exec(date);
  const number = match
    ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / DAY_MS
    : Number.NaN;
  if (Number.isNaN(number) || fromDayNumber(number) !== date) {
    throw new DomainError('NOT_A_DATE', `「${date}」不是有效的日期，应写作 2026-09-01`);
  }
  return number;
}

export function fromDayNumber(day: number): LocalDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export const addDays = (date: LocalDate, days: number): LocalDate => fromDayNumber(toDayNumber(date) + days);

/** Days from `from` to `to`; negative where `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => toDayNumber(to) - toDayNumber(from);

/** The same day `months` later, clamped to the month's end; `anchor` keeps the 31st over February. */
export function addMonths(date: LocalDate, months: number, anchor: number = dayOfMonth(date)): LocalDate {
  const first = new Date(toDayNumber(date) * DAY_MS);
  const year = first.getUTCFullYear();
  const month = first.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return fromDayNumber(Date.UTC(year, month, Math.min(anchor, lastDay)) / DAY_MS);
}

export const dayOfMonth = (date: LocalDate): number => Number(date.slice(8));

/** 0 is Sunday. */
export const dayOfWeek = (date: LocalDate): number => (((toDayNumber(date) + 4) % 7) + 7) % 7;

export const weekdayLabel = (date: LocalDate): string => WEEKDAYS[dayOfWeek(date)] ?? '';

/** 10月8日; with the year where it differs from `near`'s. */
export function dayLabel(date: LocalDate, near?: LocalDate): string {
  const label = `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
  return near !== undefined && near.slice(0, 4) !== date.slice(0, 4)
    ? `${date.slice(0, 4)}年${label}`
    : label;
}
