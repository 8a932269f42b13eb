import type { DataRequestItem, DataRequestView } from '../contract/outputs';
import { answerDueOn, type DataField, dataRequestState, OPEN_REQUESTS_MOST } from '../domain/data-request';
import { DomainError } from '../domain/errors';
import { dayLabel, type LocalDate } from '../domain/local-date';
import { periodLabel } from '../domain/weekly-period';
import { mayRole, notFound } from './access';
import type { Actor, DataRequest, DataRequestLine, DataRequestRecord } from './ports';
import { toTenureView } from './roster-views';
import type { UseCase, UseCaseDeps } from './use-case';

/** 我的资料: what the roster keeps of who asks, and what became of their requests. */
export const showOwnData: UseCase<'rights.mine'> = async (_input, actor, deps) => {
  const { personId, today } = actor;
  const person = await deps.people.get(personId);
  if (!person) throw notFound();
  const tenures = await deps.rosterBook.tenures({ personId });
  const volunteer = (await deps.volunteers.list()).find((held) => held.personId === personId);
  const applications = await deps.dataRequests.ownApplications();
  const requests = await deps.dataRequests.ofPerson(personId);
  return {
    today,
    days: await deps.dataRequests.days(),
    name: person.name,
    workNo: person.workNo,
    department: (await deps.departments.get()).name,
    roles: tenures
      .map((held) => toTenureView(held, today))
      .sort((a, b) => b.firstDay.localeCompare(a.firstDay) || b.tenureId.localeCompare(a.tenureId)),
    volunteer: volunteer
      ? {
          className: volunteer.className,
          courses: volunteer.courses,
          freeTime: volunteer.freeTime,
          contact: volunteer.contact,
        }
      : null,
    applications: applications.map(({ courses, free, ...rest }) => ({
      ...rest,
      courses: courses.map(({ name, score }) => (score === '' ? name : `${name}（${score}）`)),
      free: free.map(periodLabel),
    })),
    requests: requests.map((record) => toRequestView(record, actor)),
  };
};

/** A request of one's own. The same id twice is one. */
export const askAboutOwnData: UseCase<'rights.ask'> = async (input, actor, deps) => {
  const { personId, today } = actor;
  const open = (await deps.dataRequests.ofPerson(personId)).filter(
    ({ id, outcome }) => outcome === null && id !== input.id,
  );
  if (open.length >= OPEN_REQUESTS_MOST) {
    throw new DomainError(
      'TOO_MANY_OPEN',
      `您已有 ${open.length} 份申请等待答复。请等答复，或撤回不再需要的，再提交新的。`,
    );
  }
  const field = fieldOf(input);
  const was = await standingOf(field, actor, deps);
  await addRequest({ ...input, field, was, personId, studentId: null, identityCheck: null }, today, deps);
  return showOwnData({}, actor, deps);
};

/** Taken back before the answer: by who asked, for a student by the office. */
export const withdrawRequest: UseCase<'rights.withdraw'> = async ({ id, requestId }, actor, deps) => {
  const record = await deps.dataRequests.get(requestId);
  if (!record || !mayWithdraw(record, actor)) throw notFound();
  if (record.answer?.id !== id) {
    refuseAnswered(record, actor.today);
    const answer = { id, outcome: 'withdrawn', reason: '', value: '', where: '' } as const;
    const isNew = await deps.dataRequests.answer(record, {
      ...answer,
      settledOn: actor.today,
      settledAt: deps.clock.now(),
    });
    if (isNew) await recordOf('rights.withdraw', record, {}, deps);
  }
  const withdrawn = await deps.dataRequests.get(requestId);
  if (!withdrawn) throw notFound();
  return toRequestView(withdrawn, actor);
};

export const mayWithdraw = ({ personId }: DataRequestLine, actor: Actor): boolean =>
  personId === null ? mayRole(actor.role, 'rights.enter') : personId === actor.personId;

/** @throws DomainError CONFLICT: an answered request is not answered again, on whatever phone */
export function refuseAnswered(record: DataRequestRecord, today: LocalDate): void {
  const { answer, outcome } = record;
  if (!answer) return;
  const what = outcome === 'withdrawn' ? '撤回' : '答复';
  const by = answer.by === '' ? '' : `由${answer.by}`;
  throw new DomainError(
    'CONFLICT',
    `这份申请已经${by}在${dayLabel(answer.settledOn, today)}${what}，不能再${outcome === 'withdrawn' ? '办理' : '改'}。请刷新后看；还需要的，重新申请。`,
  );
}

/**
 * Writes a request with its audit event; the same id again writes nothing.
 *
 * @throws DomainError CONFLICT
 */
export async function addRequest(
  asked: Omit<DataRequest, 'askedOn' | 'askedAt' | 'dueOn'>,
  today: LocalDate,
  deps: UseCaseDeps,
): Promise<void> {
  const { id, personId, studentId, kind, field, was, wanted, reason, identityCheck } = asked;
  const dueOn = answerDueOn(today, await deps.dataRequests.days());
  const isNew = await deps.dataRequests.add({
    ...{ id, personId, studentId, kind, field, was, wanted, reason, identityCheck },
    askedOn: today,
    askedAt: deps.clock.now(),
    dueOn,
  });
  if (isNew) {
    const action = studentId === null ? 'rights.ask' : 'rights.enter';
    await recordOf(action, asked, { dueOn, ...(identityCheck === null ? {} : { identityCheck }) }, deps);
  }
}

/** The audit of a request: of whom, and which field; never a text of it. */
export const recordOf = (
  action: string,
  about: Pick<DataRequest, 'id' | 'personId' | 'studentId' | 'kind' | 'field'>,
  more: Readonly<Record<string, string>>,
  deps: UseCaseDeps,
  changes: Readonly<Record<string, readonly [string | null, string | null]>> = {},
): Promise<void> =>
  deps.audit.record({
    action,
    subject:
      about.studentId === null
        ? { type: 'person', id: about.personId ?? '' }
        : { type: 'student', id: about.studentId },
    detail: { request: about.id, kind: about.kind, field: about.field, ...more },
    changes,
  });

/** @throws DomainError FIELD_MISSING of a correction without a field */
export function fieldOf<F extends DataField>(input: {
  readonly kind: DataRequest['kind'];
  readonly field: F | null;
}): F | null {
  if (input.kind === 'erasure') return null;
  if (input.field === null) throw new DomainError('FIELD_MISSING', '请选要更正的是哪一项。', 'field');
  return input.field;
}

/** What the roster says of a field of one's own; "": it is not one value. */
async function standingOf(field: DataField | null, actor: Actor, deps: UseCaseDeps): Promise<string> {
  if (field === 'contact') {
    return (await deps.volunteers.list()).find(({ personId }) => personId === actor.personId)?.contact ?? '';
  }
  if (field !== 'name' && field !== 'work-no') return '';
  const person = await deps.people.get(actor.personId);
  return (field === 'name' ? person?.name : person?.workNo) ?? '';
}

export const toRequestItem = (line: DataRequestLine, { today }: Actor): DataRequestItem => ({
  requestId: line.id,
  about: line.studentId === null ? 'person' : 'student',
  name: line.name,
  number: line.number,
  kind: line.kind,
  field: line.field,
  askedOn: line.askedOn,
  dueOn: line.dueOn,
  state: dataRequestState(line.outcome, line.dueOn, today),
  answeredOn: line.settledOn,
});

export const toRequestView = (record: DataRequestRecord, actor: Actor): DataRequestView => ({
  ...toRequestItem(record, actor),
  was: record.was,
  wanted: record.wanted,
  reason: record.reason,
  identityCheck: record.identityCheck,
  enteredBy: record.enteredByName,
  answer: record.answer && {
    by: record.answer.by,
    reason: record.answer.reason,
    value: record.answer.value,
    where: record.answer.where,
  },
});
