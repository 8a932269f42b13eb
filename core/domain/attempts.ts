import type { GradeRow } from './grade-row';
import { groupBy } from './group-by';
import type { CourseRules, NatureKind, Policy } from './policy';
import { interpretRemark, interpretScore, type ScoreMeaning } from './score';

/** When within its semester a result came: one layout has a column for it, another a row. */
const REGULAR = 0;
const RESIT = 1;
const RETAKE = 2;
const RESIT_OF_RETAKE = 3;
const RETAKE_COLUMN = 4;

/** One result of one course: a cell of a row, in the order in which results count. */
export interface Attempt {
  readonly row: GradeRow;
  readonly rank: 0 | 1 | 2 | 3 | 4;
  /** The text that decided, of the cell or of the remark; null: blank. */
  readonly text: string | null;
  readonly meaning: ScoreMeaning;
  /** Flagged 重修: by the row, by the kind of examination, or by the column. */
  readonly isRetake: boolean;
}

/** All results of one course of one student, in time order, independent of row order. */
export interface Course {
  readonly code: string;
  readonly isRepeatable: boolean;
  readonly attempts: readonly Attempt[];
}

/**
 * Sorts a student's rows into courses and their results. Void rows are dropped; a row repeated to
 * the letter counts once; layouts that give a resit a column and those that give it a row lead to
 * the same attempts.
 *
 * @throws DomainError UNKNOWN_SCORE
 */
export function coursesOf(rows: readonly GradeRow[], policy: Policy): readonly Course[] {
  const groups = groupBy(rows, ({ courseCode }) => canonicalCode(courseCode, policy.courses));
  const courses: Course[] = [];
  for (const code of [...groups.keys()].sort()) {
    const group = groups.get(code) ?? [];
    const distinct = group.length === 1 ? group : withoutRepeats(group);
    const attempts: Attempt[] = [];
    let isTakenAnew = false;
    for (const row of group.length === 1 ? distinct : resitsWithTheirRetakes(distinct)) {
      addAttempts(attempts, row, policy);
      isTakenAnew ||= isRepeatable(row, policy.courses);
    }
    if (attempts.length === 0) continue;
    if (attempts.length > 1) attempts.sort(compareAttempts);
    courses.push({ code, isRepeatable: isTakenAnew, attempts });
  }
  return courses;
}

/** The kind of a course nature by the policy's alias table; null: the table does not know it. */
export function natureKind(nature: string, rules: CourseRules): NatureKind | null {
  let kinds = natures.get(rules);
  if (!kinds) {
    kinds = new Map();
    natures.set(rules, kinds);
  }
  let kind = kinds.get(nature);
  if (kind === undefined) {
    const whole = rules.natures.find(({ match, text }) => match === 'whole' && text === nature);
    kind =
      (whole ?? rules.natures.find(({ match, text }) => match === 'part' && nature.includes(text)))?.kind ??
      null;
    kinds.set(nature, kind);
  }
  return kind;
}
const natures = new WeakMap<CourseRules, Map<string, NatureKind | null>>();

/**
 * A resit in a row of its own follows the retake of its semester where the semester has no other
 * examination: layouts with a row for each examination call both just 补考.
 */
function resitsWithTheirRetakes(rows: readonly GradeRow[]): readonly GradeRow[] {
  if (!rows.some(({ examKind }) => examKind === 'resit')) return rows;
  const isRetake = (row: GradeRow) => row.isRetake || row.examKind === 'retake';
  const others = rows.filter(({ examKind }) => examKind !== 'resit');
  return rows.map((row) => {
    if (row.examKind !== 'resit' || row.isRetake) return row;
    const ofTerm = others.filter(({ term }) => term === row.term);
    return ofTerm.length > 0 && ofTerm.every(isRetake) ? { ...row, isRetake: true } : row;
  });
}

/** Adds to a list, since a list for each of millions of rows takes longer than all else here. */
function addAttempts(attempts: Attempt[], row: GradeRow, policy: Policy): void {
  const { grading } = policy;
  const marked = interpretRemark(row.remark, row.score, grading);
  const own = marked ?? interpretScore(row.score, grading);
  if (row.isVoid || own.outcome === 'void') return;
  const isRetake = row.isRetake || row.examKind === 'retake';
  const ofRetake = isRetake ? RESIT_OF_RETAKE : RESIT;
  const rank = row.examKind === 'resit' ? ofRetake : isRetake ? RETAKE : REGULAR;
  attempts.push({ row, rank, text: marked ? row.remark : row.score, meaning: own, isRetake });
  if (row.resitScore !== null) {
    const meaning = interpretScore(row.resitScore, grading);
    attempts.push({
      row,
      rank: rank === RETAKE ? RESIT_OF_RETAKE : RESIT,
      text: row.resitScore,
      meaning,
      isRetake,
    });
  }
  if (row.retakeScore !== null) {
    const meaning = interpretScore(row.retakeScore, grading);
    attempts.push({ row, rank: RETAKE_COLUMN, text: row.retakeScore, meaning, isRetake: true });
  }
}

/**
 * By semester, then examination (no row has two of one rank); of two results that nothing tells
 * apart the fail comes last, since a pass clears it only where it is known to be later (reading §2).
 */
function compareAttempts(a: Attempt, b: Attempt): number {
  if (a.row.term !== b.row.term) return a.row.term < b.row.term ? -1 : 1;
  if (a.rank !== b.rank) return a.rank - b.rank;
  const order = OUTCOME_ORDER[a.meaning.outcome] - OUTCOME_ORDER[b.meaning.outcome];
  if (order !== 0) return order;
  const keys = [contentKey(a.row), contentKey(b.row)];
  return (keys[0] ?? '') < (keys[1] ?? '') ? -1 : 1;
}
const OUTCOME_ORDER = { void: 0, ignored: 1, pending: 2, passed: 3, failed: 4 } as const;

const contentKey = (row: GradeRow): string =>
  JSON.stringify([
    row.term,
    row.courseCode,
    row.nature,
    row.credit,
    row.point,
    row.score,
    row.resitScore,
    row.retakeScore,
    row.isRetake,
    row.isMinor,
    row.isVoid,
    row.examKind,
    row.remark,
  ]);

/** Of rows repeated to the letter the first of the file stays, so that evidence names one row. */
function withoutRepeats(rows: readonly GradeRow[]): readonly GradeRow[] {
  const distinct = new Map<string, GradeRow>();
  for (const row of rows) {
    const key = contentKey(row);
    const held = distinct.get(key);
    if (!held || row.file < held.file || (row.file === held.file && row.row < held.row))
      distinct.set(key, row);
  }
  return [...distinct.values()];
}

/** A substitute and the course that it stands for are one course (课程替代): the code that both go by. */
export function canonicalCode(code: string, { substitutions }: CourseRules): string {
  if (substitutions.length === 0) return code;
  let canonical = code;
  for (let steps = 0; steps <= substitutions.length; steps++) {
    const mapped = substitutions.find(({ by }) => by === canonical);
    if (!mapped) return canonical;
    canonical = mapped.code;
  }
  return canonical;
}

const isRepeatable = (row: GradeRow, rules: CourseRules): boolean =>
  rules.repeatableCodes.includes(row.courseCode) ||
  rules.repeatableNames.some((part) => row.courseName.includes(part));
