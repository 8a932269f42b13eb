import * as z from 'zod';
import { LETTER_LIMITS, LETTER_STATES } from '../../domain/warning-letter';
import { cursor, date, id, paperFormat, text, tier } from './fields';

const letterShelf = z.enum(['owed', ...LETTER_STATES]);
const addressee = z.object({
  name: text(LETTER_LIMITS.name),
  relation: text(LETTER_LIMITS.relation),
  address: text(LETTER_LIMITS.address),
  postcode: text(12),
});
const letterWording = z.object({
  opening: text(2000),
  meaning: text(2000),
  help: text(2000),
  request: text(2000),
  contact: text(2000),
});

/** 书面预警通知书 */
export const letterActions = {
  'letters.list': {
    fn: 'api',
    input: z.object({
      shelf: letterShelf.default('owed'),
      /** Of one class, of one tier; both absent: all. */
      className: text(60).optional(),
      tier: tier.optional(),
      cursor,
    }),
  },
  'letters.show': { fn: 'api', input: z.object({ letterId: id }) },
  'letters.draft': { fn: 'api', input: z.object({ id, caseId: id, corrects: id.optional() }) },
  'letters.address': { fn: 'api', input: z.object({ letterId: id, addressee }) },
  /** Where the fonts are: a name without its glyphs is refused before it has a number. */
  'papers.approve-letters': {
    fn: 'papers',
    input: z.object({ letterIds: z.array(id).min(1).max(LETTER_LIMITS.batch) }),
  },
  'letters.step': {
    fn: 'api',
    input: z.object({
      id,
      letterId: id,
      to: z.enum(['posted', 'delivered', 'returned', 'withdrawn']),
      on: date,
      mailNumber: text(40).optional(),
      note: text(LETTER_LIMITS.note).default(''),
    }),
  },
  /** The photo of a receipt 挂号收据、回执, sent to storage by `referrals.upload`. */
  'letters.receipt': { fn: 'api', input: z.object({ id, letterId: id, photoId: id }) },
  'letters.remove-receipt': { fn: 'api', input: z.object({ letterId: id, receiptId: id }) },
  'letters.template': { fn: 'api', input: z.object({}) },
  'letters.template-upload': { fn: 'api', input: z.object({ size: z.number().int().min(0) }) },
  /** `file` null: the built-in template again. */
  'papers.save-template': {
    fn: 'papers',
    input: z.object({ id, file: z.object({ fileId: id, fileName: text(120) }).nullable() }),
  },
  /** `templateId` null: the built-in one. */
  'papers.template-file': { fn: 'papers', input: z.object({ templateId: id.nullable() }) },
  'letters.wording': { fn: 'api', input: z.object({}) },
  'letters.save-wording': { fn: 'api', input: z.object({ id, wording: letterWording }) },
  'papers.letters': {
    fn: 'papers',
    input: z.object({
      letterIds: z.array(id).min(1).max(LETTER_LIMITS.batch),
      /** `window`: sheets for envelopes with a window. */
      paper: z.enum(['letters', 'envelopes', 'window']).default('letters'),
      /** Of letters; envelopes are PDF. */
      format: paperFormat,
    }),
  },
  'papers.mail-list': { fn: 'papers', input: z.object({ on: date }) },
} as const;
