import type { LetterContent } from '../../domain/letter-content';
import type { LocalDate } from '../../domain/local-date';
import type { PaperFormat } from '../../domain/paper-format';
import type { ActivationSheetRenderer } from './activation-sheets';
import type { ArchivePaper } from './archive-paper';
import type { CertificateRenderer } from './certificates';
import type { CommendationRenderer } from './commendations';
import type { ConferenceRenderer } from './conferences';
import type { JointMeetingPaper } from './joint-meetings';
import type { EnvelopePaper, LetterBatchPaper, MailListRow, PrintedBatch } from './letters';
import type { SummaryRenderer } from './summaries';

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
  /** Kept in the system, not on paper. */
  readonly photos: number;
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
  /** 挂号信清单, .xlsx. @param mark who takes it out */
  mailList(rows: readonly MailListRow[], mark: string): Promise<Uint8Array>;
}
