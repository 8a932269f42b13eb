import { auditActionsOf } from '../domain/audit-group';
import { DomainError } from '../domain/errors';
import { PAGE_SIZE } from './paging';
import type { AuditFilter } from './ports';
import type { UseCase } from './use-case';

/** Events reckoned anew in one call, which must end in time. */
const CHECKED_AT_ONCE = 4000;

/** Who did or saw what, newest first; the leader's alone. */
export const listAudit: UseCase<'audit.list'> = async (input, _actor, deps) => {
  const { cursor, group, studentId, from, to } = input;
  if (from !== undefined && to !== undefined && from > to) {
    throw new DomainError('INVALID_INPUT', '开始日期晚于结束日期，请更正。', 'from');
  }
  const person = input.person?.trim();
  const student = input.student?.trim();
  const filter: AuditFilter = {
    ...(person ? { person } : {}),
    ...(student ? { student } : {}),
    ...(studentId === undefined ? {} : { studentId }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    actions: group === undefined ? null : auditActionsOf(group),
  };
  const items = await deps.audit.list(filter, cursor === undefined ? null : numberOf(cursor), PAGE_SIZE);
  const last = items.at(-1);
  return { items, nextCursor: last && items.length === PAGE_SIZE ? String(last.seq) : null };
};

function numberOf(cursor: string): number {
  const seq = Number(cursor);
  if (!Number.isSafeInteger(seq) || seq < 1) {
    throw new DomainError('INVALID_INPUT', '列表位置不正确，请刷新后重试。', 'cursor');
  }
  return seq;
}

/** Reckons a part of the department's chain anew; the client asks on from `last`. */
export const checkAudit: UseCase<'audit.check'> = async ({ after }, _actor, deps) => {
  const { read, last, broken } = await deps.audit.check(after, CHECKED_AT_ONCE);
  // Asked after the events: whoever writes meanwhile only moves the head on.
  const head = await deps.audit.head();
  const hasMore = read >= CHECKED_AT_ONCE;
  const isCut = !hasMore && broken === null && last < (head?.seq ?? 0);
  if (!isCut) return { head, last, broken, hasMore };
  const rest = await deps.audit.check(last, CHECKED_AT_ONCE);
  return { head, last: rest.last, broken: rest.read === 0 ? last + 1 : rest.broken, hasMore: false };
};
