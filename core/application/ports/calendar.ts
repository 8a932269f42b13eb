import type { CalendarCorrection, CalendarEntries, SchoolTerm } from '../../domain/school-calendar';

/** The school calendar as the office enters it; who entered what stays with it. */
export interface CalendarRepository {
  /** Terms by their first day, corrections by day, and the published plan below them. */
  entries(): Promise<CalendarEntries>;
  /** Until the transaction ends: two changes at once are weighed one after the other. */
  lock(): Promise<void>;
  saveTerm(term: SchoolTerm): Promise<void>;
  removeTerm(term: string): Promise<void>;
  correct(correction: CalendarCorrection): Promise<void>;
  /** Takes a correction back; the published plan holds again. */
  restore(day: string): Promise<void>;
}
