import { DomainError } from './errors';
import { addDays, type LocalDate } from './local-date';
import type { HelpRules } from './service-rules';

/** 帮扶记录 and the hours that follow from it (art. 6): integer minutes, of confirmed sessions alone. */

export const HELP_KINDS = ['held', 'missed-student', 'missed-volunteer'] as const;
/** It took place; the student, or the volunteer, did not come. */
export type HelpKind = (typeof HELP_KINDS)[number];

export const HELPFULNESS = ['yes', 'some', 'no'] as const;
/** What a student says of a session: it helped, somewhat, it did not. */
export type Helpfulness = (typeof HELPFULNESS)[number];

/** Characters. */
export const HELP_LIMITS = { course: 60, done: 500, next: 200, note: 200, wish: 200 } as const;

export interface HelpTimes {
  readonly heldOn: LocalDate;
  /** Minutes since midnight in Asia/Shanghai. */
  readonly from: number;
  readonly to: number;
}

/**
 * @param now in Asia/Shanghai: the day and the minutes since midnight
 * @throws DomainError with the field that is wrong
 */
export function validateHelp(
  session: HelpTimes & { readonly kind: HelpKind; readonly done: string },
  now: { readonly today: LocalDate; readonly minute: number },
  { clockAhead, filingDays }: Pick<HelpRules, 'clockAhead' | 'filingDays'>,
): void {
  const { heldOn, from, to, kind, done } = session;
  if (to <= from)
    throw new DomainError('TIMES_INVALID', '结束时间要晚于开始时间；跨零点的请分成两次。', 'to');
  if (heldOn > now.today) throw new DomainError('HELD_IN_FUTURE', '日期不能晚于今天。', 'heldOn');
  const isAhead = heldOn === now.today && to > now.minute + clockAhead;
  if (isAhead) throw new DomainError('HELD_IN_FUTURE', '结束时间还没有到。结束后再记。', 'to');
  if (heldOn < addDays(now.today, -filingDays)) {
    throw new DomainError(
      'FILED_TOO_LATE',
      `只能补记 ${filingDays} 天以内的帮扶。更早的请找辅导员。`,
      'heldOn',
    );
  }
  if (kind === 'held' && done.trim() === '') {
    throw new DomainError('DONE_MISSING', '请写一句做了什么。', 'done');
  }
}

export interface HelpFacts extends HelpTimes {
  readonly id: string;
  readonly kind: HelpKind;
  readonly answer: 'confirmed' | 'objected' | 'withdrawn' | null;
  /** The counselor's last word where there was one. */
  readonly review: 'approved' | 'refused' | null;
  /**
   * Minutes that the volunteer filed for that day with anybody, without what was taken back or objected
   * to: the same whoever confirms what in which order.
   */
  readonly dayMinutes: number;
  /** Minutes of a day beyond which the counselor has to confirm, by the policy in force on that day. */
  readonly dayLimit: number;
}

export type HelpStanding =
  | 'missed'
  | 'withdrawn'
  | 'objected'
  | 'refused'
  /** For the student's word. */
  | 'waiting'
  /** Confirmed, but the day is long: for the counselor's word. */
  | 'too-long'
  | 'counted';

/** Integer minutes. */
export const minutesOf = ({ from, to }: Pick<HelpTimes, 'from' | 'to'>): number => to - from;

/** What a session is worth. */
export function standingOf({ kind, answer, review, dayLimit, dayMinutes }: HelpFacts): HelpStanding {
  if (answer === 'withdrawn') return 'withdrawn';
  if (kind !== 'held') return 'missed';
  if (answer === 'objected') return 'objected';
  if (review === 'refused') return 'refused';
  if (answer === null) return 'waiting';
  return dayMinutes > dayLimit && review !== 'approved' ? 'too-long' : 'counted';
}

/** Minutes that count, and those that wait for the student or the counselor. */
export function tally(sessions: readonly HelpFacts[]): { readonly counted: number; readonly open: number } {
  const sum = (...wanted: readonly HelpStanding[]) =>
    sessions
      .filter((session) => wanted.includes(standingOf(session)))
      .reduce((minutes, session) => minutes + minutesOf(session), 0);
  return { counted: sum('counted'), open: sum('waiting', 'too-long') };
}

/** 3 小时 5 分 */
export function sayMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} 分钟`;
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分`;
}

/** `9:05` from minutes since midnight. */
export const sayMinute = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
