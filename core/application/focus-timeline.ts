import type { TimelineItem } from '../contract/outputs';
import { countMarks, sayCount } from '../domain/focus';
import { groupBy } from '../domain/group-by';
import type { FocusRecords } from './ports';
import type { UseCaseDeps } from './use-case';

/** What teachers told of a student: each note, and the lessons of each course and month in a sentence. */
export async function focusItems(
  studentId: string,
  deps: Pick<UseCaseDeps, 'focus' | 'people'>,
): Promise<readonly TimelineItem[]> {
  const { marks, notes } = await deps.focus.ofStudent(studentId);
  const names = await namesOf({ marks, notes }, deps);
  const months = groupBy(marks, ({ offeringId, heldOn }) => `${offeringId}:${heldOn.slice(0, 7)}`);
  return [
    ...notes.map(
      ({ id, courseName, notedOn, teacherId, text }): TimelineItem => ({
        id,
        on: notedOn,
        kind: 'focus-note',
        title: `课堂重点关注：${courseName}`,
        detail: text,
        by: names.get(teacherId) ?? null,
        talkId: null,
      }),
    ),
    ...[...months].flatMap(([id, held]): TimelineItem[] => {
      const last = held.at(-1);
      return last === undefined
        ? []
        : [
            {
              id,
              on: last.heldOn,
              kind: 'focus-lessons',
              title: `${Number(last.heldOn.slice(5, 7))}月的课：${last.courseName}`,
              detail: sayCount(countMarks(held)),
              by: names.get(last.teacherId) ?? null,
              talkId: null,
            },
          ];
    }),
  ];
}

async function namesOf(
  { marks, notes }: FocusRecords,
  deps: Pick<UseCaseDeps, 'people'>,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const teacherId of new Set([...marks, ...notes].map((row) => row.teacherId))) {
    names.set(teacherId, (await deps.people.get(teacherId))?.name ?? '');
  }
  return names;
}
