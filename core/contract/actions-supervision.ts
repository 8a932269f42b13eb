import * as z from 'zod';
import { GUIDANCE_LIMITS, GUIDANCE_RATINGS } from '../domain/volunteer-guidance';

const id = z.uuid({ error: '编号格式不正确' });
const text = (max: number) => z.string().max(max, { error: `不能超过 ${max} 字` });

/** 志愿者监督 (art. 4) */
export const supervisionActions = {
  'guidance.of-student': { fn: 'api', input: z.object({ studentId: id }) },
  'guidance.file': {
    fn: 'api',
    input: z.object({
      id,
      pairingId: id,
      guidedOn: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: '日期应为 YYYY-MM-DD' }),
      guidance: text(2 * GUIDANCE_LIMITS.guidance),
      rating: z.enum(GUIDANCE_RATINGS),
      remark: text(2 * GUIDANCE_LIMITS.remark),
    }),
  },
  /** What a volunteer was told. */
  'guidance.mine': { fn: 'api', input: z.object({}) },
} as const;
