import type { Duty, DutyKind, DutyRole } from './duty';
import { daysBetween, type LocalDate } from './local-date';
import type { ReminderRules } from './reminder-rules';

/**
 * `before`, `day`, `overdue-1` … for the one who owes a duty; `leader-1` … for the leader. The number
 * counts the weeks (or whatever the policy sets) that it has been late.
 */
export type ReminderStage = 'before' | 'day' | `overdue-${number}` | `leader-${number}`;

/** A stage of a duty that one person is told of. The same twice is one: it goes out once at most. */
export interface ReminderItem {
  readonly personId: string;
  readonly caseId: string;
  readonly kind: DutyKind;
  readonly role: DutyRole;
  readonly dueOn: LocalDate;
  readonly stage: ReminderStage;
}

/** What a case asks for. */
export interface CaseDuties {
  readonly caseId: string;
  /** As derived for today; paused, waived, done and undated ones are nothing to tell. */
  readonly duties: readonly Duty[];
  /** The student was invited and did not come: the owner hears of it, the leader not (reading §4). */
  readonly isExcused: (duty: Duty) => boolean;
}

/** Who answers for a case today, by person id. */
export interface ReminderOwners {
  readonly advisers: readonly string[];
  readonly counselors: readonly string[];
  /** In whose courses the student needs focus. */
  readonly teachers: readonly string[];
  readonly office: readonly string[];
  readonly leaders: readonly string[];
}

/**
 * The stage that a duty has reached: the last one whose day has come. A stage is a stretch of days, not
 * one day: what a failed run left out is told at the next, and the ledger keeps it from being told twice.
 */
export function stageOn(dueOn: LocalDate, today: LocalDate, rules: ReminderRules): ReminderStage | null {
  const late = daysBetween(dueOn, today);
  if (late < -rules.daysBefore) return null;
  if (late < 0) return 'before';
  const times = Math.floor(late / rules.overdueEvery);
  return times === 0 ? 'day' : `overdue-${times}`;
}

/** The same for the leader's digest; null while it is late by less than the policy says. */
export function leaderStageOn(
  dueOn: LocalDate,
  today: LocalDate,
  rules: ReminderRules,
): ReminderStage | null {
  const late = daysBetween(dueOn, today);
  if (late < rules.leaderAfter) return null;
  return `leader-${1 + Math.floor((late - rules.leaderAfter) / rules.overdueEvery)}`;
}

/**
 * What of one case is to be told today, and to whom. A duty that adviser or counselor may do is told to
 * both, a course's teacher's to each whose course it is.
 */
export function reminderItems(
  { caseId, duties, isExcused }: CaseDuties,
  owners: ReminderOwners,
  today: LocalDate,
  rules: ReminderRules,
): readonly ReminderItem[] {
  const items: ReminderItem[] = [];
  for (const duty of duties) {
    const { role, dueOn, state } = duty;
    if (dueOn === null || (state !== 'upcoming' && state !== 'open' && state !== 'overdue')) continue;
    const stage = stageOn(dueOn, today, rules);
    if (stage === null) continue;
    const owing = ownersOf(role, owners);
    addFor(owing, stage, duty, dueOn, caseId, items);
    // A course that nobody teaches now is nobody's omission.
    if (stage === 'before' || (role === 'teacher' && owing.length === 0)) continue;
    const forLeader = leaderStageOn(dueOn, today, rules);
    if (forLeader !== null && !isExcused(duty)) addFor(owners.leaders, forLeader, duty, dueOn, caseId, items);
  }
  return items;
}

/** Each person once. */
function addFor(
  people: readonly string[],
  stage: ReminderStage,
  { kind, role }: Duty,
  dueOn: LocalDate,
  caseId: string,
  items: ReminderItem[],
): void {
  for (const [at, personId] of people.entries())
    if (people.indexOf(personId) === at) items.push({ personId, caseId, kind, role, dueOn, stage });
}

function ownersOf(role: DutyRole, owners: ReminderOwners): readonly string[] {
  switch (role) {
    case 'adviser':
      return owners.advisers;
    case 'counselor':
      return owners.counselors;
    case 'either':
      return [...owners.advisers, ...owners.counselors];
    case 'office':
      return owners.office;
    case 'teacher':
      return owners.teachers;
  }
}

/** One digest: how many items a person is told of on a day. */
export interface DigestCounts {
  readonly talks: number;
  readonly others: number;
  /** Of other people, overdue for long: the leader's part. */
  readonly overdue: number;
}

/** What a field `thing` of a subscription template holds at most. */
export const DIGEST_LIMIT = 20;

/**
 * The sentence on the lock screen: numbers only, no name, cause or tier (reading §5). At most
 * `DIGEST_LIMIT` characters, on one line.
 */
export function digestText({ talks, others, overdue }: DigestCounts): string {
  const own = talks + others;
  if (own === 0) return `有${shown(overdue)}项工作逾期已久，请过问`;
  if (overdue > 0) return `您有${shown(own)}项待完成，另有${shown(overdue)}项逾期`;
  if (others === 0) return `您有${shown(talks)}项谈话待完成`;
  if (talks === 0) return `您有${shown(others)}项工作待完成`;
  return `您有${shown(talks)}项谈话、${shown(others)}项工作待完成`;
}

const shown = (count: number): string => String(Math.min(count, 999));

/** Whether no message may go out at this time of the day, `HH:MM` in Asia/Shanghai. */
export function isQuiet(time: string, { quiet }: ReminderRules): boolean {
  const { from, until } = quiet;
  return from <= until ? time >= from && time < until : time >= from || time < until;
}

const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;

/** `HH:MM` in Asia/Shanghai, which has no summer time. @param instant ISO 8601 in UTC */
export const chinaTime = (instant: string): string =>
  new Date(Date.parse(instant) + CHINA_OFFSET_MS).toISOString().slice(11, 16);
