import type { CalendarRecord } from '#core/application/ports';

/** Semesters of the demo's department, first and last teaching day. */
const TERMS = [
  { term: '2024-2025-1', from: '2024-09-01', to: '2025-01-17' },
  { term: '2024-2025-2', from: '2025-02-24', to: '2025-07-04' },
  { term: '2025-2026-1', from: '2025-09-01', to: '2026-01-16' },
  { term: '2025-2026-2', from: '2026-03-02', to: '2026-07-03' },
  { term: '2026-2027-1', from: '2026-09-07', to: '2027-01-15' },
  { term: '2026-2027-2', from: '2027-03-01', to: '2027-07-02' },
] as const;

/** Terms alone: public holidays and make-up days are the published ones. */
export const demoCalendar = (): CalendarRecord => ({ terms: TERMS, holidays: [], makeupWorkdays: [] });
