import type { TodoItem } from '../contract/outputs';
import { ROLE_LABELS } from '../domain/labels';
import { dayLabel } from '../domain/local-date';
import { waitOf } from '../domain/referral';
import { mayRole } from './access';
import { PAGE_SIZE } from './paging';
import { readPolicy } from './policy-in-force';
import type { Actor } from './ports';
import type { UseCaseDeps } from './use-case';

/** Referrals that the meeting has not answered: the leader answers, the office sees them wait. */
export async function referralTodos(actor: Actor, deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  const { facts } = await readPolicy(deps);
  const title = mayRole(actor.role, 'referrals.answer') ? '答复早报告' : '早报告待组长答复';
  const todos: TodoItem[] = [];
  for (let from = 0; ; from += PAGE_SIZE) {
    const waiting = await deps.referrals.list('waiting', from, PAGE_SIZE);
    for (const { id, filedOn, referrerRole, student } of waiting) {
      const { days, dueOn, isOverdue } = waitOf(filedOn, actor.today, facts.referralAnswerDays);
      todos.push({
        id: `referral:${id}`,
        kind: 'referral',
        section: 'task',
        state: isOverdue ? 'overdue' : 'open',
        title,
        detail: `${student.className} · ${ROLE_LABELS[referrerRole]}报告 · ${days === 0 ? '今天收到' : `已等 ${days} 天`}`,
        hint: null,
        dueOn,
        because: `早报告 ${dayLabel(filedOn)} + ${facts.referralAnswerDays}天 = ${dayLabel(dueOn)}`,
        student: { id: student.id, name: student.name, className: student.className },
        caseId: null,
        target: { page: 'referral', referralId: id },
      });
    }
    if (waiting.length < PAGE_SIZE) return todos;
  }
}
