import type { HandoverSheet, HandoverStudent } from '../contract/outputs';
import { addDays, daysBetween, type LocalDate } from '../domain/local-date';
import { handoverDays, isInForceOn } from '../domain/tenure';
import { notFound, requireAccess } from './access';
import { type DutyContext, dutiesOf, isMine, readDutyContext } from './case-duties';
import type { CaseWithFacts, TenureRecord } from './ports';
import type { UseCase } from './use-case';

/**
 * 交接单: the open duties of a class with their dates, what was late when it passed on, and the last
 * talk of each student. Of one's own class, or for who sees the department.
 */
export const showHandoverSheet: UseCase<'roster.handover-sheet'> = async ({ classId }, actor, deps) => {
  requireAccess(actor, 'roster.handover-sheet', { classId });
  const held = (await deps.roster.classes()).find(({ id }) => id === classId);
  if (!held) throw notFound();
  const advisers = await deps.rosterBook.tenures({ classId, role: 'adviser' });
  // A handover that is to come is being prepared; else the last one.
  const on = handoverDays(advisers).at(-1) ?? null;
  const context = await readDutyContext(deps);
  const cases = await deps.cases.open({ classId });
  const students: HandoverStudent[] = [];
  for (const one of cases) {
    const talk = (await deps.talks.ofStudent(one.student.id)).find(({ attended }) => attended);
    students.push({
      studentId: one.student.id,
      studentNo: one.student.studentNo,
      name: one.student.name,
      tier: one.tier,
      lastTalk: talk ? { heldOn: talk.heldOn, by: talk.authorName, talkId: talk.id } : null,
      duties: openDuties(one, on, context, actor.today),
    });
  }
  return {
    today: actor.today,
    className: held.name,
    handedOverOn: on,
    former: on === null ? [] : namesOn(advisers, addDays(on, -1)),
    present: namesOn(advisers, on !== null && on > actor.today ? on : actor.today),
    students,
    overdueBefore: students.flatMap(({ duties }) => duties).filter(({ lateBefore }) => lateBefore > 0).length,
  } satisfies HandoverSheet;
};

const OPEN = ['overdue', 'open', 'upcoming'];

function openDuties(
  held: CaseWithFacts,
  handedOverOn: LocalDate | null,
  context: DutyContext,
  today: LocalDate,
): HandoverStudent['duties'] {
  const before = handedOverOn === null ? null : addDays(handedOverOn, -1);
  // As it stood on the last day of the former adviser; not before today where that is still to come.
  const then = before === null || before > today ? [] : dutiesOf(held, context, before);
  return dutiesOf(held, context, today)
    .filter((duty) => isMine(duty, 'adviser') && OPEN.includes(duty.state))
    .map(({ because, dueOn, kind, role, state }) => {
      const late = then.find((one) => one.kind === kind && one.role === role && one.state === 'overdue');
      const lateBefore = late && late.dueOn !== null && before !== null ? daysBetween(late.dueOn, before) : 0;
      return { kind, role, dueOn, because, state, lateBefore };
    });
}

const namesOn = (advisers: readonly TenureRecord[], day: LocalDate): readonly string[] =>
  advisers
    .filter((held) => held.actingFor === null && isInForceOn(held, day))
    .map(({ personName }) => personName);
