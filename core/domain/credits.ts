import { type Attempt, type Course, natureKind } from './attempts';
import { formatHundredths, parseHundredths } from './decimal';
import type { Hundredths } from './grade-row';
import type { Policy } from './policy';
import type { Term } from './term';

/** Credits as integers of 1/100. */
export type Credits = Hundredths;
export const parseCredits = parseHundredths;
export const formatCredits = formatHundredths;

/** A failed course that nothing later has cleared. */
export interface OutstandingCourse {
  readonly course: Course;
  /** The result that speaks for it: the last one that failed under a nature that counts, if any. */
  readonly fail: Attempt;
  /** Semester of the first of its failed results; tells the semesters of a repeatable course apart. */
  readonly since: Term;
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
 * and failed again counts once, also where the retake stands under another nature; an earlier pass
 * hides nothing.
 */
export function outstandingCredits(courses: readonly Course[], policy: Policy): OutstandingCredits {
  const lists: Record<Standing, OutstandingCourse[]> = { counted: [], uncounted: [], unknown: [] };
  const pending: Attempt[] = [];
  for (const course of courses) {
    for (const attempt of pendingOf(course)) pending.push(attempt);
    for (const fails of openFails(course)) {
      const fail =
        last(fails, (attempt) => standing(attempt, policy) === 'counted') ??
        last(fails, (attempt) => standing(attempt, policy) !== 'unknown') ??
        last(fails);
      const since = fails[0]?.row.term ?? '';
      if (fail) lists[standing(fail, policy)].push({ course, fail, since, credit: fail.row.credit });
    }
  }
  const { counted, uncounted, unknown } = lists;
  return { total: sumOf(counted), courses: counted, uncounted, unknownNature: unknown, pending };
}

export const sumOf = (courses: readonly OutstandingCourse[]): Credits =>
  courses.reduce((sum, { credit }) => sum + credit, 0);

type Standing = 'counted' | 'uncounted' | 'unknown';

function standing({ row }: Attempt, { courses }: Policy): Standing {
  if (row.isMinor) return 'uncounted';
  const kind = natureKind(row.nature, courses);
  if (kind === null) return 'unknown';
  return courses.countedNatures.includes(kind) ? 'counted' : 'uncounted';
}

function last(attempts: readonly Attempt[], fits: (attempt: Attempt) => boolean = () => true) {
  for (let at = attempts.length - 1; at >= 0; at--) {
    const attempt = attempts[at] as Attempt;
    if (fits(attempt)) return attempt;
  }
  return undefined;
}

/** What is failed and not cleared: for each, all its failed results, oldest first. */
type OpenFails = readonly (readonly Attempt[])[];

const openFails = ({ attempts, isRepeatable }: Course): OpenFails =>
  isRepeatable ? openFailsOfRepeatable(attempts) : openFailsOfCourse(attempts);

/** The last result that decides, decides. */
function openFailsOfCourse(attempts: readonly Attempt[]): OpenFails {
  let fails: Attempt[] | null = null;
  for (const attempt of attempts) {
    if (attempt.meaning.outcome === 'passed') fails = null;
    else if (attempt.meaning.outcome === 'failed') {
      fails ??= [];
      fails.push(attempt);
    }
  }
  return fails === null ? NONE : [fails];
}
const NONE: OpenFails = [];

/**
 * Each semester of such a course is one of its own: its own resit clears it, else only a later
 * attempt flagged 重修 does, one semester each, the oldest first.
 */
function openFailsOfRepeatable(attempts: readonly Attempt[]): OpenFails {
  let open: { readonly term: string; readonly fails: Attempt[] }[] = [];
  for (const attempt of attempts) {
    const { outcome } = attempt.meaning;
    const { row, isRetake } = attempt;
    const isFlagged = isRetake && (row.isRetake || row.examKind === 'retake');
    if (outcome === 'passed') {
      if (isFlagged) open.shift();
      else open = open.filter(({ term }) => term !== row.term);
    } else if (outcome === 'failed') {
      const again = isFlagged ? open[0] : open.find(({ term }) => term === row.term);
      if (again) again.fails.push(attempt);
      else open.push({ term: row.term, fails: [attempt] });
    }
  }
  return open.map(({ fails }) => fails);
}

/**
 * Results not in yet: 缓考 or blank, until a later result decides; of a course that is taken anew
 * each semester, one of the same semester. A row is named once.
 */
function pendingOf({ attempts, isRepeatable }: Course): readonly Attempt[] {
  const waiting = attempts.filter(
    ({ row, meaning }, at) =>
      meaning.outcome === 'pending' &&
      !attempts
        .slice(at + 1)
        .some(
          ({ row: { term }, meaning: { outcome } }) =>
            (outcome === 'passed' || outcome === 'failed') && (!isRepeatable || term === row.term),
        ),
  );
  return waiting.filter(({ row }, at) => waiting.findIndex((other) => other.row === row) === at);
}
