import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  CertificateRenderer,
  CommendationRenderer,
  ConferenceRenderer,
  SummaryRenderer,
} from '#core/application/ports';
import type { ActivationSheetRenderer } from '#core/application/ports/activation-sheets';
import type { ArchivePaper } from '#core/application/ports/archive-paper';
import type { JointMeetingPaper } from '#core/application/ports/joint-meetings';
import type { EnvelopePaper, LetterBatchPaper, PrintedBatch } from '#core/application/ports/letters';
import type { LetterContent } from '#core/domain/letter-content';
import type { PaperFormat } from '#core/domain/paper-format';
import { toActivationSheetInput } from './activation-sheet-paper';
import { toArchiveInput } from './archive-paper';
import { toCommendationsInput } from './commendations-paper';
import { toConferenceInput } from './conference-paper';
import { type Coverage, intersectCoverage, readFontCoverage } from './font-coverage';
import { toJointMeetingInput } from './joint-meeting-paper';
import { mergePdfs } from './merge-pdf';
import { toCertificateInput } from './service-certificate-paper';
import { talkRecordFile } from './talk-record-docx';
import { type TalkRecordPaper, toTalkRecordInput } from './talk-record-paper';
import { termSummaryFile } from './term-summary-docx';
import { toTermSummaryInput } from './term-summary-paper';
import type { openTypst, PaperAssets, SettingOptions } from './typst';
import { sortLetters, toEnvelopeInput, whyUnprintable } from './warning-letter-paper';

/** More in one setting take memory out of proportion. */
const LETTERS_AT_ONCE = 50;

export interface Papers
  extends Pick<CertificateRenderer, 'certificate'>,
    Pick<SummaryRenderer, 'summary'>,
    ConferenceRenderer,
    CommendationRenderer,
    ActivationSheetRenderer {
  /**
   * 谈话记录表 (annex) as PDF, A4; the same paper gives the same bytes.
   *
   * @throws DomainError GLYPH_MISSING or UNPRINTABLE_CHARACTER, naming the character and the field
   */
  talkRecord(paper: TalkRecordPaper): Promise<Uint8Array>;
  /**
   * Several 谈话记录表 as one file, each from a page of its own: PDF, or .docx to be edited.
   *
   * @throws DomainError as `talkRecord`; a .docx refuses no glyph
   */
  talkRecords(papers: readonly TalkRecordPaper[], format: PaperFormat): Promise<Uint8Array>;
  /** 书面预警通知书 as one PDF; a letter that cannot be printed is named, the others are set. */
  letters(batch: LetterBatchPaper): Promise<PrintedBatch>;
  /** What keeps a letter from being printed, by its characters alone: nothing is set. null: nothing. */
  whyUnprintable(content: LetterContent): Promise<string | null>;
  /**
   * Envelopes of 220 × 110 mm, one a page; or A4 sheets for envelopes of that size with a window.
   *
   * @throws DomainError GLYPH_MISSING or UNPRINTABLE_CHARACTER, naming the character and the field
   */
  envelopes(envelopes: readonly EnvelopePaper[], hasWindow?: boolean): Promise<Uint8Array>;
  /**
   * 面谈邀请 or 面谈纪要 as PDF, A4; the same paper gives the same bytes.
   *
   * @throws DomainError GLYPH_MISSING or UNPRINTABLE_CHARACTER, naming the character and the field
   */
  jointMeeting(paper: JointMeetingPaper): Promise<Uint8Array>;
  /**
   * A student's whole archive as PDF, A4, with who took it out across each page.
   *
   * @throws DomainError GLYPH_MISSING or UNPRINTABLE_CHARACTER, naming the character and the section
   */
  archive(paper: ArchivePaper): Promise<Uint8Array>;
}

/**
 * The renderer of papers. Nothing is loaded before the first paper: the native compiler is 52 MB.
 *
 * @param assets in the source tree `sourcePaperAssets()`, in a bundle `bundledPaperAssets(__dirname)`
 */
export function createPapers(assets: PaperAssets): Papers {
  let coverage: Coverage | undefined;
  let setting: Promise<ReturnType<typeof openTypst>> | undefined;
  const glyphs = () => {
    coverage ??= intersectCoverage(assets.fonts.map(readFontCoverage));
    return coverage;
  };
  const setPaper = async (template: string, input: unknown, options: SettingOptions) => {
    setting ??= import('./typst').then((typst) => typst.openTypst(assets));
    const set = await setting;
    // typst holds the thread while it sets a page: let others have a turn between two papers.
    await nextTurn();
    return set(template, input, options);
  };
  const talkRecord = async (paper: TalkRecordPaper, isOneOfMany = false) =>
    setPaper('talk-record.typ', toTalkRecordInput(paper, glyphs()), { tagged: !isOneOfMany, isOneOfMany });
  return {
    talkRecord: async (paper) => talkRecord(paper),
    async talkRecords(records, format) {
      if (format === 'docx') return talkRecordFile(records);
      const [only] = records;
      if (only && records.length === 1) return talkRecord(only);
      const parts: Uint8Array[] = [];
      for (const record of records) parts.push(await talkRecord(record, true));
      return mergePdfs(parts, '谈话记录表');
    },
    async letters(batch) {
      const { title, cover, letters, printed, refused } = sortLetters(batch, glyphs());
      if (letters.length === 0) return { bytes: null, printed, refused };
      const parts: Uint8Array[] = [];
      for (let from = 0; from < letters.length; from += LETTERS_AT_ONCE) {
        const some = letters.slice(from, from + LETTERS_AT_ONCE);
        const input = { title, cover: from === 0 ? cover : null, letters: some };
        const isOneOfMany = letters.length > LETTERS_AT_ONCE;
        parts.push(await setPaper('warning-letter.typ', input, { tagged: !isOneOfMany, isOneOfMany }));
      }
      const [only] = parts;
      const bytes = only && parts.length === 1 ? only : await mergePdfs(parts, title);
      return { bytes, printed, refused };
    },
    commendations: async (list) =>
      setPaper('commendations.typ', toCommendationsInput(list, glyphs()), { tagged: true }),
    activationSheet: async (paper) =>
      setPaper('activation-sheet.typ', toActivationSheetInput(paper, glyphs()), { tagged: true }),
    certificate: async (content, checkCode) =>
      setPaper('service-certificate.typ', toCertificateInput(content, checkCode, glyphs()), { tagged: true }),
    whyUnprintable: async (content) => whyUnprintable(content, glyphs()),
    envelopes: async (envelopes, hasWindow = false) =>
      setPaper(hasWindow ? 'window-sheet.typ' : 'envelope.typ', toEnvelopeInput(envelopes, glyphs()), {
        tagged: false,
      }),
    summary: async (content, audience, format) =>
      format === 'docx'
        ? termSummaryFile(content, audience)
        : setPaper('term-summary.typ', toTermSummaryInput(content, audience, glyphs()), { tagged: true }),
    conference: async (paper) =>
      setPaper('conference.typ', toConferenceInput(paper, glyphs()), { tagged: true }),
    jointMeeting: async (paper) =>
      setPaper('joint-meeting.typ', toJointMeetingInput(paper, glyphs()), { tagged: true }),
    archive: async (paper) => setPaper('archive.typ', toArchiveInput(paper, glyphs()), { tagged: true }),
  };
}
