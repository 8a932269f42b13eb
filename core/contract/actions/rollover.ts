import * as z from 'zod';
import { CLOSE_OUTCOMES, CLOSING_LIMITS } from '../../domain/case-closing';
import { cursor, id, text } from './fields';

/** What becomes of last semester's cases. */
export const rolloverActions = {
  /** 换学期 */
  'rollover.show': { fn: 'api', input: z.object({}) },
  'rollover.cases': { fn: 'api', input: z.object({ kind: z.enum(['carry', 'close']), cursor }) },
  'rollover.close': {
    fn: 'api',
    input: z.object({
      caseId: id,
      outcome: z.enum(CLOSE_OUTCOMES),
      reason: text(2 * CLOSING_LIMITS.reason),
    }),
  },
} as const;
