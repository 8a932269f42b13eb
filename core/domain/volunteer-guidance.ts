import { DomainError } from './errors';
import { addDays, type LocalDate } from './local-date';
import type { HelpRules } from './service-rules';

/** 志愿者指导和评价 (art. 4) */

export const GUIDANCE_RATINGS = ['good', 'fair', 'poor'] as const;
export type GuidanceRating = (typeof GUIDANCE_RATINGS)[number];

export const GUIDANCE_RATING_LABELS: Readonly<Record<GuidanceRating, string>> = {
  good: '好',
  fair: '一般',
  poor: '需改进',
};

/** Characters. */
export const GUIDANCE_LIMITS = { guidance: 500, remark: 300 } as const;

export interface Guidance {
  readonly guidedOn: LocalDate;
  /** What the volunteer is told. */
  readonly guidance: string;
  readonly rating: GuidanceRating;
  /** For the working group alone. */
  readonly remark: string;
}

/** @param firstDay of the pair @throws DomainError with the field that is wrong */
export function validateGuidance(
  { guidance, guidedOn, rating, remark }: Guidance,
  firstDay: LocalDate,
  today: LocalDate,
  { guidanceDays }: Pick<HelpRules, 'guidanceDays'>,
): void {
  if (guidedOn > today) throw new DomainError('HELD_IN_FUTURE', '日期不能晚于今天。', 'guidedOn');
  if (guidedOn < firstDay) {
    throw new DomainError('BEFORE_PAIR', '这一天还没有结对，请核对日期。', 'guidedOn');
  }
  if (guidedOn < addDays(today, -guidanceDays)) {
    throw new DomainError('FILED_TOO_LATE', `只能补记 ${guidanceDays} 天以内的指导。`, 'guidedOn');
  }
  if (guidance.trim() === '') {
    throw new DomainError('GUIDANCE_MISSING', '请写一句对志愿者说了什么。', 'guidance');
  }
  if (rating === 'poor' && remark.trim() === '') {
    throw new DomainError('REMARK_MISSING', '评价为「需改进」的，请写明哪里要改。', 'remark');
  }
  for (const [field, text] of [
    ['guidance', guidance],
    ['remark', remark],
  ] as const) {
    if (text.trim().length > GUIDANCE_LIMITS[field]) {
      throw new DomainError('TOO_LONG', `不能超过 ${GUIDANCE_LIMITS[field]} 字，请删减。`, field);
    }
  }
}
