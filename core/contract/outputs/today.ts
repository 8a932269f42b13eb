import type { Duty, DutyKind, DutyState } from '../../domain/duty';
import type { Role } from '../../domain/role';
import type { Page } from '../page';

export type TodoKind =
  | DutyKind
  | 'decide'
  | 'referral'
  | 'import-grades'
  | 'run-screening'
  | 'calendar'
  | 'exception'
  /** The office's: messages that did not reach someone. */
  | 'reminders'
  /** The office's: requests of people about their own data. */
  | 'data-request'
  /** The volunteer's: to log a session, to have one confirmed. */
  | 'help'
  /** The teacher's: a lesson to tick. */
  | 'focus-lesson'
  /** The volunteer's: what the counselor said. */
  | 'guidance'
  /** 集中答疑: to come to, or to report on. */
  | 'qa'
  /** Applications of volunteers that wait for an answer, training, 登记备案 or the first day. */
  | 'recruiting'
  /** The leader's: talks of one person that are overdue. */
  | 'overdue-person'
  /** A talk record filed today. */
  | 'filed';

/** Under which heading a row of 今日 stands; rows come in the order of their headings. */
export type TodoSection = 'task' | 'people' | 'overdue' | 'today' | 'week' | 'later' | 'exception' | 'done';

export interface TodoItem {
  readonly id: string;
  readonly kind: TodoKind;
  readonly section: TodoSection;
  readonly state: Exclude<DutyState, 'paused' | 'waived'>;
  readonly title: string;
  /** Second line: class, tier word, or what is missing. */
  readonly detail: string;
  /** What is to be done, where no form of the app does it. */
  readonly hint: string | null;
  readonly dueOn: string | null;
  /** The sentence of the rule behind the due date. */
  readonly because: string | null;
  readonly student: { readonly id: string; readonly name: string; readonly className: string } | null;
  readonly caseId: string | null;
  /** Where one tap leads. */
  readonly target:
    | { readonly page: 'talk-edit'; readonly caseId: string }
    | {
        readonly page: 'plan-edit' | 'plan-review' | 'course-advice' | 'call-log' | 'joint-meeting';
        readonly caseId: string;
      }
    | { readonly page: 'archive'; readonly studentId: string }
    | { readonly page: 'agenda'; readonly screeningId: string }
    | { readonly page: 'talk-view'; readonly talkId: string }
    | { readonly page: 'referral'; readonly referralId: string }
    | { readonly page: 'imports' }
    | { readonly page: 'calendar' }
    /** The overdue talks of a person, on 今日 itself. */
    | { readonly page: 'person'; readonly personId: string }
    | { readonly page: 'pairing-desk' }
    | { readonly page: 'help-log'; readonly pairingId: string }
    | { readonly page: 'hours' }
    | { readonly page: 'messages' }
    | { readonly page: 'guidance'; readonly studentId: string }
    | { readonly page: 'applicants'; readonly callId: string }
    | { readonly page: 'qa' }
    | { readonly page: 'qa-report'; readonly sessionId: string }
    | { readonly page: 'focus'; readonly offeringId: string }
    | { readonly page: 'focus-note'; readonly offeringId: string; readonly studentId: string }
    | { readonly page: 'letters' }
    | { readonly page: 'delivery' }
    | { readonly page: 'text-hints' }
    | { readonly page: 'data-requests' }
    | { readonly page: 'class'; readonly classId: string }
    | { readonly page: 'screening' };
}

export interface TodayList extends Page<TodoItem> {
  readonly role: Role;
  readonly today: string;
  /** Of what the role owes, whatever is filtered, without 其他应办; the leader's overdue are everybody's talks. */
  readonly counts: { readonly overdue: number; readonly open: number; readonly upcoming: number };
  /** 其他应办: duties other than talks. */
  readonly others: { readonly total: number; readonly overdue: number };
  /** The coming days and how much is due on each. */
  readonly days: readonly { readonly day: string; readonly due: number; readonly isTeaching: boolean }[];
  /** The classes that one may filter by. */
  readonly classes: readonly { readonly id: string; readonly name: string }[];
  /** Whose overdue talks these are, where the leader asked for a person. */
  readonly person: { readonly personId: string; readonly name: string } | null;
  /** Duties that match the filters. */
  readonly total: number;
}

export interface TodayWorkload {
  /** Monday to Sunday, this week the first. */
  readonly weeks: readonly { readonly from: string; readonly to: string }[];
  readonly people: readonly {
    readonly key: string;
    readonly name: string;
    readonly role: string;
    /** By week. */
    readonly talks: readonly number[];
  }[];
}

export type DutyView = Duty;
