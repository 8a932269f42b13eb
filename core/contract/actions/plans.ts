import * as z from 'zod';
import { PLAN_LIMITS, PLAN_WAYS, REVIEW_PROGRESS } from '../../domain/study-plan';
import { date, id, strokes, term, text } from './fields';

/** A line of a study plan: a course that is outstanding. */
const planLine = z.object({
  code: text(60).min(1),
  since: term,
  isRepeatable: z.boolean(),
  courseName: text(120).min(1),
  credit: z.string().regex(/^\d+\.\d{2}$/),
  way: z.enum(PLAN_WAYS),
  term,
  /** Of the resit. */
  on: date.nullable(),
  target: text(2 * PLAN_LIMITS.target),
  isShared: z.boolean(),
});

/** 学习计划 and 选课咨询 */
export const planActions = {
  'plans.show': {
    fn: 'api',
    input: z.object({ caseId: id, planId: id.optional(), isAhead: z.boolean().default(false) }),
  },
  'plans.save': {
    fn: 'api',
    input: z.object({
      /** Made by the client: a retry with the same id never doubles. */
      id,
      caseId: id,
      /** The version that the person saw and means to change; null: there was none. */
      basedOn: id.nullable(),
      reason: text(2 * PLAN_LIMITS.reason),
      goal: text(2 * PLAN_LIMITS.goal),
      lines: z.array(planLine).max(2 * PLAN_LIMITS.lines),
      steps: z
        .array(z.object({ text: text(2 * PLAN_LIMITS.step), isShared: z.boolean() }))
        .max(2 * PLAN_LIMITS.steps),
    }),
  },
  /** The student signs the version on the adviser's phone. */
  'plans.agree': {
    fn: 'api',
    input: z.object({
      id,
      caseId: id,
      planId: id,
      strokes,
    }),
  },
  /** Six digits for the student's own phone, beside the signature on this one. */
  'plans.code': { fn: 'api', input: z.object({ caseId: id, planId: id }) },
  'plans.review': {
    fn: 'api',
    input: z.object({
      id,
      caseId: id,
      planId: id,
      heldOn: date,
      progress: z
        .array(z.object({ key: text(80).min(1), progress: z.enum(REVIEW_PROGRESS) }))
        .max(PLAN_LIMITS.lines),
      note: text(2 * PLAN_LIMITS.note),
      next: text(2 * PLAN_LIMITS.next),
    }),
  },
  /** 选课咨询 */
  'plans.advise': {
    fn: 'api',
    input: z.object({ id, caseId: id, heldOn: date, advice: text(2 * PLAN_LIMITS.advice) }),
  },
} as const;
