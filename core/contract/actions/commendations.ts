import * as z from 'zod';
import { COMMENDATION_KINDS, COMMENDATION_LIMITS } from '../../domain/commendation';
import { id, term, text } from './fields';

/** 表彰: figures, and what people decide from them (art. 6). */
export const commendationActions = {
  'commendations.desk': { fn: 'api', input: z.object({ term: term.optional() }) },
  'commendations.decide': {
    fn: 'api',
    input: z.object({
      id,
      term,
      kind: z.enum(COMMENDATION_KINDS),
      /** What a team is called; of a person the name stands. */
      title: text(COMMENDATION_LIMITS.title),
      volunteerIds: z
        .array(id)
        .min(1, { error: '请选择志愿者' })
        .max(COMMENDATION_LIMITS.members, { error: `一个集体最多 ${COMMENDATION_LIMITS.members} 人` }),
      reason: text(COMMENDATION_LIMITS.reason),
    }),
  },
  'commendations.withdraw': {
    fn: 'api',
    input: z.object({ commendationId: id, reason: text(COMMENDATION_LIMITS.reason) }),
  },
  /** Of a volunteer's; without one, of one's own. */
  'commendations.of-volunteer': { fn: 'api', input: z.object({ volunteerId: id.optional() }) },
  'papers.commendations': { fn: 'papers', input: z.object({ term }) },
} as const;
