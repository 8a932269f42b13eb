import * as z from 'zod';
import {
  ANSWER_DAYS,
  DATA_REQUEST_KINDS,
  DATA_REQUEST_LIMITS,
  IDENTITY_CHECKS,
  PERSON_FIELDS,
  STUDENT_FIELDS,
} from '../../domain/data-request';
import { ROSTER_LIMITS } from '../../domain/roster-limits';
import { cursor, id, text } from './fields';

const asked = {
  /** Made by the client: asked again it is there already. */
  id,
  kind: z.enum(DATA_REQUEST_KINDS),
  /** What it should be, or what is to go. */
  wanted: text(DATA_REQUEST_LIMITS.wanted).trim().min(1, { error: '请写明应改成什么，或要删除什么' }),
  reason: text(DATA_REQUEST_LIMITS.reason).trim(),
};

/** 本人的权利: what is kept of oneself, and requests to correct or delete it. */
export const rightsActions = {
  'rights.mine': { fn: 'api', input: z.object({}) },
  'rights.ask': {
    fn: 'api',
    /** `field`: null of a deletion. */
    input: z.object({ ...asked, field: z.enum(PERSON_FIELDS).nullable() }),
  },
  'rights.withdraw': { fn: 'api', input: z.object({ id, requestId: id }) },
  'rights.requests': { fn: 'api', input: z.object({ cursor }) },
  'rights.show': { fn: 'api', input: z.object({ requestId: id }) },
  /** For a student who came in person. */
  'rights.enter': {
    fn: 'api',
    input: z.object({
      ...asked,
      field: z.enum(STUDENT_FIELDS).nullable(),
      studentNo: text(ROSTER_LIMITS.workNo).trim().min(1, { error: '请填写学号' }),
      name: text(ROSTER_LIMITS.name).trim().min(1, { error: '请填写姓名' }),
      identityCheck: z.enum(IDENTITY_CHECKS),
    }),
  },
  'rights.answer': {
    fn: 'api',
    input: z.object({
      id,
      requestId: id,
      outcome: z.enum(['accepted', 'refused']),
      /** To who asked; of a refusal required. */
      reason: text(DATA_REQUEST_LIMITS.answer).trim(),
      /** What stands there now. */
      value: text(DATA_REQUEST_LIMITS.value).trim(),
      /** Where it was changed, of what the answer does not change by itself. */
      where: text(DATA_REQUEST_LIMITS.where).trim(),
    }),
  },
  'rights.set-days': {
    fn: 'api',
    input: z.object({
      days: z
        .number()
        .int()
        .min(ANSWER_DAYS.least, { error: `写 ${ANSWER_DAYS.least} 到 ${ANSWER_DAYS.most} 的整数` })
        .max(ANSWER_DAYS.most, { error: `写 ${ANSWER_DAYS.least} 到 ${ANSWER_DAYS.most} 的整数` }),
    }),
  },
} as const;
