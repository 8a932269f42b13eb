import * as z from 'zod';
import { TALKS_AT_ONCE } from '../../domain/paper-format';
import { TALK_LIMITS, TALK_MODES, TALK_PHOTOS } from '../../domain/talk-record';
import { REVISION_REASON_LIMIT } from '../../domain/talk-revision';
import { cursor, date, id, paperFormat, text, tier } from './fields';
import { talkDetails } from './talk-details';

const talkText = {
  place: text(TALK_LIMITS.place),
  /** Minutes. */
  duration: z.number().int().min(1).max(600).nullable(),
  family: text(TALK_LIMITS.family),
  contact: text(TALK_LIMITS.contact),
  problems: text(TALK_LIMITS.problems),
  assessment: text(TALK_LIMITS.assessment),
  parentsContacted: z.boolean().nullable(),
  /** 是否需要进一步关注 / 是否建议心理中心关注 */
  needsAttention: z.boolean().nullable(),
  psychologicalReferral: z.boolean().nullable(),
};
const talkFields = {
  ...talkText,
  /** Made by the client: a retry or an offline filing with the same id never doubles. */
  id,
  caseId: id,
  heldOn: date,
  mode: z.enum(TALK_MODES),
  attended: z.boolean(),
  /** The other side of the pair was there too: one record serves both duties. */
  jointWith: z.enum(['adviser', 'counselor']).nullable(),
  details: talkDetails.nullable().default(null),
  /** The person has seen that there is a record of that day and the same people: it is another talk. */
  isAnother: z.boolean().default(false),
  /** Uploaded already, by the ids that `referrals.upload` gave. */
  photoIds: z
    .array(id)
    .max(TALK_PHOTOS, { error: `照片最多 ${TALK_PHOTOS} 张` })
    .default([]),
};

/** 谈话记录 */
export const talkActions = {
  // isAhead: for a form that may open without a network.
  'talks.form': { fn: 'api', input: z.object({ caseId: id, isAhead: z.boolean().default(false) }) },
  'talks.file': { fn: 'api', input: z.object(talkFields) },
  'talks.list': {
    fn: 'api',
    input: z.object({
      classId: id.optional(),
      tier: tier.optional(),
      from: date.optional(),
      to: date.optional(),
      cursor,
    }),
  },
  'talks.view': { fn: 'api', input: z.object({ talkId: id }) },
  /** The pictures themselves; each time is on record. */
  'talks.photos': { fn: 'api', input: z.object({ talkId: id }) },
  'talks.revise': {
    fn: 'api',
    input: z.object({
      id,
      talkId: id,
      /** The revision that the person saw: 0 as filed. */
      basedOn: z.number().int().min(0),
      reason: text(REVISION_REASON_LIMIT * 2),
      ...talkText,
      // Left out: as they stand.
      heldOn: date.optional(),
      mode: z.enum(TALK_MODES).optional(),
      jointRole: z.enum(['adviser', 'counselor']).nullable().optional(),
      details: talkDetails.nullable().optional(),
      /** As of `talks.file`, where the day or the people change. */
      isAnother: z.boolean().default(false),
    }),
  },
  'talks.supplement': {
    fn: 'api',
    input: z.object({ id, talkId: id, text: text(TALK_LIMITS.supplement), heldOn: date.nullable() }),
  },
  'papers.talk-record': {
    fn: 'papers',
    input: z.object({ talkIds: z.array(id).min(1).max(TALKS_AT_ONCE), format: paperFormat }),
  },
  'papers.blank-talk-record': { fn: 'papers', input: z.object({ format: paperFormat }) },
} as const;
