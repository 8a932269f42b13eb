import * as z from 'zod';
import { AGENDA_GROUPS } from '../../domain/agenda-group';
import { CASE_OUTCOMES, DIFFICULTIES } from '../../domain/case-decision';
import { cause, cursor, id, text, tier } from './fields';

/** 诊断会: the list, one student, one decision by itself. */
export const meetingActions = {
  'meeting.agenda': {
    fn: 'api',
    input: z.object({
      screeningId: id.optional(),
      show: z.enum(['open', 'decided', 'change', 'identified', 'near-miss', 'apart']).default('open'),
      /** Of those who wait (`open`) only the ones who come before the meeting so. */
      group: z.enum(AGENDA_GROUPS).optional(),
      cursor,
    }),
  },
  'meeting.proposal': { fn: 'api', input: z.object({ proposalId: id }) },
  'meeting.decide': {
    fn: 'api',
    input: z.object({
      id,
      proposalId: id,
      /** The decision that the person saw and means to change; null: none was made yet. */
      replaces: id.nullable().default(null),
      outcome: z.enum(CASE_OUTCOMES),
      tier: tier.optional(),
      difficulty: z.enum(DIFFICULTIES).nullable(),
      causes: z.array(cause).max(8),
      causeNote: text(200),
      reason: text(500),
      /** Who sees to the next step of the case. */
      ownerId: id.nullable().default(null),
    }),
  },
} as const;
