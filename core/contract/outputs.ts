import type { LetterState } from '../domain/warning-letter';
import type { ActionName } from './actions';
import type { AccountView, Invitation, IssuedCode } from './outputs/accounts';
import type { ArchiveViewers, StudentArchive, Timeline } from './outputs/archive';
import type { AuditCheck, AuditItem } from './outputs/audit';
import type { CalendarEffect, CalendarMonth } from './outputs/calendar';
import type { CertificateDesk, OwnCertificates, VolunteerCertificates } from './outputs/certificates';
import type { CheckFiled, DrawList, Drawn } from './outputs/checks';
import type { CommendationOutputs } from './outputs/commendations';
import type { ConferenceOutputs } from './outputs/conferences';
import type { FigureOutputs, FigureRows } from './outputs/figures';
import type { FocusFiled, FocusList } from './outputs/focus';
import type { CallFiled, CallForm, GuardianList, GuardianNumbers } from './outputs/guardians';
import type { GuidanceFiled, GuidanceOfStudent, OwnGuidanceList } from './outputs/guidance';
import type { HelpCode, HelpFiled, HelpList, OwnHelp } from './outputs/help';
import type { ImportProgress, ImportReading, ImportView, RejectedRow, UploadTicket } from './outputs/imports';
import type { JointMeetingChanged, JointMeetingView } from './outputs/joint-meetings';
import type {
  LetterDesk,
  LetterReceipts,
  LettersApproved,
  LettersPrinted,
  LetterView,
  TemplateView,
  WordingView,
} from './outputs/letters';
import type { Agenda, DecisionResult, ProposalView } from './outputs/meeting';
import type { Oversight, OversightRows } from './outputs/oversight';
import type { OwnPairItem, PairingDesk, PairsConfirmed, StudentPairing } from './outputs/pairings';
import type { FileLink } from './outputs/papers';
import type { QuickPhrases } from './outputs/phrases';
import type { PlanChanged, PlanCode, StudyPlanView } from './outputs/plans';
import type { PolicyVersionItem, PolicyView, SavedPolicy } from './outputs/policies';
import type { PrivacyStanding } from './outputs/privacy';
import type { QaChanged, QaItem, QaList } from './outputs/qa';
import type { QueueKey } from './outputs/queue';
import type { RecruitingOutputs } from './outputs/recruiting';
import type {
  OwnReferralItem,
  PhotoTicket,
  ReferralAnswered,
  ReferralFiled,
  ReferralForm,
  ReferralListItem,
  ReferralView,
} from './outputs/referrals';
import type { MyReminders, ReminderProblem, ReminderProblems, ReminderStanding } from './outputs/reminders';
import type { RightsOutputs } from './outputs/rights';
import type { CaseClosed, Rollover, RolloverCases } from './outputs/rollover';
import type {
  HandoverSheet,
  RosterAreas,
  RosterClass,
  RosterClassDetail,
  RosterOffering,
  RosterPerson,
  RosterPersonDetail,
  RosterScopes,
} from './outputs/roster';
import type { ScreeningComparison, ScreeningReplay, ScreeningSummary } from './outputs/screenings';
import type { Me } from './outputs/session';
import type { StudentList, StudentSensitive } from './outputs/students';
import type { SummaryOutputs } from './outputs/summary';
import type { TalkList } from './outputs/talk-list';
import type { FilingResult, TalkForm, TalkPhotos, TalkRevised, TalkView } from './outputs/talks';
import type { TextHint, TextHints } from './outputs/texts';
import type { TodayList, TodayWorkload } from './outputs/today';
import type { WaiverPage } from './outputs/waivers';
import type { WhatIfPart } from './outputs/what-if';
import type { Page } from './page';

export type { Evidence, EvidenceFact, EvidenceRow } from '../domain/criterion';
export type * from './outputs/accounts';
export type * from './outputs/archive';
export type * from './outputs/audit';
export type * from './outputs/calendar';
export type * from './outputs/certificates';
export type * from './outputs/changes';
export type * from './outputs/checks';
export type * from './outputs/commendations';
export type * from './outputs/conferences';
export type * from './outputs/figures';
export type * from './outputs/focus';
export type * from './outputs/guardians';
export type * from './outputs/guidance';
export type * from './outputs/help';
export type * from './outputs/imports';
export type * from './outputs/joint-meetings';
export type * from './outputs/letters';
export type * from './outputs/meeting';
export type * from './outputs/oversight';
export type * from './outputs/pairings';
export type * from './outputs/papers';
export type * from './outputs/phrases';
export type * from './outputs/plans';
export type * from './outputs/policies';
export type * from './outputs/privacy';
export type * from './outputs/qa';
export type * from './outputs/queue';
export type * from './outputs/recruiting';
export type * from './outputs/referrals';
export type * from './outputs/reminders';
export type * from './outputs/rights';
export type * from './outputs/rollover';
export type * from './outputs/roster';
export type * from './outputs/screenings';
export type * from './outputs/session';
export type * from './outputs/students';
export type * from './outputs/summary';
export type * from './outputs/talk-list';
export type * from './outputs/talks';
export type * from './outputs/texts';
export type * from './outputs/today';
export type * from './outputs/waivers';
export type * from './outputs/what-if';
export type * from './page';

/**
 * What each action answers. Codes are English (labels come from core/domain/labels), dates
 * `YYYY-MM-DD` in Asia/Shanghai, credits and points decimal strings with two places.
 */

export interface Outputs
  extends ConferenceOutputs,
    RightsOutputs,
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
  'today.workload-rows': FigureRows;
  'students.list': StudentList;
  'students.archive': StudentArchive;
  'students.timeline': Timeline;
  'students.viewers': ArchiveViewers;
  'students.sensitive': StudentSensitive;
  'talks.form': TalkForm;
  'talks.file': FilingResult;
  'talks.list': TalkList;
  'talks.view': TalkView;
  'talks.photos': TalkPhotos;
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
  'plans.code': PlanCode;
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
  'papers.invitation': Invitation;
  'accounts.withdraw-invitation': AccountView;
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
