import { DomainError } from '../domain/errors';
import { ROLE_LABELS } from '../domain/labels';
import type { Role } from '../domain/role';
import { isInForceOn, overlaps, type Tenure, tenureLabel } from '../domain/tenure';
import type { LocalDate, NewTenure, TenureChangeKind, TenureRecord } from './ports';
import type { UseCaseDeps } from './use-case';

/** One request to change the roster: who asked is known to the database, why is kept with it. */
export interface RosterRequest {
  /** Made by the client: asked again it is done already. */
  readonly id: string;
  readonly reason: string;
}

/** Gives a role and keeps who gave it and why. */
export async function give(tenure: NewTenure, request: RosterRequest, deps: UseCaseDeps): Promise<void> {
  const id = await deps.rosterBook.give(tenure);
  await noteChange('given', { ...tenure, id }, null, request, deps);
}

/** Moves the last day of an assignment and keeps what it was. */
export async function setLastDay(
  held: TenureRecord,
  lastDay: LocalDate | null,
  kind: Exclude<TenureChangeKind, 'given'>,
  request: RosterRequest,
  deps: UseCaseDeps,
): Promise<void> {
  await deps.rosterBook.setLastDay(held.id, lastDay);
  await noteChange(kind, { ...held, lastDay }, held.lastDay, request, deps);
}

async function noteChange(
  kind: TenureChangeKind,
  tenure: NewTenure,
  wasLastDay: LocalDate | null,
  { id, reason }: RosterRequest,
  deps: UseCaseDeps,
): Promise<void> {
  const { actingFor, areaId, classId, firstDay, lastDay, personId, role } = tenure;
  await deps.rosterBook.note({
    id: deps.ids.next(),
    requestId: id,
    kind,
    tenure: { id: tenure.id, personId, role, classId, areaId, firstDay, lastDay, actingFor },
    wasLastDay,
    reason,
    at: deps.clock.now(),
  });
  await deps.audit.record({
    action: `roster.${kind}`,
    subject: { type: 'person', id: personId },
    detail: { assignment: tenure.id, role, scope: classId ?? areaId, firstDay, lastDay, actingFor },
    changes: wasLastDay === lastDay ? {} : { lastDay: [wasLastDay, lastDay] },
  });
}

/** @throws DomainError DAYS_REVERSED */
export function requireDaysInOrder({ firstDay, lastDay }: Tenure): void {
  if (lastDay !== null && lastDay < firstDay) {
    throw new DomainError('DAYS_REVERSED', '最后一天不能早于第一天。', 'lastDay');
  }
}

/**
 * 系学工办 never stands empty: a department with officers on notice only would lock itself out one day.
 *
 * @param changed what assignments of 系学工办 would become, by id
 * @throws DomainError OFFICE_NEEDED
 */
export async function requireAnOfficer(
  changed: ReadonlyMap<string, Tenure>,
  today: LocalDate,
  deps: UseCaseDeps,
): Promise<void> {
  const held = await deps.rosterBook.tenures({ role: 'office' });
  if (!held.some(({ id }) => changed.has(id))) return;
  const after = held
    .map((tenure) => changed.get(tenure.id) ?? tenure)
    .filter((one) => isInForceOn(one, today));
  const isOpen = ({ lastDay }: Tenure) => lastDay === null;
  if (after.some(isOpen) || (after.length > 0 && !held.some(isOpen))) return;
  throw new DomainError(
    'OFFICE_NEEDED',
    '这是最后一位没有期限的系学工办人员，结束后就没有人能管理名册。请先给另一位登记系学工办身份。',
  );
}

/**
 * A class has one adviser at a time; whoever stands in does not count.
 *
 * @throws DomainError ADVISER_OVERLAP or ALREADY_HELD
 */
export function requireFree(
  wanted: NewTenure,
  /** All assignments of the same role and scope. */
  others: readonly TenureRecord[],
): void {
  const clash = others.find(
    (held) => held.id !== wanted.id && overlaps(held, wanted) && isRival(held, wanted),
  );
  if (!clash) return;
  const what = `${clash.scopeName}${ROLE_LABELS[wanted.role]}`;
  const days = tenureLabel(clash, wanted.firstDay);
  if (clash.personId === wanted.personId) {
    throw new DomainError('ALREADY_HELD', `${clash.personName}已经是${what}（${days}），不必再登记。`);
  }
  throw new DomainError(
    'ADVISER_OVERLAP',
    `${what}已有${clash.personName}（${days}），日期重叠。一个班同时只有一位班主任：请在班级页用“换班主任”，或先结束原来的任期。`,
    'firstDay',
  );
}

const isRival = (held: TenureRecord, wanted: NewTenure): boolean =>
  held.personId === wanted.personId ||
  (wanted.role === 'adviser' && held.actingFor === null && wanted.actingFor === null);

/** @throws DomainError SCOPE_MISSING where an adviser has no class, or a counselor no area */
export function requireScope(role: Role, classId: string | null, areaId: string | null): void {
  if (role === 'adviser' && classId === null) {
    throw new DomainError('SCOPE_MISSING', '请选班主任带的班级。', 'classId');
  }
  if (role === 'counselor' && areaId === null) {
    throw new DomainError('SCOPE_MISSING', '请选辅导员负责的责任区。', 'areaId');
  }
}
