import * as z from 'zod';
import { OVERSIGHT_SECTIONS } from '../../domain/oversight';
import { cursor, id, text } from './fields';

/** 谁被漏掉了？ */
export const oversightActions = {
  'oversight.show': { fn: 'api', input: z.object({}) },
  'oversight.rows': {
    fn: 'api',
    input: z.object({
      section: z.enum(OVERSIGHT_SECTIONS),
      /** A line of 谁负责, by its key. */
      owner: text(80).optional(),
      /** `none`: of students in no class. */
      classId: z.union([id, z.literal('none')]).optional(),
      cursor,
    }),
  },
} as const;
