import type { LocalDate } from '../../domain/local-date';
import type { HelpFacts, Helpfulness, HelpKind } from '../../domain/service-hours';
import type { Instant } from './world';

export interface HelpRow {
  readonly id: string;
  readonly pairingId: string;
  readonly volunteerId: string;
  readonly kind: HelpKind;
  readonly heldOn: LocalDate;
  /** Minutes since midnight in Asia/Shanghai. */
  readonly from: number;
  readonly to: number;
  readonly course: string;
  readonly done: string;
  readonly next: string;
  readonly filedOn: LocalDate;
  readonly filedAt: Instant;
}

export interface HelpRecord extends HelpRow, HelpFacts {
  readonly answeredOn: LocalDate | null;
  /** The student's; null: none, or not for the actor. */
  readonly feedback: { readonly helpful: Helpfulness; readonly wish: string } | null;
}

export interface HelpRepository {
  /** Same id again by the same volunteer for the same pair: false. @throws DomainError OVERLAP, NOT_FOUND */
  add(row: HelpRow): Promise<boolean>;
  get(sessionId: string): Promise<HelpRecord | null>;
  /** The actor's own, newest first. */
  own(): Promise<readonly HelpRecord[]>;
  /** Of a student in reach, newest first. */
  ofStudent(studentId: string): Promise<readonly HelpRecord[]>;
  /** False: it was answered before. */
  withdraw(sessionId: string, on: LocalDate, at: Instant): Promise<boolean>;
  /** False: not one's own, or it needs no code. */
  keepCode(sessionId: string, codeHash: string, until: Instant): Promise<boolean>;
  /** Append-only, the last word is in force. Same id again: false. */
  review(review: {
    readonly id: string;
    readonly sessionId: string;
    readonly outcome: 'approved' | 'refused';
    readonly note: string;
    readonly by: string;
    readonly on: LocalDate;
  }): Promise<boolean>;
}

/** What the student says of a session, on a phone that nobody has signed in on. */
export interface HelpAnswer {
  readonly provider: string;
  readonly subject: string;
  readonly studentNo: string;
  readonly code: string;
  readonly answer: 'look' | 'confirmed' | 'objected';
  readonly at: Instant;
  readonly today: LocalDate;
}

export interface HelpSeen {
  readonly outcome: 'look' | 'confirmed' | 'objected' | 'wrong' | 'too-many' | 'own-phone';
  readonly volunteerName: string;
  readonly heldOn: LocalDate;
  readonly from: number;
  readonly to: number;
  readonly course: string;
  readonly done: string;
}

/** What the student adds after the answer, from the same phone. */
export interface HelpFeedback {
  readonly provider: string;
  readonly subject: string;
  readonly studentNo: string;
  readonly helpful: Helpfulness;
  readonly wish: string;
  readonly at: Instant;
  readonly today: LocalDate;
}
