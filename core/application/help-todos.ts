import type { TodoItem } from '../contract/outputs';
import { addDays } from '../domain/local-date';
import { sayMinutes, standingOf, tally } from '../domain/service-hours';
import { readPolicy } from './policy-in-force';
import type { Actor } from './ports';
import type { UseCaseDeps } from './use-case';

/** A volunteer's 今日: sessions that wait for the student's word, and whom to help next. */
export async function helpTodos(actor: Actor, deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  const sessions = await deps.help.own();
  const pairs = await deps.pairings.mine();
  const { quietDays } = (await readPolicy(deps)).help;
  const waiting = sessions.filter((session) => standingOf(session) === 'waiting');
  const { counted } = tally(sessions);
  const common = {
    kind: 'help',
    state: 'open',
    hint: null,
    because: null,
    student: null,
    caseId: null,
  } as const;
  const confirm: TodoItem = {
    ...common,
    id: 'help:confirm',
    section: 'task',
    title: `请同学确认：${waiting.length} 次帮扶`,
    detail: `确认后才计入时数。已计入 ${sayMinutes(counted)}。`,
    dueOn: null,
    target: { page: 'hours' },
  };
  return [
    ...(waiting.length === 0 ? [] : [confirm]),
    ...pairs.map(({ pairingId, studentName, className, courses, firstDay }): TodoItem => {
      const last = sessions.find((session) => session.pairingId === pairingId && session.kind === 'held');
      const next = sessions.find((session) => session.pairingId === pairingId && session.next !== '');
      const dueOn = addDays(last?.heldOn ?? firstDay, quietDays);
      return {
        ...common,
        id: `help:${pairingId}`,
        section: dueOn <= actor.today ? 'today' : 'later',
        title: `${studentName}：写帮扶记录`,
        detail: [className, courses.map(({ name }) => name).join('、'), next ? `上次说好：${next.next}` : '']
          .filter((part) => part !== '')
          .join(' · '),
        dueOn: null,
        target: { page: 'help-log', pairingId },
      };
    }),
  ];
}
