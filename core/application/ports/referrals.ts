import type { CauseFactor } from '../../domain/cause-factor';
import type { LocalDate } from '../../domain/local-date';
import type { PhotoType, ReferralOutcome, ReferralStanding } from '../../domain/referral';
import type { Role } from '../../domain/role';
import type { Student } from './student';
import type { Instant } from './world';

/** 早报告: what a member of the working group saw of a student. */
export interface ReferralRow {
  readonly id: string;
  readonly studentId: string;
  /** As the referrer named the student. */
  readonly studentNo: string;
  readonly studentName: string;
  readonly causes: readonly CauseFactor[];
  readonly causeNote: string;
  readonly seen: string;
  readonly referrerId: string;
  readonly referrerRole: Role;
  readonly filedOn: LocalDate;
  readonly filedAt: Instant;
}

export interface ReferralPhoto {
  readonly id: string;
  readonly path: string;
  readonly contentType: PhotoType;
  readonly bytes: number;
}

/** What a referrer may see of an own referral: no more than the outcome's class. */
export interface OwnReferral extends ReferralRow {
  readonly standing: ReferralStanding;
  readonly answeredOn: LocalDate | null;
}

/** For whom the student is in reach. */
export interface ReferralRecord extends OwnReferral {
  readonly student: Student;
  readonly referrerName: string;
}

export interface ReferralAnswer {
  readonly id: string;
  readonly referralId: string;
  readonly outcome: ReferralOutcome | 'withdrawn';
  /** The semester for whose screening it counts; null: withdrawn. */
  readonly term: string | null;
  readonly reason: string;
  readonly answeredOn: LocalDate;
  readonly answeredAt: Instant;
  readonly answeredBy: string;
}

/** A referral that the meeting accepted, as the screening of that semester takes it. */
export interface AcceptedReferral {
  readonly student: Student;
  readonly id: string;
  readonly term: string;
  readonly filedOn: LocalDate;
  readonly referrerName: string;
  readonly referrerRole: Role;
}

export interface ReferralRepository {
  /** The student whose 学号 and name both are these; for every role, whatever its reach. null: nobody. */
  studentNamed(studentNo: string, name: string): Promise<string | null>;
  /** Same id again by the same person about the same student: false, and nothing is written. */
  add(referral: ReferralRow, photos: readonly ReferralPhoto[]): Promise<boolean>;
  /** One's own, whatever its student's reach. */
  own(referralId: string): Promise<OwnReferral | null>;
  /** One's own, newest first, skipping the first `skip`. */
  ownList(skip: number, limit: number): Promise<readonly OwnReferral[]>;
  /** About a student in reach; null: absent or out of reach alike. */
  get(referralId: string): Promise<ReferralRecord | null>;
  /** All in reach: `waiting` the oldest first, the others newest first. */
  list(show: 'waiting' | 'answered', skip: number, limit: number): Promise<readonly ReferralRecord[]>;
  /** Of the whole department; for roles that see it. */
  countWaiting(): Promise<number>;
  ofStudent(studentId: string): Promise<readonly ReferralRecord[]>;
  photos(referralId: string): Promise<readonly ReferralPhoto[]>;
  /** Locks the referral until the transaction ends: an answer and a withdrawal do not meet. */
  lock(referralId: string): Promise<void>;
  /** The answer in force with who gave it; for roles that see the department. */
  answer(referralId: string): Promise<(ReferralAnswer & { readonly answeredByName: string }) | null>;
  /** By its own id; for roles that see the department. */
  answerById(answerId: string): Promise<ReferralAnswer | null>;
  /** Append-only; the newest one is in force. Same id again: false. */
  addAnswer(answer: ReferralAnswer): Promise<boolean>;
  /** Those whose answer in force is that they are accepted, for the semester. */
  accepted(term: string): Promise<readonly AcceptedReferral[]>;
}
