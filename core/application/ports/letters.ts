import type { LetterContent } from '../../domain/letter-content';
import type { LetterWording } from '../../domain/letter-wording';
import type { LocalDate } from '../../domain/local-date';
import type { PhotoType } from '../../domain/referral';
import type { SupportTier } from '../../domain/support-tier';
import type { Addressee, LetterState } from '../../domain/warning-letter';
import type { Student } from './student';
import type { Instant } from './world';

/** A letter 书面预警通知书 without its words and its steps: a line of a list. */
export interface LetterSummary {
  readonly id: string;
  readonly caseId: string;
  readonly student: Student;
  readonly term: string;
  readonly tier: SupportTier;
  readonly state: LetterState;
  readonly addressee: Addressee;
  readonly draftedOn: LocalDate;
  /** Of the last step. */
  readonly stateOn: LocalDate;
  readonly number: string | null;
  /** The newest; a letter sent again has another one. */
  readonly mailNumber: string | null;
  readonly postedOn: LocalDate | null;
  /** The letter that this one corrects. */
  readonly corrects: string | null;
}

export interface LetterRecord extends LetterSummary {
  /** Frozen with its hash at approval; null in a draft. */
  readonly content: LetterContent | null;
  readonly contentHash: string | null;
}

export interface NewLetter {
  readonly id: string;
  readonly caseId: string;
  readonly studentId: string;
  readonly addressee: Addressee;
  readonly draftedOn: LocalDate;
  readonly draftedAt: Instant;
  readonly draftedBy: string;
  readonly corrects: string | null;
}

export interface LetterStepRow {
  readonly id: string;
  readonly letterId: string;
  readonly to: LetterState;
  readonly on: LocalDate;
  readonly at: Instant;
  readonly by: string;
  readonly mailNumber: string | null;
  readonly note: string;
}

export type LetterStepWithName = LetterStepRow & { readonly byName: string };

export interface WordingRecord {
  readonly id: string;
  readonly wording: LetterWording;
  readonly savedOn: LocalDate;
  readonly savedBy: string;
}

/** A photo of a receipt. */
export interface LetterReceiptRow {
  readonly id: string;
  readonly letterId: string;
  readonly path: string;
  readonly contentType: PhotoType;
  readonly bytes: number;
  readonly addedOn: LocalDate;
  readonly addedBy: string;
}

/** A version of the .docx template; `path` null: the built-in one again. */
export interface TemplateRow {
  readonly id: string;
  readonly fileName: string;
  readonly path: string | null;
  readonly sha256: string | null;
  readonly savedOn: LocalDate;
  readonly savedBy: string;
}

/** Letters of a class, of a tier; null: of all. */
export interface LetterFilter {
  readonly className: string | null;
  readonly tier: SupportTier | null;
}

export interface LetterReceiptRepository {
  /** Not those taken back, oldest first. */
  receipts(letterId: string): Promise<readonly (LetterReceiptRow & { readonly addedByName: string })[]>;
  /** Same id again: false. */
  addReceipt(receipt: LetterReceiptRow): Promise<boolean>;
  removeReceipt(receiptId: string, on: LocalDate, by: string): Promise<void>;
}

/** How letters are worded and set. */
export interface LetterFormRepository {
  /** Newest first. */
  templates(): Promise<readonly (TemplateRow & { readonly savedByName: string })[]>;
  /** Same id again: false. */
  addTemplate(template: TemplateRow, at: Instant): Promise<boolean>;
  /** The newest wording of the department; null: none of its own yet. */
  wording(): Promise<(WordingRecord & { readonly savedByName: string }) | null>;
  /** Same id again: false. */
  saveWording(record: WordingRecord, at: Instant): Promise<boolean>;
}

export interface LetterRepository extends LetterReceiptRepository, LetterFormRepository {
  /** Classes with letters of a state, in order. */
  classNames(state: LetterState): Promise<readonly string[]>;
  /**
   * Same id again: false.
   *
   * @throws DomainError LETTER_EXISTS where the case has a live letter
   */
  add(letter: NewLetter): Promise<boolean>;
  get(letterId: string): Promise<LetterRecord | null>;
  /** Locks the letter until the transaction ends. */
  lock(letterId: string): Promise<LetterRecord | null>;
  /** Of a state, the longest in it first; skipping the first `skip`. */
  list(
    state: LetterState,
    filter: LetterFilter,
    skip: number,
    limit: number,
  ): Promise<readonly LetterSummary[]>;
  counts(): Promise<Readonly<Record<LetterState, number>>>;
  /** Letters on their way since before the day. */
  countPostedBefore(day: LocalDate): Promise<number>;
  ofStudent(studentId: string): Promise<readonly LetterSummary[]>;
  /** Posted on the day, by number. */
  postedOn(day: LocalDate): Promise<readonly LetterSummary[]>;
  /** The case's live letter; null: it has none. */
  liveOf(caseId: string): Promise<string | null>;
  steps(letterId: string): Promise<readonly LetterStepWithName[]>;
  step(stepId: string): Promise<LetterStepRow | null>;
  setAddressee(letterId: string, addressee: Addressee): Promise<void>;
  /** The next of the year's series, without gaps: held until the transaction ends. */
  nextSerial(year: number): Promise<number>;
  freeze(
    letterId: string,
    place: { readonly number: string; readonly year: number; readonly serial: number },
    content: LetterContent,
    contentHash: string,
  ): Promise<void>;
  /**
   * Appends the step and moves the letter. Same id again: false.
   *
   * @throws DomainError MAIL_NUMBER_TAKEN naming the other letter
   */
  addStep(step: LetterStepRow): Promise<boolean>;
  /** No longer the live letter of its case: another one corrects it. */
  retire(letterId: string): Promise<void>;
}

/** Letters to be set as one file. */
export interface LetterBatchPaper {
  readonly letters: readonly { readonly id: string; readonly content: LetterContent }[];
  /** A list in front of what lies behind it. */
  readonly hasCover: boolean;
  readonly printedOn: LocalDate;
}

export interface EnvelopePaper {
  readonly addressee: Addressee;
  readonly sender: string;
  /** Below the sender: the letter's number. */
  readonly mark: string;
}

export interface PrintedBatch {
  readonly bytes: Uint8Array | null;
  /** Ids in the order of the file. */
  readonly printed: readonly string[];
  readonly refused: readonly { readonly id: string; readonly because: string }[];
}

/** The sheet that goes to the post with the letters 挂号信清单. */
export interface MailListRow {
  readonly mailNumber: string;
  readonly addressee: Addressee;
  readonly number: string;
}
