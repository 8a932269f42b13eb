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
import type { PaperAssets, SettingOptions, Typst } from './typst';
import {
  type LetterInput,
  seemsShort,
  sortLetters,
  toEnvelopeInput,
  whyUnprintable,
  wordLetters,
} from './warning-letter-paper';

/** In one setting; more take memory out of proportion. Letters of one page each need less of it. */
const LETTERS_AT_ONCE = 50;
const SHORT_LETTERS_AT_ONCE = 125;
const LETTER = 'warning-letter.typ';

/** Word sets a character that a face lacks in another one. */
const ANY_GLYPH = { has: () => true };

interface LetterSetting {
  readonly title: string;
  readonly cover: unknown;
  readonly letters: readonly LetterInput[];
}

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
  /** The same as one .docx, to be edited. @param template null: the built-in one */
  lettersDocx(batch: LetterBatchPaper, template: Uint8Array | null): Promise<PrintedBatch>;
  /** @throws DomainError TEMPLATE_INVALID naming what is wrong in it */
  checkLetterTemplate(bytes: Uint8Array): Promise<void>;
  /** The built-in template, .docx. */
  letterTemplate(): Promise<Uint8Array>;
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
 * @param codeLink what the QR code of a certificate begins with, see `certificateQr`
 */
export function createPapers(assets: PaperAssets, codeLink: string | null = null): Papers {
  let coverage: Coverage | undefined;
  let setting: Promise<Typst> | undefined;
  const glyphs = () => {
    coverage ??= intersectCoverage(assets.fonts.map(readFontCoverage));
    return coverage;
  };
  const openSetting = async () => {
    setting ??= import('./typst').then((typst) => typst.openTypst(assets));
    const typst = await setting;
    // typst holds the thread while it sets a page: let others have a turn between two papers.
    await nextTurn();
    return typst;
  };
  const setPaper = async (template: string, input: unknown, options: SettingOptions) =>
    (await openSetting()).set(template, input, options);
  /** Letters that come to a page each; null: one of them does not. */
  const setShortLetters = async (input: LetterSetting, options: SettingOptions) => {
    const typst = await openSetting();
    const front = input.cover === null ? 0 : typst.countPages(LETTER, { ...input, letters: [] });
    return typst.setOn(front + input.letters.length, LETTER, { ...input, isCounted: false }, options);
  };
  const setLetters = async (
    { title, cover, letters }: LetterSetting,
    options: SettingOptions,
  ): Promise<readonly Uint8Array[]> => {
    const short = letters.every(seemsShort)
      ? await setShortLetters({ title, cover, letters }, options)
      : null;
    if (short) return [short];
    const parts: Uint8Array[] = [];
    for (let from = 0; from < letters.length; from += LETTERS_AT_ONCE) {
      const some = letters.slice(from, from + LETTERS_AT_ONCE);
      const input = { title, cover: from === 0 ? cover : null, letters: some, isCounted: true };
      parts.push(await setPaper(LETTER, input, options));
    }
    return parts;
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
      const isOneOfMany = letters.length > LETTERS_AT_ONCE;
      const options = { tagged: !isOneOfMany, isOneOfMany };
      const parts: Uint8Array[] = [];
      for (let from = 0; from < letters.length; ) {
        const front = from === 0 ? cover : null;
        const many = letters.slice(from, from + SHORT_LETTERS_AT_ONCE);
        const some = many.every(seemsShort) ? many : letters.slice(from, from + LETTERS_AT_ONCE);
        parts.push(...(await setLetters({ title, cover: front, letters: some }, options)));
        from += some.length;
      }
      const [only] = parts;
      const bytes = only && parts.length === 1 ? only : mergePdfs(parts, title);
      return { bytes, printed, refused };
    },
    commendations: async (list) =>
      setPaper('commendations.typ', toCommendationsInput(list, glyphs()), { tagged: true }),
    activationSheet: async (paper) =>
      setPaper('activation-sheet.typ', toActivationSheetInput(paper, glyphs()), { tagged: true }),
    certificate: async (content, checkCode) =>
      setPaper('service-certificate.typ', toCertificateInput(content, { checkCode, codeLink }, glyphs()), {
        tagged: true,
      }),
    async lettersDocx(batch, template) {
      const [{ fillTemplate }, { builtInTemplate, prepareTemplate }] = await Promise.all([
        import('./letter-docx'),
        import('./letter-template-docx'),
      ]);
      const { letters, refused } = wordLetters(batch, ANY_GLYPH);
      const printed = letters.map(({ id }) => id);
      if (letters.length === 0) return { bytes: null, printed, refused };
      const prepared = await prepareTemplate(template ?? (await builtInTemplate()));
      return { bytes: fillTemplate(prepared, letters), printed, refused };
    },
    checkLetterTemplate: async (bytes) => {
      await (await import('./letter-template-docx')).prepareTemplate(bytes);
    },
    letterTemplate: async () => (await import('./letter-template-docx')).builtInTemplate(),
    whyUnprintable: async (content) => whyUnprintable(content, glyphs()),
    envelopes: async (envelopes, hasWindow = false) =>
      setPaper(hasWindow ? 'window-sheet.typ' : 'envelope.typ', toEnvelopeInput(envelopes, glyphs()), {
        tagged: false,
      }),
    summary: async (content, audience, format, mark) =>
      format === 'docx'
        ? termSummaryFile(content, audience)
        : setPaper('term-summary.typ', toTermSummaryInput(content, audience, glyphs(), mark), {
            tagged: true,
          }),
    conference: async (paper) =>
      setPaper('conference.typ', toConferenceInput(paper, glyphs()), { tagged: true }),
    jointMeeting: async (paper) =>
      setPaper('joint-meeting.typ', toJointMeetingInput(paper, glyphs()), { tagged: true }),
    archive: async (paper) => setPaper('archive.typ', toArchiveInput(paper, glyphs()), { tagged: true }),
  };
}
