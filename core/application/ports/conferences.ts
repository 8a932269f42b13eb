import type { Difficulty } from '../../domain/case-decision';
import type {
  ConferenceRole,
  ConferenceState,
  MinutesContent,
  PreparedContent,
} from '../../domain/conference';
import type { LocalDate } from '../../domain/local-date';
import type { Role } from '../../domain/role';
import type { Instant } from './world';

export interface ConferenceRecord {
  readonly id: string;
  readonly screeningId: string;
  readonly heldOn: LocalDate;
  readonly state: ConferenceState;
  readonly openedByName: string;
  readonly openedAt: Instant;
  readonly endedByName: string | null;
  readonly endedAt: Instant | null;
  /** null: nothing was applied. */
  readonly minutesHash: string | null;
}

export interface ConferenceMember {
  readonly personId: string;
  readonly name: string;
  readonly role: ConferenceRole;
  readonly isPresent: boolean;
}

export interface MemberView {
  readonly studentId: string;
  readonly memberId: string;
  readonly difficulty: Difficulty;
  readonly remark: string;
}

export interface PreparedDecision {
  readonly id: string;
  readonly studentId: string;
  readonly proposalId: string;
  readonly content: PreparedContent;
  readonly preparedByName: string;
}

export interface SignedMinutes {
  readonly conferenceId: string;
  readonly content: MinutesContent;
  readonly contentHash: string;
  readonly signedOn: LocalDate;
  readonly signedAt: Instant;
  readonly signedBy: string;
}

export interface ConferenceRepository {
  /** The one that goes on; null: none. */
  open(): Promise<ConferenceRecord | null>;
  get(conferenceId: string): Promise<ConferenceRecord | null>;
  /** Locks it until the transaction ends. */
  lock(conferenceId: string): Promise<ConferenceRecord | null>;
  /** Newest first. */
  list(limit: number): Promise<readonly ConferenceRecord[]>;
  /** False: one goes on already. */
  add(conference: {
    readonly id: string;
    readonly screeningId: string;
    readonly heldOn: LocalDate;
    readonly openedBy: string;
    readonly openedAt: Instant;
  }): Promise<boolean>;
  /** False where it has ended already, or is not this person's to end. */
  end(conferenceId: string, to: Exclude<ConferenceState, 'open'>, by: string, at: Instant): Promise<boolean>;
  /** Everyone in force who may be there, by the heaviest role, and who was marked; by role, then 工号. */
  members(conferenceId: string): Promise<readonly ConferenceMember[]>;
  /** Persons on the present list. */
  presentIds(conferenceId: string): Promise<readonly string[]>;
  mark(
    conferenceId: string,
    member: { readonly personId: string; readonly role: Role; readonly isPresent: boolean },
    at: Instant,
  ): Promise<void>;
  /** What stands of each member; of one student only. */
  views(conferenceId: string, studentId?: string): Promise<readonly MemberView[]>;
  say(view: {
    readonly id: string;
    readonly conferenceId: string;
    readonly studentId: string;
    readonly memberId: string;
    readonly difficulty: Difficulty | null;
    readonly remark: string;
    readonly saidAt: Instant;
  }): Promise<void>;
  /** What stands, in the order in which it was prepared first; of one student only. */
  prepared(conferenceId: string, studentId?: string): Promise<readonly PreparedDecision[]>;
  /** The newest word on a student. Content null: taken back. False: another phone was faster. */
  prepare(decision: {
    readonly id: string;
    readonly conferenceId: string;
    readonly studentId: string;
    readonly proposalId: string;
    readonly content: PreparedContent | null;
    readonly preparedAt: Instant;
  }): Promise<boolean>;
  addMinutes(minutes: SignedMinutes): Promise<void>;
  minutes(conferenceId: string): Promise<SignedMinutes | null>;
  /** Of these students: the proposal that stands in a screening, and the semester of the newest case. */
  standing(
    screeningId: string,
    studentIds: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly proposalId: string; readonly newestTerm: string | null }>>;
  /** Of these students, who has rows of files that were brought in or taken back since. */
  movedSince(at: Instant, studentIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** 诊断会纪要, in words. */
export interface ConferencePaper {
  /** Across each page. */
  readonly watermark: string;
  readonly departmentName: string;
  readonly title: string;
  readonly date: LocalDate;
  readonly chair: string;
  readonly recorder: string;
  readonly present: string;
  readonly basis: string;
  readonly summary: string;
  readonly rows: readonly {
    readonly no: string;
    readonly student: string;
    readonly className: string;
    readonly decision: string;
    readonly diagnosis: string;
    readonly reason: string;
    readonly owner: string;
  }[];
  readonly signedOn: LocalDate;
  readonly hash: string;
}

export interface ConferenceRenderer {
  conference(paper: ConferencePaper): Promise<Uint8Array>;
}
