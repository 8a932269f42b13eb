import { DomainError } from './errors';
import type { LocalDate } from './local-date';

export const GUARDIAN_RELATIONS = [
  'father',
  'mother',
  'grandfather',
  'grandmother',
  'other-relative',
  'other',
] as const;
export type GuardianRelation = (typeof GUARDIAN_RELATIONS)[number];

/** Who said so: 学校档案, 家长本人, 学生. Only the student's word never verifies a number (reading §6). */
export const GUARDIAN_SOURCES = ['school-file', 'guardian', 'student'] as const;
export type GuardianSource = (typeof GUARDIAN_SOURCES)[number];

export const GUARDIAN_STANDINGS = ['reachable', 'estranged', 'deceased'] as const;
/** 可联系, 失去联系或断绝往来, 已故. */
export type GuardianStanding = (typeof GUARDIAN_STANDINGS)[number];

/** Longest texts in characters. */
export const GUARDIAN_LIMITS = {
  name: 30,
  phone: 20,
  address: 100,
  preference: 60,
  reason: 200,
  told: 500,
  answer: 500,
  next: 200,
  who: 30,
} as const;

/** Calls in vain after which the next way is offered (reading §6). */
export const ATTEMPTS_BEFORE_NEXT_WAY = 3;

/** What one entry says of a guardian; the newest of an id is in force. */
export interface GuardianContent {
  readonly name: string;
  readonly relation: GuardianRelation;
  readonly phone: string;
  readonly address: string;
  /** 什么时候、怎样联系合适. */
  readonly preference: string;
  readonly standing: GuardianStanding;
  readonly isPreferred: boolean;
  readonly source: GuardianSource;
}

/** Digits only, without the country's code: 0086-138 0013 8000 and +86 13800138000 are one number. */
export function normalisePhone(typed: string): string {
  const digits = typed.normalize('NFKC').replace(/\D/g, '');
  return digits.replace(/^(?:00)?86(?=1\d{10}$)/, '');
}

/** A mobile number, or a line with its area code. */
const isPhone = (digits: string): boolean => /^1\d{10}$/.test(digits) || /^0\d{9,11}$/.test(digits);

/**
 * Whether an entry may stand.
 *
 * @param isCorrection something was on file: it says why
 * @throws DomainError naming the field: TEXT_MISSING, TEXT_TOO_LONG, NOT_A_PHONE, REASON_MISSING
 */
export function validateGuardian(
  guardian: GuardianContent & { readonly reason: string },
  { isCorrection }: { readonly isCorrection: boolean },
): void {
  const { name, phone, standing } = guardian;
  if (name.trim() === '') throw new DomainError('TEXT_MISSING', '请填写家长姓名', 'name');
  if (phone.trim() === '' && standing === 'reachable')
    throw new DomainError('TEXT_MISSING', '请填写电话', 'phone');
  if (phone.trim() !== '' && !isPhone(normalisePhone(phone)))
    throw new DomainError('NOT_A_PHONE', '电话应是 11 位手机号，或带区号的固定电话', 'phone');
  if (isCorrection && guardian.reason.trim() === '')
    throw new DomainError('REASON_MISSING', '更正已登记的内容，请写明原因', 'reason');
  for (const [field, label] of [
    ['name', '姓名'],
    ['address', '地址'],
    ['preference', '联系偏好'],
    ['reason', '更正原因'],
  ] as const)
    requireLength(guardian[field], GUARDIAN_LIMITS[field], field, label);
}

/** A number that the roster's own column of guardians names. */
export interface RosterNumber {
  /** What stands before it: 父亲 佘国安. */
  readonly label: string;
  readonly phone: string;
}

/** 父亲 佘国安 19900004001；母亲 … → a line for each number. */
export function numbersInRoster(text: string): readonly RosterNumber[] {
  const found: RosterNumber[] = [];
  let from = 0;
  for (const match of text
    .normalize('NFKC')
    .matchAll(/(?<!\d)(?:\+?(?:00)?86[\s-]?)?(1\d{10}|0\d{2,3}[\s-]?\d{7,8})(?!\d)/g)) {
    const label = text
      .normalize('NFKC')
      .slice(from, match.index)
      .replace(/^[\s;,、:：]+|[\s;,、:：(（]+$/g, '');
    from = match.index + match[0].length;
    found.push({ label, phone: normalisePhone(match[1] ?? '') });
  }
  return found;
}

/** That a number was on file: since when, and by whom. `roster`: the imported student list. */
export interface NumberOnFile {
  readonly phone: string;
  readonly since: LocalDate;
  readonly source: 'roster' | GuardianSource;
}

export type NumberDoubt = 'unknown' | 'by-student' | 'after-warning';

/**
 * Whether a call to a number counts: on file from before the warning and from a source other than the
 * student; students have hired false parents to take the call (reading §6).
 *
 * @param warnedOn the day of the decision
 * @returns null: verified
 */
export function doubtOf(
  phone: string,
  onFile: readonly NumberOnFile[],
  warnedOn: LocalDate,
): NumberDoubt | null {
  const known = onFile.filter((held) => held.phone === normalisePhone(phone));
  if (known.length === 0) return 'unknown';
  const others = known.filter(({ source }) => source !== 'student');
  if (others.length === 0) return 'by-student';
  return others.some(({ since }) => since < warnedOn) ? null : 'after-warning';
}

export const CALL_FAILURES = ['no-answer', 'busy', 'wrong-number', 'hung-up'] as const;
export type CallFailure = (typeof CALL_FAILURES)[number];

export interface CallContent {
  readonly calledOn: LocalDate;
  readonly phone: string;
  readonly reached: boolean;
  /** Why not; null where somebody took the call. */
  readonly failure: CallFailure | null;
  /** Who took it, as they said. */
  readonly who: string;
  /** They answered what only the family knows (学号, 班级, 宿舍, 出生年月). */
  readonly identityPassed: boolean | null;
  readonly told: string;
  readonly answer: string;
  readonly next: string;
}

/** @throws DomainError naming the field: HELD_IN_FUTURE, NOT_A_PHONE, ANSWER_MISSING, TEXT_MISSING, TEXT_TOO_LONG */
export function validateCall(call: CallContent, { today }: { readonly today: LocalDate }): void {
  if (call.calledOn > today) throw new DomainError('HELD_IN_FUTURE', '通话日期不能晚于今天', 'calledOn');
  if (!isPhone(normalisePhone(call.phone)))
    throw new DomainError('NOT_A_PHONE', '请选择或填写拨打的号码', 'phone');
  if (call.reached) {
    if (call.who.trim() === '') throw new DomainError('TEXT_MISSING', '请填写接电话的是谁', 'who');
    if (call.identityPassed === null)
      throw new DomainError('ANSWER_MISSING', '请选择是否核对了身份', 'identityPassed');
    if (call.told.trim() === '') throw new DomainError('TEXT_MISSING', '请填写告知了什么', 'told');
  } else if (call.failure === null) {
    throw new DomainError('ANSWER_MISSING', '请选择没有打通的原因', 'failure');
  }
  for (const [field, label] of [
    ['who', '接电话的人'],
    ['told', '告知内容'],
    ['answer', '家长答复'],
    ['next', '下一步'],
  ] as const)
    requireLength(call[field], GUARDIAN_LIMITS[field], field, label);
}

/** What is to be done when calling did not help. */
export type NextWay =
  /** Somebody else is on file who was not called in vain that often. */
  | { readonly kind: 'another-guardian' }
  /** Nobody is left: the leader waives with a reason. */
  | { readonly kind: 'waive' };

/**
 * After three calls in vain to a number, or where nobody on file can be reached at all.
 *
 * @param numbers of guardians that can be reached, by the standing on file
 * @param failed numbers called in vain, a call each
 * @returns null: calling goes on
 */
export function nextWayOf(numbers: readonly string[], failed: readonly string[]): NextWay | null {
  const times = (phone: string) => failed.filter((one) => one === phone).length;
  const left = numbers.filter((phone) => times(phone) < ATTEMPTS_BEFORE_NEXT_WAY);
  if (left.length === 0) return { kind: 'waive' };
  return left.length < numbers.length ? { kind: 'another-guardian' } : null;
}

/** 138****5678 → the last two digits only: enough to tell two numbers apart. */
export const maskPhone = (phone: string): string => (phone === '' ? '' : `尾号 ${phone.slice(-2)}`);

function requireLength(text: string, limit: number, field: string, label: string): void {
  const { length } = [...text];
  if (length > limit)
    throw new DomainError('TEXT_TOO_LONG', `「${label}」有 ${length} 字，最多 ${limit} 字`, field);
}
