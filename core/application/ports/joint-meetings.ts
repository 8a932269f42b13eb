import type { MeetingContent, MeetingParty } from '../../domain/joint-meeting';
import type { LocalDate } from '../../domain/local-date';
import type { Instant } from './world';

/** An invitation, an attempt in vain, or a meeting that was held; all only ever added to. */
export interface MeetingEntryRow {
  readonly id: string;
  readonly caseId: string;
  readonly studentId: string;
  readonly on: LocalDate;
  /** Who counts as present; empty unless it was held. */
  readonly counted: readonly MeetingParty[];
  readonly content: MeetingContent;
  /** Of the content, as canonical JSON: what is signed. */
  readonly contentHash: string;
  readonly authorId: string;
  readonly authorRole: 'adviser' | 'counselor';
  readonly filedOn: LocalDate;
  readonly filedAt: Instant;
}

/** A name under the minutes, drawn on the phone of whoever holds the meeting. */
export interface MeetingSignatureRow {
  readonly id: string;
  readonly entryId: string;
  readonly studentId: string;
  readonly party: MeetingParty;
  readonly contentHash: string;
  readonly path: string;
  readonly fileHash: string;
  readonly witnessId: string;
  readonly signedOn: LocalDate;
  readonly signedAt: Instant;
}

export interface MeetingEntry extends MeetingEntryRow {
  readonly authorName: string;
  readonly signatures: readonly Pick<
    MeetingSignatureRow,
    'id' | 'party' | 'path' | 'fileHash' | 'signedOn'
  >[];
}

/** What a case's duties are derived from, of its meetings. */
export interface MeetingFacts {
  readonly meetings: readonly {
    readonly entryId: string;
    readonly on: LocalDate;
    readonly filedOn: LocalDate;
    readonly by: 'adviser' | 'counselor';
    readonly present: readonly MeetingParty[];
  }[];
}

export interface JointMeetingRepository {
  /** Newest first. */
  ofStudent(studentId: string): Promise<readonly MeetingEntry[]>;
  get(entryId: string): Promise<MeetingEntry | null>;
  /** The same id again by the same person: false, and nothing is written; another's: CONFLICT. */
  add(entry: MeetingEntryRow): Promise<boolean>;
  /** false: that party signed these minutes already. */
  sign(signature: MeetingSignatureRow): Promise<boolean>;
}

/** A signature as it is printed: the drawing, or a line to sign on. */
export interface PrintedSignature {
  readonly label: string;
  readonly name: string;
  /** SVG; null: not signed on a phone. */
  readonly drawing: string | null;
}

/** 面谈邀请 or 面谈纪要, in words. */
export interface JointMeetingPaper {
  /** Across each page; null: none, on what the parents are given. */
  readonly watermark: string | null;
  readonly title: string;
  readonly departmentName: string;
  readonly studentName: string;
  readonly className: string;
  readonly date: LocalDate;
  /** 时间, 地点, 到场 …, a line each. */
  readonly lines: readonly { readonly label: string; readonly text: string }[];
  readonly salutation: string | null;
  readonly sections: readonly { readonly heading: string; readonly text: string }[];
  readonly courses: readonly Readonly<Record<'courseName' | 'credit' | 'result' | 'next', string>>[];
  readonly outstandingCredits: string;
  readonly signatures: readonly PrintedSignature[];
}
