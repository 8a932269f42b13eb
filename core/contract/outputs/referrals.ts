import type { CauseFactor } from '../../domain/cause-factor';
import type { ReferralOutcome, ReferralStanding } from '../../domain/referral';
import type { Role } from '../../domain/role';
import type { SupportTier } from '../../domain/support-tier';
import type { StudentHeading } from './students';

/** What the actions of 早报告 answer. */

export interface ReferralForm {
  /** The student whose archive it was opened from; null: to be named by 学号 and 姓名. */
  readonly student: StudentHeading | null;
  /** Days within which the meeting answers. */
  readonly answerDays: number;
}

export interface PhotoTicket {
  readonly photoId: string;
  readonly upload: {
    readonly url: string;
    readonly method: 'PUT' | 'POST';
    readonly headers: Readonly<Record<string, string>>;
  };
}

export interface ReferralFiled {
  readonly referralId: string;
  /** The same id came before: nothing was written again. */
  readonly repeated: boolean;
  readonly answerBy: string;
}

/** One's own: as written, and no more of the answer than its class. */
export interface OwnReferralItem {
  readonly referralId: string;
  readonly studentName: string;
  readonly studentNo: string;
  readonly filedOn: string;
  readonly standing: ReferralStanding;
  readonly answeredOn: string | null;
}

export interface ReferralListItem {
  readonly referralId: string;
  readonly student: StudentHeading;
  readonly referrer: { readonly name: string; readonly role: Role };
  readonly filedOn: string;
  readonly standing: ReferralStanding;
  readonly answeredOn: string | null;
  /** Days since it was filed. */
  readonly days: number;
  readonly isOverdue: boolean;
}

/** Where an accepted referral stands in the meeting's work. */
export type ReferralPlace =
  /** On the list of the current screening, to be decided or decided already. */
  | { readonly kind: 'listed'; readonly proposalId: string; readonly isDecided: boolean }
  /** Helped already: the case goes on. */
  | { readonly kind: 'has-case'; readonly tier: SupportTier }
  /** No official screening to add to: the next one lists the student. */
  | { readonly kind: 'next-screening' };

export interface ReferralView extends ReferralListItem {
  readonly dueOn: string;
  readonly causes: readonly CauseFactor[];
  readonly causeNote: string;
  readonly seen: string;
  /** By short-lived links. */
  readonly photos: readonly { readonly photoId: string; readonly url: string }[];
  /** Of the student's present grades; null: no grades. */
  readonly figures: {
    readonly outstandingCredits: string;
    readonly gpa: string | null;
    readonly toNextTier: string | null;
  } | null;
  /** Of the open case. */
  readonly currentTier: SupportTier | null;
  /** What follows from accepting; null for who does not see the meeting. */
  readonly ifAccepted: { readonly term: string; readonly tier: SupportTier } | null;
  /** Of an accepted one; null for the others and for who does not see the meeting. */
  readonly place: ReferralPlace | null;
  /** The answer in force, with its reason; null: none, or for who does not see the meeting. */
  readonly answer: {
    readonly answerId: string;
    readonly outcome: ReferralOutcome;
    readonly on: string;
    readonly by: string;
    readonly reason: string;
  } | null;
  readonly canAnswer: boolean;
  readonly nextReferralId: string | null;
}

export interface ReferralAnswered {
  readonly repeated: boolean;
  readonly term: string;
  /** null: not accepted. */
  readonly place: ReferralPlace | null;
  readonly waiting: number;
  /** The oldest of those that still wait. */
  readonly nextReferralId: string | null;
}
