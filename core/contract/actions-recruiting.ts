import * as z from 'zod';
import { RECRUITING_LIMITS } from '../domain/recruiting';

const id = z.uuid({ error: '编号格式不正确' });
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: '日期应为 YYYY-MM-DD' });
const text = (max: number) => z.string().max(max, { error: `不能超过 ${max} 字` });
const cursor = z.string().max(200).optional();

/** 志愿者招募: from the call to work (art. 6). */
export const recruitingActions = {
  'recruiting.calls': { fn: 'api', input: z.object({ cursor }) },
  'recruiting.open': {
    fn: 'api',
    input: z.object({
      id,
      term: z.string().regex(/^\d{4}-\d{4}-[123]$/, { error: '学期应写作 2026-2027-1' }),
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
