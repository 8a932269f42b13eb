import type { LocalDate } from '../../domain/local-date';
import type { ApplicationStepKind, TrainingItem } from '../../domain/recruiting';
import type { WeeklyPeriod } from '../../domain/weekly-period';
import type { Student } from './student';
import type { Instant } from './world';

export interface VolunteerCall {
  readonly id: string;
  readonly term: string;
  readonly title: string;
  readonly asks: string;
  readonly training: readonly TrainingItem[];
  readonly closesOn: LocalDate;
  readonly madeBy: string;
  readonly madeOn: LocalDate;
}

export interface NamedCourse {
  readonly name: string;
  /** As the applicant says; "": nothing. */
  readonly score: string;
}

export interface ApplicationStepRow {
  readonly id: string;
  readonly applicationId: string;
  readonly kind: ApplicationStepKind;
  readonly on: LocalDate;
  readonly item: number | null;
  readonly minutes: number | null;
  /** For the working group. */
  readonly reason: string;
  /** What the applicant was told. */
  readonly told: string;
  readonly at: Instant;
  /** Null: the applicant. */
  readonly by: string | null;
}

export interface ApplicationRecord {
  readonly id: string;
  readonly callId: string;
  readonly student: Student;
  readonly courses: readonly NamedCourse[];
  readonly free: readonly WeeklyPeriod[];
  readonly campus: string;
  readonly contact: string;
  readonly why: string;
  readonly filedOn: LocalDate;
  readonly steps: readonly (ApplicationStepRow & { readonly byName: string | null })[];
}

export interface RecruitingRepository {
  /** Newest first. */
  calls(): Promise<readonly VolunteerCall[]>;
  /** Same id again: false. */
  addCall(call: VolunteerCall, at: Instant): Promise<boolean>;
  /** Of students in reach, in the order of their filing; of one call. */
  applications(callId?: string): Promise<readonly ApplicationRecord[]>;
  get(applicationId: string): Promise<ApplicationRecord | null>;
  /** One step at a time of an application, until the transaction ends. */
  lock(applicationId: string): Promise<void>;
  /** Same id, or the same step again: false. */
  addStep(step: ApplicationStepRow): Promise<boolean>;
}

/** A phone that nobody has signed in on. */
interface Phone {
  readonly provider: string;
  readonly subject: string;
}

export interface OpenCall {
  readonly callId: string;
  readonly departmentName: string;
  readonly term: string;
  readonly title: string;
  readonly asks: string;
  readonly training: readonly TrainingItem[];
  readonly closesOn: LocalDate;
  /** What this phone has applied with. */
  readonly own: {
    readonly applicationId: string;
    readonly studentName: string;
    readonly courses: readonly NamedCourse[];
    readonly free: readonly WeeklyPeriod[];
    readonly campus: string;
    readonly contact: string;
    readonly why: string;
    readonly steps: readonly {
      readonly kind: ApplicationStepKind;
      readonly on: LocalDate;
      readonly item: number | null;
      readonly told: string;
    }[];
  } | null;
}

export interface SentApplication extends Phone {
  readonly applicationId: string;
  readonly callId: string;
  readonly studentNo: string;
  readonly name: string;
  readonly courses: readonly NamedCourse[];
  readonly free: readonly WeeklyPeriod[];
  readonly campus: string;
  readonly contact: string;
  readonly why: string;
  readonly at: Instant;
  readonly today: LocalDate;
}

/** What a phone without an account may do of a call for volunteers. */
export interface ApplicantStore {
  openCalls(phone: Phone & { readonly today: LocalDate }): Promise<readonly OpenCall[]>;
  sendApplication(
    sent: SentApplication,
  ): Promise<'filed' | 'wrong' | 'too-many' | 'closed' | 'taken' | 'answered'>;
  /** False: there is none, or it is too late. */
  withdrawApplication(
    withdrawn: Phone & {
      readonly applicationId: string;
      readonly stepId: string;
      readonly at: Instant;
      readonly today: LocalDate;
    },
  ): Promise<boolean>;
}
