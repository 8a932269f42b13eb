import { canonicalJson } from './canonical-json';
import type { ScreeningResult } from './screening';

const RESULT_PARTS = ['tier', 'credits', 'gpa', 'criteria', 'evidence'] as const;
/** Where two answers about one student part. */
export type ResultPart = (typeof RESULT_PARTS)[number];

export const RESULT_PART_LABELS: Readonly<Record<ResultPart, string>> = {
  tier: '帮扶类型',
  credits: '不及格学分',
  gpa: '平均学分绩点',
  criteria: '认定情形',
  evidence: '依据',
};

/** Empty where both say the same to the letter; the name, which a roster may correct, apart. */
export function resultDifferences(a: ScreeningResult, b: ScreeningResult): readonly ResultPart[] {
  const parts: Readonly<Record<ResultPart, (result: ScreeningResult) => unknown>> = {
    tier: ({ identified, tier }) => [identified, tier],
    credits: ({ outstandingCredits, toNextTier, nearMiss, creditsWithoutCriterion }) => [
      outstandingCredits,
      toNextTier,
      nearMiss,
      creditsWithoutCriterion,
    ],
    gpa: ({ gpa }) => gpa,
    criteria: ({ criteria }) => criteria,
    evidence: ({ outstanding, evidence, pending }) => [outstanding, evidence, pending],
  };
  return RESULT_PARTS.filter((part) => canonicalJson(parts[part](a)) !== canonicalJson(parts[part](b)));
}
