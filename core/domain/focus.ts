import { DomainError } from './errors';
import { addDays, type LocalDate } from './local-date';
import type { TeachingRules } from './service-rules';

/** 课堂重点关注 (art. 4): attendance, questions asked and homework of a lesson, and a note a month. */

export const ATTENDANCES = ['present', 'late', 'absent', 'leave'] as const;
/** 出勤: 到课, 迟到, 缺勤, 请假 */
export type Attendance = (typeof ATTENDANCES)[number];

export const ANSWERS = ['not-asked', 'good', 'weak'] as const;
/** 课堂提问: nobody asked, answered well, could not answer. */
export type Answer = (typeof ANSWERS)[number];

export const HOMEWORKS = ['fine', 'late', 'missing'] as const;
/** 作业: handed in, or none was due; late; not handed in. */
export type Homework = (typeof HOMEWORKS)[number];

/** How a lesson went for one student. */
export interface FocusMark {
  readonly attendance: Attendance;
  readonly answer: Answer;
  readonly homework: Homework;
}

/** What most lessons are, and so what need not be tapped. */
export const ALL_FINE: FocusMark = { attendance: 'present', answer: 'not-asked', homework: 'fine' };

/** Characters; students of one lesson. */
export const FOCUS_LIMITS = { note: 300, students: 200 } as const;

/** @throws DomainError HELD_IN_FUTURE or FILED_TOO_LATE */
export function validateLesson(
  heldOn: LocalDate,
  today: LocalDate,
  { lessonDays }: Pick<TeachingRules, 'lessonDays'>,
): void {
  if (heldOn > today) throw new DomainError('HELD_IN_FUTURE', '上课日期不能晚于今天。', 'heldOn');
  if (heldOn < addDays(today, -lessonDays)) {
    throw new DomainError(
      'FILED_TOO_LATE',
      `只能补记 ${lessonDays} 天以内的课。更早的请写在小结里。`,
      'heldOn',
    );
  }
}

/** Lessons of one student in one course, counted. */
export interface FocusCount {
  readonly lessons: number;
  readonly late: number;
  readonly absent: number;
  readonly leave: number;
  readonly good: number;
  readonly weak: number;
  readonly homeworkLate: number;
  readonly homeworkMissing: number;
}

type DatedMark = FocusMark & { readonly heldOn: LocalDate; readonly filedAt: string };

/** A lesson filed again for the same day corrects the one before; the last filing counts. */
export function countMarks(marks: readonly DatedMark[]): FocusCount {
  const days = new Map<LocalDate, DatedMark>();
  for (const mark of marks) {
    const known = days.get(mark.heldOn);
    if (!known || known.filedAt <= mark.filedAt) days.set(mark.heldOn, mark);
  }
  const held = [...days.values()];
  const count = (isIt: (mark: FocusMark) => boolean) => held.filter(isIt).length;
  return {
    lessons: held.length,
    late: count(({ attendance }) => attendance === 'late'),
    absent: count(({ attendance }) => attendance === 'absent'),
    leave: count(({ attendance }) => attendance === 'leave'),
    good: count(({ answer }) => answer === 'good'),
    weak: count(({ answer }) => answer === 'weak'),
    homeworkLate: count(({ homework }) => homework === 'late'),
    homeworkMissing: count(({ homework }) => homework === 'missing'),
  };
}

/** 记了 6 次课：缺勤 1 次，作业未交 2 次; empty where none was filed. */
export function sayCount(count: FocusCount): string {
  if (count.lessons === 0) return '';
  const told = (
    [
      ['缺勤', count.absent],
      ['迟到', count.late],
      ['请假', count.leave],
      ['提问答得好', count.good],
      ['提问答不上', count.weak],
      ['作业未交', count.homeworkMissing],
      ['作业迟交', count.homeworkLate],
    ] as const
  ).filter(([, times]) => times > 0);
  const rest = told.length === 0 ? '都正常' : told.map(([word, times]) => `${word} ${times} 次`).join('，');
  return `记了 ${count.lessons} 次课：${rest}`;
}
