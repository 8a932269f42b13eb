import * as z from 'zod';
import { EXPORT_FORMATS, EXPORT_PURPOSES } from '../../domain/archive-export';
import { READING_PURPOSES } from '../../domain/reading-purpose';
import { TIMELINE_GROUPS } from '../../domain/timeline-group';
import { cursor, id, text, tier } from './fields';

/** A student's whole archive as a file. */
const exportFields = {
  studentId: id,
  format: z.enum(EXPORT_FORMATS),
  purpose: z.enum(EXPORT_PURPOSES),
};

/** Students, their archives 学生档案, and the archive as a file. */
export const studentActions = {
  'students.list': {
    fn: 'api',
    input: z.object({
      search: text(40).optional(),
      tier: tier.optional(),
      classId: id.optional(),
      /** Only students with an open case (default), or everyone in scope. */
      scope: z.enum(['cases', 'all']).default('cases'),
      /** Only where something is overdue. */
      overdue: z.boolean().optional(),
      sort: z.enum(['due', 'last-talk', 'student-no']).default('due'),
      cursor,
    }),
  },
  'students.archive': { fn: 'api', input: z.object({ studentId: id }) },
  /** Further of the archive's timeline, of one group or one case. */
  'students.timeline': {
    fn: 'api',
    input: z.object({
      studentId: id,
      group: z.enum(TIMELINE_GROUPS).optional(),
      caseId: id.optional(),
      cursor,
    }),
  },
  'students.viewers': { fn: 'api', input: z.object({ studentId: id }) },
  /** Family and contact, asked for by name; each read is logged. */
  'students.sensitive': { fn: 'api', input: z.object({ studentId: id, purpose: z.enum(READING_PURPOSES) }) },
  'papers.archive': { fn: 'papers', input: z.object(exportFields) },
  'papers.archive-with-sensitive': { fn: 'papers', input: z.object(exportFields) },
} as const;
