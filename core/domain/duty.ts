import type { LocalDate } from './local-date';

export const DUTY_KINDS = [
  'first-talk',
  'study-plan',
  'regular-talk',
  'phone-parents',
  'warning-letter',
  'pairing',
  'joint-meeting',
  'plan-review',
  'course-advice',
  'volunteer-guidance',
  'focus-note',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

export const DUTY_ROLES = ['adviser', 'counselor', 'office', 'teacher', 'either'] as const;
/** Who owes it; `either` is adviser or counselor, one suffices; `teacher` of a failing or retaken course. */
export type DutyRole = (typeof DUTY_ROLES)[number];

export type TalkSide = 'adviser' | 'counselor';

export type DutyState = 'upcoming' | 'open' | 'done' | 'overdue' | 'paused' | 'waived';

/** What someone owes a student, derived from facts; never stored (reading §4). */
export interface Duty {
  readonly kind: DutyKind;
  readonly role: DutyRole;
  /** Due by the end of this day; null while paused, and where the calendar has no date for it. */
  readonly dueOn: LocalDate | null;
  readonly state: DutyState;
  readonly doneOn: LocalDate | null;
  /** The sentence that explains the date. */
  readonly because: string;
}
