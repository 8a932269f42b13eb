import type { QaItem } from '../contract/outputs/qa';
import { DomainError } from '../domain/errors';
import { qaStanding, validateQa, validateQaReport } from '../domain/qa-session';
import { notFound } from './access';
import { pageOf } from './paging';
import { readPolicy } from './policy-in-force';
import type { Actor, LocalDate, QaRecord } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** 集中答疑: one's own, or those of students in reach; the latest day first. */
export const listQa: UseCase<'qa.list'> = async ({ cursor }, actor, deps) => {
  const { items, nextCursor } = pageOf(await deps.qa.list(), cursor);
  const names = await namesFor(items, actor, deps);
  return { items: items.map((record) => toItem(record, names, actor)), nextCursor };
};

/** One of them, as far as it is in reach. */
export const showQa: UseCase<'qa.show'> = async ({ sessionId }, actor, deps) => {
  const record = await deps.qa.get(sessionId);
  if (!record) throw notFound();
  return toItem(record, await namesFor([record], actor, deps), actor);
};

interface Names {
  readonly teachers: ReadonlyMap<string, string>;
  readonly students: ReadonlyMap<string, string>;
}

/** The teacher knows those to look after at present; the others whoever is in reach. */
async function namesFor(records: readonly QaRecord[], actor: Actor, deps: UseCaseDeps): Promise<Names> {
  const students = new Map<string, string>();
  const teachers = new Map<string, string>();
  if (actor.role === 'teacher') {
    for (const course of await deps.focus.mine())
      for (const { studentId, name } of course.students) students.set(studentId, name);
    return { teachers, students };
  }
  for (const id of new Set(records.flatMap(({ invited, came }) => [...invited, ...came]))) {
    const student = await deps.roster.student(id);
    if (student) students.set(id, student.name);
  }
  for (const id of new Set(records.map(({ teacherId }) => teacherId)))
    teachers.set(id, (await deps.people.get(id))?.name ?? '');
  return { teachers, students };
}

function toItem(record: QaRecord, { students, teachers }: Names, { personId, today }: Actor): QaItem {
  const { came, invited, report } = record;
  return {
    sessionId: record.id,
    courseName: record.courseName,
    teacherName: record.teacherId === personId ? null : (teachers.get(record.teacherId) ?? ''),
    heldOn: record.heldOn,
    from: record.from,
    to: record.to,
    place: record.place,
    topic: record.topic,
    standing: standingOn(record, today),
    topics: report?.topics ?? '',
    others: report?.others ?? 0,
    students: [...new Set([...invited, ...came])].map((studentId) => ({
      studentId,
      name: students.get(studentId) ?? null,
      came: came.includes(studentId),
    })),
  };
}

export const standingOn = ({ heldOn, report }: QaRecord, today: LocalDate) =>
  qaStanding({ heldOn, outcome: report?.outcome ?? null }, today);

/** Announces a session to the students to look after in the course: their advisers and counselors tell them. */
export const announceQa: UseCase<'qa.announce'> = async (input, actor, deps) => {
  const course = (await deps.focus.mine()).find(({ offeringId }) => offeringId === input.offeringId);
  if (!course) throw notFound();
  validateQa(input, actor.today, (await readPolicy(deps)).teaching);
  const invited = course.students.map(({ studentId }) => studentId);
  const isNew = await deps.qa.add(
    {
      id: input.id,
      offeringId: course.offeringId,
      teacherId: actor.personId,
      courseName: course.courseName,
      heldOn: input.heldOn,
      from: input.from,
      to: input.to,
      place: input.place.trim(),
      topic: input.topic.trim(),
      announcedOn: actor.today,
      announcedAt: deps.clock.now(),
    },
    invited,
  );
  if (isNew) {
    await deps.audit.record({
      action: 'qa.announce',
      subject: { type: 'qa-session', id: input.id },
      detail: { course: course.courseName, heldOn: input.heldOn, invited: invited.length },
    });
  }
  return { sessionId: input.id, repeated: !isNew };
};

/** Who came and what was asked, once; adviser and counselor read it in the student's archive. */
export const reportQa: UseCase<'qa.report'> = async (input, actor, deps) => {
  const held = await deps.qa.get(input.sessionId);
  if (held?.teacherId !== actor.personId) throw notFound();
  if (held.report) return { sessionId: held.id, repeated: true };
  validateQaReport({ ...input, heldOn: held.heldOn }, actor.today);
  const known = new Set(
    (await deps.focus.mine())
      .filter(({ offeringId }) => offeringId === held.offeringId)
      .flatMap(({ students }) => students.map(({ studentId }) => studentId)),
  );
  const came = input.outcome === 'held' ? [...new Set(input.came)] : [];
  if (came.some((studentId) => !known.has(studentId))) {
    throw new DomainError('LIST_CHANGED', '这门课的关注名单变了。请退出这一页，重新打开后再记。');
  }
  const isNew = await deps.qa.report(
    {
      sessionId: held.id,
      outcome: input.outcome,
      others: input.outcome === 'held' ? input.others : 0,
      topics: input.topics.trim(),
      reportedOn: actor.today,
      reportedAt: deps.clock.now(),
    },
    came,
  );
  if (isNew) {
    await deps.audit.record({
      action: 'qa.report',
      subject: { type: 'qa-session', id: held.id },
      detail: { course: held.courseName, outcome: input.outcome, came: came.length },
    });
  }
  return { sessionId: held.id, repeated: !isNew };
};
