import * as z from 'zod';
import { CHOSEN_END_KINDS, CLASS_WISHES, PAIRING_LIMITS } from '../../domain/pairing-end';
import { cursor, id, text } from './fields';

const pairingEnd = { kind: z.enum(CHOSEN_END_KINDS), note: text(PAIRING_LIMITS.note) };
/** Weekly periods such as `2-4`; null: not said yet. */
const freePeriods = z.array(z.string().max(20)).max(35).nullable();

/** 结对 */
export const pairingActions = {
  /** Open students with a suggestion each, those to whom a pair may be offered, or the pairs there are. */
  'pairings.desk': {
    fn: 'api',
    input: z.object({ show: z.enum(['open', 'offered', 'paired']).default('open'), cursor }),
  },
  'pairings.student': { fn: 'api', input: z.object({ studentId: id, cursor }) },
  'pairings.confirm': {
    fn: 'api',
    input: z.object({
      pairs: z
        .array(
          z.object({
            /** Made by the client: a retry with the same id never doubles. */
            id,
            studentId: id,
            volunteerId: id,
            agreedContact: text(PAIRING_LIMITS.contact).default(''),
            /** The active pair that this one takes the place of, and why. */
            replaces: z.object({ pairingId: id, ...pairingEnd }).optional(),
          }),
        )
        .min(1)
        .max(50),
    }),
  },
  'pairings.end': { fn: 'api', input: z.object({ pairingId: id, ...pairingEnd }) },
  'pairings.contact': {
    fn: 'api',
    input: z.object({ pairingId: id, agreedContact: text(PAIRING_LIMITS.contact) }),
  },
  'pairings.wish': {
    fn: 'api',
    input: z.object({
      studentId: id,
      /** What is left out stays as it is. */
      free: freePeriods.optional(),
      campus: text(PAIRING_LIMITS.campus).nullable().optional(),
      classWish: z.enum(CLASS_WISHES).nullable().optional(),
      /** At tier 1 and 3: a pair is wanted. */
      isAsked: z.boolean().optional(),
    }),
  },
  'pairings.mine': { fn: 'api', input: z.object({}) },
} as const;
