import type { DeliveryKind, MessageReason, MessageState, ProblemState } from '../../domain/reminder-message';
import type { Page } from '../page';

export interface ReminderStanding {
  /** Messages that WeChat may still deliver to this person, one for each accept. */
  readonly credits: number;
  /** Whether they come as messages of the employee relation, which spend nothing. */
  readonly isEmployee: boolean;
}

export interface MyReminders extends ReminderStanding {
  readonly last: {
    readonly day: string;
    readonly text: string;
    readonly state: MessageState;
    readonly reason: MessageReason | null;
  } | null;
}

export interface ReminderProblem {
  readonly id: string;
  readonly person: { readonly name: string; readonly workNo: string };
  readonly day: string;
  readonly text: string;
  readonly state: MessageState;
  readonly reason: MessageReason | null;
  /** What WeChat answered, where it did. */
  readonly code: number | null;
  readonly settled: {
    readonly how: 'told' | 'send-again';
    readonly on: string;
    readonly by: string;
    readonly note: string | null;
  } | null;
}

export interface ReminderProblems extends Page<ReminderProblem> {
  readonly counts: Readonly<Record<ProblemState, number>>;
  /** What became of all messages from a day on, whether or not someone was told since. */
  readonly report: { readonly from: string; readonly counts: Readonly<Record<DeliveryKind, number>> };
}
