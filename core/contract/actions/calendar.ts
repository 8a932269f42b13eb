import * as z from 'zod';
import { NOTE_LIMIT } from '../../domain/school-calendar';
import { date, daySpan, term, text } from './fields';

const month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, { error: '月份应写作 2026-10' });
/** One change of the school calendar; said twice it is the same. */
const calendarChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('save-term'),
    term,
    from: date,
    to: date,
    /** 选课周 */
    selection: daySpan.nullable(),
  }),
  z.object({ kind: z.literal('remove-term'), term }),
  z.object({
    kind: z.literal('correct'),
    day: date,
    as: z.enum(['free', 'teaching']),
    note: text(NOTE_LIMIT),
  }),
  z.object({ kind: z.literal('restore'), day: date }),
]);

/** 校历 */
export const calendarActions = {
  'calendar.show': { fn: 'api', input: z.object({ month: month.optional() }) },
  /** What a change would move; nothing is written. */
  'calendar.weigh': { fn: 'api', input: z.object({ change: calendarChange }) },
  'calendar.change': { fn: 'api', input: z.object({ change: calendarChange, month: month.optional() }) },
} as const;
