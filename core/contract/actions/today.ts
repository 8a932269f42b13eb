import * as z from 'zod';
import { DUTY_KINDS } from '../../domain/duty';
import { cursor, date, id, text, tier } from './fields';

/** 今日: what there is to do. */
export const todayActions = {
  'today.list': {
    fn: 'api',
    input: z.object({
      /** 谈话, or 其他应办. */
      show: z.enum(['talks', 'others']).default('talks'),
      search: text(40).optional(),
      tier: tier.optional(),
      classId: id.optional(),
      kind: z.enum(DUTY_KINDS).optional(),
      overdue: z.boolean().default(false),
      /** Due on this day. */
      day: date.optional(),
      /** For the leader: the overdue talks of this person. */
      personId: id.optional(),
      cursor,
    }),
  },
  'today.workload': { fn: 'api', input: z.object({}) },
  /** The talks behind one of its numbers. */
  'today.workload-rows': {
    fn: 'api',
    input: z.object({
      /** Of the week that begins on this Monday. */
      from: date.optional(),
      /** Of this person, by the key of the answer. */
      key: text(80).optional(),
      cursor,
    }),
  },
} as const;
