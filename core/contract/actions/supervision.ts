import * as z from 'zod';
import { CHECK_LIMITS, CHECK_OUTCOMES } from '../../domain/help-check';
import { GUIDANCE_LIMITS, GUIDANCE_RATINGS } from '../../domain/volunteer-guidance';
import { cursor, date, id, text } from './fields';

/** 志愿者监督 (art. 4) */
export const supervisionActions = {
  'guidance.of-student': { fn: 'api', input: z.object({ studentId: id }) },
  'guidance.file': {
    fn: 'api',
    input: z.object({
      id,
      pairingId: id,
      guidedOn: date,
      guidance: text(2 * GUIDANCE_LIMITS.guidance),
      rating: z.enum(GUIDANCE_RATINGS),
      remark: text(2 * GUIDANCE_LIMITS.remark),
    }),
  },
  /** What a volunteer was told. */
  'guidance.mine': { fn: 'api', input: z.object({}) },
  /** 不定期跟踪检查: draws pairs in reach at random. */
  'checks.draw': {
    fn: 'api',
    input: z.object({
      id,
      size: z
        .number()
        .int()
        .min(1, { error: '至少抽 1 对' })
        .max(CHECK_LIMITS.most, { error: `一次最多抽 ${CHECK_LIMITS.most} 对` }),
    }),
  },
  'checks.list': { fn: 'api', input: z.object({ cursor }) },
  'checks.file': {
    fn: 'api',
    input: z.object({
      drawId: id,
      pairingId: id,
      outcome: z.enum(CHECK_OUTCOMES),
      note: text(2 * CHECK_LIMITS.note),
    }),
  },
} as const;
