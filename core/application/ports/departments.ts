import type { Calendar } from '../../domain/calendar';
import type { LocalDate } from '../../domain/local-date';

export interface Department {
  readonly id: string;
  /** 生命科学系 */
  readonly name: string;
  /** 生科系 */
  readonly shortName: string;
  /** The shipped policy that it was set up with, in force until it keeps versions of its own: `2015`. */
  readonly policyId: string;
}

export interface CalendarTerm {
  readonly term: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What a department may be set up with; the office goes on from there. */
export interface CalendarRecord {
  readonly terms: readonly CalendarTerm[];
  readonly holidays: readonly LocalDate[];
  readonly makeupWorkdays: readonly LocalDate[];
}

export interface DepartmentRepository {
  get(): Promise<Department>;
  /** Terms and corrections entered by the office above the published holidays. */
  calendar(): Promise<Calendar>;
}
