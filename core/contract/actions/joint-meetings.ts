import * as z from 'zod';
import { JOINT_MEETING_LIMITS, MEETING_PARTIES } from '../../domain/joint-meeting';
import { date, id, strokes } from './fields';

/** 家长来校面谈: what its actions take. */

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: '时间应写作 14:30' });
const text = (field: keyof typeof JOINT_MEETING_LIMITS) => {
  const most = 2 * JOINT_MEETING_LIMITS[field];
  return z.string().max(most, { error: `不能超过 ${most} 字` });
};
/** Made by the client: a retry with the same id never doubles. */
const entry = { id, caseId: id, on: date };

export const jointMeetingActions = {
  'joint-meetings.show': { fn: 'api', input: z.object({ caseId: id }) },
  'joint-meetings.add': {
    fn: 'api',
    input: z.discriminatedUnion('kind', [
      z.object({
        ...entry,
        kind: z.literal('invited'),
        guardianId: id,
        times: z.array(z.object({ on: date, from: time })).max(2 * JOINT_MEETING_LIMITS.times),
        place: text('place'),
        answer: text('answer'),
      }),
      z.object({ ...entry, kind: z.literal('failed'), reason: text('reason'), next: text('next') }),
      z.object({
        ...entry,
        kind: z.literal('held'),
        place: text('place'),
        present: z.array(z.enum(MEETING_PARTIES)).max(MEETING_PARTIES.length),
        guardianId: id.nullable(),
        identityChecked: z.boolean(),
        told: text('told'),
        ways: text('ways'),
        agreed: text('agreed'),
        next: text('next'),
      }),
    ]),
  },
  /** Somebody who was present signs the minutes on the phone of whoever holds the meeting. */
  'joint-meetings.sign': {
    fn: 'api',
    input: z.object({
      id,
      entryId: id,
      party: z.enum(MEETING_PARTIES),
      strokes,
    }),
  },
  /** The invitation or the minutes, whichever the entry is. */
  'papers.joint-meeting': { fn: 'papers', input: z.object({ entryId: id }) },
} as const;
