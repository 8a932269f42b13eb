import * as z from 'zod';
import {
  CALL_FAILURES,
  GUARDIAN_LIMITS,
  GUARDIAN_RELATIONS,
  GUARDIAN_SOURCES,
  GUARDIAN_STANDINGS,
} from '../../domain/guardian';
import { READING_PURPOSES } from '../../domain/reading-purpose';
import { date, id, text } from './fields';

/** Guardians 家长, and the calls to them. */
export const guardianActions = {
  /** Who the guardians are, without number and address. */
  'guardians.show': { fn: 'api', input: z.object({ studentId: id }) },
  /** The same with them, asked for by name; each read is logged. */
  'guardians.numbers': { fn: 'api', input: z.object({ studentId: id, purpose: z.enum(READING_PURPOSES) }) },
  'guardians.save': {
    fn: 'api',
    input: z.object({
      id,
      studentId: id,
      /** Made by the client for a new guardian. */
      guardianId: id,
      /** The entry that the person saw and corrects; null: a new guardian. */
      replaces: id.nullable(),
      name: text(2 * GUARDIAN_LIMITS.name),
      relation: z.enum(GUARDIAN_RELATIONS),
      phone: text(2 * GUARDIAN_LIMITS.phone),
      address: text(2 * GUARDIAN_LIMITS.address),
      preference: text(2 * GUARDIAN_LIMITS.preference),
      standing: z.enum(GUARDIAN_STANDINGS),
      isPreferred: z.boolean(),
      source: z.enum(GUARDIAN_SOURCES),
      reason: text(2 * GUARDIAN_LIMITS.reason),
    }),
  },
  /** Whom to call, with the numbers: logged as a reading of them. */
  'contacts.form': { fn: 'api', input: z.object({ caseId: id }) },
  'contacts.file': {
    fn: 'api',
    input: z.object({
      id,
      caseId: id,
      calledOn: date,
      phone: text(2 * GUARDIAN_LIMITS.phone),
      reached: z.boolean(),
      failure: z.enum(CALL_FAILURES).nullable(),
      who: text(2 * GUARDIAN_LIMITS.who),
      identityPassed: z.boolean().nullable(),
      told: text(2 * GUARDIAN_LIMITS.told),
      answer: text(2 * GUARDIAN_LIMITS.answer),
      next: text(2 * GUARDIAN_LIMITS.next),
    }),
  },
  'contacts.waive': {
    fn: 'api',
    input: z.object({ id, caseId: id, reason: text(2 * GUARDIAN_LIMITS.reason) }),
  },
} as const;
