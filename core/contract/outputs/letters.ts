import type { DutyState } from '../../domain/duty';
import type { LetterContent } from '../../domain/letter-content';
import type { LetterGuardian } from '../../domain/letter-guardian';
import type { LetterWording } from '../../domain/letter-wording';
import type { SupportTier } from '../../domain/support-tier';
import type { Addressee, LetterState } from '../../domain/warning-letter';
import type { StudentHeading } from './students';

/** What the actions of 书面预警通知书 answer. */

/** A state, or the cases that are owed a letter and have none. */
export type LetterShelf = 'owed' | LetterState;

export interface LetterItem {
  /** null: not drafted yet. */
  readonly letterId: string | null;
  readonly caseId: string;
  readonly student: { readonly id: string; readonly name: string; readonly className: string };
  readonly tier: SupportTier;
  readonly state: LetterShelf;
  readonly stateOn: string | null;
  readonly number: string | null;
  readonly mailNumber: string | null;
  readonly postedOn: string | null;
  /** Days on its way; null where it is not. */
  readonly transit: { readonly days: number; readonly isLate: boolean } | null;
  /** What keeps a draft from being approved. */
  readonly problems: readonly string[];
  /** Of one that is owed. */
  readonly duty: { readonly dueOn: string | null; readonly state: DutyState } | null;
}

export interface LetterDesk {
  readonly shelf: LetterShelf;
  readonly counts: Readonly<Record<LetterShelf, number>>;
  /** Posted letters that nobody has signed for in time. */
  readonly late: number;
  readonly items: readonly LetterItem[];
  /** Of the shelf's students, to choose one by. */
  readonly classNames: readonly string[];
  readonly nextCursor: string | null;
}

export interface LetterView {
  readonly letterId: string;
  readonly caseId: string;
  readonly student: StudentHeading;
  readonly tier: SupportTier;
  readonly state: LetterState;
  readonly addressee: Addressee;
  readonly mailNumber: string | null;
  readonly transit: { readonly days: number; readonly isLate: boolean } | null;
  /** As it is fixed, or as it would be approved now. */
  readonly content: LetterContent;
  /** SHA-256 of what is fixed; null in a draft. */
  readonly contentHash: string | null;
  /** Whom it may go to by the list of guardians; of a draft that may be addressed. */
  readonly guardians: readonly LetterGuardian[];
  readonly problems: readonly string[];
  readonly steps: readonly {
    readonly to: LetterState;
    readonly on: string;
    readonly byName: string;
    readonly mailNumber: string | null;
    readonly note: string;
  }[];
  readonly receipts: LetterReceipts['receipts'];
  readonly can: {
    readonly receipt: boolean;
    readonly address: boolean;
    readonly approve: boolean;
    readonly print: boolean;
    readonly post: boolean;
    readonly arrive: boolean;
    readonly withdraw: boolean;
    readonly correct: boolean;
  };
}

export interface LettersApproved {
  readonly approved: readonly { readonly letterId: string; readonly number: string }[];
  readonly refused: readonly {
    readonly letterId: string;
    readonly studentName: string;
    readonly because: string;
  }[];
}

/** Photos of receipts 挂号收据、回执, each by a link that soon ends. */
export interface LetterReceipts {
  readonly receipts: readonly {
    readonly receiptId: string;
    readonly on: string;
    readonly byName: string;
    readonly url: string;
    /** On the day that it was added, by whoever added it. */
    readonly mayRemove: boolean;
  }[];
}

/** The .docx template that letters are written by. */
export interface TemplateView {
  /** Newest first; the first is in force, none: the built-in one. */
  readonly versions: readonly {
    readonly templateId: string;
    readonly fileName: string;
    /** The built-in one was taken up again. */
    readonly isBuiltIn: boolean;
    readonly on: string;
    readonly byName: string;
  }[];
  readonly needs: readonly string[];
  readonly fields: readonly string[];
}

export interface WordingView {
  readonly wording: LetterWording;
  readonly fields: readonly string[];
  /** null: the wording that every department begins with. */
  readonly saved: { readonly on: string; readonly byName: string } | null;
}

export interface LettersPrinted {
  /** null: none could be printed. */
  readonly file: { readonly fileName: string; readonly url: string; readonly expiresAt: string } | null;
  readonly printed: number;
  readonly refused: LettersApproved['refused'];
}
