import * as z from 'zod';
import { CERTIFICATE_LIMITS } from '../../domain/service-certificate';
import { cursor, daySpan, id, text } from './fields';

/** 志愿服务时数证明 */
export const certificateActions = {
  'certificates.list': { fn: 'api', input: z.object({ cursor }) },
  'certificates.volunteer': { fn: 'api', input: z.object({ volunteerId: id }) },
  'certificates.mine': { fn: 'api', input: z.object({}) },
  'certificates.withdraw': {
    fn: 'api',
    input: z.object({ certificateId: id, reason: text(CERTIFICATE_LIMITS.reason) }),
  },
  'papers.issue-certificate': {
    fn: 'papers',
    input: z.object({
      id,
      volunteerId: id,
      replaces: id.nullable().default(null),
      reason: text(CERTIFICATE_LIMITS.reason).default(''),
    }),
  },
  'papers.certificate': { fn: 'papers', input: z.object({ certificateId: id }) },
  'papers.hours-list': { fn: 'papers', input: daySpan },
} as const;
