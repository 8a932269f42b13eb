import { DomainError } from './errors';

/** `YYYY-MM-DD` in Asia/Shanghai. Compares as text. */
export type LocalDate = string;

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

/** Of a year that begins in March, so that the leap day is its last. */
const DAYS_BEFORE_MONTH = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337] as const;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DAYS_OF_400_YEARS = 146_097;
/** From 0000-03-01 to 1970-01-01. */
const EPOCH = 719_468;

const lengthOfMonth = (year: number, month: number): number =>
  month === 2 && (year % 4 === 0 ? year % 100 !== 0 || year % 400 === 0 : false)
    ? 29
    : (DAYS_IN_MONTH[month - 1] ?? 0);

/** Without Date and without patterns: the duties of a department turn a date over a million times. */
function numberAt(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Days since 1970-01-01. @throws DomainError NOT_A_DATE for a day that no calendar has */
export function toDayNumber(date: LocalDate): number {
  const year = numberAt(date, 0, 4);
  const month = numberAt(date, 5, 7);
  const day = numberAt(date, 8, 10);
  const hasForm = date.length === 10 && date[4] === '-' && date[7] === '-';
  if (!hasForm || !(year >= 0) || !(day >= 1 && day <= lengthOfMonth(year, month))) {
    throw new DomainError('NOT_A_DATE', `「${date}」不是有效的日期，应写作 2026-09-01`);
  }
  return dayNumberOf(year, month, day);
}

function dayNumberOf(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const before = DAYS_BEFORE_MONTH[(month + 9) % 12] as number;
  return marchYear * 365 + leapDays + before + day - 1 - EPOCH;
}

export function fromDayNumber(day: number): LocalDate {
  const days = day + EPOCH;
  const era = Math.floor(days / DAYS_OF_400_YEARS);
  const inEra = days - era * DAYS_OF_400_YEARS;
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const inYear = inEra - (365 * yearOfEra + leapDays);
  const fromMarch = Math.floor((5 * inYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return written(year, month, inYear - (DAYS_BEFORE_MONTH[fromMarch] as number) + 1);
}

const two = (number: number): string => (number < 10 ? `0${number}` : `${number}`);

const written = (year: number, month: number, day: number): LocalDate =>
  `${year >= 1000 ? year : `000${year}`.slice(-4)}-${two(month)}-${two(day)}`;

export const addDays = (date: LocalDate, days: number): LocalDate => fromDayNumber(toDayNumber(date) + days);

/** Days from `from` to `to`; negative where `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => toDayNumber(to) - toDayNumber(from);

/** The same day `months` later, clamped to the month's end; `anchor` keeps the 31st over February. */
export function addMonths(date: LocalDate, months: number, anchor: number = dayOfMonth(date)): LocalDate {
  toDayNumber(date);
  const since = numberAt(date, 0, 4) * 12 + numberAt(date, 5, 7) - 1 + months;
  const year = Math.floor(since / 12);
  const month = since - year * 12 + 1;
  return written(year, month, Math.min(anchor, lengthOfMonth(year, month)));
}

export const dayOfMonth = (date: LocalDate): number => numberAt(date, 8, 10);

/** 0 is Sunday. */
export const dayOfWeek = (date: LocalDate): number => (((toDayNumber(date) + 4) % 7) + 7) % 7;

export const weekdayLabel = (date: LocalDate): string => WEEKDAYS[dayOfWeek(date)] ?? '';

/** 1月1日 to 12月31日, at month × 32 + day. */
const DAY_LABELS = Array.from({ length: 13 * 32 }, (_, at) => `${at >> 5}月${at & 31}日`);

/** 10月8日; with the year where it differs from `near`'s. */
export function dayLabel(date: LocalDate, near?: LocalDate): string {
  const label = DAY_LABELS[numberAt(date, 5, 7) * 32 + numberAt(date, 8, 10)] ?? '';
  return near === undefined || isSameYear(date, near) ? label : `${date.slice(0, 4)}年${label}`;
}

function isSameYear(a: LocalDate, b: LocalDate): boolean {
  for (let at = 3; at >= 0; at--) if (a.charCodeAt(at) !== b.charCodeAt(at)) return false;
  return true;
}

const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;

/** The day in Asia/Shanghai of an ISO 8601 instant. */
export const localDateOf = (instant: string): LocalDate =>
  new Date(Date.parse(instant) + CHINA_OFFSET_MS).toISOString().slice(0, 10);

/** An ISO 8601 instant so many seconds after another. */
export const secondsAfter = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString();

/** The last millisecond of a day in Asia/Shanghai, as an instant in UTC. */
export const endOfDay = (date: LocalDate): string => new Date(`${date}T23:59:59.999+08:00`).toISOString();
