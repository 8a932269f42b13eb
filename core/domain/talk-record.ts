import { DomainError } from './errors';
import { daysBetween, type LocalDate } from './local-date';

export const TALK_MODES = ['in-person', 'phone', 'online'] as const;
export type TalkMode = (typeof TALK_MODES)[number];

/** Longest texts, in characters; the form prints them in full. */
/** Photos of one record: what the student wrote down, front and back and one more; each is read in memory. */
export const TALK_PHOTOS = 3;

export const TALK_LIMITS = {
  place: 50,
  family: 300,
  contact: 50,
  problems: 4000,
  assessment: 4000,
  supplement: 4000,
} as const;

/** What a person fills in of the annex 谈话记录表, beside what is known already. */
export interface TalkContent {
  readonly heldOn: LocalDate;
  readonly mode: TalkMode;
  readonly place: string;
  /** Minutes. */
  readonly duration: number | null;
  /** False: the student did not come; a contact attempt, and the duty stays open. */
  readonly attended: boolean;
  readonly family: string;
  readonly contact: string;
  readonly problems: string;
  readonly assessment: string;
}

/**
 * Whether a record may be filed. A no-show needs no text: nothing was said.
 *
 * @throws DomainError naming the field: HELD_IN_FUTURE, TEXT_MISSING, TEXT_TOO_LONG, EMOJI
 */
export function validateTalk(talk: TalkContent, { today }: { readonly today: LocalDate }): void {
  requireNotFuture(talk.heldOn, today);
  if (talk.attended) {
    requireText(talk.problems, 'problems', '主要问题与表现');
    requireText(talk.assessment, 'assessment', '初步评估及建议');
  }
  for (const [field, label] of LABELS) {
    requireLength(talk[field], TALK_LIMITS[field], field, label);
    requireNoEmoji(talk[field], field, label);
  }
}

const LABELS = [
  ['place', '地点'],
  ['family', '家庭情况'],
  ['contact', '学生联系方式'],
  ['problems', '主要问题与表现'],
  ['assessment', '初步评估及建议'],
] as const;

/** @throws DomainError HELD_IN_FUTURE, TEXT_MISSING, TEXT_TOO_LONG, EMOJI */
export function validateSupplement(
  supplement: { readonly text: string; readonly heldOn: LocalDate | null },
  { today }: { readonly today: LocalDate },
): void {
  if (supplement.heldOn !== null) requireNotFuture(supplement.heldOn, today);
  requireText(supplement.text, 'text', '补充意见');
  requireLength(supplement.text, TALK_LIMITS.supplement, 'text', '补充意见');
  requireNoEmoji(supplement.text, 'text', '补充意见');
}

/** Days from the talk to its filing; 补录 where above 0. */
export const filingLag = (heldOn: LocalDate, filedOn: LocalDate): number =>
  Math.max(0, daysBetween(heldOn, filedOn));

function requireNotFuture(heldOn: LocalDate, today: LocalDate): void {
  if (daysBetween(heldOn, today) < 0)
    throw new DomainError('HELD_IN_FUTURE', '谈话日期不能晚于今天', 'heldOn');
}

function requireText(text: string, field: string, label: string): void {
  if (text.trim() === '') throw new DomainError('TEXT_MISSING', `请填写「${label}」`, field);
}

/** Counts characters as people do: a rare one outside the basic plane is one. */
function requireLength(text: string, limit: number, field: string, label: string): void {
  const { length } = [...text];
  if (length > limit)
    throw new DomainError('TEXT_TOO_LONG', `「${label}」有 ${length} 字，最多 ${limit} 字`, field);
}

/** The record is printed and signed, and no font of a paper has them; afterwards nobody could change it. */
function requireNoEmoji(text: string, field: string, label: string): void {
  const found = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u.exec(text)?.[0];
  if (found !== undefined)
    throw new DomainError('EMOJI', `「${label}」里的“${found}”打印不出来，请改用文字`, field);
}
