import type { TodoItem } from '../contract/outputs';
import { dayLabel } from '../domain/local-date';
import { focusCourses } from './focus';
import type { Actor } from './ports';
import { sectionOf } from './today-duties';
import type { UseCaseDeps } from './use-case';

/** A teacher's 今日: notes that are due, then each course with whom to look after. */
export async function focusTodos(actor: Actor, deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  const courses = (await focusCourses(actor, deps)).filter(({ students }) => students.length > 0);
  const lessons = courses.map(
    ({ courseName, lastLessonOn, offeringId, students }): TodoItem => ({
      id: `focus:${offeringId}`,
      kind: 'focus-lesson',
      section: 'task',
      state: 'upcoming',
      title: `${courseName}：记一次课`,
      detail: `${students.length} 名同学要关注。${lastLessonOn === null ? '还没有课堂记录' : `上次记到 ${dayLabel(lastLessonOn, actor.today)}`}`,
      hint: null,
      dueOn: null,
      because: null,
      student: null,
      caseId: null,
      target: { page: 'focus', offeringId },
    }),
  );
  const notes = courses.flatMap(({ courseName, offeringId, students }) =>
    students.flatMap(({ className, due, name, studentId }): TodoItem[] => {
      if (due === null || due.dueOn === null) return [];
      if (due.state !== 'open' && due.state !== 'overdue' && due.state !== 'upcoming') return [];
      return [
        {
          id: `focus-note:${offeringId}:${studentId}`,
          kind: 'focus-note',
          section: sectionOf(due, actor.today),
          state: due.state,
          title: '课堂重点关注小结',
          detail: `${courseName} · ${className}`,
          hint: null,
          dueOn: due.dueOn,
          because: due.because,
          student: { id: studentId, name, className },
          caseId: null,
          target: { page: 'focus-note', offeringId, studentId },
        },
      ];
    }),
  );
  return [
    ...lessons,
    ...notes.sort((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? '') || a.id.localeCompare(b.id)),
  ];
}
