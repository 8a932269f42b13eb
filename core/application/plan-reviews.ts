import { DomainError } from '../domain/errors';
import { lineKey, lineStanding, validateAdvice, validateReview } from '../domain/study-plan';
import { filingLag } from '../domain/talk-record';
import { readDutyContext } from './case-duties';
import { inForceOf, standingOfCourses } from './plan-view';
import { changed, requireOpenCase } from './study-plans';
import type { UseCase } from './use-case';

/** Adviser and student go through the plan in force; lines that the grades cleared need no word. */
export const reviewPlan: UseCase<'plans.review'> = async (input, actor, deps) => {
  const held = await requireOpenCase(input.caseId, 'plans.review', actor, deps);
  const { versions, reviews } = await deps.studyPlans.ofStudent(held.student.id);
  const late = filingLag(input.heldOn, actor.today);
  const earlier = reviews.find(({ id }) => id === input.id);
  if (earlier) {
    const isSame = earlier.heldOn === input.heldOn && earlier.note === input.note.trim();
    if (!isSame || earlier.authorId !== actor.personId) throw filedBefore();
    return changed(held, actor, deps, { repeated: true, late });
  }
  const plan = inForceOf(versions, held.id);
  if (!plan) throw new DomainError('NO_PLAN', '还没有学习计划，先和学生订一份。');
  if (plan.id !== input.planId)
    throw new DomainError('CONFLICT', '这份计划刚刚有了更新的版本。请刷新后再检查。');
  if (input.heldOn < plan.madeOn)
    throw new DomainError('BEFORE_PLAN', '检查日期早于这一版计划，请核对日期', 'heldOn');
  const { courses, outstanding } = await standingOfCourses(
    held.student.id,
    held.term,
    deps,
    await readDutyContext(deps),
  );
  const open = plan.lines
    .filter((line) => lineStanding(line, courses, outstanding).kind !== 'cleared')
    .map(lineKey);
  const told = new Map(input.progress.map(({ key, progress }) => [key, progress]));
  const progress = open.flatMap((key) => {
    const word = told.get(key);
    return word === undefined ? [] : [{ key, progress: word }];
  });
  const review = { heldOn: input.heldOn, progress, note: input.note.trim(), next: input.next.trim() };
  validateReview(review, { open, today: actor.today });
  const isNew = await deps.studyPlans.addReview({
    id: input.id,
    planId: plan.id,
    studentId: held.student.id,
    ...review,
    authorId: actor.personId,
    filedOn: actor.today,
    filedAt: deps.clock.now(),
  });
  if (isNew) {
    await deps.audit.record({
      action: 'plans.review',
      subject: { type: 'plan', id: plan.id },
      student: held.student.id,
      detail: { case: held.id, review: input.id, heldOn: input.heldOn },
    });
  }
  return changed(held, actor, deps, { repeated: !isNew, late });
};

/** 选课咨询: what was advised, before the selection week. */
export const adviseCourses: UseCase<'plans.advise'> = async (input, actor, deps) => {
  const held = await requireOpenCase(input.caseId, 'plans.advise', actor, deps);
  const { advices } = await deps.studyPlans.ofStudent(held.student.id);
  const advice = input.advice.trim();
  const late = filingLag(input.heldOn, actor.today);
  const earlier = advices.find(({ id }) => id === input.id);
  if (earlier) {
    const isSame = earlier.heldOn === input.heldOn && earlier.advice === advice;
    if (!isSame || earlier.authorId !== actor.personId) throw filedBefore();
    return changed(held, actor, deps, { repeated: true, late });
  }
  validateAdvice({ heldOn: input.heldOn, advice }, { today: actor.today });
  const isNew = await deps.studyPlans.addAdvice({
    id: input.id,
    caseId: held.id,
    studentId: held.student.id,
    heldOn: input.heldOn,
    advice,
    authorId: actor.personId,
    filedOn: actor.today,
    filedAt: deps.clock.now(),
  });
  if (isNew) {
    await deps.audit.record({
      action: 'plans.advise',
      subject: { type: 'case', id: held.id },
      detail: { advice: input.id, heldOn: input.heldOn },
    });
  }
  return changed(held, actor, deps, { repeated: !isNew, late });
};

const filedBefore = (): DomainError =>
  new DomainError('CONFLICT', '这份记录已经提交过，内容与现在填写的不同。请先查看已提交的记录。');
