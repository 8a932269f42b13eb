import { DomainError } from '../domain/errors';
import { daysBetween } from '../domain/local-date';
import { isInForceOn, overlaps, voidedLastDay } from '../domain/tenure';
import { notFound } from './access';
import type { LocalDate, NewTenure, TenureRecord } from './ports';
import { give, requireDaysInOrder, requireFree, setLastDay } from './roster-changes';
import { personDetail, requirePerson } from './roster-people';
import { requireTenure, rivalsOf } from './roster-tenures';
import type { UseCase, UseCaseDeps } from './use-case';

/** A longer absence is a handover. */
const LONGEST_DAYS = 370;

/**
 * 代办: a colleague stands in for an absent one until a day. Both see the students; whoever writes is
 * the author; the duties are the stand-in's meanwhile, and their due dates stay.
 */
export const standIn: UseCase<'roster.stand-in'> = async (input, actor, deps) => {
  await deps.rosterBook.lock();
  const taken = await deps.rosterBook.tenures({ ids: input.tenureIds });
  const [first] = taken;
  if (!first || taken.length !== new Set(input.tenureIds).size) throw notFound();
  const absent = await requirePerson(first.personId, deps);
  if (await deps.rosterBook.wasDone(input.id)) return personDetail(absent.id, actor, deps);
  const helper = await requirePerson(input.personId, deps);
  requireDaysInOrder(input);
  if (daysBetween(input.firstDay, input.lastDay) > LONGEST_DAYS) {
    throw new DomainError(
      'STAND_IN_LONG',
      '代办最长一年。更久的请换人：结束原来的任期，给另一位登记。',
      'lastDay',
    );
  }
  if (helper.id === absent.id) {
    throw new DomainError('STAND_IN_SELF', '代办的人不能是本人。请选另一位同事。', 'personId');
  }
  for (const held of taken) requireTakeable(held, absent.id, input);
  await requireStaff(helper.id, helper.name, input.firstDay, deps);
  for (const held of taken) {
    const tenure: NewTenure = {
      id: deps.ids.next(),
      personId: helper.id,
      role: held.role,
      classId: held.classId,
      areaId: held.areaId,
      firstDay: input.firstDay,
      lastDay: input.lastDay,
      actingFor: absent.id,
    };
    requireFree(tenure, await rivalsOf(tenure, deps));
    await give(tenure, input, deps);
  }
  return personDetail(absent.id, actor, deps);
};

/** The absent one is back. */
export const endStandIn: UseCase<'roster.end-stand-in'> = async (input, actor, deps) => {
  await deps.rosterBook.lock();
  const held = await requireTenure(input.tenureId, deps);
  if (held.actingFor === null) throw notFound();
  if (await deps.rosterBook.wasDone(input.id)) return personDetail(held.actingFor, actor, deps);
  const isNever = input.lastDay < held.firstDay;
  const lastDay = isNever ? voidedLastDay(held.firstDay) : input.lastDay;
  if (held.lastDay !== null && lastDay > held.lastDay) {
    throw new DomainError('TENURE_ENDED', '只能提前结束。要延长，请再登记一次代办。', 'lastDay');
  }
  await setLastDay(held, lastDay, isNever ? 'voided' : 'ended', input, deps);
  return personDetail(held.actingFor, actor, deps);
};

function requireTakeable(
  held: TenureRecord,
  absentId: string,
  days: { readonly firstDay: LocalDate; readonly lastDay: LocalDate },
): void {
  if (held.personId !== absentId) throw notFound();
  if (held.role !== 'adviser' && held.role !== 'counselor') {
    throw new DomainError(
      'STAND_IN_ROLE',
      '只有班主任和辅导员的工作可以代办。其他身份请直接登记，写明最后一天。',
    );
  }
  if (held.actingFor !== null) {
    throw new DomainError(
      'STAND_IN_TWICE',
      '代办来的工作不能再转给别人代办。请让原来的班主任或辅导员那里另行登记。',
    );
  }
  if (!overlaps(held, days)) {
    throw new DomainError(
      'STAND_IN_OUTSIDE',
      `${held.scopeName}在这段时间不由本人负责，不用代办。`,
      'firstDay',
    );
  }
}

/** The full archive is not for volunteers, however long a colleague is away. */
async function requireStaff(
  personId: string,
  name: string,
  day: LocalDate,
  deps: UseCaseDeps,
): Promise<void> {
  const tenures = await deps.rosterBook.tenures({ personId });
  if (tenures.some((held) => held.role !== 'volunteer' && isInForceOn(held, day))) return;
  throw new DomainError(
    'STAND_IN_NOT_STAFF',
    `${name}在这段时间没有教职工身份，不能代办。请选在任的教职工。`,
    'personId',
  );
}
