import * as z from 'zod';
import { FIGURE_AUDIENCES, FIGURE_SPLITS } from '../../domain/figure-items';
import { cursor, term } from './fields';

/** 学期数据: the numbers of a semester and the rows behind each. */
export const figureActions = {
  'figures.show': {
    fn: 'api',
    input: z.object({
      /** By default the newest semester with cases. */
      term: term.optional(),
      audience: z.enum(FIGURE_AUDIENCES).default('group'),
    }),
  },
  'figures.rows': {
    fn: 'api',
    input: z.object({
      term,
      split: z.enum(FIGURE_SPLITS),
      /** Absent: all behind the total of the split. */
      part: z.string().min(1).max(80).optional(),
      cursor,
    }),
  },
} as const;
