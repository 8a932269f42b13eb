import * as z from 'zod';
import { ANSWERS, ATTENDANCES, FOCUS_LIMITS, HOMEWORKS } from '../domain/focus';

const id = z.uuid({ error: '编号格式不正确' });
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: '日期应为 YYYY-MM-DD' });
const text = (max: number) => z.string().max(max, { error: `不能超过 ${max} 字` });

/** 专业教师 (art. 4) */
export const teachingActions = {
  /** Whom to look after in one's own courses. */
  'focus.mine': { fn: 'api', input: z.object({}) },
  /** A lesson, for all of a course at once. */
  'focus.lesson': {
    fn: 'api',
    input: z.object({
      /** Made by the client: a retry with the same id never doubles. */
      id,
      offeringId: id,
      heldOn: date,
      /** Whoever is not named was fine. */
      exceptions: z
        .array(
          z.object({
            studentId: id,
            attendance: z.enum(ATTENDANCES),
            answer: z.enum(ANSWERS),
            homework: z.enum(HOMEWORKS),
          }),
        )
        .max(FOCUS_LIMITS.students),
    }),
  },
  /** The month's note on one student. */
  'focus.note': {
    fn: 'api',
    input: z.object({ id, offeringId: id, studentId: id, text: text(2 * FOCUS_LIMITS.note) }),
  },
} as const;
