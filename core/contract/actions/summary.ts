import * as z from 'zod';
import { FIGURE_AUDIENCES } from '../../domain/figure-items';
import { SUMMARY_LIMITS } from '../../domain/term-summary';
import { id, term } from './fields';

const words = z.string().max(SUMMARY_LIMITS.words, { error: `不能超过 ${SUMMARY_LIMITS.words} 字` });
/** The last save that the person has seen; 0: none. */
const seen = z.number().int().min(0);

/** 学期总结 (art. 7). */
export const summaryActions = {
  'summary.show': { fn: 'api', input: z.object({ term: term.optional() }) },
  'summary.save': {
    fn: 'api',
    input: z.object({
      id,
      term,
      seen,
      words: z.object({ achievements: words, shortcomings: words, plan: words }),
    }),
  },
  'summary.sign': {
    fn: 'api',
    input: z.object({
      id,
      term,
      seen,
      /** Why an earlier version is corrected. */
      reason: z.string().max(SUMMARY_LIMITS.reason, { error: `不能超过 ${SUMMARY_LIMITS.reason} 字` }),
    }),
  },
  'papers.summary': {
    fn: 'papers',
    input: z.object({
      term,
      /** null: as it would be signed now. */
      version: z.number().int().min(1).nullable(),
      audience: z.enum(FIGURE_AUDIENCES),
      format: z.enum(['pdf', 'docx', 'xlsx']),
    }),
  },
  /** 名单 and 预警汇总, as the academic office asks for them. */
  'papers.term-list': { fn: 'papers', input: z.object({ term }) },
} as const;
