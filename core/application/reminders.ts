import type { ReminderProblem, ReminderProblems, TodoItem } from '../contract/outputs';
import { DomainError } from '../domain/errors';
import { addDays, type LocalDate, toDayNumber } from '../domain/local-date';
import { digestText } from '../domain/reminder';
import { type DeliveryKind, deliveryOf, isProblemState, REPORT_DAYS } from '../domain/reminder-message';
import { notFound } from './access';
import { PAGE_SIZE } from './paging';
import type { ReminderPlace, ReminderRecord } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** How many messages I may still be sent, and what became of the last one. */
export const showReminders: UseCase<'reminders.mine'> = async (_input, actor, deps) => {
  const last = await deps.reminders.lastOf(actor.personId);
  return {
    ...(await deps.reminders.standing(actor.personId)),
    last: last && { day: last.day, text: digestText(last), state: last.state, reason: last.reason },
  };
};

/**
 * One accept on the phone is one message more; of the employee relation it stands until it is ended. The
 * same id twice counts once.
 */
export const answerSubscription: UseCase<'reminders.subscribe'> = async (input, actor, deps) => {
  if (input.channel === 'employee' && actor.role === 'volunteer') {
    throw new DomainError('NOT_STAFF', '用工消息只发给教职工。请点“提醒我”，收一次一条的提醒。', 'channel');
  }
  await deps.reminders.answer({ ...input, personId: actor.personId, at: deps.clock.now() });
  return deps.reminders.standing(actor.personId);
};

/** What did not go out, or may not have, newest first; and what became of all of the last weeks. */
export const listReminderProblems: UseCase<'reminders.problems'> = async ({ cursor }, actor, deps) => {
  const records = await deps.reminders.problems(cursor === undefined ? null : placeOf(cursor), PAGE_SIZE);
  const last = records.length < PAGE_SIZE ? undefined : records.at(-1);
  return {
    counts: await deps.reminders.countProblems(),
    report: await readReport(actor.today, deps),
    items: records.map(toProblem),
    nextCursor: last === undefined ? null : `${last.day}:${last.id}`,
  };
};

async function readReport(today: LocalDate, deps: UseCaseDeps): Promise<ReminderProblems['report']> {
  const from = addDays(today, 1 - REPORT_DAYS);
  const counts: Record<DeliveryKind, number> = {
    sent: 0,
    waiting: 0,
    'no-credit': 0,
    'not-bound': 0,
    refused: 0,
    failed: 0,
    unknown: 0,
  };
  for (const { state, reason, count } of await deps.reminders.countDeliveries(from))
    counts[deliveryOf(state, reason)] += count;
  return { from, counts };
}

const PLACE = /^(\d{4}-\d{2}-\d{2}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The cursor is a row's place, not a count: what is settled meanwhile leaves the list and moves the rest. */
function placeOf(cursor: string): ReminderPlace {
  const [, day, id] = PLACE.exec(cursor) ?? [];
  if (day === undefined || id === undefined) {
    throw new DomainError('INVALID_INPUT', '列表位置不正确，请刷新后重试。', 'cursor');
  }
  toDayNumber(day); // refuses a day that no calendar has
  return { day, id };
}

/**
 * A person's word on a message that did not go out: told by other means, or to be sent again. The only
 * way in which a message whose outcome is unknown goes out a second time (reading §5).
 */
export const settleReminder: UseCase<'reminders.settle'> = async ({ messageId, how, note }, _actor, deps) => {
  const record = await deps.reminders.lock(messageId);
  if (!record) throw notFound();
  // Settled already, by this tap's first try or by a colleague.
  if (!isProblemState(record.state) || record.settled?.how === 'told') return toProblem(record);
  const said = note.trim();
  if (how === 'told' && said === '') {
    throw new DomainError('NOTE_MISSING', '请写明是怎样告知的，例如：电话。', 'note');
  }
  if (how === 'send-again' && !(await canBeReached(record.personId, deps))) {
    throw new DomainError(
      'NO_CREDIT',
      `${record.personName}没有订阅额度，再发也到不了。请本人先在“我的”里点“提醒我”，或另行告知。`,
    );
  }
  if (how === 'told') await deps.reminders.markTold(messageId, said);
  else await deps.reminders.sendAgain(messageId);
  await deps.audit.record({
    action: 'reminders.settle',
    subject: { type: 'reminder', id: messageId },
    detail: { how, person: record.personId, day: record.day, state: record.state, reason: record.reason },
  });
  const settled = await deps.reminders.lock(messageId);
  if (!settled) throw notFound();
  return toProblem(settled);
};

async function canBeReached(personId: string, { reminders }: UseCaseDeps): Promise<boolean> {
  const { credits, isEmployee } = await reminders.standing(personId);
  return credits > 0 || isEmployee;
}

/** For the office's day: one line for all of them. */
export async function reminderTodos(deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  const { held, refused, failed, dropped } = await deps.reminders.countProblems();
  const count = held + refused + failed + dropped;
  if (count === 0) return [];
  return [
    {
      id: 'reminders',
      kind: 'reminders',
      section: 'task',
      hint: null,
      state: 'open',
      title: `${count} 条提醒没有送达`,
      detail: held > 0 ? `其中 ${held} 条不知道是否发出，请先问本人` : '请另行告知本人，或请本人订阅提醒',
      dueOn: null,
      because: null,
      student: null,
      caseId: null,
      target: { page: 'delivery' },
    },
  ];
}

const toProblem = (record: ReminderRecord): ReminderProblem => ({
  id: record.id,
  person: { name: record.personName, workNo: record.workNo },
  day: record.day,
  text: digestText(record),
  state: record.state,
  reason: record.reason,
  code: record.code,
  settled: record.settled,
});
