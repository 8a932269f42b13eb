import * as z from 'zod';
import { REFERRAL_LIMITS, REFERRAL_OUTCOMES } from '../../domain/referral';
import { cause, cursor, id, text } from './fields';

/** 早报告 */
export const referralActions = {
  'referrals.form': { fn: 'api', input: z.object({ studentId: id.optional() }) },
  'referrals.upload': { fn: 'api', input: z.object({ size: z.number().int().min(0) }) },
  'referrals.file': {
    fn: 'api',
    input: z.object({
      /** Made by the client: a retry with the same id never doubles. */
      id,
      /** From the list, or as typed by who sees no list: both must match. */
      student: z.union([
        z.object({ studentId: id }),
        z.object({ studentNo: text(40).min(1), name: text(40).min(1) }),
      ]),
      causes: z.array(cause).max(8),
      causeNote: text(2 * REFERRAL_LIMITS.causeNote),
      seen: text(2 * REFERRAL_LIMITS.seen),
      photoIds: z.array(id).max(REFERRAL_LIMITS.photos, { error: `最多 ${REFERRAL_LIMITS.photos} 张` }),
    }),
  },
  'referrals.mine': { fn: 'api', input: z.object({ cursor }) },
  'referrals.withdraw': { fn: 'api', input: z.object({ referralId: id }) },
  'referrals.list': {
    fn: 'api',
    input: z.object({ show: z.enum(['waiting', 'answered']).default('waiting'), cursor }),
  },
  'referrals.show': { fn: 'api', input: z.object({ referralId: id }) },
  'referrals.answer': {
    fn: 'api',
    input: z.object({
      id,
      referralId: id,
      /** The answer that the person saw and means to change; null: none was given yet. */
      replaces: id.nullable().default(null),
      outcome: z.enum(REFERRAL_OUTCOMES),
      reason: text(2 * REFERRAL_LIMITS.reason),
    }),
  },
} as const;
