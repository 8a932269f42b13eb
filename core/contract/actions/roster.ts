import * as z from 'zod';
import { ROLES } from '../../domain/role';
import { ROSTER_LIMITS } from '../../domain/roster-limits';
import { cursor, date, id, text } from './fields';

/** Why the roster is changed; kept with the change. */
const rosterReason = text(ROSTER_LIMITS.reason).trim().min(1, { error: '请写明原因' });
const personName = text(ROSTER_LIMITS.name).trim().min(1, { error: '请填写姓名' });
const workNo = text(ROSTER_LIMITS.workNo).trim().min(1, { error: '请填写工号或学号' });

/** Who is who: people, classes, areas. */
export const rosterActions = {
  'roster.people': {
    fn: 'api',
    input: z.object({
      search: text(40).optional(),
      role: z.enum(ROLES).optional(),
      state: z.enum(['in-office', 'none', 'left']).optional(),
      cursor,
    }),
  },
  'roster.person': { fn: 'api', input: z.object({ personId: id }) },
  'roster.add-person': { fn: 'api', input: z.object({ id, name: personName, workNo }) },
  'roster.rename-person': {
    fn: 'api',
    input: z.object({ personId: id, name: personName, workNo, reason: rosterReason }),
  },
  'roster.assign': {
    fn: 'api',
    input: z.object({
      /** Made by the client; also the id of the assignment. */
      id,
      personId: id,
      role: z.enum(ROLES),
      /** For an adviser. */
      classId: id.nullable(),
      /** For a counselor. */
      areaId: id.nullable(),
      firstDay: date,
      lastDay: date.nullable(),
      reason: rosterReason,
    }),
  },
  'roster.end': {
    fn: 'api',
    input: z.object({ id, tenureId: id, lastDay: date, reason: rosterReason }),
  },
  'roster.correct': {
    fn: 'api',
    input: z.object({
      id,
      tenureId: id,
      firstDay: date,
      lastDay: date.nullable(),
      /** 作废: it was given by mistake. */
      isVoid: z.boolean(),
      reason: rosterReason,
    }),
  },
  'roster.leave': {
    fn: 'api',
    input: z.object({ id, personId: id, lastDay: date, reason: rosterReason }),
  },
  /** 代办 */
  'roster.stand-in': {
    fn: 'api',
    input: z.object({
      id,
      /** What of the absent one's is taken over. */
      tenureIds: z.array(id).min(1, { error: '请选要代办的班级或责任区' }).max(60),
      personId: id,
      firstDay: date,
      lastDay: date,
      reason: rosterReason,
    }),
  },
  'roster.end-stand-in': {
    fn: 'api',
    input: z.object({ id, tenureId: id, lastDay: date, reason: rosterReason }),
  },
  'roster.scopes': { fn: 'api', input: z.object({}) },
  'roster.classes': { fn: 'api', input: z.object({ search: text(40).optional(), cursor }) },
  'roster.class': { fn: 'api', input: z.object({ classId: id }) },
  'roster.add-class': {
    fn: 'api',
    input: z.object({
      id,
      name: text(ROSTER_LIMITS.name).trim().min(1, { error: '请填写班级名称' }),
      grade: text(20).nullable(),
      major: text(40).nullable(),
      areaId: id.nullable(),
    }),
  },
  'roster.move-class': {
    fn: 'api',
    input: z.object({ classId: id, areaId: id.nullable(), reason: rosterReason }),
  },
  'roster.hand-over': {
    fn: 'api',
    input: z.object({ id, classId: id, personId: id, firstDay: date, reason: rosterReason }),
  },
  'roster.handover-sheet': { fn: 'api', input: z.object({ classId: id }) },
  'roster.areas': { fn: 'api', input: z.object({}) },
  'roster.add-area': {
    fn: 'api',
    input: z.object({ id, name: text(ROSTER_LIMITS.name).trim().min(1, { error: '请填写责任区名称' }) }),
  },
  'roster.offerings': { fn: 'api', input: z.object({ search: text(40).optional(), cursor }) },
} as const;
