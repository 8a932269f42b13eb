import * as z from 'zod';
import { RECRUITING_LIMITS } from '../../domain/recruiting';
import { cursor, date, id, term, text } from './fields';

/** 志愿者招募: from the call to work (art. 6). */
export const recruitingActions = {
  'recruiting.calls': { fn: 'api', input: z.object({ cursor }) },
  'recruiting.open': {
    fn: 'api',
    input: z.object({
      id,
      term: term,
      title: text(RECRUITING_LIMITS.title),
      asks: text(RECRUITING_LIMITS.asks),
      training: z
        .array(
          z.object({
            title: text(RECRUITING_LIMITS.title).min(1, { error: '请填写培训内容' }),
            material: text(RECRUITING_LIMITS.material),
            minutes: z.number().int().min(0).max(1440),
          }),
        )
        .max(RECRUITING_LIMITS.items, { error: `培训最多 ${RECRUITING_LIMITS.items} 项` }),
      closesOn: date,
    }),
  },
  'recruiting.applicants': { fn: 'api', input: z.object({ callId: id, cursor }) },
  'recruiting.applicant': { fn: 'api', input: z.object({ applicationId: id }) },
  'recruiting.decide': {
    fn: 'api',
    input: z.object({
      id,
      applicationId: id,
      outcome: z.enum(['accepted', 'declined']),
      reason: text(RECRUITING_LIMITS.reason),
      told: text(RECRUITING_LIMITS.told),
    }),
  },
  'recruiting.train': {
    fn: 'api',
    input: z.object({
      id,
      applicationId: id,
      item: z.number().int().min(0).max(RECRUITING_LIMITS.items),
      on: date,
      minutes: z.number().int().min(0).max(1440),
    }),
  },
  'recruiting.register': {
    fn: 'api',
    input: z.object({ id, applicationId: id, note: text(RECRUITING_LIMITS.reason) }),
  },
  'recruiting.activate': {
    fn: 'api',
    input: z.object({ id, applicationId: id, firstDay: date, told: text(RECRUITING_LIMITS.told) }),
  },
} as const;
