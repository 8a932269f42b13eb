import * as z from 'zod';
import { FIGURE_AUDIENCES, FIGURE_SPLITS } from '../domain/figure-items';

const term = z.string().regex(/^\d{4}-\d{4}-[123]$/, { error: '学期应写作 2026-2027-1' });

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
      part: z.string().min(1).max(80),
      cursor: z.string().max(200).optional(),
    }),
  },
} as const;
