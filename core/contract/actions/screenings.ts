import * as z from 'zod';
import { cursor, id, term } from './fields';

/** 筛查 */
export const screeningActions = {
  'screenings.run': {
    fn: 'api',
    input: z.object({ id, term, kind: z.enum(['preview', 'official']) }),
  },
  'screenings.list': { fn: 'api', input: z.object({ cursor }) },
  'screenings.compare': {
    fn: 'api',
    input: z.object({
      before: id,
      after: id,
      show: z.enum(['new', 'cleared', 'up', 'down', 'same']).default('new'),
      cursor,
    }),
  },
  'screenings.replay': { fn: 'api', input: z.object({ screeningId: id }) },
} as const;
