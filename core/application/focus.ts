import type { FocusCourseItem, FocusStudentItem } from '../contract/outputs/focus';
import { deriveDuties } from '../domain/derive-duties';
import { NO_FACTS } from '../domain/duty-facts';
import { DomainError } from '../domain/errors';
import { ALL_FINE, countMarks, FOCUS_LIMITS, sayCount, validateLesson } from '../domain/focus';
import { notFound } from './access';
import { type DutyContext, readDutyContext } from './case-duties';
import { readPolicy } from './policy-in-force';
import type { Actor, FocusCourse, FocusRecords, FocusStudent, LocalDate } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** Earlier notes beside the form. */
const NOTES_SHOWN = 6;
/** Whose rule sets the teacher's dates: a date by the student's own tier would tell it (reading §1). */
const TEACHERS_TIER = 1;

/** 课堂重点关注: whom, how the lessons went, and when the next note is due. */
export const listFocus: UseCase<'focus.mine'> = async (_input, actor, deps) => ({
  courses: await focusCourses(actor, deps),
  rules: (await readPolicy(deps)).teaching,
});

/** For 今日, too. */
export async function focusCourses(actor: Actor, deps: UseCaseDeps): Promise<readonly FocusCourseItem[]> {
  const courses = await deps.focus.mine();
  if (courses.length === 0) return [];
  const records = await deps.focus.own();
  const context = await readDutyContext(deps);
  return courses.map(({ offeringId, courseName, students }) => {
    const days = records.marks.filter((mark) => mark.offeringId === offeringId).map(({ heldOn }) => heldOn);
    return {
      offeringId,
      courseName,
      lastLessonOn: days.reduce<LocalDate | null>((last, day) => (last && last > day ? last : day), null),
      students: students.map((student) =>
        toStudent(student, ownOf(records, offeringId, student.studentId), context, actor.today),
      ),
    };
  });
}

const ownOf = ({ marks, notes }: FocusRecords, offeringId: string, studentId: string): FocusRecords => {
  const isTheirs = (row: { readonly offeringId: string; readonly studentId: string }) =>
    row.offeringId === offeringId && row.studentId === studentId;
  return { marks: marks.filter(isTheirs), notes: notes.filter(isTheirs) };
};

function toStudent(
  { since, ...student }: FocusStudent,
  { marks, notes }: FocusRecords,
  context: DutyContext,
  today: LocalDate,
): FocusStudentItem {
  const last = notes.at(-1)?.notedOn ?? '';
  return {
    ...student,
    lessons: sayCount(countMarks(marks.filter(({ heldOn }) => heldOn > last))),
    due: nextNote(since, notes, context, today),
    notes: notes
      .slice(-NOTES_SHOWN)
      .reverse()
      .map(({ id, notedOn, text }) => ({ id, on: notedOn, text })),
  };
}

/** By the same engine as every duty, from what the teacher may know; the count begins with the semester. */
function nextNote(
  since: LocalDate,
  notes: FocusRecords['notes'],
  { calendar, policy }: DutyContext,
  today: LocalDate,
): FocusStudentItem['due'] {
  const begun = calendar.terms.map(({ from }) => from).filter((from) => from <= today);
  const countedFrom = [since, ...begun].sort().at(-1) ?? since;
  const facts = {
    ...NO_FACTS,
    decisions: [{ tier: TEACHERS_TIER, decidedOn: countedFrom }],
    focusNotes: notes.map(({ notedOn }) => ({ on: notedOn })),
  } as const;
  const duty = deriveDuties(facts, policy.duties, calendar, today).find(({ kind }) => kind === 'focus-note');
  return duty ? { state: duty.state, dueOn: duty.dueOn, because: duty.because } : null;
}

/** A lesson in one filing; whoever is not named was fine. The same day again corrects it. */
export const fileLesson: UseCase<'focus.lesson'> = async (input, actor, deps) => {
  const course = await ownCourse(input.offeringId, deps);
  validateLesson(input.heldOn, actor.today, (await readPolicy(deps)).teaching);
  const marks = new Map(input.exceptions.map(({ studentId, ...mark }) => [studentId, mark]));
  const known = new Set(course.students.map(({ studentId }) => studentId));
  if ([...marks.keys()].some((studentId) => !known.has(studentId))) throw listChanged();
  if (known.size === 0) throw new DomainError('NOBODY', '这门课现在没有需要关注的学生，不用记录。');
  const isNew = await deps.focus.addLesson(
    course.students.map(({ studentId }) => ({
      ...ALL_FINE,
      ...marks.get(studentId),
      lessonId: input.id,
      studentId,
      offeringId: course.offeringId,
      teacherId: actor.personId,
      courseName: course.courseName,
      heldOn: input.heldOn,
      filedOn: actor.today,
      filedAt: deps.clock.now(),
    })),
  );
  if (isNew) {
    await deps.audit.record({
      action: 'focus.lesson',
      subject: { type: 'offering', id: course.offeringId },
      detail: { course: course.courseName, heldOn: input.heldOn, students: known.size },
    });
  }
  return { id: input.id, repeated: !isNew };
};

/** The month's note; it closes the duty of that month, and adviser and counselor read it. */
export const fileNote: UseCase<'focus.note'> = async (input, actor, deps) => {
  const course = await ownCourse(input.offeringId, deps);
  if (!course.students.some(({ studentId }) => studentId === input.studentId)) throw listChanged();
  const text = input.text.trim();
  if (text === '') throw new DomainError('NOTE_MISSING', '请写一句这个月的课堂情况。', 'text');
  if (text.length > FOCUS_LIMITS.note) {
    throw new DomainError('NOTE_TOO_LONG', `小结不能超过 ${FOCUS_LIMITS.note} 字，请删减。`, 'text');
  }
  const isNew = await deps.focus.addNote({
    id: input.id,
    studentId: input.studentId,
    offeringId: course.offeringId,
    teacherId: actor.personId,
    courseName: course.courseName,
    text,
    notedOn: actor.today,
    notedAt: deps.clock.now(),
  });
  if (isNew) {
    await deps.audit.record({
      action: 'focus.note',
      subject: { type: 'student', id: input.studentId },
      detail: { course: course.courseName },
    });
  }
  return { id: input.id, repeated: !isNew };
};

async function ownCourse(offeringId: string, deps: UseCaseDeps): Promise<FocusCourse> {
  const course = (await deps.focus.mine()).find((own) => own.offeringId === offeringId);
  if (!course) throw notFound();
  return course;
}

/** A student of any of the teacher's own courses; null: not one whom the teacher is to look after. */
export const focusStudent = async (studentId: string, deps: UseCaseDeps): Promise<FocusStudent | null> =>
  (await deps.focus.mine()).flatMap(({ students }) => students).find((one) => one.studentId === studentId) ??
  null;

const listChanged = () =>
  new DomainError('LIST_CHANGED', '这门课的关注名单变了。请退出这一页，重新打开后再记。');
