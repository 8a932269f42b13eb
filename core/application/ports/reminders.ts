import type { LocalDate } from '../../domain/local-date';
import type { DigestCounts, ReminderOwners } from '../../domain/reminder';
import type {
  MessageChannel,
  MessageReason,
  MessageState,
  ProblemState,
} from '../../domain/reminder-message';
import type { DutyRecords } from './duty-records';
import type { Instant } from './world';

export type SubscriptionAnswer = 'accepted' | 'rejected' | 'banned';

export interface ReminderRecord extends DigestCounts {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly workNo: string;
  readonly day: LocalDate;
  readonly state: MessageState;
  readonly reason: MessageReason | null;
  /** What WeChat answered, where it did. */
  readonly code: number | null;
  readonly attempts: number;
  readonly settled: {
    readonly how: 'told' | 'send-again';
    readonly on: LocalDate;
    readonly by: string;
    readonly note: string | null;
  } | null;
}

/** Where in the list one is, whether or not that message is still on it. */
export interface ReminderPlace {
  readonly day: LocalDate;
  readonly id: string;
}

export interface ReminderRepository {
  /** Messages that the person may still be sent; whether the employee relation stands. */
  standing(personId: string): Promise<{ readonly credits: number; readonly isEmployee: boolean }>;
  /** The newest message of a person. */
  lastOf(personId: string): Promise<ReminderRecord | null>;
  /**
   * One more credit where accepted, of the employee relation at most one, which anything else ends; the
   * same id again: false, and nothing is written.
   */
  answer(event: {
    readonly id: string;
    readonly personId: string;
    readonly channel: MessageChannel;
    readonly answer: SubscriptionAnswer;
    readonly at: Instant;
  }): Promise<boolean>;
  /** What did not go out and nobody has seen to, newest first, then by id; after `place`, null: from the top. */
  problems(place: ReminderPlace | null, limit: number): Promise<readonly ReminderRecord[]>;
  countProblems(): Promise<Readonly<Record<ProblemState, number>>>;
  /** Messages of digests from a day on, by what became of them. */
  countDeliveries(
    from: LocalDate,
  ): Promise<
    readonly { readonly state: MessageState; readonly reason: MessageReason | null; readonly count: number }[]
  >;
  /** Locks the message until the transaction ends. */
  lock(messageId: string): Promise<ReminderRecord | null>;
  /** Told by other means: it stays as it is, and leaves the list. */
  markTold(messageId: string, note: string): Promise<void>;
  /** Back among what waits, its tries counted anew; its time has come already. */
  sendAgain(messageId: string): Promise<void>;
}

/** What a day's digests are made of so far, by person id. */
export type DigestTally = ReadonlyMap<string, DigestCounts>;

export interface SweepState {
  readonly day: LocalDate;
  readonly afterCase: string | null;
  readonly isFinished: boolean;
  readonly tally: DigestTally;
  /** Sweeps of earlier days that did not finish: this one makes up for them. */
  readonly unfinished: readonly { readonly day: LocalDate; readonly tally: DigestTally }[];
}

/** In force today, by person id. */
export interface SweepOwners extends Pick<ReminderOwners, 'office' | 'leaders'> {
  readonly byClass: ReadonlyMap<string, Pick<ReminderOwners, 'advisers' | 'counselors'>>;
}

/** An open case as the sweep reads it, `handovers` apart: those are its class's. */
export interface SweptCase extends Omit<DutyRecords, 'handovers'> {
  readonly caseId: string;
  readonly classId: string | null;
  /** In whose course the student needs focus, by id; empty where there is no such course. */
  readonly teachers: readonly string[];
  /** What the ledger has of it, by the day of the digest. */
  readonly told: readonly { readonly day: LocalDate; readonly lines: string }[];
}

export interface SweepRepository {
  /**
   * The sweep of the day, made where there is none; locked until the transaction ends, and with it those
   * of earlier days that did not finish. What follows is a page of its own, numbered after the last that
   * was seen: even without the lock a key refuses a second one that began from the same state.
   */
  lock(day: LocalDate): Promise<SweepState>;
  /** Who answers for what today; one statement, however large the department. */
  owners(): Promise<SweepOwners>;
  /** Of every class; as many statements however many. */
  handovers(): Promise<ReadonlyMap<string, DutyRecords['handovers']>>;
  /** Open cases behind one, in the order of their ids; null: from the first. One statement. */
  read(afterCase: string | null, limit: number): Promise<readonly SweptCase[]>;
  /** Writes into the ledger what cases are told of on a day: a row each, a second one is refused. */
  tell(told: readonly { readonly caseId: string; readonly lines: string }[], day: LocalDate): Promise<void>;
  /** Notes how far the sweep has come. `cases` and `stages` are those of the page, `tally` is all of it. */
  move(
    day: LocalDate,
    page: {
      readonly afterCase: string;
      readonly cases: number;
      readonly stages: number;
      readonly tally: DigestTally;
    },
  ): Promise<void>;
  /**
   * One digest for each person of the tally into the outbox; the sweep of the day, and those of earlier
   * days that had not, are finished with it. @returns how many
   */
  finish(day: LocalDate, at: Instant, tally: DigestTally): Promise<number>;
}

export interface LeasedMessage extends DigestCounts {
  readonly id: string;
  readonly personId: string;
  readonly day: LocalDate;
}

export interface BegunMessage extends LeasedMessage {
  /** With this one. */
  readonly attempts: number;
  readonly openid: string;
  readonly channel: MessageChannel;
}

/** What became of one try. `retry` did not go out for certain; `unknown` may have gone out. */
export type SendOutcome =
  | { readonly kind: 'sent' }
  | {
      readonly kind: 'refused' | 'failed' | 'unknown';
      readonly reason: MessageReason;
      readonly code?: number;
    }
  | {
      readonly kind: 'retry';
      readonly reason: MessageReason;
      readonly code?: number;
      /** The next one would meet the same: the run stops. */
      readonly halts: boolean;
    };

export interface SettledMessage {
  readonly message: BegunMessage;
  readonly outcome: SendOutcome;
  /** For `retry`. */
  readonly nextRun: Instant;
  /** Tried as often as it may be. */
  readonly isLast: boolean;
}

export interface OutboxRepository {
  /**
   * What runs that ended in the middle left behind: what they had not begun waits again, what they were
   * sending is held; what is older than `expired` is dropped.
   */
  tidy(now: Instant, expired: LocalDate): Promise<void>;
  /** Takes messages that wait, skipping those that another run is taking at this moment. */
  lease(leaseId: string, now: Instant, until: Instant, limit: number): Promise<readonly LeasedMessage[]>;
  /**
   * Marks messages of the lease as being sent: over the employee relation where it stands, else for a
   * credit each; without either or a bound account they are refused. @returns those to be sent now
   *
   * @param channels that the deployment has
   */
  begin(
    messages: readonly LeasedMessage[],
    leaseId: string,
    now: Instant,
    channels: readonly MessageChannel[],
  ): Promise<readonly BegunMessage[]>;
  /**
   * Notes what became of them, also where the lease has run out since and they were held. A message whose
   * employee relation has ended waits again, for the other channel.
   */
  settle(settled: readonly SettledMessage[], leaseId: string, now: Instant): Promise<void>;
  /** Gives back what the lease has not begun. */
  release(leaseId: string): Promise<void>;
}

/** Sends one digest; answers what became of it, and throws only what it cannot tell. */
export interface ReminderSender {
  readonly channels: readonly MessageChannel[];
  send(to: {
    readonly departmentId: string;
    readonly openid: string;
    readonly channel: MessageChannel;
    readonly text: string;
    readonly day: LocalDate;
  }): Promise<SendOutcome>;
}
