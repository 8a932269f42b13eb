import type { TimelineItem, TodoItem } from '../contract/outputs';
import { DomainError } from '../domain/errors';
import { addDays } from '../domain/local-date';
import { validateGuidance } from '../domain/volunteer-guidance';
import { can, requireAccess } from './access';
import { activePair } from './pairing-inputs';
import { readPolicy } from './policy-in-force';
import type { Actor } from './ports';
import type { TimelineSubject } from './timeline-subject';
import type { UseCase, UseCaseDeps } from './use-case';

/** A message stays on the volunteer's 今日 for so many days. */
const DAYS_SHOWN = 14;

/** What was said to the volunteers of a student, and how each month was judged. */
export const showGuidance: UseCase<'guidance.of-student'> = async ({ studentId }, actor, deps) => {
  const student = await deps.roster.student(studentId);
  requireAccess(actor, 'guidance.of-student', student);
  const [need] = await deps.pairings.needs(studentId);
  const pair = need ? activePair(need) : null;
  return {
    student: { id: student.id, name: student.name, className: student.className },
    pair: pair && { pairingId: pair.id, volunteerName: pair.volunteerName, firstDay: pair.firstDay },
    canGuide: pair !== null && can(actor, 'guidance.file', student),
    filingDays: (await readPolicy(deps)).help.guidanceDays,
    items: (await deps.guidance.ofStudent(studentId)).map(
      ({ authorName, guidance, guidedOn, id, rating, remark, volunteerName }) => ({
        id,
        on: guidedOn,
        volunteerName,
        by: authorName,
        guidance,
        rating,
        remark,
      }),
    ),
  };
};

/** 指导和评价 of a month: the volunteer reads the one, the working group both. Same id: same conversation. */
export const fileGuidance: UseCase<'guidance.file'> = async (input, actor, deps) => {
  const pair = await deps.pairings.get(input.pairingId);
  requireAccess(actor, 'guidance.file', pair && (await deps.roster.student(pair.studentId)));
  if (!pair) throw new DomainError('NOT_FOUND', '没有找到这次结对。');
  validateGuidance(input, pair.firstDay, actor.today, (await readPolicy(deps)).help);
  const isNew = await deps.guidance.add({
    id: input.id,
    pairingId: pair.id,
    studentId: pair.studentId,
    volunteerId: pair.volunteerId,
    guidedOn: input.guidedOn,
    guidance: input.guidance.trim(),
    rating: input.rating,
    remark: input.remark.trim(),
    authorId: actor.personId,
    filedOn: actor.today,
    filedAt: deps.clock.now(),
  });
  if (isNew) {
    await deps.audit.record({
      action: 'guidance.file',
      subject: { type: 'student', id: pair.studentId },
      detail: { rating: input.rating },
    });
  }
  return { id: input.id, repeated: !isNew };
};

export const listOwnGuidance: UseCase<'guidance.mine'> = async (_input, _actor, deps) => ({
  items: (await deps.guidance.mine()).map(({ authorName, guidance, guidedOn, id }) => ({
    id,
    on: guidedOn,
    guidance,
    by: authorName,
  })),
});

/** A volunteer's 今日: what the counselor said lately. */
export async function guidanceTodos(actor: Actor, deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  const recent = (await deps.guidance.mine()).filter(
    ({ guidedOn }) => guidedOn >= addDays(actor.today, -DAYS_SHOWN),
  );
  return recent.map(
    ({ authorName, guidance, id }): TodoItem => ({
      id: `guidance:${id}`,
      kind: 'guidance',
      section: 'task',
      state: 'upcoming',
      title: `${authorName}老师的话`,
      detail: guidance,
      hint: null,
      dueOn: null,
      because: null,
      student: null,
      caseId: null,
      target: { page: 'messages' },
    }),
  );
}

/** What the archive tells of it. */
export const guidanceItems = async (
  { studentId }: TimelineSubject,
  deps: UseCaseDeps,
): Promise<readonly TimelineItem[]> =>
  (await deps.guidance.ofStudent(studentId)).map(({ authorName, guidance, guidedOn, id, volunteerName }) => ({
    id,
    on: guidedOn,
    kind: 'guidance',
    title: `指导志愿者${volunteerName}`,
    detail: guidance,
    by: authorName,
    talkId: null,
  }));
