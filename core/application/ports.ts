import type {
  AccountRepository,
  Activation,
  ActivationOutcome,
  InvitationAnswer,
  InvitationOutcome,
} from './ports/accounts';
import type { ActorKey } from './ports/actor';
import type { AuditRepository } from './ports/audit';
import type { CalendarRepository } from './ports/calendar';
import type { CaseRepository, CaseWithFacts } from './ports/cases';
import type { CertificateCheck, CertificateChecked, CertificateRepository } from './ports/certificates';
import type { CommendationRepository } from './ports/commendations';
import type { ConferenceRepository } from './ports/conferences';
import type { ConsentRepository } from './ports/consents';
import type { CourseRepository } from './ports/courses';
import type { DataRequestRepository } from './ports/data-requests';
import type { DepartmentRepository } from './ports/departments';
import type { BoundIdentity, DoorCall, PersonInForce } from './ports/door';
import type { DutyWaiverRepository } from './ports/duty-waivers';
import type { FigureRepository } from './ports/figures';
import type { FileRepository, Storage } from './ports/files';
import type { FocusRepository } from './ports/focus';
import type { GradeRepository } from './ports/grades';
import type { OfferingRepository, VolunteerRepository } from './ports/groups';
import type { GuardianRepository } from './ports/guardians';
import type { HelpCheckRepository } from './ports/help-checks';
import type { HelpAnswer, HelpFeedback, HelpRepository, HelpSeen } from './ports/help-sessions';
import type { ImportHolds } from './ports/import-holds';
import type { ImportPresetRepository } from './ports/import-mapping';
import type { ImportRollbackRepository } from './ports/import-rollback';
import type { ImportRepository } from './ports/imports';
import type { InvitationImages } from './ports/invitations';
import type { JointMeetingRepository } from './ports/joint-meetings';
import type { LetterRepository } from './ports/letters';
import type { ListedFactRepository } from './ports/listed-facts';
import type { OversightRepository } from './ports/oversight';
import type { PairingRepository } from './ports/pairings';
import type { PaperRenderer } from './ports/papers';
import type { PeopleRepository } from './ports/people';
import type { PolicyRepository } from './ports/policies';
import type { QaRepository } from './ports/qa-sessions';
import type { QueueKeyRepository } from './ports/queue-keys';
import type { QuickPhraseRepository } from './ports/quick-phrases';
import type { ApplicantStore, RecruitingRepository } from './ports/recruiting';
import type { ReferralRepository } from './ports/referrals';
import type { ReminderRepository } from './ports/reminders';
import type { RolloverRepository } from './ports/rollover';
import type { RosterRepository } from './ports/roster';
import type { RosterBook } from './ports/roster-book';
import type { ScreeningRepository } from './ports/screenings';
import type { SpreadsheetReader } from './ports/spreadsheets';
import type { StudentHistory } from './ports/student-history';
import type { PlanAnswer, PlanSeen, StudyPlanRepository } from './ports/study-plans';
import type { SummaryRepository } from './ports/summaries';
import type { TalkLists } from './ports/talk-lists';
import type { TalkRevisionRepository } from './ports/talk-revisions';
import type { TalkRepository } from './ports/talks';
import type { TextCheckRepository } from './ports/text-checks';
import type { GuidanceRepository } from './ports/volunteer-guidance';
import type { Clock, Hasher, Ids, LocalDate, RandomBytes } from './ports/world';

export type { ImportKind } from '../domain/import-kind';
export type * from './ports/accounts';
export type * from './ports/activation-sheets';
export type * from './ports/actor';
export type * from './ports/archive-paper';
export type * from './ports/audit';
export type * from './ports/calendar';
export type * from './ports/cases';
export type * from './ports/certificates';
export type * from './ports/commendations';
export type * from './ports/conferences';
export type * from './ports/consents';
export type * from './ports/courses';
export type * from './ports/data-requests';
export type * from './ports/departments';
export type * from './ports/door';
export type * from './ports/duty-records';
export type * from './ports/duty-waivers';
export type * from './ports/figures';
export type * from './ports/files';
export type * from './ports/focus';
export type * from './ports/grades';
export type * from './ports/groups';
export type * from './ports/guardians';
export type * from './ports/help-checks';
export type * from './ports/help-sessions';
export type * from './ports/import-holds';
export type * from './ports/import-mapping';
export type * from './ports/import-rollback';
export type * from './ports/imports';
export type * from './ports/invitations';
export type * from './ports/joint-meetings';
export type * from './ports/letters';
export type * from './ports/listed-facts';
export type * from './ports/oversight';
export type * from './ports/pairings';
export type * from './ports/papers';
export type * from './ports/people';
export type * from './ports/policies';
export type * from './ports/proposal-changes';
export type * from './ports/qa-sessions';
export type * from './ports/queue-keys';
export type * from './ports/quick-phrases';
export type * from './ports/recruiting';
export type * from './ports/referrals';
export type * from './ports/reminders';
export type * from './ports/rollover';
export type * from './ports/roster';
export type * from './ports/roster-book';
export type * from './ports/screening-replay';
export type * from './ports/screenings';
export type * from './ports/spreadsheets';
export type * from './ports/student';
export type * from './ports/student-history';
export type * from './ports/study-plans';
export type * from './ports/summaries';
export type * from './ports/talk-lists';
export type * from './ports/talk-revisions';
export type * from './ports/talks';
export type * from './ports/text-checks';
export type * from './ports/volunteer-guidance';
export type * from './ports/world';

/**
 * What the use-cases need from outside, in their words. Adapters implement these; tests run the
 * use-cases on a real embedded database, not on doubles.
 */

export interface Store extends ApplicantStore {
  /**
   * The person behind a verified identity with the assignments in force on `today`, heaviest role
   * first, before a role is chosen: one look-up outside row-level security. null: nobody.
   */
  findPerson(personId: string, today: LocalDate): Promise<PersonInForce | null>;
  /** The binding of an identity of a provider (`wechat`: the openid); null: not bound. */
  findIdentity(provider: string, subject: string): Promise<BoundIdentity | null>;
  /**
   * Counts a call and says who is behind it. `wait`: seconds until the next one is answered, by the person,
   * the address or the phone, whichever is longest; 0: this one is.
   */
  admit(call: DoorCall): Promise<{ readonly personId: string | null; readonly wait: number }>;
  /** Binds an identity by an activation code, once; what was tried in vain is counted. */
  activate(activation: Activation): Promise<ActivationOutcome>;
  /** Binds an identity by the scene of an invitation, once; scenes that are none are counted. */
  acceptInvitation(answer: InvitationAnswer): Promise<InvitationOutcome>;
  /** The student's word on a session, without a sign-in; what was tried in vain is counted. */
  answerHelp(answer: HelpAnswer): Promise<HelpSeen>;
  /** `late`: this phone has answered for no session of that number within the hour. */
  sayHelpFeedback(feedback: HelpFeedback): Promise<'kept' | 'late'>;
  /** The student's word on a study plan, likewise. */
  answerPlan(answer: PlanAnswer): Promise<PlanSeen>;
  /** What a certificate says, by its check code, without a sign-in; what was tried in vain is counted. */
  checkCertificate(check: CertificateCheck): Promise<CertificateChecked>;
  /**
   * One transaction under the actor's row-level security: committed when `work` resolves, rolled
   * back when it throws. Nothing outside it is visible through `repositories` afterwards.
   */
  transaction<T>(actor: ActorKey, work: (repositories: Repositories) => Promise<T>): Promise<T>;
}

export interface Repositories {
  readonly departments: DepartmentRepository;
  readonly policies: PolicyRepository;
  readonly people: PeopleRepository;
  readonly accounts: AccountRepository;
  readonly roster: RosterRepository;
  readonly rosterBook: RosterBook;
  readonly offerings: OfferingRepository;
  readonly volunteers: VolunteerRepository;
  readonly imports: ImportRepository;
  readonly importHolds: ImportHolds;
  readonly importRollbacks: ImportRollbackRepository;
  readonly importPresets: ImportPresetRepository;
  readonly grades: GradeRepository;
  readonly courses: CourseRepository;
  readonly listedFacts: ListedFactRepository;
  readonly screenings: ScreeningRepository;
  readonly cases: CaseRepository;
  readonly talks: TalkRepository;
  readonly history: StudentHistory;
  readonly talkLists: TalkLists;
  readonly talkRevisions: TalkRevisionRepository;
  readonly pairings: PairingRepository;
  readonly studyPlans: StudyPlanRepository;
  readonly guardians: GuardianRepository;
  readonly dutyWaivers: DutyWaiverRepository;
  readonly jointMeetings: JointMeetingRepository;
  readonly oversight: OversightRepository;
  readonly rollover: RolloverRepository;
  readonly help: HelpRepository;
  readonly focus: FocusRepository;
  readonly certificates: CertificateRepository;
  readonly recruiting: RecruitingRepository;
  readonly qa: QaRepository;
  readonly checks: HelpCheckRepository;
  readonly guidance: GuidanceRepository;
  readonly commendations: CommendationRepository;
  readonly letters: LetterRepository;
  readonly referrals: ReferralRepository;
  readonly files: FileRepository;
  readonly audit: AuditRepository;
  readonly reminders: ReminderRepository;
  readonly textChecks: TextCheckRepository;
  readonly calendar: CalendarRepository;
  readonly consents: ConsentRepository;
  readonly dataRequests: DataRequestRepository;
  readonly queueKeys: QueueKeyRepository;
  readonly quickPhrases: QuickPhraseRepository;
  readonly figures: FigureRepository<CaseWithFacts>;
  readonly summaries: SummaryRepository;
  readonly conferences: ConferenceRepository;
}

export interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hasher: Hasher;
  readonly random: RandomBytes;
  readonly storage: Storage;
  readonly spreadsheets: SpreadsheetReader;
  readonly papers: PaperRenderer;
  readonly invitationImages: InvitationImages;
}
