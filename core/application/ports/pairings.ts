import type { LocalDate } from '../../domain/local-date';
import type { ClassWish, PairingEndKind } from '../../domain/pairing-end';
import type { PlanWay } from '../../domain/study-plan';
import type { SupportTier } from '../../domain/support-tier';
import type { Term } from '../../domain/term';
import type { WeeklyPeriod } from '../../domain/weekly-period';
import type { Student } from './student';
import type { Instant } from './world';

export interface NeededCourse {
  readonly code: string;
  readonly name: string;
}

/** What a student needs of a pair; `free` null: not said yet. */
export interface PairingWish {
  readonly free: readonly WeeklyPeriod[] | null;
  readonly campus: string | null;
  readonly classWish: ClassWish | null;
  /** A pair at tier 1 or 3 was asked for on this day. */
  readonly askedOn: LocalDate | null;
}

export interface PairingRow {
  readonly id: string;
  readonly caseId: string;
  readonly studentId: string;
  /** A person. */
  readonly volunteerId: string;
  readonly firstDay: LocalDate;
  readonly courses: readonly NeededCourse[];
  readonly agreedContact: string;
  /** Why these two, in a sentence. */
  readonly because: string;
  readonly madeBy: string;
  readonly madeAt: Instant;
}

export interface PairingEnd {
  readonly lastDay: LocalDate;
  readonly kind: PairingEndKind;
  readonly note: string;
  readonly endedBy: string;
  readonly endedAt: Instant;
}

export interface PairingRecord extends PairingRow {
  readonly volunteerName: string;
  readonly end: { readonly lastDay: LocalDate; readonly kind: PairingEndKind; readonly note: string } | null;
}

/** An open case as one looks for a pair. */
export interface PairingNeed {
  readonly caseId: string;
  readonly student: Student;
  readonly tier: SupportTier;
  readonly openedOn: LocalDate;
  /** The outstanding courses of the last decision, each once. */
  readonly courses: readonly NeededCourse[];
  readonly wish: PairingWish | null;
  readonly refusals: readonly { readonly volunteerId: string; readonly by: 'student' | 'volunteer' }[];
  /** Newest first; the first one without an end is active. */
  readonly pairings: readonly PairingRecord[];
}

/** A volunteer at work, with pairs of the whole department counted. */
export interface VolunteerOnOffer {
  readonly personId: string;
  readonly workNo: string;
  readonly name: string;
  readonly className: string | null;
  /** Names of courses, as the imported list has them. */
  readonly helpsWith: readonly string[];
  readonly freeTime: string | null;
  readonly passed: readonly (NeededCourse & { readonly score: number | null })[];
  readonly free: readonly WeeklyPeriod[] | null;
  readonly campus: string | null;
  readonly places: number;
  readonly load: number;
  /** Takes nobody at present. */
  readonly isPaused: boolean;
}

export interface VolunteerProfile {
  readonly passed: VolunteerOnOffer['passed'];
  readonly free: readonly WeeklyPeriod[] | null;
  readonly campus: string | null;
  readonly places: number;
}

/** The shared part of a study plan: never the goal, a credit or a result. */
export interface SharedPlan {
  readonly pairingId: string;
  readonly lines: readonly {
    readonly course: string;
    readonly way: PlanWay;
    readonly term: Term;
    readonly on: LocalDate | null;
  }[];
  readonly steps: readonly string[];
}

/** All that a volunteer may know of a student (reading §1). */
export interface OwnPair {
  readonly pairingId: string;
  readonly studentName: string;
  readonly className: string;
  readonly agreedContact: string;
  readonly courses: readonly NeededCourse[];
  readonly firstDay: LocalDate;
}

export interface PairingRepository {
  /** Open cases in the actor's scope by 学号; of one student only. */
  needs(studentId?: string): Promise<readonly PairingNeed[]>;
  /** By 学号; for the roles that make pairs. */
  offers(): Promise<readonly VolunteerOnOffer[]>;
  get(pairingId: string): Promise<PairingRecord | null>;
  /** Same id again: false. @throws DomainError VOLUNTEER_FULL or ALREADY_PAIRED */
  add(row: PairingRow): Promise<boolean>;
  end(pairingId: string, end: PairingEnd): Promise<void>;
  /** Ends what is active of a student; how many pairs that were. */
  endOfStudent(studentId: string, end: PairingEnd): Promise<number>;
  setContact(pairingId: string, agreedContact: string): Promise<void>;
  saveWish(studentId: string, wish: PairingWish, by: string, at: Instant): Promise<void>;
  saveProfile(personId: string, profile: VolunteerProfile, by: string, at: Instant): Promise<void>;
  /** Said twice it is the same. */
  addRefusal(refusal: {
    readonly id: string;
    readonly studentId: string;
    readonly volunteerId: string;
    readonly by: 'student' | 'volunteer';
    readonly note: string;
    readonly recordedBy: string;
    readonly recordedOn: LocalDate;
  }): Promise<boolean>;
  /** The volunteer's own active ones. */
  mine(): Promise<readonly OwnPair[]>;
  /** Of those that have a plan. */
  sharedPlans(): Promise<readonly SharedPlan[]>;
}
