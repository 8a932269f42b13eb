import type { CaseOutcome, Difficulty } from '../domain/case-decision';
import type { CauseFactor } from '../domain/cause-factor';
import type { CriterionId, CriterionState, Evidence, EvidenceFact, EvidenceRow } from '../domain/criterion';
import type { Duty, DutyKind, DutyState } from '../domain/duty';
import type { ImportKind } from '../domain/import-kind';
import type { LayoutId } from '../domain/import-layout';
import type { Role } from '../domain/role';
import type { SupportTier } from '../domain/support-tier';
import type { TalkDetails } from '../domain/talk-details';
import type { TalkMode } from '../domain/talk-record';
import type { LetterState } from '../domain/warning-letter';
import type { ActionName } from './actions';
import type { ArchiveCase, ArchiveViewers, Timeline, TimelineItem } from './outputs-archive';
import type { AuditCheck, AuditItem } from './outputs-audit';
import type { CalendarEffect, CalendarMonth } from './outputs-calendar';
import type { CertificateDesk, OwnCertificates, VolunteerCertificates } from './outputs-certificates';
import type { CheckFiled, DrawList, Drawn } from './outputs-checks';
import type { CommendationOutputs } from './outputs-commendations';
import type { ConferenceOfStudent, ConferenceOutputs } from './outputs-conferences';
import type { FigureOutputs } from './outputs-figures';
import type { FocusFiled, FocusList } from './outputs-focus';
import type { GuidanceFiled, GuidanceOfStudent, OwnGuidanceList } from './outputs-guidance';
import type { HelpCode, HelpFiled, HelpList, OwnHelp } from './outputs-help';
import type { JointMeetingChanged, JointMeetingView } from './outputs-joint-meetings';
import type {
  LetterDesk,
  LetterReceipts,
  LettersApproved,
  LettersPrinted,
  LetterView,
  TemplateView,
  WordingView,
} from './outputs-letters';
import type { Oversight, OversightRows } from './outputs-oversight';
import type { OwnPairItem, PairingDesk, PairsConfirmed, StudentPairing } from './outputs-pairings';
import type { QuickPhrases } from './outputs-phrases';
import type { PolicyVersionItem, PolicyView, SavedPolicy } from './outputs-policies';
import type { PrivacyStanding } from './outputs-privacy';
import type { QaChanged, QaItem, QaList } from './outputs-qa';
import type { QueueKey } from './outputs-queue';
import type { RecruitingOutputs } from './outputs-recruiting';
import type { MyReminders, ReminderProblem, ReminderProblems, ReminderStanding } from './outputs-reminders';
import type { CaseClosed, Rollover, RolloverCases } from './outputs-rollover';
import type {
  HandoverSheet,
  RosterAreas,
  RosterClass,
  RosterClassDetail,
  RosterOffering,
  RosterPerson,
  RosterPersonDetail,
  RosterScopes,
} from './outputs-roster';
import type { ScreeningComparison, ScreeningReplay } from './outputs-screenings';
import type { StudentHeading } from './outputs-students';
import type { SummaryOutputs } from './outputs-summary';
import type { TalkList } from './outputs-talk-list';
import type { EarlierTalk, PlanBeside, TalkRevised, TalkRevisionView } from './outputs-talks';
import type { TextHint, TextHints } from './outputs-texts';
import type { WaiverPage } from './outputs-waivers';
import type { WhatIfPart } from './outputs-what-if';
import type { Page } from './page';

export type * from './outputs-archive';
export type * from './outputs-audit';
export type { CalendarEffect, CalendarMonth } from './outputs-calendar';
export type * from './outputs-certificates';
export type * from './outputs-checks';
export type * from './outputs-commendations';
export type * from './outputs-figures';
export type * from './outputs-focus';
export type * from './outputs-guidance';
export type * from './outputs-help';
export type * from './outputs-joint-meetings';
export type * from './outputs-letters';
export type * from './outputs-pairings';
export type * from './outputs-policies';
export type * from './outputs-privacy';
export type * from './outputs-qa';
export type * from './outputs-recruiting';
export type * from './outputs-reminders';
export type * from './outputs-roster';
export type * from './outputs-talk-list';
export type * from './outputs-texts';

import type { ProposedChange } from './outputs-changes';

import type { CallFiled, CallForm, GuardianList, GuardianNumbers } from './outputs-guardians';
import type { PlanChanged, StudyPlanView } from './outputs-plans';

export type * from './outputs-changes';
export type * from './outputs-conferences';
export type * from './outputs-guardians';
export type * from './outputs-oversight';
export type * from './outputs-phrases';
export type * from './outputs-plans';
export type * from './outputs-rollover';
export type * from './outputs-screenings';
export type * from './outputs-summary';
export type * from './outputs-talks';
export type * from './outputs-waivers';
export type * from './outputs-what-if';
export type * from './page';

import type {
  OwnReferralItem,
  PhotoTicket,
  ReferralAnswered,
  ReferralFiled,
  ReferralForm,
  ReferralListItem,
  ReferralView,
} from './referrals';

/**
 * What each action answers. Codes are English (labels come from core/domain/labels), dates
 * `YYYY-MM-DD` in Asia/Shanghai, credits and points decimal strings with two places.
 */

export type Tier = SupportTier;
export type CriterionStates = Readonly<Record<CriterionId, CriterionState>>;
export type { Evidence, EvidenceFact, EvidenceRow };

export interface Me {
  readonly personId: string;
  readonly name: string;
  readonly workNo: string;
  readonly department: { readonly name: string; readonly shortName: string };
  /** The roles in force today, the active one marked. */
  readonly roles: readonly { readonly role: Role; readonly scope: string }[];
  readonly activeRole: Role;
  readonly today: string;
  readonly termLabel: string | null;
}

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
  /** The volunteer's: to log a session, to have one confirmed. */
  | 'help'
  /** The teacher's: a lesson to tick. */
  | 'focus-lesson'
  /** The volunteer's: what the counselor said. */
  | 'guidance'
  /** 集中答疑: to come to, or to report on. */
  | 'qa'
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
    | { readonly page: 'qa' }
    | { readonly page: 'qa-report'; readonly sessionId: string }
    | { readonly page: 'focus'; readonly offeringId: string }
    | { readonly page: 'focus-note'; readonly offeringId: string; readonly studentId: string }
    | { readonly page: 'letters' }
    | { readonly page: 'delivery' }
    | { readonly page: 'text-hints' }
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

export interface StudentListItem {
  readonly studentId: string;
  readonly studentNo: string;
  readonly name: string;
  readonly className: string;
  readonly caseId: string | null;
  readonly tier: Tier | null;
  readonly outstandingCredits: string | null;
  readonly lastTalkOn: string | null;
  readonly daysSinceLastTalk: number | null;
  readonly nextDue: {
    readonly kind: TodoKind;
    readonly dueOn: string;
    readonly state: TodoItem['state'];
  } | null;
}

export interface StudentList extends Page<StudentListItem> {
  readonly total: number;
  readonly classes: readonly { readonly id: string; readonly name: string }[];
}

export type DutyView = Duty;

export interface StudentArchive {
  readonly student: {
    readonly id: string;
    readonly studentNo: string;
    readonly name: string;
    readonly gender: string | null;
    readonly nativePlace: string | null;
    readonly className: string;
    readonly hasSensitive: boolean;
  };
  readonly openCase: {
    readonly caseId: string;
    readonly term: string;
    readonly tier: Tier;
    readonly decidedOn: string;
    readonly difficulty: Difficulty | null;
    /** Who sees to the next step; null: nobody was named. */
    readonly owner: string | null;
    /** Without the sensitive ones, which have their own action. */
    readonly causes: readonly CauseFactor[];
    readonly outstandingCredits: string;
    readonly gpa: string | null;
    readonly toNextTier: string | null;
    readonly evidence: readonly Evidence[];
    readonly sources: readonly EvidenceSource[];
  } | null;
  readonly duties: readonly DutyView[];
  /** The newest of it, as `students.timeline` answers. */
  readonly timeline: readonly TimelineItem[];
  readonly timelineNext: string | null;
  readonly timelineGroups: Timeline['groups'];
  /** Newest first, the open one too. */
  readonly cases: readonly ArchiveCase[];
  /** 早报告 about the student, newest first; what was seen is read one by one. */
  readonly referrals: readonly ReferralListItem[];
  readonly advisers: readonly string[];
  readonly counselors: readonly string[];
  readonly can: {
    readonly fileTalk: boolean;
    readonly seeSensitive: boolean;
    readonly waive: boolean;
    readonly export: boolean;
    readonly exportSensitive: boolean;
  };
}

/** A file behind evidence: who imported it, and when (ISO 8601). */
export interface EvidenceSource {
  readonly file: string;
  readonly by: string;
  readonly at: string;
}

export interface StudentSensitive {
  readonly family: string | null;
  readonly contact: string | null;
  readonly guardians: string | null;
  /** The open case's causes that tell of family, illness, psychology, discipline or belief, and what was noted. */
  readonly causes: readonly CauseFactor[];
  readonly causeNote: string;
  /** Disciplinary actions behind the open case. */
  readonly discipline: readonly EvidenceFact[];
}

export interface TalkForm {
  readonly caseId: string;
  readonly today: string;
  readonly student: {
    readonly id: string;
    readonly studentNo: string;
    readonly name: string;
    readonly gender: string | null;
    readonly nativePlace: string | null;
    readonly className: string;
  };
  readonly family: string;
  readonly contact: string;
  readonly tier: Tier;
  readonly decidedOn: string;
  readonly outstanding: readonly {
    readonly courseName: string;
    readonly credit: string;
    readonly term: string;
  }[];
  readonly lastTalk: {
    readonly talkId: string;
    readonly heldOn: string;
    readonly by: string;
    readonly problems: string;
    readonly assessment: string;
  } | null;
  /** What is known already of the choices. */
  readonly details: TalkDetails;
  /** The study plan in force, beside the form; null: there is none. */
  readonly plan: PlanBeside | null;
  /** Of the last 60 days, the newest first: what another one of the same day might repeat. */
  readonly earlier: readonly EarlierTalk[];
  readonly duty: DutyView | null;
  readonly role: 'adviser' | 'counselor';
  /** The colleague who could have been present: name, or null where the assignment is vacant. */
  readonly colleague: { readonly role: 'adviser' | 'counselor'; readonly name: string | null };
}

export interface FilingResult {
  readonly talkId: string;
  /** The same id came before: nothing was written again. */
  readonly repeated: boolean;
  readonly late: { readonly days: number } | null;
  readonly closed: readonly DutyView[];
  readonly next: DutyView | null;
}

export interface TalkView {
  readonly talkId: string;
  readonly caseId: string;
  readonly student: TalkForm['student'];
  readonly heldOn: string;
  readonly filedAt: string;
  readonly late: { readonly days: number } | null;
  readonly mode: TalkMode;
  readonly place: string;
  readonly duration: number | null;
  readonly attended: boolean;
  readonly family: string;
  readonly contact: string;
  readonly problems: string;
  readonly assessment: string;
  readonly parentsContacted: boolean | null;
  readonly needsAttention: boolean | null;
  readonly psychologicalReferral: boolean | null;
  /** Null: nothing was chosen. */
  readonly details: TalkDetails | null;
  readonly author: { readonly name: string; readonly role: Role };
  readonly participants: readonly { readonly name: string; readonly role: Role }[];
  /** Corrections, the first one first; the record above is as the last one left it. */
  readonly revisions: readonly TalkRevisionView[];
  readonly supplements: readonly {
    readonly id: string;
    readonly text: string;
    readonly heldOn: string | null;
    readonly filedAt: string;
    readonly author: { readonly name: string; readonly role: Role };
  }[];
  /** The two lines at the foot of the annex, as they stand. */
  readonly signatures: {
    readonly adviser: { readonly name: string; readonly on: string } | null;
    readonly counselor: { readonly name: string; readonly on: string | null } | null;
  };
  readonly can: { readonly supplement: boolean; readonly print: boolean; readonly revise: boolean };
}

export interface ScreeningSummary {
  readonly screeningId: string;
  readonly term: string;
  readonly kind: 'preview' | 'official';
  readonly ranOn: string;
  readonly by: string;
  readonly policy: { readonly id: string; readonly version: string };
  readonly students: number;
  readonly identified: number;
  readonly tiers: { readonly watch: number; readonly 1: number; readonly 2: number; readonly 3: number };
  readonly undecided: number;
  readonly files: readonly string[];
}

export interface ProposalListItem {
  readonly proposalId: string;
  readonly student: StudentHeading;
  readonly tier: Tier | null;
  readonly outstandingCredits: string;
  readonly gpa: string | null;
  /** Credits up to the next heavier tier; null: there is none. */
  readonly toNextTier: string | null;
  readonly met: readonly (keyof CriterionStates)[];
  readonly previousTier: Tier | null;
  readonly decision: {
    readonly outcome: CaseOutcome;
    readonly tier: Tier | null;
    readonly on: string;
  } | null;
  readonly change: ProposedChange | null;
}

export interface Agenda extends Page<ProposalListItem> {
  readonly screening: ScreeningSummary | null;
  readonly counts: {
    readonly open: number;
    readonly decided: number;
    readonly change: number;
    readonly identified: number;
    readonly nearMiss: number;
    readonly apart: number;
  };
  readonly canDecide: boolean;
  /** Files that the screening rests on and that were taken back since: run it again. */
  readonly rolledBack: readonly string[];
}

export interface ProposalView {
  readonly proposalId: string;
  readonly screeningId: string;
  readonly term: string;
  readonly student: ProposalListItem['student'];
  readonly identified: boolean;
  readonly tier: Tier | null;
  readonly change: ProposedChange | null;
  readonly outstandingCredits: string;
  readonly gpa: string | null;
  readonly toNextTier: string | null;
  readonly criteria: CriterionStates;
  readonly evidence: readonly Evidence[];
  readonly sources: readonly EvidenceSource[];
  readonly pending: readonly EvidenceRow[];
  readonly previousCase: {
    readonly term: string;
    readonly tier: Tier;
    readonly outstandingCredits: string;
  } | null;
  readonly decision: {
    readonly decisionId: string;
    readonly outcome: CaseOutcome;
    readonly tier: Tier | null;
    readonly difficulty: Difficulty | null;
    readonly causes: readonly CauseFactor[];
    readonly causeNote: string;
    readonly reason: string;
    readonly on: string;
    readonly by: string;
    /** Who sees to the next step; null: nobody was named. */
    readonly owner: string | null;
  } | null;
  /** The meeting that goes on over this list; null: none. */
  readonly conference: ConferenceOfStudent | null;
  /** Who may see to the next step, the class's adviser first. */
  readonly owners: readonly { readonly personId: string; readonly name: string; readonly role: Role }[];
  /** What confirming would start: role, kind, due date. */
  readonly wouldStart: readonly DutyView[];
  readonly position: { readonly index: number; readonly of: number; readonly nextProposalId: string | null };
  readonly canDecide: boolean;
  /** The office brings in what is missing. */
  readonly canImport: boolean;
}

export interface DecisionResult {
  readonly caseId: string | null;
  readonly repeated: boolean;
  readonly duties: readonly DutyView[];
  readonly nextProposalId: string | null;
  readonly undecided: number;
}

export interface UploadTicket {
  readonly fileId: string;
  readonly upload: {
    readonly url: string;
    readonly method: 'PUT' | 'POST';
    readonly headers: Readonly<Record<string, string>>;
  };
}

export interface RejectedRow {
  readonly file: string;
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** How far the server is with a long import, in rows. */
export interface ImportProgress {
  readonly step: 'stage' | 'apply';
  readonly done: number;
  readonly total: number;
}

export interface ImportView {
  readonly importId: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  /** A newer server may know more of them than the phone does. */
  readonly layout: LayoutId;
  readonly state: 'previewed' | 'applied' | 'discarded' | 'rolled-back';
  readonly rowsRead: number;
  readonly students: number;
  readonly counts: {
    readonly new: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly rejected: number;
  };
  /** Which heading of the file was understood as which field; null: kept but not used. */
  readonly mapping: readonly {
    readonly heading: string;
    readonly field: string | null;
    /** The field for people; absent in imports of before. */
    readonly meaning?: string | null;
  }[];
  /** Read as somebody confirmed it for an earlier file of the same headings. */
  readonly preset: { readonly signature: string; readonly by: string; readonly at: string } | null;
  /** By which the mapping can be corrected while the import is open. */
  readonly fileId: string;
  /** Whose transcript it is, where the file itself does not say; className is empty for a student without one. */
  readonly owner: { readonly studentNo: string; readonly name: string; readonly className: string } | null;
  /** The first changed rows: what stood there and what is to stand there. */
  readonly changes: readonly ChangedRow[];
  readonly terms: readonly string[];
  /** The first rejected rows; the rest by `imports.rejected`. */
  readonly rejected: readonly RejectedRow[];
  /** Students of the file that the roster does not know. */
  readonly unknownStudents: readonly { readonly studentNo: string; readonly name: string }[];
  readonly by: string;
  readonly createdAt: string;
  readonly appliedAt: string | null;
  /** Who took it back, when, why, and what that undid. */
  readonly rollback: {
    readonly by: string;
    readonly at: string;
    readonly reason: string;
    readonly restored: number;
    readonly withdrawn: number;
  } | null;
}

/** A person of the staff list and the WeChat account behind it. */
export interface AccountView {
  readonly personId: string;
  readonly name: string;
  readonly workNo: string;
  /** In force today; empty: nothing can be done with the account. */
  readonly roles: readonly { readonly role: Role; readonly scope: string }[];
  readonly boundOn: string | null;
  /** Last day of an activation code that was issued and not used yet. */
  readonly codeExpiresOn: string | null;
}

export interface IssuedCode {
  readonly account: AccountView;
  /** `K7PM-4QTX-9FWH`; never shown again. */
  readonly code: string;
  readonly expiresOn: string;
}

export interface ChangedRow {
  readonly row: number;
  readonly what: string;
  readonly fields: readonly { readonly label: string; readonly from: string; readonly to: string }[];
}

export interface ImportReading {
  readonly kind: ImportView['kind'];
  /** A newer server may know more of them than the phone does; the title comes along. */
  readonly layout: string;
  /** Every required meaning was found by the headings themselves. */
  readonly isRecognised: boolean;
  readonly signature: string;
  readonly headingRow: number;
  readonly columns: readonly {
    readonly heading: string;
    readonly field: string | null;
    readonly samples: readonly string[];
  }[];
  readonly fields: readonly {
    readonly field: string;
    readonly label: string;
    readonly isRequired: boolean;
  }[];
  readonly layouts: readonly {
    readonly layout: string;
    readonly kind: ImportView['kind'];
    readonly title: string;
  }[];
  readonly preset: { readonly by: string; readonly at: string } | null;
}

export interface FileLink {
  readonly fileName: string;
  readonly url: string;
  readonly expiresAt: string;
}

export interface Outputs
  extends ConferenceOutputs,
    SummaryOutputs,
    FigureOutputs,
    RecruitingOutputs,
    CommendationOutputs {
  'session.me': Me;
  'privacy.show': PrivacyStanding;
  'privacy.answer': PrivacyStanding;
  'queue.key': QueueKey;
  'phrases.list': QuickPhrases;
  'phrases.save': QuickPhrases;
  'phrases.remove': QuickPhrases;
  'today.list': TodayList;
  'today.workload': TodayWorkload;
  'students.list': StudentList;
  'students.archive': StudentArchive;
  'students.timeline': Timeline;
  'students.viewers': ArchiveViewers;
  'students.sensitive': StudentSensitive;
  'talks.form': TalkForm;
  'talks.file': FilingResult;
  'talks.list': TalkList;
  'talks.view': TalkView;
  'talks.revise': TalkRevised;
  'talks.supplement': FilingResult;
  'letters.list': LetterDesk;
  'letters.show': LetterView;
  'letters.draft': { readonly letterId: string };
  'letters.address': { readonly letterId: string; readonly problems: readonly string[] };
  'papers.approve-letters': LettersApproved;
  'letters.step': { readonly letterId: string; readonly state: LetterState };
  'letters.receipt': LetterReceipts;
  'letters.remove-receipt': LetterReceipts;
  'letters.template': TemplateView;
  'letters.template-upload': { readonly fileId: string; readonly upload: UploadTicket['upload'] };
  'papers.save-template': TemplateView;
  'papers.template-file': FileLink;
  'letters.wording': WordingView;
  'letters.save-wording': { readonly savedOn: string };
  'papers.letters': LettersPrinted;
  'papers.mail-list': FileLink;
  'pairings.desk': PairingDesk;
  'pairings.student': StudentPairing;
  'pairings.confirm': PairsConfirmed;
  'pairings.end': { readonly pairingId: string; readonly lastDay: string };
  'pairings.contact': { readonly pairingId: string; readonly agreedContact: string };
  'pairings.wish': { readonly studentId: string; readonly isAsked: boolean };
  /** `filingDays`: for so long a session can still be filed. */
  'pairings.mine': { readonly items: readonly OwnPairItem[]; readonly filingDays: number };
  'guardians.show': GuardianList;
  'guardians.numbers': GuardianNumbers;
  'guardians.save': GuardianNumbers;
  'contacts.form': CallForm;
  'contacts.file': CallFiled;
  'contacts.waive': CallForm;
  'oversight.show': Oversight;
  'rollover.show': Rollover;
  'rollover.cases': RolloverCases;
  'rollover.close': CaseClosed;
  'oversight.rows': OversightRows;
  'duties.waivers': WaiverPage;
  'duties.waive': WaiverPage;
  'duties.unwaive': WaiverPage;
  'joint-meetings.show': JointMeetingView;
  'joint-meetings.add': JointMeetingChanged;
  'joint-meetings.sign': JointMeetingChanged;
  'papers.joint-meeting': FileLink;
  'plans.show': StudyPlanView;
  'plans.save': PlanChanged;
  'plans.agree': PlanChanged;
  'plans.review': PlanChanged;
  'plans.advise': PlanChanged;
  'guidance.of-student': GuidanceOfStudent;
  'guidance.file': GuidanceFiled;
  'guidance.mine': OwnGuidanceList;
  'checks.draw': Drawn;
  'checks.list': DrawList;
  'checks.file': CheckFiled;
  'focus.mine': FocusList;
  'focus.lesson': FocusFiled;
  'focus.note': FocusFiled;
  'qa.list': QaList;
  'qa.show': QaItem;
  'qa.announce': QaChanged;
  'qa.report': QaChanged;
  'help.log': HelpFiled;
  'help.mine': OwnHelp;
  'help.code': HelpCode;
  'help.withdraw': { readonly sessionId: string };
  'help.of-student': HelpList;
  'help.review': { readonly sessionId: string; readonly standing: HelpFiled['standing'] };
  'certificates.list': CertificateDesk;
  'certificates.volunteer': VolunteerCertificates;
  'certificates.mine': OwnCertificates;
  'certificates.withdraw': { readonly certificateId: string };
  'papers.issue-certificate': { readonly certificateId: string; readonly number: string };
  'papers.certificate': FileLink;
  'papers.hours-list': FileLink;
  'papers.commendations': FileLink;
  'screenings.run': ScreeningSummary;
  'screenings.list': Page<ScreeningSummary>;
  'screenings.compare': ScreeningComparison;
  'screenings.replay': ScreeningReplay;
  'policies.show': PolicyView;
  'policies.what-if': WhatIfPart;
  'policies.history': Page<PolicyVersionItem>;
  'policies.save': SavedPolicy;
  'policies.save-rules': SavedPolicy;
  'meeting.agenda': Agenda;
  'meeting.proposal': ProposalView;
  'meeting.decide': DecisionResult;
  'referrals.form': ReferralForm;
  'referrals.upload': PhotoTicket;
  'referrals.file': ReferralFiled;
  'referrals.mine': Page<OwnReferralItem>;
  'referrals.withdraw': OwnReferralItem;
  'referrals.list': Page<ReferralListItem> & { readonly waiting: number };
  'referrals.show': ReferralView;
  'referrals.answer': ReferralAnswered;
  'imports.upload': UploadTicket;
  'imports.preview': ImportView;
  'imports.show': ImportView;
  /** null: nobody is at it, or it is too short to be told. */
  'imports.progress': { readonly progress: ImportProgress | null };
  'imports.rejected': Page<RejectedRow>;
  'imports.apply': ImportView;
  'imports.discard': ImportView;
  'imports.list': Page<ImportView>;
  'imports.rollback': ImportView;
  'imports.read': ImportReading;
  'imports.rejected-file': FileLink;
  'imports.template': FileLink;
  'imports.forget': { readonly forgotten: boolean };
  'calendar.show': CalendarMonth;
  'calendar.weigh': CalendarEffect;
  'calendar.change': CalendarMonth;
  'accounts.list': Page<AccountView>;
  'papers.activation-sheet': FileLink;
  'accounts.issue-code': IssuedCode;
  'accounts.unbind': AccountView;
  'audit.list': Page<AuditItem>;
  'audit.check': AuditCheck;
  'roster.people': Page<RosterPerson>;
  'roster.person': RosterPersonDetail;
  'roster.add-person': RosterPersonDetail;
  'roster.rename-person': RosterPersonDetail;
  'roster.assign': RosterPersonDetail;
  'roster.end': RosterPersonDetail;
  'roster.correct': RosterPersonDetail;
  'roster.leave': RosterPersonDetail;
  'roster.stand-in': RosterPersonDetail;
  'roster.end-stand-in': RosterPersonDetail;
  'roster.scopes': RosterScopes;
  'roster.classes': Page<RosterClass>;
  'roster.class': RosterClassDetail;
  'roster.add-class': RosterClassDetail;
  'roster.move-class': RosterClassDetail;
  'roster.hand-over': RosterClassDetail;
  'roster.handover-sheet': HandoverSheet;
  'roster.areas': RosterAreas;
  'roster.add-area': RosterAreas;
  'roster.offerings': Page<RosterOffering>;
  'texts.hints': TextHints;
  'texts.settle': TextHint;
  'texts.set-level': { readonly level: TextHints['level'] };
  'reminders.mine': MyReminders;
  'reminders.subscribe': ReminderStanding;
  'reminders.problems': ReminderProblems;
  'reminders.settle': ReminderProblem;
  'papers.talk-record': FileLink;
  'papers.archive': FileLink;
  'papers.archive-with-sensitive': FileLink;
  'papers.blank-talk-record': FileLink;
  'papers.summary': FileLink;
  'papers.conference': FileLink;
  'papers.term-list': FileLink;
}

export type Output<A extends ActionName> = Outputs[A];
