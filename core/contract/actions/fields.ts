import * as z from 'zod';
import { CAUSE_FACTORS } from '../../domain/cause-factor';
import { PAPER_FORMATS } from '../../domain/paper-format';
import { PAD_WIDTH, SIGNATURE_LIMITS } from '../../domain/signature';

/** Fields that the inputs of many actions have. */

export const id = z.uuid({ error: '编号格式不正确' });
export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: '日期应为 YYYY-MM-DD' });
export const term = z.string().regex(/^\d{4}-\d{4}-[123]$/, { error: '学期应写作 2026-2027-1' });
export const text = (max: number) => z.string().max(max, { error: `不能超过 ${max} 字` });
/** Opaque position in a list, as an earlier answer gave it. */
export const cursor = z.string().max(200).optional();
export const tier = z.union([z.literal('watch'), z.literal(1), z.literal(2), z.literal(3)]);
export const cause = z.enum(CAUSE_FACTORS);
export const daySpan = z.object({ from: date, to: date });
export const paperFormat = z.enum(PAPER_FORMATS).default('pdf');
/** A signature drawn on the pad; each line as x, y, x, y … */
export const strokes = z
  .array(z.array(z.number().int().min(0).max(PAD_WIDTH)).max(SIGNATURE_LIMITS.numbers))
  .max(SIGNATURE_LIMITS.strokes)
  .refine((drawn) => drawn.reduce((sum, { length }) => sum + length, 0) <= SIGNATURE_LIMITS.numbers, {
    error: '笔画太多，请清除后重签',
  });
