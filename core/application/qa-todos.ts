import type { TimelineItem, TodoItem } from '../contract/outputs';
import { addDays, dayLabel, type LocalDate } from '../domain/local-date';
import { sayMinute } from '../domain/service-hours';
import type { Actor, QaRecord } from './ports';
import { standingOn } from './qa-sessions';
import type { UseCaseDeps } from './use-case';

/** Said so many days ahead, and asked about so many days after. */
const AHEAD = 14;
const BACK = 60;

/** Teachers: what is to be reported, and what comes; adviser and counselor: whom to tell of it. */
export async function qaTodos(actor: Actor, deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  const { role, today } = actor;
  const sessions = await deps.qa.list(addDays(today, -BACK));
  return sessions.flatMap((session): TodoItem[] => {
    const standing = standingOn(session, today);
    const common = {
      id: `qa:${session.id}`,
      kind: 'qa',
      section: 'task',
      detail: `${sayWhen(session)}，${session.place}`,
      hint: null,
      dueOn: null,
      because: null,
      student: null,
      caseId: null,
    } as const;
    if (standing === 'unreported' && role === 'teacher') {
      const target = { page: 'qa-report', sessionId: session.id } as const;
      return [{ ...common, state: 'open', title: `${session.courseName}：记录集中答疑`, target }];
    }
    if (standing !== 'announced' || session.heldOn > addDays(today, AHEAD)) return [];
    if (role === 'teacher') {
      const target = { page: 'qa-report', sessionId: session.id } as const;
      return [{ ...common, state: 'upcoming', title: `${session.courseName}：集中答疑`, target }];
    }
    const title = `通知 ${session.invited.length} 名同学参加集中答疑：${session.courseName}`;
    return session.invited.length === 0
      ? []
      : [{ ...common, state: 'upcoming', title, target: { page: 'qa' } }];
  });
}

/** What a student was asked to and came to, as the archive's timeline tells it. */
export async function qaItems(
  studentId: string,
  today: LocalDate,
  deps: Pick<UseCaseDeps, 'qa' | 'people'>,
): Promise<readonly TimelineItem[]> {
  const items: TimelineItem[] = [];
  for (const session of await deps.qa.ofStudent(studentId)) {
    items.push({
      id: session.id,
      on: session.heldOn,
      kind: 'qa',
      title: `集中答疑：${session.courseName}`,
      detail: sayOutcome(session, studentId, today),
      by: (await deps.people.get(session.teacherId))?.name ?? null,
      talkId: null,
    });
  }
  return items;
}

function sayOutcome(session: QaRecord, studentId: string, today: LocalDate): string {
  const { came, report } = session;
  switch (standingOn(session, today)) {
    case 'announced':
      return [`${sayWhen(session)}，${session.place}`, session.topic]
        .filter((part) => part !== '')
        .join('。');
    case 'unreported':
      return '教师还没有记录谁来了';
    case 'cancelled':
      return `已取消：${report?.topics ?? ''}`;
    case 'held':
      return `${came.includes(studentId) ? '来了' : '没有来'}。${report?.topics ?? ''}`;
  }
}

const sayWhen = ({ heldOn, from, to }: QaRecord): string =>
  `${dayLabel(heldOn)} ${sayMinute(from)}–${sayMinute(to)}`;
