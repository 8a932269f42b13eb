import type { CalendarCorrection, SchoolDay, SchoolTerm } from '../../domain/school-calendar';

/** A month of the school calendar with what the office entered around it. */
export interface CalendarMonth {
  readonly today: string;
  /** `2026-10` */
  readonly month: string;
  readonly days: readonly SchoolDay[];
  /** By their first day. */
  readonly terms: readonly SchoolTerm[];
  readonly corrections: readonly CalendarCorrection[];
  readonly currentTerm: string | null;
  /** The semester that comes after the last one entered. */
  readonly nextToEnter: string;
  /** What is not entered although due dates need it; sentences. */
  readonly missing: readonly string[];
  /** What looks wrong in what is entered; sentences. */
  readonly warnings: readonly string[];
  readonly canEdit: boolean;
}

/** An open duty whose date a change would move. */
export interface CalendarMove {
  readonly title: string;
  readonly name: string;
  readonly className: string;
  readonly from: string;
  readonly to: string;
}

export interface CalendarEffect {
  readonly moved: number;
  /** Of these, how many to an earlier day. */
  readonly earlier: number;
  /** Of these, how many would be overdue at once. */
  readonly overdue: number;
  readonly examples: readonly CalendarMove[];
  /** What would look wrong that does not now; sentences. */
  readonly warnings: readonly string[];
}
