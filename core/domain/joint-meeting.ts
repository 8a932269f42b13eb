import { DomainError } from './errors';
import type { GuardianRelation } from './guardian';
import type { LocalDate } from './local-date';

/** 家长来校面谈 (art. 5, tier 3): student, parent, adviser and counselor at one table. */

export const MEETING_PARTIES = ['student', 'guardian', 'adviser', 'counselor'] as const;
export type MeetingParty = (typeof MEETING_PARTIES)[number];

export const MEETING_PARTY_LABELS: Readonly<Record<MeetingParty, string>> = {
  student: '学生',
  guardian: '家长',
  adviser: '班主任',
  counselor: '辅导员',
};

const MEETING_ENTRY_KINDS = ['invited', 'failed', 'held'] as const;
/** 邀约, 没有谈成, 面谈. */
export type MeetingEntryKind = (typeof MEETING_ENTRY_KINDS)[number];

/** Longest texts in characters, and how many proposed times. */
export const JOINT_MEETING_LIMITS = {
  times: 3,
  place: 60,
  answer: 300,
  reason: 300,
  told: 1000,
  ways: 1000,
  agreed: 1000,
  next: 300,
} as const;

/** A parent as the list of guardians named them on that day. */
export interface MeetingGuest {
  readonly guardianId: string;
  readonly name: string;
  readonly relation: GuardianRelation;
}

export interface ProposedTime {
  readonly on: LocalDate;
  /** `HH:MM` in Asia/Shanghai. */
  readonly from: string;
}

/** 学习情况表: a course that is failed, and when it can be made up. */
export interface SheetCourse {
  readonly term: string;
  readonly courseName: string;
  readonly nature: string;
  readonly credit: string;
  readonly result: string;
  /** 下一步: 补考, 重修 in a semester, or that it was passed since. */
  readonly next: string;
}

/** What the parents are shown; of the decision's evidence, kept with the minutes as it was shown. */
export interface LearningSheet {
  readonly tier: string;
  readonly outstandingCredits: string;
  readonly gpa: string | null;
  readonly courses: readonly SheetCourse[];
}

export interface Invitation {
  readonly kind: 'invited';
  readonly guest: MeetingGuest;
  readonly times: readonly ProposedTime[];
  readonly place: string;
  /** What the parent said to it; empty: not asked yet. */
  readonly answer: string;
}

export interface FailedMeeting {
  readonly kind: 'failed';
  readonly reason: string;
  readonly next: string;
}

/** 面谈纪要 (reading §6). */
export interface MeetingMinutes {
  readonly kind: 'held';
  readonly place: string;
  readonly present: readonly MeetingParty[];
  /** The parent who came; null: none did. */
  readonly guest: MeetingGuest | null;
  /** Their identity card was looked at: students have hired false parents. */
  readonly identityChecked: boolean;
  readonly adviserName: string;
  readonly counselorName: string;
  readonly sheet: LearningSheet;
  readonly told: string;
  /** 学位弥补方法 */
  readonly ways: string;
  readonly agreed: string;
  readonly next: string;
}

export type MeetingContent = Invitation | FailedMeeting | MeetingMinutes;

/** Who counts as present: a parent only with a checked identity. */
export const countedParties = ({
  present,
  identityChecked,
}: Pick<MeetingMinutes, 'present' | 'identityChecked'>): readonly MeetingParty[] =>
  MEETING_PARTIES.filter((party) => present.includes(party) && (party !== 'guardian' || identityChecked));

/** Who did not come, or does not count. */
export const missingParties = (
  minutes: Pick<MeetingMinutes, 'present' | 'identityChecked'>,
): readonly MeetingParty[] => {
  const counted = countedParties(minutes);
  return MEETING_PARTIES.filter((party) => !counted.includes(party));
};

/**
 * Whether an entry may stand.
 *
 * @param on the day of the meeting, of the attempt, or of the invitation
 * @param by the role of whoever writes
 * @throws DomainError naming the field: HELD_IN_FUTURE, BEFORE_DECISION, TIME_PAST, TIMES_MISSING, TEXT_MISSING,
 *   TEXT_TOO_LONG, NOT_PRESENT, GUEST_MISSING
 */
export function validateMeeting(
  content: MeetingContent,
  { on, today, decidedOn, by }: { on: LocalDate; today: LocalDate; decidedOn: LocalDate; by: MeetingParty },
): void {
  if (on > today) throw new DomainError('HELD_IN_FUTURE', '日期不能晚于今天', 'on');
  if (on < decidedOn)
    throw new DomainError('BEFORE_DECISION', `日期早于认定的日子（${decidedOn}），请核对`, 'on');
  if (content.kind === 'invited') validateInvitation(content, on);
  else if (content.kind === 'failed') {
    requireText(content.reason, 'reason', '没有谈成的原因');
    requireLength(content.next, 'next', '下一步');
  } else validateMinutes(content, by);
}

function validateInvitation({ times, place, answer }: Invitation, on: LocalDate): void {
  if (times.length === 0) throw new DomainError('TIMES_MISSING', '请至少提一个面谈时间', 'times');
  if (times.length > JOINT_MEETING_LIMITS.times)
    throw new DomainError('TIMES_MISSING', `面谈时间最多提 ${JOINT_MEETING_LIMITS.times} 个`, 'times');
  const past = times.find((time) => time.on < on);
  if (past) throw new DomainError('TIME_PAST', `${past.on} 已经过去，请换一个时间`, 'times');
  requireText(place, 'place', '面谈地点');
  requireLength(answer, 'answer', '家长答复');
}

function validateMinutes(minutes: MeetingMinutes, by: MeetingParty): void {
  const { present, guest } = minutes;
  if (!present.includes(by))
    throw new DomainError(
      'NOT_PRESENT',
      `纪要由到场的人填写，请把${MEETING_PARTY_LABELS[by]}也勾为到场`,
      'present',
    );
  if (present.includes('guardian') && guest === null)
    throw new DomainError('GUEST_MISSING', '请选择到场的是哪一位家长', 'guest');
  requireText(minutes.place, 'place', '面谈地点');
  requireText(minutes.told, 'told', '告知的学习情况');
  requireText(minutes.ways, 'ways', '学位弥补方法');
  requireText(minutes.agreed, 'agreed', '商定的事');
  requireLength(minutes.next, 'next', '下一步');
}

function requireText(text: string, field: keyof typeof JOINT_MEETING_LIMITS, label: string): void {
  if (text.trim() === '') throw new DomainError('TEXT_MISSING', `请填写${label}`, field);
  requireLength(text, field, label);
}

function requireLength(text: string, field: keyof typeof JOINT_MEETING_LIMITS, label: string): void {
  const { length } = [...text];
  const limit = JOINT_MEETING_LIMITS[field];
  if (length > limit)
    throw new DomainError('TEXT_TOO_LONG', `「${label}」有 ${length} 字，最多 ${limit} 字`, field);
}
