/**
 * What may become of a message: it waits, a run has taken it, a run is sending it; then it went out, may
 * or may not have gone out (held for a person), was refused by WeChat or for want of a credit, failed,
 * or was dropped because its day had passed.
 */
export const MESSAGE_STATES = [
  'waiting',
  'leased',
  'sending',
  'sent',
  'held',
  'refused',
  'failed',
  'dropped',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** What ended without the person being told, as far as is known. */
export const PROBLEM_STATES = ['held', 'refused', 'failed', 'dropped'] as const;
export type ProblemState = (typeof PROBLEM_STATES)[number];

export const MESSAGE_REASONS = [
  'no-credit',
  'not-bound',
  'unsubscribed',
  'banned',
  'recipient',
  'template',
  'values',
  'sensitive',
  'quota',
  'busy',
  'token',
  'network',
  'no-answer',
  'interrupted',
  'attempts',
  'expired',
  'other',
] as const;
/** Why a message did not go out, or why that is unknown. */
export type MessageReason = (typeof MESSAGE_REASONS)[number];

/** How often one message is tried before a person is asked. */
export const MAX_ATTEMPTS = 8;
const LONGEST_WAIT_MINUTES = 60;

/** Minutes until the next try: 1, 2, 4 … at most an hour. @param attempts tries so far, ≥ 1 */
export const waitAfter = (attempts: number): number =>
  Math.min(2 ** Math.min(attempts - 1, 10), LONGEST_WAIT_MINUTES);

/** A digest that could not go out by the end of this many days after its own is not sent late. */
export const EXPIRES_AFTER_DAYS = 1;

/** Longest reason that a person gives for having told someone by other means. */
export const SETTLE_NOTE_LIMIT = 100;

/**
 * The two ways to a person's WeChat: `employee` (用工关系) stands until it is ended and spends nothing,
 * where the department has it; `once` is one message for each accept.
 */
export const MESSAGE_CHANNELS = ['employee', 'once'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

/** Under which a person's credits of a channel are kept; of `employee` 1 while the relation stands. */
export const CREDIT_TEMPLATES: Readonly<Record<MessageChannel, string>> = {
  employee: 'employee',
  once: 'duties',
};

export const isProblemState = (state: MessageState): state is ProblemState =>
  PROBLEM_STATES.some((problem) => problem === state);

/** What became of a message, as the office's report counts it; `unknown` may have gone out. */
export const DELIVERY_KINDS = [
  'sent',
  'waiting',
  'no-credit',
  'not-bound',
  'refused',
  'failed',
  'unknown',
] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** By its state, and by the reason where it was refused before WeChat was asked. */
export function deliveryOf(state: MessageState, reason: MessageReason | null): DeliveryKind {
  switch (state) {
    case 'sent':
      return 'sent';
    case 'waiting':
    case 'leased':
    case 'sending':
      return 'waiting';
    case 'held':
      return 'unknown';
    case 'refused':
      return reason === 'no-credit' || reason === 'not-bound' ? reason : 'refused';
    case 'failed':
    case 'dropped':
      return 'failed';
  }
}

/** The report counts so many days, today among them. */
export const REPORT_DAYS = 30;
