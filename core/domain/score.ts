import { parseHundredths } from './decimal';
import { DomainError } from './errors';
import type { Hundredths } from './grade-row';
import type { GradingRules, MarkMeaning } from './policy';

export interface ScoreMeaning {
  readonly outcome: MarkMeaning;
  /** What the point formula takes; null: without a point of the export's it stays out of the average. */
  readonly percent: Hundredths | null;
}

const PENDING: ScoreMeaning = { outcome: 'pending', percent: null };
const MAX_PERCENT = 10000;
const NUMBER = /^[+-]?\.?\d/;

/** Meanings by text: an export repeats a few hundred texts millions of times. */
const known = new WeakMap<GradingRules, Map<string, ScoreMeaning | string>>();

/**
 * What a score text means (reading §2): a percentage, a level or a mark; blank is not yet entered.
 *
 * @param text cleaned text of the cell; null: blank
 * @throws DomainError UNKNOWN_SCORE: never taken for a fail
 */
export function interpretScore(text: string | null, grading: GradingRules): ScoreMeaning {
  if (text === null || text === '') return PENDING;
  let meanings = known.get(grading);
  if (!meanings) {
    meanings = new Map();
    known.set(grading, meanings);
  }
  let meaning = meanings.get(text);
  if (meaning === undefined) {
    meaning = read(text, grading);
    meanings.set(text, meaning);
  }
  if (typeof meaning === 'string') throw new DomainError('UNKNOWN_SCORE', meaning, 'score');
  return meaning;
}

/** Why the policy does not know a score text; null where it does. */
export function scoreProblem(text: string, grading: GradingRules): string | null {
  try {
    interpretScore(text, grading);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

/**
 * What a remark 备注 says of the row's own score: marks such as 缺考 or 中期退课 that an export puts
 * beside a 0. A remark that praises never lifts an entered score, and 缓考 that stayed behind when the
 * examination was made up never hides a pass.
 */
export function interpretRemark(
  remark: string | null,
  score: string | null,
  grading: GradingRules,
): ScoreMeaning | null {
  if (remark === null || !Object.hasOwn(grading.marks, remark)) return null;
  const outcome = grading.marks[remark];
  if (outcome === undefined || (outcome === 'passed' && score !== null)) return null;
  if (outcome === 'pending' && interpretScore(score, grading).outcome === 'passed') return null;
  return meaningOf(outcome);
}

const meaningOf = (mark: MarkMeaning): ScoreMeaning => ({
  outcome: mark,
  percent: mark === 'failed' ? 0 : null,
});

/** The meaning, or the sentence that refuses the text. */
function read(text: string, grading: GradingRules): ScoreMeaning | string {
  const own = (table: object) => Object.hasOwn(table, text);
  const level = own(grading.levels) ? grading.levels[text] : undefined;
  if (level) return { outcome: level.isPass ? 'passed' : 'failed', percent: level.percent };
  const mark = own(grading.marks) ? grading.marks[text] : undefined;
  if (mark) return meaningOf(mark);
  if (!NUMBER.test(text)) return `成绩「${text}」不在对照表中，请核对，或请系学工办补充对照表`;
  try {
    const percent = parseHundredths(text);
    if (percent < 0 || percent > MAX_PERCENT) return `成绩「${text}」不在 0 到 100 之间`;
    return { outcome: percent >= grading.passMark ? 'passed' : 'failed', percent };
  } catch {
    return `成绩「${text}」不是最多两位小数的数字`;
  }
}

/** Point of a final percentage by the policy's formula, in 1/100, rounded half up. */
export function pointOf(percent: Hundredths, isPass: boolean, grading: GradingRules): Hundredths {
  if (!isPass) return 0;
  return Math.max(0, Math.round((percent - grading.point.base) / grading.point.step));
}
