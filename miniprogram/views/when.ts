import { dayLabel, daysBetween, type LocalDate, localDateOf, weekdayLabel } from '#core/domain/local-date';

const NEAR: Readonly<Record<string, string>> = { '-1': '昨天', '0': '今天', '1': '明天', '2': '后天' };
const SHANGHAI_MS = 8 * 3_600_000;

/** A date as people say it: 今天, 周四 (within six days), 10月15日, with the year where it is another. */
export function sayDate(date: LocalDate, today: LocalDate): string {
  const days = daysBetween(today, date);
  const near = NEAR[String(days)];
  if (near !== undefined) return near;
  return days > 0 && days < 7 ? weekdayLabel(date) : dayLabel(date, today);
}

/** 9月14日 周一 */
export const sayDay = (date: LocalDate): string => `${dayLabel(date)} ${weekdayLabel(date)}`;

/** 2026年9月14日: as on paper. */
export const sayFullDate = (date: LocalDate): string => `${date.slice(0, 4)}年${dayLabel(date)}`;

/** 10:42 in Shanghai. @param ms milliseconds since 1970 */
export const sayClock = (ms: number): string => new Date(ms + SHANGHAI_MS).toISOString().slice(11, 16);

/** The day in Shanghai. @param ms milliseconds since 1970 */
export const dayAt = (ms: number): LocalDate => localDateOf(new Date(ms).toISOString());

/** 今天 10:42, 9月3日 16:05. @param instant ISO 8601 */
export const sayInstant = (instant: string, today: LocalDate): string =>
  `${sayDate(localDateOf(instant), today)} ${sayClock(Date.parse(instant))}`;
