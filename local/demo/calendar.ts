import chineseDays from 'chinese-days';
import type { CalendarRecord } from '#core/application/ports';

const { getDayDetail } = chineseDays;

/** Semesters of the demo's department, first and last teaching day. */
const TERMS = [
  { term: '2024-2025-1', from: '2024-09-01', to: '2025-01-17' },
  { term: '2024-2025-2', from: '2025-02-24', to: '2025-07-04' },
  { term: '2025-2026-1', from: '2025-09-01', to: '2026-01-16' },
  { term: '2025-2026-2', from: '2026-03-02', to: '2026-07-03' },
  { term: '2026-2027-1', from: '2026-09-07', to: '2027-01-15' },
  { term: '2026-2027-2', from: '2027-03-01', to: '2027-07-02' },
] as const;

/** The last year whose public holidays are published in the package's data. */
const LAST_KNOWN_YEAR = 2026;

/** Terms with the public holidays and make-up working days that fall into them. */
export function demoCalendar(): CalendarRecord {
  const holidays: string[] = [];
  const makeupWorkdays: string[] = [];
  const day = new Date('2024-09-01T00:00:00Z');
  for (; day.getUTCFullYear() <= LAST_KNOWN_YEAR; day.setUTCDate(day.getUTCDate() + 1)) {
    const date = day.toISOString().slice(0, 10);
    const isWeekend = day.getUTCDay() === 0 || day.getUTCDay() === 6;
    const { work } = getDayDetail(date);
    if (!isWeekend && !work) holidays.push(date);
    if (isWeekend && work) makeupWorkdays.push(date);
  }
  return { terms: TERMS, holidays, makeupWorkdays };
}
