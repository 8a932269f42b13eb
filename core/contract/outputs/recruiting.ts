import type {
  ApplicationStanding,
  ApplicationStepKind,
  CourseClaim,
  SelectionCriterion,
  TrainingItem,
} from '../../domain/recruiting';
import type { Page } from '../page';

export interface RecruitingCall {
  readonly callId: string;
  readonly term: string;
  readonly title: string;
  readonly asks: string;
  readonly closesOn: string;
  readonly isOpen: boolean;
  /** Of applicants in reach, by where they stand. */
  readonly counts: Readonly<Record<ApplicationStanding, number>>;
}

export interface CallList extends Page<RecruitingCall> {
  /** What a new call begins with. */
  readonly usualTraining: readonly TrainingItem[];
  readonly term: string;
}

export interface ApplicantItem {
  readonly applicationId: string;
  readonly name: string;
  readonly studentNo: string;
  readonly className: string;
  readonly courses: readonly string[];
  readonly filedOn: string;
  readonly standing: ApplicationStanding;
}

export interface ApplicantList extends Page<ApplicantItem> {
  readonly title: string;
  readonly asks: string;
  readonly closesOn: string;
}

export interface ApplicantView extends Omit<ApplicantItem, 'courses'> {
  readonly callTitle: string;
  readonly claims: readonly CourseClaim[];
  readonly free: readonly string[];
  readonly campus: string;
  readonly contact: string;
  readonly why: string;
  readonly criteria: readonly SelectionCriterion[];
  readonly training: readonly (TrainingItem & {
    readonly done: { readonly on: string; readonly minutes: number } | null;
  })[];
  readonly steps: readonly {
    readonly kind: ApplicationStepKind;
    readonly on: string;
    readonly byName: string | null;
    readonly reason: string;
    readonly told: string;
  }[];
  readonly can: Readonly<Record<'decide' | 'train' | 'register' | 'activate', boolean>>;
}

export interface ApplicationChanged {
  readonly applicationId: string;
  readonly standing: ApplicationStanding;
}

/** A call as a phone without an account sees it, with its own application. */
export interface CallSeen {
  readonly callId: string;
  readonly departmentName: string;
  readonly term: string;
  readonly title: string;
  readonly asks: string;
  readonly training: readonly TrainingItem[];
  readonly closesOn: string;
  readonly isOpen: boolean;
  readonly own: {
    readonly applicationId: string;
    readonly studentName: string;
    readonly courses: readonly { readonly name: string; readonly score: string }[];
    readonly free: readonly string[];
    readonly campus: string;
    readonly contact: string;
    readonly why: string;
    readonly standing: ApplicationStanding;
    readonly steps: readonly {
      readonly kind: ApplicationStepKind;
      readonly on: string;
      readonly told: string;
    }[];
    /** Of the training, from 0. */
    readonly trained: readonly number[];
  } | null;
}

export interface RecruitingOutputs {
  'recruiting.calls': CallList;
  'recruiting.open': { readonly callId: string };
  'recruiting.applicants': ApplicantList;
  'recruiting.applicant': ApplicantView;
  'recruiting.decide': ApplicationChanged;
  'recruiting.train': ApplicationChanged;
  'recruiting.register': ApplicationChanged;
  'recruiting.activate': ApplicationChanged;
}
