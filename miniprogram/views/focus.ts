import type { FocusCourseItem, FocusStudentItem, Input } from '#core/contract/index';
import { ALL_FINE, ANSWERS, ATTENDANCES, FOCUS_LIMITS, type FocusMark, HOMEWORKS } from '#core/domain/focus';
import { ANSWER_LABELS, ATTENDANCE_LABELS, HOMEWORK_LABELS } from '#core/domain/labels';
import { type DueView, toDue } from './due';
import { toLine } from './line';
import { sayDate } from './when';

const choicesOf = <V extends string>(values: readonly V[], labels: Readonly<Record<V, string>>) =>
  values.map((value) => ({ value, label: labels[value] }));

/** The course asked for; without one the first in which there is somebody to look after. */
export const findCourse = (
  courses: readonly FocusCourseItem[],
  offeringId: string,
): FocusCourseItem | undefined =>
  offeringId === ''
    ? (courses.find(({ students }) => students.length > 0) ?? courses[0])
    : courses.find((course) => course.offeringId === offeringId);

/** What may be tapped of a student in a lesson. */
export const FOCUS_CHOICES = [
  { field: 'attendance', label: '出勤', choices: choicesOf(ATTENDANCES, ATTENDANCE_LABELS) },
  { field: 'answer', label: '课堂提问', choices: choicesOf(ANSWERS, ANSWER_LABELS) },
  { field: 'homework', label: '作业', choices: choicesOf(HOMEWORKS, HOMEWORK_LABELS) },
] as const;
export type FocusField = (typeof FOCUS_CHOICES)[number]['field'];

/** A lesson as it is tapped; the draft holds it. Whoever is not in `marks` was fine. */
export interface LessonFields {
  readonly heldOn: string;
  readonly marks: Readonly<Record<string, FocusMark>>;
}

/** One more tap on a student. */
export const withMark = (
  fields: LessonFields,
  studentId: string,
  field: FocusField,
  value: string,
): LessonFields => ({
  ...fields,
  marks: {
    ...fields.marks,
    [studentId]: { ...(fields.marks[studentId] ?? ALL_FINE), [field]: value },
  },
});

/** Only whom something was tapped of, and who is still on the list. */
export const toLessonInput = (
  { heldOn, marks }: LessonFields,
  id: string,
  course: FocusCourseItem,
): Input<'focus.lesson'> => ({
  id,
  offeringId: course.offeringId,
  heldOn,
  exceptions: course.students.flatMap(({ studentId }) => {
    const mark = marks[studentId];
    return mark === undefined || sayMark(mark) === '' ? [] : [{ studentId, ...mark }];
  }),
});

/** 缺勤 · 未交; empty where all was fine. */
const sayMark = ({ answer, attendance, homework }: FocusMark): string =>
  toLine([
    attendance === ALL_FINE.attendance ? '' : ATTENDANCE_LABELS[attendance],
    answer === ALL_FINE.answer ? '' : `提问${ANSWER_LABELS[answer]}`,
    homework === ALL_FINE.homework ? '' : `作业${HOMEWORK_LABELS[homework]}`,
  ]);

export interface FocusRow {
  readonly studentId: string;
  readonly name: string;
  readonly detail: string;
  readonly word: string;
  readonly isFine: boolean;
  readonly isOpen: boolean;
  /** The chosen value of each of FOCUS_CHOICES. */
  readonly chosen: readonly (readonly string[])[];
  readonly due: DueView;
  readonly hasDue: boolean;
  readonly lessons: string;
}

export const toFocusRows = (
  { students }: FocusCourseItem,
  fields: LessonFields,
  openId: string,
  today: string,
): readonly FocusRow[] =>
  students.map((student) => {
    const mark = fields.marks[student.studentId] ?? ALL_FINE;
    const said = sayMark(mark);
    return {
      studentId: student.studentId,
      name: student.name,
      detail: whoOf(student),
      word: said === '' ? '都正常' : said,
      isFine: said === '',
      isOpen: student.studentId === openId,
      chosen: [[mark.attendance], [mark.answer], [mark.homework]],
      ...dueOf(student, today),
      lessons: student.lessons,
    };
  });

export const whoOf = ({ className, isRetake, studentNo }: FocusStudentItem): string =>
  toLine([className, studentNo, isRetake ? '重修' : '']);

export const dueOf = ({ due }: FocusStudentItem, today: string): { due: DueView; hasDue: boolean } =>
  due === null
    ? { due: { word: '', tone: 'calm', text: '', because: '' }, hasDue: false }
    : { due: toDue(due, today), hasDue: true };

/** Said with one tap where nothing more is to be said. */
export const NOTE_PHRASES = [
  '上课认真，有进步。',
  '和上个月差不多。',
  '需要班主任再谈一次。',
  '建议参加集中答疑。',
];

/** What the form opens with: the lessons since the last note. */
export const firstNote = ({ lessons }: FocusStudentItem): string => (lessons === '' ? '' : `${lessons}。`);

export const toNoteRows = ({ notes }: FocusStudentItem, today: string) =>
  notes.map(({ id, on, text }) => ({ id, on: sayDate(on, today), text }));

/** Comfort only, the server decides; empty: may be sent. */
export const wrongInNote = (text: string): string =>
  text.trim() === ''
    ? '请写一句这个月的课堂情况。'
    : text.trim().length > FOCUS_LIMITS.note
      ? `小结不能超过 ${FOCUS_LIMITS.note} 字，请删减。`
      : '';
