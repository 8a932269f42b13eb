import type { DataRequestDetail, TodoItem } from '../contract/outputs';
import { type DataField, isAppliedField } from '../domain/data-request';
import { DomainError } from '../domain/errors';
import { dayLabel } from '../domain/local-date';
import type { Role } from '../domain/role';
import { mayRole, notFound } from './access';
import { applyCorrection } from './data-corrections';
import {
  addRequest,
  fieldOf,
  mayWithdraw,
  recordOf,
  refuseAnswered,
  toRequestItem,
  toRequestView,
} from './data-rights';
import { nextPosition, PAGE_SIZE, positionOf } from './paging';
import type { Actor, DataRequestRecord, Student } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** Requests of the department without their texts: open ones first, by the day they are due. */
export const listRequests: UseCase<'rights.requests'> = async ({ cursor }, actor, deps) => {
  const position = positionOf(cursor);
  const lines = await deps.dataRequests.list(position, PAGE_SIZE);
  const { open, overdue } = await deps.dataRequests.count();
  return {
    today: actor.today,
    days: await deps.dataRequests.days(),
    open,
    overdue,
    items: lines.map((line) => toRequestItem(line, actor)),
    nextCursor: nextPosition(lines, position),
    can: { enter: mayRole(actor.role, 'rights.enter'), setDays: mayRole(actor.role, 'rights.set-days') },
  };
};

/** One request with its texts; the opening is logged. Of an open deletion, what it would leave. */
export const showRequest: UseCase<'rights.show'> = async ({ requestId }, actor, deps) => {
  const record = await deps.dataRequests.get(requestId);
  if (!record) throw notFound();
  await recordOf('rights.show', record, {}, deps);
  return toDetail(record, actor, deps);
};

/** For a student who came in person: 学号 and name must be of one student. The same id twice is one. */
export const enterRequest: UseCase<'rights.enter'> = async (input, actor, deps) => {
  const studentNo = input.studentNo.normalize('NFKC').trim();
  const student = (await deps.roster.studentsByNo([studentNo])).get(studentNo);
  if (!student || student.name !== input.name) {
    throw new DomainError('NO_STUDENT', '名册里没有这个学号和姓名的学生。请照学生证核对。', 'studentNo');
  }
  const field = fieldOf(input);
  const was = standingOf(field, student);
  await addRequest({ ...input, field, was, personId: null, studentId: student.id }, actor.today, deps);
  const entered = await deps.dataRequests.get(input.id);
  if (!entered) throw notFound();
  return toDetail(entered, actor, deps);
};

/**
 * The answer, once: what the roster can change is changed with it; else it says where it was changed.
 *
 * @throws DomainError CONFLICT where it was answered on another phone, OWN_REQUEST, REASON_MISSING,
 *   VALUE_MISSING, WHERE_MISSING, ERASE_BARRED, and those of the roster
 */
export const answerRequest: UseCase<'rights.answer'> = async (input, actor, deps) => {
  const record = await deps.dataRequests.get(input.requestId);
  if (!record) throw notFound();
  if (record.answer?.id !== input.id) await settle(record, input, actor, deps);
  const answered = await deps.dataRequests.get(record.id);
  if (!answered) throw notFound();
  return toDetail(answered, actor, deps);
};

async function settle(
  record: DataRequestRecord,
  input: Parameters<typeof answerRequest>[0],
  actor: Actor,
  deps: UseCaseDeps,
): Promise<void> {
  refuseAnswered(record, actor.today);
  if (record.personId === actor.personId) {
    throw new DomainError('OWN_REQUEST', '不能答复自己的申请。请另一位系学工办人员或组长办理。');
  }
  const isAccepted = input.outcome === 'accepted';
  if (!isAccepted && input.reason === '') {
    throw new DomainError('REASON_MISSING', '不能办的，请写明理由：本人有权知道。', 'reason');
  }
  const applies = isAccepted && (await isAppliedHere(record, actor, deps));
  if (isAccepted) await requireDoable(record, input, { applies, role: actor.role }, deps);
  const value = isAccepted ? input.value : '';
  const where = isAccepted && !applies ? input.where : '';
  const isNew = await deps.dataRequests.answer(record, {
    ...{ id: input.id, outcome: input.outcome, reason: input.reason, value, where },
    settledOn: actor.today,
    settledAt: deps.clock.now(),
  });
  if (!isNew) return;
  const changes = applies ? await applyCorrection(record, value, actor, deps) : {};
  await recordOf('rights.answer', record, { outcome: input.outcome }, deps, changes);
}

async function requireDoable(
  record: DataRequestRecord,
  { value, where }: { readonly value: string; readonly where: string },
  { applies, role }: { readonly applies: boolean; readonly role: Role },
  deps: UseCaseDeps,
): Promise<void> {
  if (record.kind === 'erasure') {
    const { barrier } = await deps.dataRequests.keptOf(subjectOf(record));
    if (barrier !== null) {
      throw new DomainError('ERASE_BARRED', `${barrier}请选“不能办”，把这条理由告诉本人。`);
    }
  }
  if (applies) {
    if (value === '') throw new DomainError('VALUE_MISSING', '请填写要写进名册的内容。', 'value');
    return;
  }
  if (where !== '') return;
  // The roster is the office's to write, under row-level security too: a leader answers what they changed.
  const isOffices = isOfRoster(record) && !mayRole(role, 'roster.rename-person');
  throw new DomainError(
    'WHERE_MISSING',
    isOffices
      ? '名册只有系学工办能改：请系学工办答复，名册会一并改好。系学工办已经改好的，写明是在哪里改的。'
      : '这一项要另外改。改好之后，写明是在哪里改的。',
    'where',
  );
}

/** From the next request on: those that were made keep their day. */
export const setAnswerDays: UseCase<'rights.set-days'> = async ({ days }, actor, deps) => {
  const was = await deps.dataRequests.days();
  if (was !== days) {
    await deps.dataRequests.setDays(days);
    await deps.audit.record({
      action: 'rights.set-days',
      subject: { type: 'department', id: actor.departmentId },
      detail: { days },
      changes: { days: [was, days] },
    });
  }
  return { days };
};

/** For the office's day: one line for all that wait for an answer. */
export async function rightsTodos({ today }: Actor, deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  const { open, overdue, firstDueOn } = await deps.dataRequests.count();
  if (firstDueOn === null) return [];
  return [
    {
      id: 'rights',
      kind: 'data-request',
      section: 'task',
      hint: null,
      state: overdue > 0 ? 'overdue' : 'open',
      title: `${open} 份更正、删除个人信息的申请待答复`,
      detail:
        overdue > 0 ? `其中 ${overdue} 份已过答复期限` : `最早的一份${dayLabel(firstDueOn, today)}前答复`,
      dueOn: null,
      because: null,
      student: null,
      caseId: null,
      target: { page: 'data-requests' },
    },
  ];
}

const subjectOf = ({ studentId, personId }: DataRequestRecord) =>
  studentId === null ? { personId: personId ?? '' } : { studentId };

const isOfRoster = ({ studentId, field }: DataRequestRecord): boolean =>
  isAppliedField(studentId === null ? 'person' : 'student', field);

/** Whether this actor's answer changes the roster by itself. */
async function isAppliedHere(record: DataRequestRecord, actor: Actor, deps: UseCaseDeps): Promise<boolean> {
  const { studentId, personId, field } = record;
  if (!isOfRoster(record)) return false;
  if (!mayRole(actor.role, 'roster.rename-person')) return false;
  if (studentId !== null || field !== 'contact') return true;
  return (await deps.volunteers.list()).some((held) => held.personId === personId);
}

async function toDetail(
  record: DataRequestRecord,
  actor: Actor,
  deps: UseCaseDeps,
): Promise<DataRequestDetail> {
  const isOpen = record.outcome === null;
  return {
    ...toRequestView(record, actor),
    today: actor.today,
    studentId: record.studentId,
    personId: record.personId,
    isApplied: isOpen && (await isAppliedHere(record, actor, deps)),
    effect: isOpen && record.kind === 'erasure' ? await deps.dataRequests.keptOf(subjectOf(record)) : null,
    can: {
      answer: isOpen && mayRole(actor.role, 'rights.answer') && record.personId !== actor.personId,
      withdraw: isOpen && mayWithdraw(record, actor),
    },
  };
}

/** What the roster says of a student's field; of what is sensitive nothing. */
function standingOf(field: DataField | null, student: Student): string {
  switch (field) {
    case 'name':
      return student.name;
    case 'student-no':
      return student.studentNo;
    case 'gender':
      return student.gender ?? '';
    case 'native-place':
      return student.nativePlace ?? '';
    case 'class':
      return student.className;
    default:
      return '';
  }
}
