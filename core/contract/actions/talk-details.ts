import * as z from 'zod';
import { DETAIL_WORDS, SINCE_LIMIT } from '../../domain/talk-details';

const words = <W extends object>(of: W) =>
  z
    .enum(Object.keys(of) as (keyof W & string)[])
    .nullable()
    .default(null);

/** The choices of the annex's notes. */
export const talkDetails = z.object({
  household: words(DETAIL_WORDS.household),
  economy: words(DETAIL_WORDS.economy),
  parents: words(DETAIL_WORDS.parents),
  degree: words(DETAIL_WORDS.degree),
  mood: words(DETAIL_WORDS.mood),
  study: words(DETAIL_WORDS.study),
  relations: words(DETAIL_WORDS.relations),
  behaviour: words(DETAIL_WORDS.behaviour),
  condition: words(DETAIL_WORDS.condition),
  since: z
    .string()
    .max(SINCE_LIMIT * 4)
    .default(''),
});
