import type { Course } from './attempts';
import { formatCredits, type OutstandingCredits } from './credits';
import { DomainError } from './errors';
import type { LocalDate } from './local-date';
import type { Term } from './term';

/** How a failed course is to be made up: 补考 on a day, 重修 in a semester, or 课程替代. */
export const PLAN_WAYS = ['resit', 'retake', 'substitute'] as const;
export type PlanWay = (typeof PLAN_WAYS)[number];

/** Longest texts in characters, and how many parts. */
export const PLAN_LIMITS = {
  goal: 500,
  target: 100,
  step: 80,
  reason: 200,
  note: 500,
  next: 200,
  advice: 1000,
  wish: 300,
  lines: 30,
  steps: 12,
} as const;

/** One outstanding course and what is to be done about it. */
export interface PlanLine {
  readonly code: string;
  /** Semester of the first failed result; tells the semesters of a repeatable course apart. */
  readonly since: Term;
  readonly isRepeatable: boolean;
  readonly courseName: string;
  /** Decimal with two places. */
  readonly credit: string;
  readonly way: PlanWay;
  /** In which semester; for a retake that of its next offering. */
  readonly term: Term;
  /** Of the resit, where it is known. */
  readonly on: LocalDate | null;
  readonly target: string;
  /** The volunteer who helps may see it. */
  readonly isShared: boolean;
}

/** What is done every week. */
export interface PlanStep {
  readonly text: string;
  readonly isShared: boolean;
}

export interface PlanContent {
  readonly goal: string;
  readonly lines: readonly PlanLine[];
  readonly steps: readonly PlanStep[];
}

/** Names a line within a plan: the same course in the next version and in a review. */
export const lineKey = ({
  code,
  since,
  isRepeatable,
}: Pick<PlanLine, 'code' | 'since' | 'isRepeatable'>): string => (isRepeatable ? `${code}@${since}` : code);

/** Where a course stands today; it follows from the grades alone. */
export type LineStanding =
  | { readonly kind: 'outstanding' }
  /** 缓考 or not entered yet. */
  | { readonly kind: 'pending' }
  /** By which result; null: the failed one was taken back. */
  | { readonly kind: 'cleared'; readonly by: { readonly term: Term; readonly score: string } | null }
  /** The grades know nothing of the course, e.g. after a rollback: never taken for a pass. */
  | { readonly kind: 'no-data' };

/** Where each line stands by the present grades. @param courses of the student @param outstanding of the same */
export function lineStanding(
  line: Pick<PlanLine, 'code' | 'since' | 'isRepeatable'>,
  courses: readonly Course[],
  outstanding: OutstandingCredits,
): LineStanding {
  // By a row's own code too: a substitution that came later calls the course by another.
  const course = courses.find(
    ({ attempts, code }) => code === line.code || attempts.some(({ row }) => row.courseCode === line.code),
  );
  if (!course) return { kind: 'no-data' };
  const { courses: counted, uncounted, unknownNature } = outstanding;
  const isOpen = [...counted, ...uncounted, ...unknownNature].some(
    (open) => open.course === course && (!line.isRepeatable || open.since === line.since),
  );
  if (isOpen) {
    const isWaiting = outstanding.pending.some(({ row }) => course.attempts.some((one) => one.row === row));
    return { kind: isWaiting ? 'pending' : 'outstanding' };
  }
  const pass = course.attempts.filter(({ meaning }) => meaning.outcome === 'passed').at(-1);
  return {
    kind: 'cleared',
    by: pass === undefined ? null : { term: pass.row.term, score: pass.text ?? '' },
  };
}

/**
 * What a plan has to answer for, each with the nearest way: a resit where the failed result is of the
 * semester that ended last and no retake; else a retake when the course is next offered.
 *
 * @param offered the next semester of each course that the imported timetables name, by code
 * @param terms the semester that ended last, and the one to plan for
 */
export function planLines(
  { courses }: OutstandingCredits,
  offered: ReadonlyMap<string, Term>,
  terms: { readonly ended: Term | null; readonly coming: Term },
): readonly PlanLine[] {
  return courses.map(({ course, credit, fail, since }) => {
    const isResit = !fail.isRetake && fail.rank === 0 && fail.row.term === terms.ended;
    return {
      code: course.code,
      since,
      isRepeatable: course.isRepeatable,
      courseName: fail.row.courseName,
      credit: formatCredits(credit),
      way: isResit ? 'resit' : 'retake',
      term: isResit ? terms.coming : (offered.get(course.code) ?? terms.coming),
      on: null,
      target: '',
      isShared: true,
    };
  });
}

/** What the volunteer may see: never the goal, which may speak of causes (reading §1). */
export const sharedPart = ({ lines, steps }: PlanContent): Omit<PlanContent, 'goal'> => ({
  lines: lines.filter(({ isShared }) => isShared),
  steps: steps.filter(({ isShared }) => isShared),
});

/**
 * Whether a plan may stand.
 *
 * @param isRevision a later version says why
 * @throws DomainError naming the field: TEXT_MISSING, TEXT_TOO_LONG, PLAN_EMPTY, PLAN_TOO_LONG, LINE_TWICE, REASON_MISSING
 */
export function validatePlan(
  { goal, lines, steps, reason }: PlanContent & { readonly reason: string },
  { isRevision }: { readonly isRevision: boolean },
): void {
  if (isRevision && reason.trim() === '')
    throw new DomainError('REASON_MISSING', '修改已有的计划，请写明原因', 'reason');
  if (goal.trim() === '') throw new DomainError('TEXT_MISSING', '请写下这一阶段的目标', 'goal');
  if (lines.length === 0 && steps.length === 0)
    throw new DomainError('PLAN_EMPTY', '请至少写一门课或每周做的一件事', 'steps');
  if (lines.length > PLAN_LIMITS.lines)
    throw new DomainError('PLAN_TOO_LONG', `课程最多 ${PLAN_LIMITS.lines} 门`, 'lines');
  if (steps.length > PLAN_LIMITS.steps)
    throw new DomainError('PLAN_TOO_LONG', `每周做的事最多 ${PLAN_LIMITS.steps} 件`, 'steps');
  if (new Set(lines.map(lineKey)).size < lines.length)
    throw new DomainError('LINE_TWICE', '同一门课写了两次', 'lines');
  if (steps.some(({ text }) => text.trim() === ''))
    throw new DomainError('TEXT_MISSING', '每周做的事里有一行是空的', 'steps');
  requireLength(reason, PLAN_LIMITS.reason, 'reason', '修改原因');
  requireLength(goal, PLAN_LIMITS.goal, 'goal', '阶段目标');
  for (const { target, courseName } of lines) requireLength(target, PLAN_LIMITS.target, 'lines', courseName);
  for (const { text } of steps) requireLength(text, PLAN_LIMITS.step, 'steps', '每周做的事');
}

/** What a student would have otherwise in a plan. @returns as it is kept @throws DomainError TEXT_MISSING, TEXT_TOO_LONG */
export function keptWish(wish: string): string {
  const kept = wish.trim();
  if (kept === '') throw new DomainError('TEXT_MISSING', '请写下想改哪里、怎样改', 'wish');
  requireLength(kept, PLAN_LIMITS.wish, 'wish', '想改的地方');
  return kept;
}

/** How a student agreed: by hand on the adviser's phone, or by a code on the own one. */
export const AGREEMENT_WAYS = ['signature', 'code'] as const;
export type AgreementWay = (typeof AGREEMENT_WAYS)[number];

/** The same text for the same plan: what is hashed, and so what the student agreed to. */
export const planText = ({ goal, lines, steps }: PlanContent): string =>
  JSON.stringify([
    goal,
    lines.map((line) => [
      line.code,
      line.since,
      line.courseName,
      line.credit,
      line.way,
      line.term,
      line.on,
      line.target,
      line.isShared,
    ]),
    steps.map(({ text, isShared }) => [text, isShared]),
  ]);

export const REVIEW_PROGRESS = ['on-track', 'behind', 'stuck', 'not-started'] as const;
/** How a line goes, as adviser and student see it; a cleared one needs no word. */
export type ReviewProgress = (typeof REVIEW_PROGRESS)[number];

export interface LineProgress {
  readonly key: string;
  readonly progress: ReviewProgress;
}

/**
 * Whether a review may be filed: each line that is not cleared has its word.
 *
 * @param open keys of the lines that are not cleared
 * @throws DomainError HELD_IN_FUTURE, PROGRESS_MISSING, TEXT_MISSING, TEXT_TOO_LONG
 */
export function validateReview(
  review: {
    readonly heldOn: LocalDate;
    readonly progress: readonly LineProgress[];
    readonly note: string;
    readonly next: string;
  },
  { open, today }: { readonly open: readonly string[]; readonly today: LocalDate },
): void {
  requireNotFuture(review.heldOn, today, '检查日期');
  const told = new Set(review.progress.map(({ key }) => key));
  const missing = open.filter((key) => !told.has(key)).length;
  if (missing > 0) throw new DomainError('PROGRESS_MISSING', `还有 ${missing} 门课没有选进展`, 'progress');
  if (open.length === 0 && review.note.trim() === '')
    throw new DomainError('TEXT_MISSING', '请写下检查的情况', 'note');
  requireLength(review.note, PLAN_LIMITS.note, 'note', '检查情况');
  requireLength(review.next, PLAN_LIMITS.next, 'next', '下一步');
}

/** @throws DomainError HELD_IN_FUTURE, TEXT_MISSING, TEXT_TOO_LONG */
export function validateAdvice(
  { heldOn, advice }: { readonly heldOn: LocalDate; readonly advice: string },
  { today }: { readonly today: LocalDate },
): void {
  requireNotFuture(heldOn, today, '咨询日期');
  if (advice.trim() === '') throw new DomainError('TEXT_MISSING', '请写下给学生的选课建议', 'advice');
  requireLength(advice, PLAN_LIMITS.advice, 'advice', '选课建议');
}

function requireNotFuture(heldOn: LocalDate, today: LocalDate, label: string): void {
  if (heldOn > today) throw new DomainError('HELD_IN_FUTURE', `${label}不能晚于今天`, 'heldOn');
}

/** Counts characters as people do: a rare one outside the basic plane is one. */
function requireLength(text: string, limit: number, field: string, label: string): void {
  const { length } = [...text];
  if (length > limit)
    throw new DomainError('TEXT_TOO_LONG', `「${label}」有 ${length} 字，最多 ${limit} 字`, field);
}
