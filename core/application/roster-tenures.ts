import { DomainError } from '../domain/errors';
import { isVoid, type Tenure, voidedLastDay } from '../domain/tenure';
import { notFound } from './access';
import type { NewTenure, TenureRecord } from './ports';
import {
  give,
  requireAnOfficer,
  requireDaysInOrder,
  requireFree,
  requireScope,
  setLastDay,
} from './roster-changes';
import { personDetail, requirePerson } from './roster-people';
import type { UseCase, UseCaseDeps } from './use-case';

/** Gives a person a role from a day on. The same id again changes nothing. */
export const giveRole: UseCase<'roster.assign'> = async (input, actor, deps) => {
  await deps.rosterBook.lock();
  if (await deps.rosterBook.wasDone(input.id)) return personDetail(input.personId, actor, deps);
  const person = await requirePerson(input.personId, deps);
  requireScope(input.role, input.classId, input.areaId);
  requireDaysInOrder(input);
  const tenure: NewTenure = {
    id: input.id,
    personId: person.id,
    role: input.role,
    classId: input.role === 'adviser' ? input.classId : null,
    areaId: input.role === 'counselor' ? input.areaId : null,
    firstDay: input.firstDay,
    lastDay: input.lastDay,
    actingFor: null,
  };
  await requireKnownScope(tenure, deps);
  requireFree(tenure, await rivalsOf(tenure, deps));
  await give(tenure, input, deps);
  if (person.leftOn !== null) await deps.rosterBook.setLeft(person.id, null);
  return personDetail(person.id, actor, deps);
};

/** Ends an assignment on a day; authority ends with it, what was written stays its author's. */
export const endTenure: UseCase<'roster.end'> = async (input, actor, deps) => {
  await deps.rosterBook.lock();
  const held = await requireTenure(input.tenureId, deps);
  if (await deps.rosterBook.wasDone(input.id)) return personDetail(held.personId, actor, deps);
  if (isVoid(held)) throw new DomainError('TENURE_VOID', '这一项已经作废，不必再结束。');
  const ended = { firstDay: held.firstDay, lastDay: input.lastDay };
  requireDaysInOrder(ended);
  if (held.lastDay !== null && held.lastDay < input.lastDay) {
    throw new DomainError(
      'TENURE_ENDED',
      `这一项在 ${held.lastDay} 已经结束。要改日期，请用“更正”并写明原因。`,
      'lastDay',
    );
  }
  await requireAnOfficer(new Map([[held.id, ended]]), actor.today, deps);
  await setLastDay(held, input.lastDay, 'ended', input, deps);
  return personDetail(held.personId, actor, deps);
};

/** What was entered wrong: other days, or 作废. The wrong one stays to be seen. */
export const correctTenure: UseCase<'roster.correct'> = async (input, actor, deps) => {
  await deps.rosterBook.lock();
  const held = await requireTenure(input.tenureId, deps);
  if (await deps.rosterBook.wasDone(input.id)) return personDetail(held.personId, actor, deps);
  const isMoved = !input.isVoid && input.firstDay !== held.firstDay;
  const voided = { firstDay: held.firstDay, lastDay: voidedLastDay(held.firstDay) };
  const wanted: Tenure = input.isVoid ? voided : { firstDay: input.firstDay, lastDay: input.lastDay };
  if (!input.isVoid) {
    requireDaysInOrder(wanted);
    if (held.actingFor !== null && wanted.lastDay === null) throw lastDayMissing();
    requireFree({ ...held, ...wanted }, await rivalsOf(held, deps));
  }
  await requireAnOfficer(new Map([[held.id, wanted]]), actor.today, deps);
  if (isMoved) {
    if (!isVoid(held)) await setLastDay(held, voided.lastDay, 'voided', input, deps);
    await give({ ...held, ...wanted, id: input.id }, input, deps);
  } else {
    await setLastDay(held, wanted.lastDay, input.isVoid ? 'voided' : 'corrected', input, deps);
  }
  return personDetail(held.personId, actor, deps);
};

const lastDayMissing = (): DomainError =>
  new DomainError('LAST_DAY_MISSING', '代办要写明最后一天。', 'lastDay');

/**
 * 离校、离职: every assignment ends on the last day, also those of colleagues in this person's place; a
 * WeChat is unbound at once where that day has come, and its sessions end.
 */
export const leave: UseCase<'roster.leave'> = async (input, actor, deps) => {
  await deps.rosterBook.lock();
  const person = await requirePerson(input.personId, deps);
  if (person.id === actor.personId) {
    throw new DomainError('LEAVE_SELF', '不能给自己办理离开。请另一位系学工办人员办理。');
  }
  if (await deps.rosterBook.wasDone(input.id)) return personDetail(person.id, actor, deps);
  const tenures = await deps.rosterBook.tenures({ personId: person.id, actingFor: person.id });
  const changed = tenures
    .filter((held) => !isVoid(held) && (held.lastDay === null || held.lastDay > input.lastDay))
    .map((held) => ({ held, lastDay: lastOf(held, input.lastDay) }));
  const offices = changed.filter(({ held }) => held.role === 'office');
  await requireAnOfficer(
    new Map(offices.map(({ held, lastDay }) => [held.id, { ...held, lastDay }])),
    actor.today,
    deps,
  );
  for (const { held, lastDay } of changed) {
    await setLastDay(held, lastDay, isVoid({ ...held, lastDay }) ? 'voided' : 'ended', input, deps);
  }
  await deps.rosterBook.setLeft(person.id, input.lastDay);
  const isUnbound = input.lastDay <= actor.today && (await deps.accounts.unbind(person.id, deps.clock.now()));
  await deps.audit.record({
    action: 'roster.leave',
    subject: { type: 'person', id: person.id },
    detail: { lastDay: input.lastDay, assignments: changed.length, unbound: isUnbound },
  });
  return personDetail(person.id, actor, deps);
};

/** One that would only begin later was never in force. */
const lastOf = ({ firstDay }: Tenure, lastDay: string): string =>
  lastDay < firstDay ? voidedLastDay(firstDay) : lastDay;

/** @throws DomainError NOT_FOUND */
export async function requireTenure(tenureId: string, deps: UseCaseDeps): Promise<TenureRecord> {
  const [held] = await deps.rosterBook.tenures({ ids: [tenureId] });
  if (!held) throw notFound();
  return held;
}

/** All of the same role and scope; of a role without one, those of the person. */
export function rivalsOf(
  { areaId, classId, personId, role }: NewTenure | TenureRecord,
  deps: UseCaseDeps,
): Promise<readonly TenureRecord[]> {
  if (classId !== null) return deps.rosterBook.tenures({ classId, role });
  if (areaId !== null) return deps.rosterBook.tenures({ areaId, role });
  return deps.rosterBook.tenures({ personId, role });
}

async function requireKnownScope({ areaId, classId }: NewTenure, deps: UseCaseDeps): Promise<void> {
  if (classId !== null && (await deps.rosterBook.class(classId)) === null) throw notFound();
  if (areaId === null) return;
  if (!(await deps.roster.areas()).some(({ id }) => id === areaId)) throw notFound();
}
