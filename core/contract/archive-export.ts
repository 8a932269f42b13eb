import * as z from 'zod';
import { EXPORT_PURPOSES } from '../domain/archive-export';
import { CASE_OUTCOMES } from '../domain/case-decision';
import { CAUSE_FACTORS } from '../domain/cause-factor';
import { CRITERIA } from '../domain/criterion';
import { ROLES } from '../domain/role';

/** The whole archive of a student as a file: what docs/archive-export.schema.json is made from. */

const date = z.iso.date();
const text = z.string();
const maybe = <T extends z.ZodType>(type: T) => z.union([type, z.null()]);
const tier = z.union([z.literal('watch'), z.literal(1), z.literal(2), z.literal(3)]);
const side = z.enum(['adviser', 'counselor']);

const evidence = z.strictObject({
  criterion: z.enum(CRITERIA),
  state: z.enum(['met', 'not-met', 'no-data']),
  statement: text,
  rows: z.array(
    z.strictObject({
      file: text,
      row: z.int(),
      term: text,
      courseCode: text,
      courseName: text,
      nature: text,
      credit: text,
      point: maybe(text),
      score: maybe(text),
      resitScore: maybe(text),
      retakeScore: maybe(text),
      because: text,
    }),
  ),
  facts: z.array(listed()).optional(),
});

function listed() {
  return z.strictObject({
    file: text,
    row: z.int(),
    term: maybe(text),
    subject: text,
    hours: maybe(text),
    because: text,
  });
}

const supportCase = z.strictObject({
  term: text,
  tier,
  openedOn: date,
  closedOn: maybe(date),
  closeReason: maybe(text),
  outstandingCredits: text,
  gpa: maybe(text),
  toNextTier: maybe(text),
  decisions: z.array(
    z.strictObject({
      on: date,
      outcome: z.enum(CASE_OUTCOMES),
      tier: maybe(tier),
      difficulty: maybe(z.enum(['ability', 'attitude', 'both'])),
      causes: z.array(z.enum(CAUSE_FACTORS)),
      reason: text,
      by: text,
    }),
  ),
  evidence: z.array(evidence),
});

const sensitive = z.strictObject({
  family: maybe(text),
  contact: maybe(text),
  guardiansAsImported: maybe(text),
  guardians: z.array(
    z.strictObject({
      name: text,
      relation: text,
      phone: text,
      address: text,
      source: text,
      enteredOn: date,
      enteredBy: text,
    }),
  ),
  /** The sensitive ones of all decisions, and what was noted on causes. */
  causes: z.array(z.enum(CAUSE_FACTORS)),
  causeNotes: z.array(text),
  discipline: z.array(listed()),
  talks: z.array(
    z.strictObject({
      heldOn: date,
      filedOn: date,
      mode: z.enum(['in-person', 'phone', 'online']),
      attended: z.boolean(),
      place: text,
      minutes: maybe(z.int()),
      by: text,
      byRole: side,
      with: maybe(text),
      family: text,
      contact: text,
      problems: text,
      assessment: text,
      parentsContacted: maybe(z.boolean()),
      needsAttention: maybe(z.boolean()),
      psychologicalReferral: maybe(z.boolean()),
      supplements: z.array(z.strictObject({ heldOn: maybe(date), filedOn: date, by: text, text })),
      /** The pictures themselves stay in the system. */
      photos: z.array(z.strictObject({ contentType: text, bytes: z.int() })),
    }),
  ),
  calls: z.array(
    z.strictObject({
      on: date,
      phone: text,
      reached: z.boolean(),
      who: text,
      told: text,
      answer: text,
      next: text,
      by: text,
    }),
  ),
  referrals: z.array(
    z.strictObject({
      on: date,
      by: text,
      causes: z.array(z.enum(CAUSE_FACTORS)),
      causeNote: text,
      seen: text,
    }),
  ),
});

export const archiveExport = z.strictObject({
  schema: z.literal('xueye-student-archive/1'),
  exported: z.strictObject({
    at: z.iso.datetime(),
    by: z.strictObject({ name: text, workNo: text, role: z.enum(ROLES) }),
    purpose: z.enum(EXPORT_PURPOSES),
    withSensitive: z.boolean(),
  }),
  department: text,
  student: z.strictObject({
    studentNo: text,
    name: text,
    gender: maybe(text),
    nativePlace: maybe(text),
    className: text,
    advisers: z.array(text),
    counselors: z.array(text),
  }),
  /** Newest first. */
  cases: z.array(supportCase),
  duties: z.array(
    z.strictObject({
      kind: text,
      role: text,
      dueOn: maybe(date),
      state: text,
      doneOn: maybe(date),
      because: text,
    }),
  ),
  /** Newest first. */
  timeline: z.array(z.strictObject({ on: date, kind: text, title: text, detail: text, by: maybe(text) })),
  /** Only where it was asked for by name. */
  sensitive: sensitive.optional(),
});

export type ArchiveExport = z.output<typeof archiveExport>;
