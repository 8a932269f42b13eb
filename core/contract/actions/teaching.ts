import * as z from 'zod';
import { ANSWERS, ATTENDANCES, FOCUS_LIMITS, HOMEWORKS } from '../../domain/focus';
import { QA_LIMITS, QA_OUTCOMES } from '../../domain/qa-session';
import { cursor, date, id, text } from './fields';

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
  /** 集中答疑: one's own, or those of students in reach. */
  'qa.list': { fn: 'api', input: z.object({ cursor }) },
  'qa.show': { fn: 'api', input: z.object({ sessionId: id }) },
  'qa.announce': {
    fn: 'api',
    input: z.object({
      id,
      offeringId: id,
      heldOn: date,
      /** Minutes since midnight in Asia/Shanghai. */
      from: z.number().int().min(0).max(1439),
      to: z.number().int().min(1).max(1440),
      place: text(2 * QA_LIMITS.place),
      topic: text(2 * QA_LIMITS.topic),
    }),
  },
  'qa.report': {
    fn: 'api',
    input: z.object({
      sessionId: id,
      outcome: z.enum(QA_OUTCOMES),
      came: z.array(id).max(FOCUS_LIMITS.students),
      others: z
        .number()
        .int({ error: '人数应为整数' })
        .min(0)
        .max(QA_LIMITS.others, { error: `人数不能超过 ${QA_LIMITS.others}` }),
      topics: text(2 * QA_LIMITS.topics),
    }),
  },
} as const;
