import type { StudyPlanView } from '../contract/outputs';
import { coursesOf } from '../domain/attempts';
import { outstandingCredits } from '../domain/credits';
import type { DutyKind } from '../domain/duty';
import { lineKey, lineStanding, planLines } from '../domain/study-plan';
import { endedTerm, nextTerm, type Term, termOn } from '../domain/term';
import { can, notFound } from './access';
import { dutiesOf, readDutyContext } from './case-duties';
import type { Actor, CaseWithFacts, PlanReview, PlanVersion } from './ports';
import { headingOf } from './student-heading';
import type { UseCaseDeps } from './use-case';

/** The newest version of a case's plan; null: none. */
export const inForceOf = (versions: readonly PlanVersion[], caseId: string): PlanVersion | null =>
  versions
    .filter((version) => version.caseId === caseId)
    .reduce<PlanVersion | null>(
      (last, version) => (last === null || version.ordinal > last.ordinal ? version : last),
      null,
    );

const PLAN_DUTIES: readonly DutyKind[] = ['study-plan', 'plan-review', 'course-advice'];

/** @throws DomainError NOT_FOUND where the case has no such version */
export async function showPlanOf(
  held: CaseWithFacts,
  actor: Actor,
  deps: UseCaseDeps,
  planId?: string,
): Promise<StudyPlanView> {
  const { student } = held;
  const plans = await deps.studyPlans.ofStudent(student.id);
  const versions = plans.versions.filter(({ caseId }) => caseId === held.id);
  const reviews = plans.reviews.filter(({ caseId }) => caseId === held.id);
  const inForce = inForceOf(versions, held.id);
  const shown = planId === undefined ? inForce : (versions.find(({ id }) => id === planId) ?? null);
  if (planId !== undefined && shown === null) throw notFound();
  const context = await readDutyContext(deps);
  const grades = await standingOfCourses(student.id, held.term, deps, context);
  const known = new Set(inForce?.lines.map(lineKey));
  const isOpen = held.status === 'open';
  return {
    caseId: held.id,
    today: actor.today,
    student: headingOf(student),
    tier: held.tier,
    isClosed: !isOpen,
    plan: shown && {
      planId: shown.id,
      ordinal: shown.ordinal,
      reason: shown.reason,
      goal: shown.goal,
      lines: shown.lines.map((line) => ({
        ...line,
        key: lineKey(line),
        standing: lineStanding(line, grades.courses, grades.outstanding),
        progress: lastWord(lineKey(line), reviews),
      })),
      steps: shown.steps,
      madeOn: shown.madeOn,
      by: shown.authorName,
      isInForce: shown.id === inForce?.id,
      agreement: shown.agreement && {
        on: shown.agreement.agreedOn,
        way: shown.agreement.way,
        signatureUrl:
          shown.agreement.path === null
            ? null
            : (await deps.storage.createDownload(shown.agreement.path, '签名.svg')).url,
      },
      objections: shown.objections.map(({ saidOn, wish }) => ({ on: saidOn, wish })),
    },
    missing: grades.lines.filter((line) => !known.has(lineKey(line))),
    terms: grades.terms,
    versions: versions
      .map(({ id, ordinal, reason, madeOn, authorName, agreement }) => ({
        planId: id,
        ordinal,
        reason,
        madeOn,
        by: authorName,
        agreedOn: agreement?.agreedOn ?? null,
        agreedWay: agreement?.way ?? null,
      }))
      .sort((a, b) => b.ordinal - a.ordinal),
    reviews: reviews.map((review) => toReviewItem(review, versions)),
    advices: plans.advices
      .filter(({ caseId }) => caseId === held.id)
      .map(({ id, heldOn, authorName, advice }) => ({ adviceId: id, heldOn, by: authorName, advice })),
    duties: dutiesOf(held, context, actor.today).filter(({ kind }) => PLAN_DUTIES.includes(kind)),
    can: {
      save: isOpen && can(actor, 'plans.save', student),
      agree: isOpen && inForce !== null && inForce.agreement === null && can(actor, 'plans.agree', student),
      review: isOpen && inForce !== null && can(actor, 'plans.review', student),
      advise: isOpen && can(actor, 'plans.advise', student),
    },
  };
}

/** Where the student's courses stand by the present grades, and what a plan would have to answer for. */
export async function standingOfCourses(
  studentId: string,
  caseTerm: Term,
  deps: UseCaseDeps,
  { policy, calendar }: Awaited<ReturnType<typeof readDutyContext>>,
) {
  const rows = await deps.grades.of(studentId);
  const courses = coursesOf(
    rows.map(({ grade }) => grade),
    policy,
  );
  const outstanding = outstandingCredits(courses, policy);
  const today = deps.clock.today();
  const ended = endedTerm(calendar.terms, today);
  const coming = termOn(calendar.terms, today) ?? nextTerm(ended ?? caseTerm);
  const codes = outstanding.courses.map(({ course }) => course.code);
  const offered = await deps.studyPlans.nextOfferings(codes, coming);
  const following = nextTerm(coming);
  return {
    courses,
    outstanding,
    lines: planLines(outstanding, offered, { ended, coming }),
    terms: [coming, following, nextTerm(following)],
  };
}

/** Reviews come newest first. */
const lastWord = (key: string, reviews: readonly PlanReview[]) =>
  reviews.flatMap(({ progress }) => progress).find((told) => told.key === key)?.progress ?? null;

function toReviewItem(
  { id, heldOn, authorName, note, next, planId, progress }: PlanReview,
  versions: readonly PlanVersion[],
): StudyPlanView['reviews'][number] {
  const lines = versions.find((version) => version.id === planId)?.lines ?? [];
  return {
    reviewId: id,
    heldOn,
    by: authorName,
    note,
    next,
    progress: progress.map((told) => ({
      ...told,
      courseName: lines.find((line) => lineKey(line) === told.key)?.courseName ?? told.key,
    })),
  };
}
