import type { TodoItem } from '../contract/outputs';
import { type ApplicationStanding, standingOfApplication } from '../domain/recruiting';
import { mayRole } from './access';
import type { Actor } from './ports';
import type { UseCaseDeps } from './use-case';

/** What each standing asks for, and of whoever may do it. */
const ASKED = [
  { standing: 'submitted', action: 'recruiting.decide', say: (n: number) => `答复志愿者报名：${n} 份` },
  { standing: 'accepted', action: 'recruiting.decide', say: (n: number) => `登记志愿者培训：${n} 人` },
  { standing: 'trained', action: 'recruiting.register', say: (n: number) => `志愿者登记备案：${n} 人` },
  { standing: 'registered', action: 'recruiting.activate', say: (n: number) => `志愿者上岗：${n} 人` },
] as const;

/** Applications in reach that wait for the counselor or the office (art. 6): a line for each call and step. */
export async function recruitingTodos({ role }: Actor, deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  const calls = await deps.recruiting.calls();
  if (calls.length === 0) return [];
  const applications = await deps.recruiting.applications();
  return calls.flatMap(({ id, title, training }) => {
    const standings = applications
      .filter(({ callId }) => callId === id)
      .map(({ steps }): ApplicationStanding => standingOfApplication(steps, training.length));
    return ASKED.filter(({ action }) => mayRole(role, action)).flatMap(({ say, standing }): TodoItem[] => {
      const waiting = standings.filter((one) => one === standing).length;
      if (waiting === 0) return [];
      return [
        {
          id: `recruiting:${id}:${standing}`,
          kind: 'recruiting',
          section: 'task',
          state: 'open',
          title: say(waiting),
          detail: title,
          hint: null,
          dueOn: null,
          because: null,
          student: null,
          caseId: null,
          target: { page: 'applicants', callId: id },
        },
      ];
    });
  });
}
