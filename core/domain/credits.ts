import { type Attempt, type Course, natureKind } from './attempts';
import { formatHundredths, parseHundredths } from './decimal';
import type { Hundredths } from './grade-row';
import type { Policy } from './policy';

/** Credits as integers of 1/100. */
export type Credits = Hundredths;
export const parseCredits = parseHundredths;
export const formatCredits = formatHundredths;

/** A failed course that nothing later has cleared. */
export interface OutstandingCourse {
  readonly course: Course;
  /** The result that failed last. */
  readonly fail: Attempt;
  readonly credit: Credits;
}

export interface OutstandingCredits {
  readonly total: Credits;
  readonly courses: readonly OutstandingCourse[];
  /** Failed, but of a nature that does not count. */
  readonly uncounted: readonly OutstandingCourse[];
  /** Failed, of a nature that the policy's table does not know: in no sum, for a person to say. */
  readonly unknownNature: readonly OutstandingCourse[];
  /** 缓考, blank: in neither sum. */
  readonly pending: readonly Attempt[];
}

/**
 * 不及格学分 (art. 5): failed compulsory and restricted courses without a later pass. A fail retaken
 * and failed again counts once; an earlier pass hides nothing.
 */
export function outstandingCredits(courses: readonly Course[], policy: Policy): OutstandingCredits {
  const counted: OutstandingCourse[] = [];
  const uncounted: OutstandingCourse[] = [];
  const unknownNature: OutstandingCourse[] = [];
  const pending: Attempt[] = [];
  for (const course of courses) {
    for (const attempt of pendingOf(course)) pending.push(attempt);
    for (const fail of openFails(course)) {
      const entry = { course, fail, credit: fail.row.credit };
      const kind = natureKind(fail.row.nature, policy.courses);
      if (fail.row.isMinor) uncounted.push(entry);
      else if (kind === null) unknownNature.push(entry);
      else if (policy.courses.countedNatures.includes(kind)) counted.push(entry);
      else uncounted.push(entry);
    }
  }
  const total = counted.reduce((sum, { credit }) => sum + credit, 0);
  return { total, courses: counted, uncounted, unknownNature, pending };
}

/** The fails of a course that stand after all its results. */
export function openFails({ attempts, isRepeatable }: Course): readonly Attempt[] {
  return isRepeatable ? openFailsOfRepeatable(attempts) : openFailOf(attempts);
}

/** The last result that decides, decides. */
function openFailOf(attempts: readonly Attempt[]): readonly Attempt[] {
  for (let at = attempts.length - 1; at >= 0; at--) {
    const attempt = attempts[at] as Attempt;
    if (attempt.meaning.outcome === 'passed') return [];
    if (attempt.meaning.outcome === 'failed') return [attempt];
  }
  return [];
}

/**
 * Each semester of such a course is one of its own: its own resit clears it, else only a later
 * attempt flagged 重修 does.
 */
function openFailsOfRepeatable(attempts: readonly Attempt[]): readonly Attempt[] {
  const open = new Map<string, Attempt>();
  for (const attempt of attempts) {
    const { outcome } = attempt.meaning;
    const { row, isRetake } = attempt;
    const isOwnColumn = isRetake && !(row.isRetake || row.examKind === 'retake');
    if (outcome === 'passed') {
      if (isRetake && !isOwnColumn) open.clear();
      else open.delete(row.term);
    } else if (outcome === 'failed') {
      const again = isRetake && !isOwnColumn ? [...open.keys()].pop() : undefined;
      open.set(again ?? row.term, attempt);
    }
  }
  return [...open.values()];
}

/**
 * Results not in yet: 缓考 or blank, until the same sitting is decided; of a course that is not
 * taken anew each semester a decided result of a later one settles it too.
 */
function pendingOf({ attempts, isRepeatable }: Course): readonly Attempt[] {
  const isSettled = (waiting: Attempt, at: number) =>
    attempts.some(
      ({ row, meaning }, later) =>
        (meaning.outcome === 'passed' || meaning.outcome === 'failed') &&
        (row === waiting.row || (later > at && (!isRepeatable || row.term === waiting.row.term))),
    );
  return attempts.filter((attempt, at) => attempt.meaning.outcome === 'pending' && !isSettled(attempt, at));
}
