import * as z from 'zod';
import { OVERSIGHT_SECTIONS } from '../../domain/oversight';
import { cursor, id } from './fields';

/** 谁被漏掉了？ */
export const oversightActions = {
  'oversight.show': { fn: 'api', input: z.object({}) },
  'oversight.rows': {
    fn: 'api',
    input: z.object({
      section: z.enum(OVERSIGHT_SECTIONS),
      personId: id.optional(),
      classId: id.optional(),
      cursor,
    }),
  },
} as const;
