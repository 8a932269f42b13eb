import * as z from 'zod';
import { HELP_KINDS, HELP_LIMITS } from '../../domain/service-hours';
import { cursor, date, id, text } from './fields';

/** 帮扶记录 */
export const helpActions = {
  'help.log': {
    fn: 'api',
    input: z.object({
      /** Made by the client: a retry or an offline filing with the same id never doubles. */
      id,
      pairingId: id,
      kind: z.enum(HELP_KINDS),
      heldOn: date,
      /** Minutes since midnight in Asia/Shanghai. */
      from: z.number().int().min(0).max(1439),
      to: z.number().int().min(1).max(1440),
      course: text(HELP_LIMITS.course),
      done: text(HELP_LIMITS.done),
      next: text(HELP_LIMITS.next),
    }),
  },
  'help.mine': { fn: 'api', input: z.object({ cursor }) },
  'help.code': { fn: 'api', input: z.object({ sessionId: id }) },
  'help.withdraw': { fn: 'api', input: z.object({ sessionId: id }) },
  'help.of-student': { fn: 'api', input: z.object({ studentId: id, cursor }) },
  'help.review': {
    fn: 'api',
    input: z.object({
      id,
      sessionId: id,
      outcome: z.enum(['approved', 'refused']),
      note: text(HELP_LIMITS.note),
    }),
  },
} as const;
