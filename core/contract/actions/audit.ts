import * as z from 'zod';
import { AUDIT_GROUPS } from '../../domain/audit-group';
import { cursor, date, id, text } from './fields';

/** What was done and read, and by whom. */
export const auditActions = {
  'audit.list': {
    fn: 'api',
    input: z.object({
      /** A part of the name, or the whole 工号. */
      person: text(40).optional(),
      /** A part of the name, or the whole 学号. */
      student: text(40).optional(),
      studentId: id.optional(),
      group: z.enum(AUDIT_GROUPS).optional(),
      from: date.optional(),
      to: date.optional(),
      cursor,
    }),
  },
  /** A part of the chain reckoned anew: the events after this number. */
  'audit.check': {
    fn: 'api',
    input: z.object({ after: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0) }),
  },
} as const;
