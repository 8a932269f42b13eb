import * as z from 'zod';
import { CONSENT_ANSWERS, CONSENT_KINDS } from '../../domain/privacy-guide';
import { PHRASE_LIMITS } from '../../domain/quick-phrase';
import { id, text } from './fields';

/** Who one is, and what belongs to one person alone: the phone's key, the privacy guide, 常用语. */
export const sessionActions = {
  'session.me': { fn: 'api', input: z.object({}) },
  'queue.key': { fn: 'api', input: z.object({}) },
  'phrases.list': { fn: 'api', input: z.object({}) },
  'phrases.save': { fn: 'api', input: z.object({ id, text: text(PHRASE_LIMITS.text * 2) }) },
  'phrases.remove': { fn: 'api', input: z.object({ id }) },
  'privacy.show': { fn: 'api', input: z.object({}) },
  'privacy.answer': {
    fn: 'api',
    input: z.object({
      id,
      kind: z.enum(CONSENT_KINDS),
      /** Of the guide that the person has read. */
      version: text(40),
      answer: z.enum(CONSENT_ANSWERS),
    }),
  },
} as const;
