import type { LetterState as DutyLetterState } from './duty-facts';
import { DomainError } from './errors';
import { daysBetween, type LocalDate } from './local-date';

/** 书面预警通知书 (art. 5): what becomes of one, in the order in which it can. */
export const LETTER_STATES = [
  'draft',
  'approved',
  'printed',
  'posted',
  'delivered',
  'returned',
  'withdrawn',
] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** Longest texts in characters. */
export const LETTER_LIMITS = {
  name: 30,
  relation: 10,
  address: 120,
  reason: 200,
  note: 200,
  paragraph: 600,
  batch: 200,
  receipts: 6,
} as const;

/** Days after which a posted letter that nobody has signed for is asked about. */
export const DAYS_IN_TRANSIT = 15;

/** A step of a letter's life; append-only. */
export interface LetterStep {
  readonly to: LetterState;
  readonly on: LocalDate;
}

const NEXT: Readonly<Record<LetterState, readonly LetterState[]>> = {
  draft: ['approved', 'withdrawn'],
  approved: ['printed', 'withdrawn'],
  // A reprint is not a second letter.
  printed: ['printed', 'posted', 'withdrawn'],
  posted: ['delivered', 'returned'],
  delivered: [],
  returned: ['posted', 'withdrawn'],
  withdrawn: [],
};

const REFUSALS: Readonly<Record<LetterState, string>> = {
  draft: '这封信还没有审核。请组长先审核。',
  approved: '这封信已经审核，还没有打印。请先打印。',
  printed: '这封信已经打印，还没有登记寄出。请先登记寄出。',
  posted: '这封信已经寄出，等待签收或退回。',
  delivered: '这封信已经签收，到此为止。如内容有误，请另发更正。',
  returned: '这封信已被退回。可核对地址后重新寄出。',
  withdrawn: '这封信已经撤回。需要时可以重新拟稿。',
};

export const mayMove = (from: LetterState, to: LetterState): boolean => NEXT[from].includes(to);

/** States of a letter that was handed to the post. */
export const POSTED_STATES = ['posted', 'delivered', 'returned'] as const satisfies readonly LetterState[];

/**
 * Whether parents may have the letter in hand: it may have receipts, and what was wrong in it is corrected
 * by another that names it.
 */
export const wasPosted = (state: LetterState): boolean => POSTED_STATES.some((posted) => posted === state);

/**
 * Takes one step.
 *
 * @throws DomainError LETTER_STATE saying where the letter is; HELD_IN_FUTURE and LETTER_ORDER for the day
 */
export function requireStep(
  from: LetterState,
  step: LetterStep,
  last: LocalDate | null,
  today: LocalDate,
): void {
  if (!mayMove(from, step.to)) throw new DomainError('LETTER_STATE', REFUSALS[from]);
  if (step.on > today) throw new DomainError('HELD_IN_FUTURE', '日期不能晚于今天。', 'on');
  if (last !== null && step.on < last) {
    throw new DomainError('LETTER_ORDER', `日期不能早于上一步的日期（${last}）。`, 'on');
  }
}

/** A draft that was withdrawn and a withdrawn letter are none for the duty; the rest says its steps. */
export function stepsOfDuty(
  steps: readonly LetterStep[],
): readonly { readonly on: LocalDate; readonly state: DutyLetterState }[] {
  if (steps.some(({ to }) => to === 'withdrawn')) return [];
  return steps.flatMap(({ to, on }) => (to === 'withdrawn' ? [] : [{ on, state: to }]));
}

/** 生科系学警〔2026〕12号 */
export const letterNumber = (shortName: string, year: number, serial: number): string =>
  `${shortName}学警〔${year}〕${serial}号`;

/** How long a posted letter is on its way, and whether somebody should ask the post. */
export function transitOf(
  postedOn: LocalDate,
  today: LocalDate,
): { readonly days: number; readonly isLate: boolean } {
  const days = Math.max(0, daysBetween(postedOn, today));
  return { days, isLate: days > DAYS_IN_TRANSIT };
}

export interface Addressee {
  readonly name: string;
  /** 父亲, 母亲, 监护人 … as the office writes it. */
  readonly relation: string;
  readonly address: string;
  readonly postcode: string;
}

/** What keeps a letter from being approved, each a sentence that names the field. */
export function problemsOfAddressee({ name, relation, address, postcode }: Addressee): readonly string[] {
  return [
    ...(name.trim() === '' ? ['没有写收件家长的姓名'] : []),
    ...(relation.trim() === '' ? ['没有写家长和学生的关系'] : []),
    ...(address.trim() === ''
      ? ['没有通信地址']
      : [...address.trim()].length < 6
        ? ['通信地址太短，送不到']
        : []),
    ...(postcode === '' ? ['没有邮政编码'] : /^\d{6}$/.test(postcode) ? [] : ['邮政编码应是 6 位数字']),
  ];
}
