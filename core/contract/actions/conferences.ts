import * as z from 'zod';
import { CASE_OUTCOMES, DIFFICULTIES } from '../../domain/case-decision';
import { CAUSE_FACTORS } from '../../domain/cause-factor';
import { CONFERENCE_LIMITS } from '../../domain/conference';
import { cause, id, tier } from './fields';

/** 诊断会: what its actions take. */

const text = (field: keyof typeof CONFERENCE_LIMITS) =>
  z.string().max(CONFERENCE_LIMITS[field], { error: `不能超过 ${CONFERENCE_LIMITS[field]} 字` });

export const conferenceActions = {
  /** The one that goes on, else the last one; with the earlier ones. */
  'conference.show': { fn: 'api', input: z.object({}) },
  'conference.open': { fn: 'api', input: z.object({ id, screeningId: id }) },
  /** 到会 or not. */
  'conference.mark': {
    fn: 'api',
    input: z.object({ conferenceId: id, personId: id, isPresent: z.boolean() }),
  },
  'conference.say': {
    fn: 'api',
    input: z.object({
      conferenceId: id,
      proposalId: id,
      personId: id,
      /** null: takes back what was said. */
      difficulty: z.enum(DIFFICULTIES).nullable(),
      remark: text('remark').default(''),
    }),
  },
  'conference.prepare': {
    fn: 'api',
    input: z.object({
      id,
      conferenceId: id,
      proposalId: id,
      /** What stood when the page was read; null: nothing was prepared. */
      seen: id.nullable(),
      /** null: takes back what was prepared. */
      decision: z
        .object({
          replaces: id.nullable().default(null),
          outcome: z.enum(CASE_OUTCOMES),
          tier: tier.optional(),
          difficulty: z.enum(DIFFICULTIES).nullable(),
          causes: z.array(cause).max(CAUSE_FACTORS.length),
          causeNote: text('causeNote'),
          reason: text('reason'),
          ownerId: id.nullable().default(null),
        })
        .nullable(),
    }),
  },
  /** Puts all that is prepared in force, or nothing of it. */
  'conference.apply': {
    fn: 'api',
    input: z.object({
      conferenceId: id,
      /** What was prepared when the page was read. */
      seen: z.array(id).max(1000),
    }),
  },
  /** Ends without putting anything in force. */
  'conference.leave': { fn: 'api', input: z.object({ conferenceId: id }) },
  'conference.mine': { fn: 'api', input: z.object({}) },
  'conference.join': { fn: 'api', input: z.object({ conferenceId: id }) },
  /** 诊断会纪要, PDF. */
  'papers.conference': { fn: 'papers', input: z.object({ conferenceId: id }) },
} as const;
