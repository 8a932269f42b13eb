import * as z from 'zod';
import { SLIPS_AT_ONCE } from '../domain/activation-code';

/** Whom to give a code on paper. */
export const activationSheetInput = z.object({
  personIds: z.array(z.uuid()).min(1, '没有选人').max(SLIPS_AT_ONCE, `一次最多 ${SLIPS_AT_ONCE} 位`),
});
