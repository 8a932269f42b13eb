import * as z from 'zod';
import { SLIPS_AT_ONCE } from '../../domain/activation-code';
import { UNBIND_REASONS } from '../../domain/unbind-reason';
import { cursor, id, text } from './fields';

/** WeChat accounts, activation codes and invitations. */
export const accountActions = {
  'accounts.list': { fn: 'api', input: z.object({ search: text(40).optional(), cursor }) },
  /** A new code on paper for each of them; earlier ones that are still open end. */
  'papers.activation-sheet': {
    fn: 'papers',
    input: z.object({
      personIds: z.array(z.uuid()).min(1, '没有选人').max(SLIPS_AT_ONCE, `一次最多 ${SLIPS_AT_ONCE} 位`),
      /** With a mini-program code beside each code. */
      withInvitations: z.boolean().default(false),
    }),
  },
  'accounts.issue-code': { fn: 'api', input: z.object({ personId: id }) },
  /** By mini-program code; an earlier one that is still open ends. */
  'papers.invitation': { fn: 'papers', input: z.object({ personId: id }) },
  'accounts.withdraw-invitation': { fn: 'api', input: z.object({ personId: id }) },
  'accounts.unbind': {
    fn: 'api',
    input: z.object({
      personId: id,
      reason: z.enum(UNBIND_REASONS),
    }),
  },
} as const;
