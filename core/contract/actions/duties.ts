import * as z from 'zod';
import { DUTY_KINDS, DUTY_ROLES } from '../../domain/duty';
import { WAIVER_LIMITS } from '../../domain/duty-waiver';
import { date, id, text } from './fields';

/** 免办 */
export const waiverActions = {
  'duties.waivers': { fn: 'api', input: z.object({ caseId: id }) },
  'duties.waive': {
    fn: 'api',
    input: z.object({
      id,
      caseId: id,
      kind: z.enum(DUTY_KINDS),
      /** Null: of each owner. */
      role: z.enum(DUTY_ROLES).nullable(),
      /** The last day; null: for good. */
      until: date.nullable(),
      reason: text(2 * WAIVER_LIMITS.reason),
    }),
  },
  'duties.unwaive': {
    fn: 'api',
    input: z.object({ id, caseId: id, waiverId: id, reason: text(2 * WAIVER_LIMITS.reason) }),
  },
} as const;
