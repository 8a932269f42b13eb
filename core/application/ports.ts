import type { Calendar } from '../domain/calendar';
import type { CloseOutcome } from '../domain/case-closing';
import type { CaseOutcome, Difficulty } from '../domain/case-decision';
import type { CauseFactor } from '../domain/cause-factor';
import type { DutyFacts } from '../domain/duty-facts';
import type { FactKind } from '../domain/fact-kind';
import type { GradeRow } from '../domain/grade-row';
import type { ImportKind } from '../domain/import-kind';
import type { LayoutId } from '../domain/import-layout';
import type { LetterContent } from '../domain/letter-content';
import type { PaperFormat } from '../domain/paper-format';
import type { Policy } from '../domain/policy';
import type { Role } from '../domain/role';
import type { ScreeningResult } from '../domain/screening';
import type { SupportTier } from '../domain/support-tier';
import type { TalkDetails } from '../domain/talk-details';
import type { TalkMode } from '../domain/talk-record';
import type { TalkText } from '../domain/talk-revision';
import type { AccountRepository, Activation, ActivationOutcome } from './ports/accounts';
import type { ActivationSheetRenderer } from './ports/activation-sheets';
import type { ArchivePaper } from './ports/archive-paper';
import type { AuditRepository } from './ports/audit';
import type { CalendarRepository } from './ports/calendar';
import type {
  CertificateCheck,
  CertificateChecked,
  CertificateRenderer,
  CertificateRepository,
} from './ports/certificates';
import type { CommendationRenderer, CommendationRepository } from './ports/commendations';
import type { ConferenceRenderer, ConferenceRepository } from './ports/conferences';
import type { ConsentRepository } from './ports/consents';
import type { DutyWaiverRepository, WaiverFacts } from './ports/duty-waivers';
import type { FocusFacts, FocusRepository } from './ports/focus';
import type {
  AreaRow,
  OfferingRepository,
  OfferingRow,
  VolunteerRepository,
  VolunteerRow,
} from './ports/groups';
import type { ContactFacts, GuardianRepository } from './ports/guardians';
import type { HelpCheckRepository } from './ports/help-checks';
import type { HelpAnswer, HelpFeedback, HelpRepository, HelpSeen } from './ports/help-sessions';
import type { ImportHolds } from './ports/import-holds';
import type { ChangedRow, ImportPresetRepository, MappingChoice, TableReading } from './ports/import-mapping';
import type { ImportRollback, ImportRollbackRepository } from './ports/import-rollback';
import type { JointMeetingPaper, JointMeetingRepository, MeetingFacts } from './ports/joint-meetings';
import type {
  EnvelopePaper,
  LetterBatchPaper,
  LetterRepository,
  MailListRow,
  PrintedBatch,
} from './ports/letters';
import type { ListedFactRepository, ListedRow } from './ports/listed-facts';
import type { OversightRepository } from './ports/oversight';
import type { PairingRepository } from './ports/pairings';
import type { PolicyRepository } from './ports/policies';
import type { DecidedBefore, ProposalChange } from './ports/proposal-changes';
import type { QueueKeyRepository } from './ports/queue-keys';
import type { QuickPhraseRepository } from './ports/quick-phrases';
import type { ReminderRepository } from './ports/reminders';
import type { RolloverRepository } from './ports/rollover';
import type { FrozenProposal, KeptWithScreening } from './ports/screening-replay';
import type { Student } from './ports/student';
import type { StudentHistory } from './ports/student-history';
import type { PlanFacts, StudyPlanRepository } from './ports/study-plans';
import type { TalkLists } from './ports/talk-lists';
import type { TalkRevision, TalkRevisionRepository } from './ports/talk-revisions';
import type { TextCheckRepository } from './ports/text-checks';

export type * from './ports/accounts';
export type * from './ports/archive-paper';
export type * from './ports/audit';
export type * from './ports/calendar';
export type * from './ports/certificates';
export type * from './ports/commendations';
export type * from './ports/conferences';
export type * from './ports/consents';
export type * from './ports/duty-waivers';
export type * from './ports/focus';
export type * from './ports/groups';
export type * from './ports/guardians';
export type * from './ports/help-checks';
export type * from './ports/help-sessions';
export type * from './ports/import-holds';
export type * from './ports/import-mapping';
export type * from './ports/import-rollback';
export type * from './ports/joint-meetings';
export type * from './ports/letters';
export type * from './ports/listed-facts';
export type * from './ports/oversight';
export type * from './ports/pairings';
export type * from './ports/policies';
export type * from './ports/proposal-changes';
export type * from './ports/qa-sessions';
export type * from './ports/rollover';
export type * from './ports/screening-replay';
export type * from './ports/student';
export type * from './ports/student-history';
export type * from './ports/study-plans';
export type * from './ports/talk-lists';
export type * from './ports/talk-revisions';
export type * from './ports/text-checks';
export type * from './ports/volunteer-guidance';

import type { QaRepository } from './ports/qa-sessions';
import type { ApplicantStore, RecruitingRepository } from './ports/recruiting';
import type { ReferralRepository } from './ports/referrals';
import type { RosterBook } from './ports/roster-book';
import type { GuidanceFacts, GuidanceRepository } from './ports/volunteer-guidance';

export type * from './ports/recruiting';
export type * from './ports/referrals';
export type * from './ports/roster-book';

import type { CourseEntry, CourseRepository, CourseRow } from './ports/courses';

import type { FigureRepository } from './ports/figures';
import type { SummaryRenderer, SummaryRepository } from './ports/summaries';

export type * from './ports/courses';
export type * from './ports/duty-records';
export type * from './ports/figures';
export type * from './ports/queue-keys';
export type * from './ports/quick-phrases';
export type * from './ports/reminders';
export type * from './ports/summaries';

/**
 * What the use-cases need from outside, in their words. Adapters implement these; tests run the
 * use-cases on a real embedded database, not on doubles.
 */

/** `YYYY-MM-DD` in Asia/Shanghai. */
export type LocalDate = string;
/** ISO 8601 in UTC, milliseconds. */
export type Instant = string;

export interface Clock {
  today(): LocalDate;
  now(): Instant;
}

/** UUIDv7. */
export interface Ids {
  next(): string;
}

/** Who acts: from the verified identity and the assignments in force today, never from the input. */
export interface Actor {
  readonly departmentId: string;
  readonly personId: string;
  readonly name: string;
  readonly workNo: string;
  readonly role: Role;
  readonly reach: Reach;
  readonly today: LocalDate;
}

/** Which students an actor's role reaches today. */
export type Reach =
  | { readonly kind: 'department' }
  | { readonly kind: 'classes'; readonly classIds: readonly string[] }
  | { readonly kind: 'none' };

/** Who knocks, as far as the platform vouches for it; limits are calls a minute. */
export interface DoorCall {
  readonly bindingId: string | null;
  readonly address: string | null;
  readonly phone?: { readonly provider: string; readonly subject: string };
  readonly limits: { readonly person: number; readonly address: number; readonly phone: number };
}

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
  /** The student's word on a session, without a sign-in; what was tried in vain is counted. */
  answerHelp(answer: HelpAnswer): Promise<HelpSeen>;
  /** `late`: this phone has answered for no session of that number within the hour. */
  sayHelpFeedback(feedback: HelpFeedback): Promise<'kept' | 'late'>;
  /** What a certificate says, by its check code, without a sign-in; what was tried in vain is counted. */
  checkCertificate(check: CertificateCheck): Promise<CertificateChecked>;
  /**
   * One transaction under the actor's row-level security: committed when `work` resolves, rolled
   * back when it throws. Nothing outside it is visible through `repositories` afterwards.
   */
  transaction<T>(actor: ActorKey, work: (repositories: Repositories) => Promise<T>): Promise<T>;
}

export interface BoundIdentity {
  readonly departmentId: string;
  readonly personId: string;
  readonly bindingId: string;
}

export interface PersonInForce {
  readonly departmentId: string;
  readonly person: Person;
  readonly assignments: readonly AssignmentInForce[];
  /** Version of the privacy guide that the person agrees to now; null: to none. */
  readonly consentedTo: string | null;
}

/** What row-level security needs to know. */
export interface ActorKey {
  readonly departmentId: string;
  readonly personId: string;
  readonly role: Role;
  readonly today: LocalDate;
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
  readonly queueKeys: QueueKeyRepository;
  readonly quickPhrases: QuickPhraseRepository;
  readonly figures: FigureRepository<CaseWithFacts>;
  readonly summaries: SummaryRepository;
  readonly conferences: ConferenceRepository;
}

// ---- department, people ----------------------------------------------------------------------

export interface Department {
  readonly id: string;
  /** 生命科学系 */
  readonly name: string;
  /** 生科系 */
  readonly shortName: string;
  /** The shipped policy that it was set up with, in force until it keeps versions of its own: `2015`. */
  readonly policyId: string;
}

export interface CalendarTerm {
  readonly term: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What a department may be set up with; the office goes on from there. */
export interface CalendarRecord {
  readonly terms: readonly CalendarTerm[];
  readonly holidays: readonly LocalDate[];
  readonly makeupWorkdays: readonly LocalDate[];
}

export interface DepartmentRepository {
  get(): Promise<Department>;
  /** Terms and corrections entered by the office above the published holidays. */
  calendar(): Promise<Calendar>;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly workNo: string;
}

export interface Assignment {
  readonly id: string;
  readonly personId: string;
  readonly role: Role;
  /** For an adviser. */
  readonly classId: string | null;
  /** For a counselor: 责任区. */
  readonly areaId: string | null;
  readonly scopeName: string;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate | null;
}

export interface AssignmentInForce extends Assignment {
  /** The classes it reaches: an adviser's own, those of a counselor's area; empty for the others. */
  readonly classIds: readonly string[];
}

/** Whoever answers for a class today, in their own right or in the place of an absent colleague (代办). */
export interface Responsible extends Person {
  readonly actingFor: { readonly id: string; readonly name: string } | null;
}

export interface ClassResponsibles {
  readonly advisers: readonly Responsible[];
  readonly counselors: readonly Responsible[];
}

export interface PeopleRepository {
  get(personId: string): Promise<Person | null>;
  /** Assignments of a person in force on the actor's today, heaviest role first. */
  assignments(personId: string): Promise<readonly (Assignment & { readonly actingForName: string | null })[]>;
  /**
   * Advisers and counselors in force today of each class, by class id; who is stood in for is among
   * them. `onDuty` leaves those who have the work to do.
   */
  responsible(classIds: readonly string[]): Promise<ReadonlyMap<string, ClassResponsibles>>;
}

// ---- roster ----------------------------------------------------------------------------------

export interface ClassRecord {
  readonly id: string;
  readonly name: string;
  readonly grade: string | null;
  readonly major: string | null;
  readonly areaId: string | null;
  readonly areaName: string | null;
}

/** Family, contact, guardians: read only by a call that says so, and each read is logged. */
export interface StudentSensitiveRecord {
  readonly family: string | null;
  readonly contact: string | null;
  readonly guardians: string | null;
}

export interface StudentUpsert {
  readonly id: string;
  readonly studentNo: string;
  readonly name: string;
  readonly gender?: string | null;
  readonly nativePlace?: string | null;
  readonly classId?: string | null;
  readonly sensitive?: StudentSensitiveRecord;
}

export interface StaffUpsert {
  readonly person: Person;
  readonly assignment: Omit<Assignment, 'personId' | 'scopeName'>;
}

export interface StudentFilter {
  /** The beginning of the 学号, or of a part of the name: in signs, in pinyin or its first letters. */
  readonly search?: string;
  readonly classId?: string;
}

export interface RosterRepository {
  classes(): Promise<readonly ClassRecord[]>;
  areas(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Inserts or updates by name; areas are made as needed, with ids from `ids`. Ids of existing classes stay. */
  upsertClasses(rows: readonly Omit<ClassRecord, 'areaId'>[], ids: Ids): Promise<void>;
  student(studentId: string): Promise<Student | null>;
  studentsByNo(studentNos: readonly string[]): Promise<ReadonlyMap<string, Student>>;
  /** Ordered by 学号, skipping the first `skip`. */
  students(filter: StudentFilter, skip: number, limit: number): Promise<readonly Student[]>;
  countStudents(filter: StudentFilter): Promise<number>;
  /** Ids of the students in reach whom a search names: by 学号, signs of the name, pinyin or its first letters. */
  found(search: string): Promise<ReadonlySet<string>>;
  /** Inserts or updates by 学号; an absent field stays as it is. */
  upsertStudents(rows: readonly StudentUpsert[]): Promise<void>;
  sensitive(studentId: string): Promise<StudentSensitiveRecord | null>;
  /** Sensitive records of several students by id, for comparing an import. */
  sensitiveOf(studentIds: readonly string[]): Promise<ReadonlyMap<string, StudentSensitiveRecord>>;
  staff(): Promise<readonly { readonly person: Person; readonly assignments: readonly Assignment[] }[]>;
  /** Inserts or updates people by 工号 and assignments by (person, role, scope, first day). */
  upsertStaff(rows: readonly StaffUpsert[]): Promise<void>;
}

// ---- imports ---------------------------------------------------------------------------------

export type { ImportKind };
export type ImportState = 'previewed' | 'applied' | 'discarded' | 'rolled-back';
export type RowChange = 'new' | 'changed' | 'unchanged';

export interface ImportRecord {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly fileId: string;
  readonly sha256: string;
  readonly layout: LayoutId;
  readonly mapping: readonly {
    readonly heading: string;
    readonly field: string | null;
    /** The field for people. */
    readonly meaning?: string | null;
  }[];
  /** Of the file's headings; null in imports of before presets. */
  readonly signature: string | null;
  readonly isByPreset: boolean;
  /** Whose transcript it is, where the file itself does not say. */
  readonly ownerNo: string | null;
  readonly changes: readonly ChangedRow[];
  readonly terms: readonly string[];
  readonly state: ImportState;
  readonly rowsRead: number;
  readonly students: number;
  readonly counts: {
    readonly new: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly rejected: number;
  };
  readonly unknownStudents: readonly { readonly studentNo: string; readonly name: string }[];
  /** `ImportRepository.versionsSoFar` when it was compared; null in imports of before it was kept. */
  readonly versionsSeen: number | null;
  readonly createdBy: string;
  readonly createdByName: string;
  readonly createdAt: Instant;
  readonly appliedAt: Instant | null;
  readonly rollback: ImportRollback | null;
}

export interface RejectedImportRow {
  readonly file: string;
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
  /** Whose row it is, in a list where a row that cannot be taken leaves a doubt about its student. */
  readonly studentNo?: string;
  /** Of which semester it would be, where that could be read. */
  readonly term?: string;
}

export interface StagedRow {
  /** Position in the file as the office sees it. */
  readonly row: number;
  readonly change: RowChange;
  /** The normalised row (a GradeRow, or a roster row) as JSON. */
  readonly payload: unknown;
  /** Which version the row becomes when its import is applied; only of a kind that keeps versions. */
  readonly version?: StagedVersion;
}

export interface StagedVersion {
  readonly id: string;
  readonly studentNo: string;
  /** Names the attempt within the student: the same file again meets the same keys. */
  readonly rowKey: string;
  readonly contentHash: string;
}

/** A student as staged grade rows name one, with the last of these rows. */
export type StagedStudent = Pick<GradeRow, 'file' | 'row' | 'studentNo' | 'studentName' | 'className'>;

/** As it is stored first; what became of it later has records of its own. */
export type NewImport = Omit<ImportRecord, 'createdByName' | 'rollback' | 'state'> & {
  readonly state: Exclude<ImportState, 'rolled-back'>;
};

/** How far the server is with an import, in rows. */
export interface ImportProgress {
  readonly step: 'stage' | 'apply';
  readonly done: number;
  readonly total: number;
}

export interface ImportRepository {
  /** null: nobody is at it, or the database tells nothing before the end. */
  progress(importId: string): Promise<ImportProgress | null>;
  /** @param staged may be read once only, and is not held as a whole */
  add(
    record: NewImport,
    staged: Iterable<StagedRow> | AsyncIterable<StagedRow>,
    rejected: readonly RejectedImportRow[],
  ): Promise<void>;
  get(importId: string): Promise<ImportRecord | null>;
  /** Locks the import's row until the transaction ends: two taps on 应用 run one after the other. */
  lock(importId: string): Promise<ImportRecord | null>;
  /** Newest first, skipping the first `skip`. */
  list(skip: number, limit: number): Promise<readonly ImportRecord[]>;
  staged(importId: string): Promise<readonly StagedRow[]>;
  /** In row order, skipping the first `skip`. */
  rejected(importId: string, skip: number, limit: number): Promise<readonly RejectedImportRow[]>;
  setState(
    importId: string,
    state: Exclude<ImportState, 'rolled-back'>,
    at: Instant,
    counts?: ImportRecord['counts'],
  ): Promise<void>;
  /** How many imports and rollbacks have changed the department so far; each adds one. */
  versionsSoFar(): Promise<number>;
  /** Terms that applied grade imports hold rows of, with the number of current rows. */
  termsWithGrades(): Promise<readonly { readonly term: string; readonly rows: number }[]>;
}

// ---- grades ----------------------------------------------------------------------------------

export interface StoredGradeRow {
  readonly id: string;
  readonly studentId: string;
  readonly importId: string;
  /** Names the attempt within the student: the same file again meets the same keys. */
  readonly rowKey: string;
  readonly contentHash: string;
  readonly grade: GradeRow;
}

export interface GradeRepository {
  /** Current rows of the students: key → id and content, for comparing an import. */
  current(
    studentIds: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, { readonly id: string; readonly contentHash: string }>>>;
  /** Whom the staged rows of an import name, in the order of their last rows. */
  stagedStudents(importId: string): Promise<readonly StagedStudent[]>;
  /**
   * Appends the staged rows of an import as versions: one in force under the same (student, key) is
   * superseded where its content differs, never overwritten. All students are on the roster.
   *
   * @param isAsPreviewed nothing was written since the rows were compared: what was said of each of them
   *   then holds, and spares looking each up again
   * @returns how many rows did what
   * @throws DomainError IMPORT_STALE where an older program staged them
   */
  applyStaged(importId: string, isAsPreviewed: boolean): Promise<Readonly<Record<RowChange, number>>>;
  /** All current rows in the actor's scope, one student after the other, by 学号, from `after` on. */
  byStudent(
    after?: string,
  ): AsyncIterable<{ readonly student: Student; readonly rows: readonly StoredGradeRow[] }>;
  /** The same as the rows stood when a screening ran: later imports and rollbacks do not matter. */
  byStudentAt(
    then: Pick<ScreeningRecord, 'ranAt' | 'importIds'>,
  ): AsyncIterable<{ readonly student: Student; readonly rows: readonly StoredGradeRow[] }>;
  of(studentId: string): Promise<readonly StoredGradeRow[]>;
  /** The applied grade imports whose rows are current, oldest first. */
  importSources(): Promise<readonly { readonly id: string; readonly fileName: string }[]>;
}

// ---- screening, decisions, cases -------------------------------------------------------------

export type Tier = SupportTier;

export interface ScreeningRecord {
  readonly id: string;
  readonly term: string;
  readonly kind: 'preview' | 'official';
  readonly policyId: string;
  readonly policyVersion: string;
  readonly importIds: readonly string[];
  readonly fileNames: readonly string[];
  readonly students: number;
  readonly identified: number;
  readonly tiers: { readonly watch: number; readonly 1: number; readonly 2: number; readonly 3: number };
  readonly ranOn: LocalDate;
  readonly ranAt: Instant;
  readonly ranBy: string;
  readonly ranByName: string;
}

/** Why a proposal stands on the meeting's list. */
export type ProposalGroup = 'identified' | 'near-miss' | 'apart' | 'cleared';

export interface ProposalRecord {
  readonly id: string;
  readonly screeningId: string;
  readonly student: Student;
  readonly group: ProposalGroup;
  readonly tier: Tier | null;
  /** Integers of 1/100, for sorting. */
  readonly outstanding: number;
  /** The engine's whole answer with its evidence, frozen. */
  readonly result: ScreeningResult;
  readonly decision: DecisionRecord | null;
  /** null: nothing was decided before it in the semester. */
  readonly change: ProposalChange | null;
}

/** As a screening makes it. */
export type NewProposal = Omit<ProposalRecord, 'decision' | 'screeningId' | 'change'> & {
  readonly change?: ProposalChange | null;
};

export interface DecisionRecord {
  readonly id: string;
  readonly proposalId: string;
  readonly studentId: string;
  readonly caseId: string | null;
  readonly outcome: CaseOutcome;
  readonly tier: Tier | null;
  readonly difficulty: Difficulty | null;
  readonly causes: readonly CauseFactor[];
  readonly causeNote: string;
  readonly reason: string;
  readonly decidedOn: LocalDate;
  readonly decidedAt: Instant;
  readonly decidedBy: string;
  readonly decidedByName: string;
  /** Who sees to the next step of the case; null: was not asked. */
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  /** Decided together with others at this 诊断会; null: by itself. */
  readonly conferenceId: string | null;
}

/** `change`: what a later screening would change of an open case. */
export type AgendaFilter = 'open' | 'decided' | 'change' | Exclude<ProposalGroup, 'cleared'>;

export interface ScreeningRepository {
  /** With the rule that it was made with and the facts that it was asked about, to be replayed. */
  add(
    record: Omit<ScreeningRecord, 'ranByName'>,
    proposals: readonly NewProposal[],
    kept: KeptWithScreening,
  ): Promise<void>;
  /** null in a field: run before that was kept. */
  kept(
    screeningId: string,
  ): Promise<{ readonly [K in keyof KeptWithScreening]: KeptWithScreening[K] | null }>;
  /** All proposals as the screening made them, by 学号. */
  frozen(screeningId: string): Promise<readonly FrozenProposal[]>;
  get(screeningId: string): Promise<ScreeningRecord | null>;
  /**
   * Of the newest semester the newest official one, else its newest preview; of one semester, or of the
   * official ones only.
   */
  latest(of?: { readonly term?: string; readonly kind?: 'official' }): Promise<ScreeningRecord | null>;
  /** Newest first, skipping the first `skip`. */
  list(skip: number, limit: number): Promise<readonly ScreeningRecord[]>;
  /** The newest decision of each student among the screenings of a semester, by student; of these students only. */
  decidedBefore(term: string, studentIds?: readonly string[]): Promise<ReadonlyMap<string, DecidedBefore>>;
  /** Heaviest first (outstanding descending, then 学号); `open`: to be decided, a proposed change too. */
  proposals(
    screeningId: string,
    filter: AgendaFilter,
    skip: number,
    limit: number,
  ): Promise<readonly ProposalRecord[]>;
  counts(screeningId: string): Promise<Readonly<Record<AgendaFilter, number>>>;
  /** All that wait for a decision, in the order of the list. */
  waiting(
    screeningId: string,
  ): Promise<readonly { readonly proposalId: string; readonly studentId: string }[]>;
  proposal(proposalId: string): Promise<ProposalRecord | null>;
  proposalsById(proposalIds: readonly string[]): Promise<ReadonlyMap<string, ProposalRecord>>;
  /** Where a proposal stands in its group (1-based), and the next one of it still undecided. */
  position(proposalId: string): Promise<{
    readonly index: number;
    readonly of: number;
    readonly nextProposalId: string | null;
  }>;
  /** The student's proposal that stands in a screening: the newest one; null: none. */
  proposalOf(screeningId: string, studentId: string): Promise<ProposalRecord | null>;
  /** Adds to a screening what new evidence makes of a student; takes the place of an earlier proposal. */
  append(screeningId: string, proposal: NewProposal): Promise<void>;
  /** Locks the proposal until the transaction ends. */
  lockProposal(proposalId: string): Promise<ProposalRecord | null>;
  /** Append-only; the newest decision of a proposal is the one in force. Same id again: false. */
  addDecision(decision: Omit<DecisionRecord, 'decidedByName' | 'ownerName'>): Promise<boolean>;
  decision(decisionId: string): Promise<DecisionRecord | null>;
}

export interface CaseRecord {
  readonly id: string;
  readonly student: Student;
  readonly term: string;
  readonly tier: Tier;
  readonly status: 'open' | 'closed';
  readonly openedOn: LocalDate;
  readonly closedOn: LocalDate | null;
  readonly closeReason: string | null;
  readonly closeOutcome: CloseOutcome | null;
  readonly previousCaseId: string | null;
  /** All decisions of the case, oldest first. */
  readonly decisions: readonly DecisionRecord[];
  readonly proposalId: string;
  readonly outstanding: number;
}

/** A case with what its duties are derived from. */
export interface CaseWithFacts
  extends CaseRecord,
    PlanFacts,
    ContactFacts,
    WaiverFacts,
    MeetingFacts,
    FocusFacts,
    GuidanceFacts {
  readonly talks: readonly TalkFact[];
  readonly supplements: readonly SupplementFact[];
  /** First and last day of the student's pairs; without a last one the pair goes on. */
  readonly pairings: readonly { readonly from: LocalDate; readonly to?: LocalDate | undefined }[];
  /** Steps of the case's letter, without those of a withdrawn one. */
  readonly letters: DutyFacts['letters'];
  /** When the student's class passed to another adviser or counselor, ever. */
  readonly handovers: readonly HandoverFact[];
}

export interface HandoverFact {
  readonly role: 'adviser' | 'counselor';
  readonly from: LocalDate;
}

export interface TalkFact {
  readonly talkId: string;
  readonly heldOn: LocalDate;
  readonly filedOn: LocalDate;
  readonly by: readonly ('adviser' | 'counselor')[];
  readonly mode: TalkMode;
  readonly attended: boolean;
}

export interface SupplementFact {
  readonly by: 'adviser' | 'counselor';
  readonly heldOn: LocalDate | null;
}

export interface CaseRepository {
  /** With facts; null when absent or out of scope alike. */
  find(caseId: string): Promise<CaseWithFacts | null>;
  /** Open cases in the actor's scope with their facts. */
  open(filter?: StudentFilter): Promise<readonly CaseWithFacts[]>;
  ofStudent(studentId: string): Promise<readonly CaseWithFacts[]>;
  add(record: Omit<CaseRecord, 'decisions' | 'closedOn' | 'closeReason' | 'closeOutcome'>): Promise<void>;
  setTier(caseId: string, tier: Tier): Promise<void>;
  close(caseId: string, on: LocalDate, reason: string, outcome?: CloseOutcome): Promise<void>;
}

// ---- talks -----------------------------------------------------------------------------------

export interface TalkRow {
  readonly id: string;
  readonly caseId: string;
  readonly studentId: string;
  readonly heldOn: LocalDate;
  readonly mode: TalkMode;
  readonly place: string;
  /** Minutes. */
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
  readonly authorId: string;
  readonly authorRole: 'adviser' | 'counselor';
  /** The colleague who was present. */
  readonly jointPersonId: string | null;
  readonly jointRole: 'adviser' | 'counselor' | null;
  readonly filedOn: LocalDate;
  readonly filedAt: Instant;
}

/** As it stands after its corrections. */
export interface TalkWithNames extends TalkRow {
  /** What the corrections began from. */
  readonly asFiled: TalkText;
  readonly revisions: readonly TalkRevision[];
  readonly authorName: string;
  readonly jointPersonName: string | null;
  readonly supplements: readonly SupplementWithName[];
}

export interface SupplementRow {
  readonly id: string;
  readonly talkId: string;
  readonly text: string;
  readonly heldOn: LocalDate | null;
  readonly authorId: string;
  readonly authorRole: 'adviser' | 'counselor';
  readonly filedOn: LocalDate;
  readonly filedAt: Instant;
}

export interface SupplementWithName extends SupplementRow {
  readonly authorName: string;
}

export interface TalkRepository {
  /** Same id again with the same author and case: false, and nothing is written. */
  add(talk: TalkRow): Promise<boolean>;
  get(talkId: string): Promise<TalkWithNames | null>;
  ofStudent(studentId: string): Promise<readonly TalkWithNames[]>;
  addSupplement(supplement: SupplementRow): Promise<boolean>;
}

// ---- files ----------------------------------------------------------------------------

export interface FileRecord {
  readonly id: string;
  readonly path: string;
  readonly fileName: string;
  readonly purpose: 'import' | 'paper' | 'photo';
  readonly createdBy: string;
  readonly createdAt: Instant;
}

/** As it is kept. */
export interface StoredFile extends FileRecord {
  /** The file is gone from storage since this day, its time being over; null: it is there. */
  readonly removedOn: LocalDate | null;
}

export interface FileRepository {
  add(record: FileRecord): Promise<void>;
  get(fileId: string): Promise<StoredFile | null>;
}

// ---- outside the database --------------------------------------------------------------------

export interface Storage {
  /** A short-lived place to PUT one file of at most `size` bytes. */
  createUpload(
    path: string,
    size: number,
  ): Promise<{
    readonly url: string;
    readonly method: 'PUT' | 'POST';
    readonly headers: Readonly<Record<string, string>>;
  }>;
  read(path: string): Promise<Uint8Array>;
  write(path: string, bytes: Uint8Array, contentType: string): Promise<void>;
  createDownload(
    path: string,
    fileName: string,
  ): Promise<{ readonly url: string; readonly expiresAt: Instant }>;
}

/** Reads a file of any known layout into normalised rows (reading §7). */
export interface SpreadsheetReader {
  read(
    bytes: Uint8Array,
    fileName: string,
    options: {
      readonly kind?: ImportKind;
      readonly studentNo?: string;
      readonly policy: Policy;
      /** The course list in force; asked where a layout has no column of credits. */
      readonly courses?: () => Promise<readonly CourseEntry[]>;
      readonly choices?: readonly MappingChoice[];
    },
  ): Promise<ParsedFile>;
  /** How the file would be read, with what each column could mean instead. */
  inspect(
    bytes: Uint8Array,
    fileName: string,
    options: { readonly kind?: ImportKind; readonly layout?: string },
  ): Promise<TableReading>;
  /** The rejected rows of the file as .xlsx, each with its reasons. */
  rejected(
    bytes: Uint8Array,
    fileName: string,
    headings: readonly string[],
    rejected: readonly RejectedImportRow[],
  ): Promise<Uint8Array>;
  /** A blank table of the kind, .xlsx. */
  template(kind: ImportKind): Promise<Uint8Array>;
}

export type ParsedFile = {
  readonly layout: LayoutId;
  readonly mapping: ImportRecord['mapping'];
  readonly signature: string;
  /** Read by one of the `choices`. */
  readonly isConfirmed: boolean;
  readonly rowsRead: number;
  readonly rejected: readonly RejectedImportRow[];
} & (
  | { readonly kind: 'grades'; readonly rows: readonly GradeRow[] }
  | { readonly kind: 'courses'; readonly rows: readonly CourseRow[] }
  | { readonly kind: 'classes'; readonly rows: readonly ClassRow[] }
  | { readonly kind: 'students'; readonly rows: readonly StudentRow[] }
  | { readonly kind: 'staff'; readonly rows: readonly StaffRow[] }
  | { readonly kind: 'areas'; readonly rows: readonly AreaRow[] }
  | { readonly kind: 'offerings'; readonly rows: readonly OfferingRow[] }
  | { readonly kind: 'volunteers'; readonly rows: readonly VolunteerRow[] }
  | { readonly kind: FactKind; readonly rows: readonly ListedRow[] }
);

export interface ClassRow {
  readonly row: number;
  readonly name: string;
  readonly grade: string | null;
  readonly major: string | null;
  readonly area: string | null;
}

export interface StudentRow {
  readonly row: number;
  readonly studentNo: string;
  readonly name: string;
  readonly gender: string | null;
  readonly nativePlace: string | null;
  readonly className: string | null;
  readonly family: string | null;
  readonly contact: string | null;
  readonly guardians: string | null;
}

export interface StaffRow {
  readonly row: number;
  readonly workNo: string;
  readonly name: string;
  readonly role: Role;
  /** Class names for an adviser, area names for a counselor; empty for the others. */
  readonly scopes: readonly string[];
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate | null;
}

/** 谈话记录表 (annex); null fields print empty. */
export interface TalkRecordPaper {
  readonly deptShortName: string;
  readonly studentName: string | null;
  readonly gender: string | null;
  readonly nativePlace: string | null;
  readonly className: string | null;
  readonly family: string | null;
  readonly contact: string | null;
  readonly problems: string | null;
  readonly assessment: string | null;
  readonly adviserName: string | null;
  readonly adviserHeldOn: LocalDate | null;
  readonly counselorName: string | null;
  readonly counselorHeldOn: LocalDate | null;
  readonly supplements: readonly {
    readonly by: string;
    readonly heldOn: LocalDate | null;
    /** The day on which it was written; stands where there was no talk of their own. */
    readonly writtenOn: LocalDate;
    readonly text: string;
  }[];
  readonly parentsContacted: boolean | null;
  readonly needsAttention: boolean | null;
  readonly psychologicalReferral: boolean | null;
  /** In Chinese: 面谈. */
  readonly mode: string | null;
  readonly place: string | null;
  /** In Chinese: 学生未到; null where the student came. */
  readonly attendance: string | null;
  /** In Chinese: which correction this is, and why; null: as filed. */
  readonly revision: string | null;
  /** 补录: days from the talk to its filing; null where filed on the day. */
  readonly filedLateDays: number | null;
  /** Who prints it and when, across the page; null: a blank form. */
  readonly printedBy: string | null;
}

export interface PaperRenderer
  extends CertificateRenderer,
    CommendationRenderer,
    SummaryRenderer,
    ConferenceRenderer,
    ActivationSheetRenderer {
  /** 谈话记录表 in one file, each from a page of its own. */
  talkRecords(papers: readonly TalkRecordPaper[], format: PaperFormat): Promise<Uint8Array>;
  letters(batch: LetterBatchPaper): Promise<PrintedBatch>;
  /** The same as one .docx. @param template that the office made; null: the built-in one */
  lettersDocx(batch: LetterBatchPaper, template: Uint8Array | null): Promise<PrintedBatch>;
  /** @throws DomainError TEMPLATE_INVALID naming what is wrong in it */
  checkLetterTemplate(bytes: Uint8Array): Promise<void>;
  /** The built-in one, .docx. */
  letterTemplate(): Promise<Uint8Array>;
  /** What keeps a letter from being printed, by its characters alone; null: nothing. */
  whyUnprintable(content: LetterContent): Promise<string | null>;
  /** @param hasWindow as A4 sheets whose address shows through an envelope's window */
  envelopes(envelopes: readonly EnvelopePaper[], hasWindow?: boolean): Promise<Uint8Array>;
  /** 面谈邀请 or 面谈纪要, PDF. @throws DomainError GLYPH_MISSING or UNPRINTABLE_CHARACTER */
  jointMeeting(paper: JointMeetingPaper): Promise<Uint8Array>;
  /** A student's whole archive, PDF. @throws DomainError GLYPH_MISSING or UNPRINTABLE_CHARACTER */
  archive(paper: ArchivePaper): Promise<Uint8Array>;
  /** 挂号信清单, .xlsx. */
  mailList(rows: readonly MailListRow[]): Promise<Uint8Array>;
}

/** SHA-256 in lower-case hex; text as UTF-8. */
export interface Hasher {
  sha256(data: string | Uint8Array): string;
}

/** Cryptographically random. */
export type RandomBytes = (count: number) => Uint8Array;

export interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hasher: Hasher;
  readonly random: RandomBytes;
  readonly storage: Storage;
  readonly spreadsheets: SpreadsheetReader;
  readonly papers: PaperRenderer;
}
