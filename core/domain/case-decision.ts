import { DomainError } from './errors';
import type { SupportTier } from './support-tier';

export const CASE_OUTCOMES = ['confirm', 'change', 'dismiss', 'close'] as const;
/** 确认, 调整, 不认定, 结案 */
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

export const DIFFICULTIES = ['ability', 'attitude', 'both'] as const;
/** 会诊: 学习能力 or 学习态度 (art. 3). */
export type Difficulty = (typeof DIFFICULTIES)[number];

export interface DecisionInput {
  readonly outcome: CaseOutcome;
  readonly tier?: SupportTier | undefined;
  readonly difficulty: Difficulty | null;
  readonly reason: string;
}

/**
 * The tier that a decision of the meeting puts in force (reading §3): confirm takes the proposed
 * one, change and dismiss need a reason, and so does deciding again.
 *
 * @returns null for a dismissal: no case; and for the end of one, which says its outcome
 * @throws DomainError NOTHING_PROPOSED, TIER_MISSING, TIER_UNCHANGED, REASON_MISSING, DIFFICULTY_MISSING
 */
export function validateDecision(
  input: DecisionInput,
  { proposed, isRevision }: { readonly proposed: SupportTier | null; readonly isRevision: boolean },
): SupportTier | null {
  const hasReason = input.reason.trim() !== '';
  if (isRevision && !hasReason)
    throw new DomainError('REASON_MISSING', '更改已作出的认定，请写明理由', 'reason');
  if (input.outcome === 'dismiss') {
    if (!hasReason) throw new DomainError('REASON_MISSING', '不认定请写明理由', 'reason');
    return null;
  }
  if (input.outcome === 'close') {
    if (!hasReason) throw new DomainError('REASON_MISSING', '结案请写明结果', 'reason');
    return null;
  }
  if (input.difficulty === null) {
    throw new DomainError('DIFFICULTY_MISSING', '请选择会诊结论：学习能力、学习态度或两者都有', 'difficulty');
  }
  if (input.outcome === 'confirm') {
    if (proposed === null) {
      throw new DomainError('NOTHING_PROPOSED', '系统没有建议类型，请用“调整”选定类型并写明理由', 'outcome');
    }
    return proposed;
  }
  if (input.tier === undefined) throw new DomainError('TIER_MISSING', '请选择调整后的帮扶类型', 'tier');
  if (input.tier === proposed)
    throw new DomainError('TIER_UNCHANGED', '调整后的类型与建议相同，请用“确认”', 'tier');
  if (!hasReason) throw new DomainError('REASON_MISSING', '调整帮扶类型请写明理由', 'reason');
  return input.tier;
}
