import * as z from 'zod';
import { cursor, date, id, term, text } from './fields';

const policyVersion = text(60).min(1);
const savedPolicy = {
  id,
  /** The last version that the person knew of; "": none. */
  seen: text(60),
  effectiveFrom: date,
  reason: text(500),
  /** A whole policy; parsePolicy reads it and names the field that is wrong. */
  body: z.unknown(),
};

/** The rule of the department 办法. */
export const policyActions = {
  'policies.show': { fn: 'api', input: z.object({ version: policyVersion.optional() }) },
  /** Another rule on the present cohort: the first part without a cursor, the others with it. */
  'policies.what-if': {
    fn: 'api',
    input: z.object({
      term,
      /** The one in force where left out. */
      before: policyVersion.optional(),
      after: policyVersion.optional(),
      /** An edit that is not saved yet, in place of `after`. */
      draft: z.unknown().optional(),
      cursor,
    }),
  },
  'policies.history': { fn: 'api', input: z.object({ cursor }) },
  'policies.save': { fn: 'api', input: z.object(savedPolicy) },
  /** Thresholds, tiers, duties, and choosing another rule. */
  'policies.save-rules': { fn: 'api', input: z.object(savedPolicy) },
} as const;
