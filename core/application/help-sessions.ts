import type { HelpItem } from '../contract/outputs/help';
import { DomainError } from '../domain/errors';
import { daysBetween, secondsAfter } from '../domain/local-date';
import { standingOf, tally, validateHelp } from '../domain/service-hours';
import { codeSecret, makeStudentCode } from '../domain/student-code';
import { notFound, requireAccess } from './access';
import { pageOf } from './paging';
import { readPolicy } from './policy-in-force';
import type { HelpRecord, Instant } from './ports';
import type { UseCase } from './use-case';

/** 帮扶记录 by the volunteer (art. 6). Same id: same session. */
export const logHelp: UseCase<'help.log'> = async (input, actor, deps) => {
  const stored = await deps.help.get(input.id);
  if (stored) {
    if (stored.volunteerId !== actor.personId || stored.pairingId !== input.pairingId) throw taken();
    return { sessionId: stored.id, repeated: true, standing: standingOf(stored) };
  }
  const { help } = await readPolicy(deps);
  validateHelp(input, { today: actor.today, minute: minuteOf(deps.clock.now()) }, help);
  const pair = (await deps.pairings.mine()).find(({ pairingId }) => pairingId === input.pairingId);
  if (!pair) throw notFound();
  if (input.heldOn < pair.firstDay) {
    throw new DomainError('BEFORE_PAIR', '这一天还没有结对，请核对日期。', 'heldOn');
  }
  const isNew = await deps.help.add({
    id: input.id,
    pairingId: input.pairingId,
    volunteerId: actor.personId,
    kind: input.kind,
    heldOn: input.heldOn,
    from: input.from,
    to: input.to,
    course: input.course.trim(),
    done: input.done.trim(),
    next: input.next.trim(),
    filedOn: actor.today,
    filedAt: deps.clock.now(),
  });
  if (!isNew) throw taken();
  await deps.audit.record({
    action: 'help.log',
    subject: { type: 'help-session', id: input.id },
    detail: { kind: input.kind, minutes: input.to - input.from },
  });
  const standing = input.kind === 'held' ? 'waiting' : 'missed';
  return { sessionId: input.id, repeated: false, standing };
};

const taken = () => new DomainError('CONFLICT', '这次记录的编号已被占用。请退出这一页，重新填写。');

/** One's own, newest first, with the minutes that count. */
export const listOwnHelp: UseCase<'help.mine'> = async ({ cursor }, _actor, deps) => {
  const held = await deps.help.own();
  const names = new Map((await deps.pairings.mine()).map((pair) => [pair.pairingId, pair.studentName]));
  const { items, nextCursor } = pageOf(held, cursor);
  const { codeMinutes, dayLimit } = (await readPolicy(deps)).help;
  return {
    rules: { codeMinutes, dayLimit },
    ...tally(held),
    items: items.map((record) =>
      toItem(record, { studentName: names.get(record.pairingId) ?? null, volunteerName: null }),
    ),
    nextCursor,
  };
};

/** Six digits for the student; the ones before are worth nothing from now on. */
export const issueHelpCode: UseCase<'help.code'> = async ({ sessionId }, _actor, deps) => {
  const { codeMinutes } = (await readPolicy(deps)).help;
  const code = makeStudentCode(deps.random);
  const expiresAt = secondsAfter(deps.clock.now(), 60 * codeMinutes);
  const isIssued = await deps.help.keepCode(
    sessionId,
    deps.hasher.sha256(codeSecret('help', sessionId, code)),
    expiresAt,
  );
  if (!isIssued) {
    throw new DomainError('NO_CODE_NEEDED', '这次帮扶已有答复，或不是您的，不用确认码。请刷新后查看。');
  }
  await deps.audit.record({ action: 'help.code', subject: { type: 'help-session', id: sessionId } });
  return { sessionId, code, expiresAt };
};

/** Undo, as long as the student has said nothing. Twice is once. */
export const withdrawHelp: UseCase<'help.withdraw'> = async ({ sessionId }, actor, deps) => {
  const held = await deps.help.get(sessionId);
  if (held?.volunteerId !== actor.personId) throw notFound();
  if (held.answer === 'confirmed' || held.answer === 'objected') {
    throw new DomainError('ALREADY_ANSWERED', '同学已经答复，不能再撤回。有误请找辅导员。');
  }
  if (held.answer === null && (await deps.help.withdraw(sessionId, actor.today, deps.clock.now()))) {
    await deps.audit.record({ action: 'help.withdraw', subject: { type: 'help-session', id: sessionId } });
  }
  return { sessionId };
};

/** What was done with one student, by whichever volunteer. */
export const listHelpOfStudent: UseCase<'help.of-student'> = async ({ studentId, cursor }, actor, deps) => {
  const student = await deps.roster.student(studentId);
  requireAccess(actor, 'help.of-student', student);
  const held = await deps.help.ofStudent(studentId);
  const { items, nextCursor } = pageOf(held, cursor);
  const names = new Map<string, string>();
  for (const { volunteerId } of items) {
    if (names.has(volunteerId)) continue;
    names.set(volunteerId, (await deps.people.get(volunteerId))?.name ?? '');
  }
  return {
    ...tally(held),
    items: items.map((record) =>
      toItem(record, { studentName: student.name, volunteerName: names.get(record.volunteerId) ?? '' }),
    ),
    nextCursor,
  };
};

/** The counselor's word on a day of more than four hours (reading §6). */
export const reviewHelp: UseCase<'help.review'> = async (input, actor, deps) => {
  const held = await deps.help.get(input.sessionId);
  const pair = held && (await deps.pairings.get(held.pairingId));
  requireAccess(actor, 'help.review', pair && (await deps.roster.student(pair.studentId)));
  const note = input.note.trim();
  if (input.outcome === 'refused' && note === '') {
    throw new DomainError('REASON_MISSING', '请写明不认可的理由。', 'note');
  }
  const isNew = await deps.help.review({
    id: input.id,
    sessionId: input.sessionId,
    outcome: input.outcome,
    note,
    by: actor.personId,
    on: actor.today,
  });
  if (isNew) {
    await deps.audit.record({
      action: 'help.review',
      subject: { type: 'help-session', id: input.sessionId },
      detail: { outcome: input.outcome },
    });
  }
  const after = await deps.help.get(input.sessionId);
  if (!after) throw notFound();
  return { sessionId: after.id, standing: standingOf(after) };
};

const toItem = (record: HelpRecord, names: Pick<HelpItem, 'studentName' | 'volunteerName'>): HelpItem => ({
  sessionId: record.id,
  ...names,
  kind: record.kind,
  heldOn: record.heldOn,
  from: record.from,
  to: record.to,
  course: record.course,
  done: record.done,
  next: record.next,
  lag: daysBetween(record.heldOn, record.filedOn),
  standing: standingOf(record),
  dayMinutes: record.dayMinutes,
  dayLimit: record.dayLimit,
  feedback: record.feedback,
});

/** Minutes since midnight in Asia/Shanghai. */
const minuteOf = (now: Instant): number => Math.floor(Date.parse(now) / 60_000 + 8 * 60) % (24 * 60);
