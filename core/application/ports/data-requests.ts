import type {
  DataField,
  DataRequestKind,
  DataRequestOutcome,
  IdentityCheck,
  KeptGroup,
} from '../../domain/data-request';
import type { LocalDate } from '../../domain/local-date';
import type { Instant } from './world';

/** A request to correct or delete what is kept of a person or a student: one of the two ids. */
export interface DataRequest {
  readonly id: string;
  readonly personId: string | null;
  readonly studentId: string | null;
  readonly kind: DataRequestKind;
  readonly field: DataField | null;
  readonly was: string;
  readonly wanted: string;
  readonly reason: string;
  readonly identityCheck: IdentityCheck | null;
  readonly askedOn: LocalDate;
  readonly askedAt: Instant;
  readonly dueOn: LocalDate;
}

export interface DataRequestAnswer {
  readonly id: string;
  readonly outcome: DataRequestOutcome;
  readonly reason: string;
  readonly value: string;
  readonly where: string;
  readonly settledOn: LocalDate;
  readonly settledAt: Instant;
}

/** A request without its texts. */
export interface DataRequestLine
  extends Pick<DataRequest, 'id' | 'personId' | 'studentId' | 'kind' | 'field' | 'askedOn' | 'dueOn'> {
  readonly name: string;
  /** 工号 or 学号. */
  readonly number: string;
  readonly outcome: DataRequestOutcome | null;
  readonly settledOn: LocalDate | null;
}

export interface DataRequestRecord extends DataRequestLine, Omit<DataRequest, 'askedAt'> {
  readonly enteredByName: string;
  readonly answer: (Omit<DataRequestAnswer, 'settledAt'> & { readonly by: string }) | null;
}

/** What a volunteer applied with, as it stands. */
export interface OwnApplication {
  readonly id: string;
  readonly call: string;
  readonly filedOn: LocalDate;
  readonly courses: readonly { readonly name: string; readonly score: string }[];
  readonly free: readonly string[];
  readonly campus: string;
  readonly contact: string;
  readonly why: string;
}

export interface KeptRows {
  readonly kept: readonly { readonly group: KeptGroup; readonly rows: number }[];
  readonly files: number;
  readonly barrier: string | null;
}

/** Requests and their answers, only ever added to; the texts are sealed. */
export interface DataRequestRepository {
  /** Days within which a request is answered. */
  days(): Promise<number>;
  setDays(days: number): Promise<void>;
  /** Newest first, at most 100. */
  ofPerson(personId: string): Promise<readonly DataRequestRecord[]>;
  /** Open ones by the day they are due, then the others, last answered first. */
  list(skip: number, limit: number): Promise<readonly DataRequestLine[]>;
  count(): Promise<{
    readonly open: number;
    readonly overdue: number;
    readonly firstDueOn: LocalDate | null;
  }>;
  get(requestId: string): Promise<DataRequestRecord | null>;
  /** The same id again by the same person: false. @throws DomainError CONFLICT */
  add(request: DataRequest): Promise<boolean>;
  /** The same id again by the same person: false. @throws DomainError CONFLICT where it was answered meanwhile */
  answer(request: DataRequestRecord, answer: DataRequestAnswer): Promise<boolean>;
  /** One's own, in the volunteer's role. */
  ownApplications(): Promise<readonly OwnApplication[]>;
  /** What would stay of a student, or of a person's work, as far as the actor sees it. */
  keptOf(who: { readonly studentId: string } | { readonly personId: string }): Promise<KeptRows>;
}
