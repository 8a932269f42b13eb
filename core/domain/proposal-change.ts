import { canonicalJson } from './canonical-json';
import { CRITERIA, type CriterionId, type EvidenceRow } from './criterion';
import type { ScreeningResult } from './screening';
import type { SupportTier } from './support-tier';

/**
 * How a screening's answer stands to what the meeting last decided of the student in that semester
 * (reading §3):
 * - `settled`: nothing to decide again;
 * - `again`: new evidence about a student who has no case;
 * - `up`, `down`, `cleared`: of an open case, proposed and in force only once the meeting confirms.
 */
const CHANGE_KINDS = ['settled', 'again', 'up', 'down', 'cleared'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Those that change an open case: 变更建议. */
export const isCaseChange = (kind: ChangeKind): kind is 'up' | 'down' | 'cleared' =>
  kind === 'up' || kind === 'down' || kind === 'cleared';

/** A failed course that entered the sum, left it, or stands in it otherwise than before. */
export interface CourseChange {
  readonly courseName: string;
  /** The sum's row; null: not in the sum. */
  readonly before: EvidenceRow | null;
  readonly after: EvidenceRow | null;
}

/** What parts two stored answers about one student, as it is frozen with the later one. */
export interface ResultChange {
  readonly credits: { readonly before: string; readonly after: string };
  readonly gpa: { readonly before: string | null; readonly after: string | null };
  readonly courses: readonly CourseChange[];
  readonly nowMet: readonly CriterionId[];
  readonly noLongerMet: readonly CriterionId[];
}

/**
 * What the meeting last decided of a student in the semester, and the answer that it decided on; where
 * it decided nothing yet, what it last decided on the case still open from an earlier semester.
 */
export interface LastDecision {
  readonly decisionId: string;
  readonly result: ScreeningResult;
  readonly wasDismissed: boolean;
  readonly isEarlierDecision: boolean;
  /** Of the open case; null: none. */
  readonly caseTier: SupportTier | null;
  /** Opened in an earlier semester. */
  readonly isEarlierCase: boolean;
}

/** Whether two answers rest on the same evidence: where a row stands in which file is no evidence. */
export const isSameEvidence = (a: ScreeningResult, b: ScreeningResult): boolean =>
  canonical(a) === canonical(b);

/**
 * @returns null where the new answer says nothing about the case: what identified the student is not
 * met any more only because its data is missing, and missing data never counts as fine
 */
export function changeKindOf(last: LastDecision, result: ScreeningResult): ChangeKind | null {
  const isSame = isSameEvidence(last.result, result);
  // Still failing next term is a new case (reading §3), whatever the tier of the old one.
  if (result.identified && last.isEarlierDecision) return null;
  const caseTier = tierAtStake(last, result);
  if (caseTier === null) return isSame ? 'settled' : 'again';
  if (!result.identified) {
    if (isSame) return 'settled';
    return CRITERIA.some((id) => last.result.criteria[id] === 'met' && result.criteria[id] === 'no-data')
      ? null
      : 'cleared';
  }
  const tier = result.tier ?? 'watch';
  if (tier === caseTier) return 'settled';
  // The meeting saw this tier proposed and chose another, or left the case as it was.
  if (last.result.tier === tier && (isSame || !last.wasDismissed)) return 'settled';
  return weightOf(tier) > weightOf(caseTier) ? 'up' : 'down';
}

/** The tier of the case that an answer may change: of this semester, or of any if it may end. */
export const tierAtStake = (
  { caseTier, isEarlierCase }: LastDecision,
  { identified }: ScreeningResult,
): SupportTier | null => (identified && isEarlierCase ? null : caseTier);

export function resultChange(before: ScreeningResult, after: ScreeningResult): ResultChange {
  const met = ({ criteria }: ScreeningResult) => CRITERIA.filter((id) => criteria[id] === 'met');
  const [was, is] = [met(before), met(after)];
  return {
    credits: { before: before.outstandingCredits, after: after.outstandingCredits },
    gpa: { before: before.gpa, after: after.gpa },
    courses: courseChanges(before.outstanding, after.outstanding),
    nowMet: is.filter((id) => !was.includes(id)),
    noLongerMet: was.filter((id) => !is.includes(id)),
  };
}

function courseChanges(olds: readonly EvidenceRow[], news: readonly EvidenceRow[]): readonly CourseChange[] {
  const keyOf = ({ courseCode, term }: EvidenceRow) => `${courseCode} ${term}`;
  const before = new Map(olds.map((row) => [keyOf(row), row]));
  const after = new Map(news.map((row) => [keyOf(row), row]));
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key): readonly CourseChange[] => {
    const [old, own] = [before.get(key) ?? null, after.get(key) ?? null];
    const row = own ?? old;
    if (row === null || (old && own && canonical(old) === canonical(own))) return [];
    return [{ courseName: row.courseName, before: old, after: own }];
  });
}

const weightOf = (tier: SupportTier): number => (tier === 'watch' ? 0 : tier);

/** Said anew by a policy's wording or a longer file, and no other evidence for that. */
const NO_EVIDENCE = new Set(['name', 'file', 'row', 'statement', 'because', 'toNextTier', 'pending']);

const canonical = (value: unknown): string => canonicalJson(value, NO_EVIDENCE);
