import type { Papers } from '#adapters/documents/papers';
import type { TalkRecordPaper as PrintedTalkRecord } from '#adapters/documents/talk-record-paper';
import type { PaperRenderer, TalkRecordPaper } from '#core/application/ports';

/** The typst renderer over the templates and fonts beside the bundle, loaded at the first paper. */
export function openRenderer(bundleDir: string): PaperRenderer {
  let opening: Promise<Papers> | undefined;
  const open = async (): Promise<Papers> => {
    const [{ bundledPaperAssets }, { createPapers }] = await Promise.all([
      import('#adapters/documents/bundled-assets'),
      import('#adapters/documents/papers'),
    ]);
    return createPapers(bundledPaperAssets(bundleDir), codeLink());
  };
  const ready = () => {
    opening ??= open();
    return opening;
  };
  return {
    async talkRecords(records, format) {
      const papers = await ready();
      return papers.talkRecords(records.map(toTalkRecord), format);
    },
    letters: async (batch) => (await ready()).letters(batch),
    lettersDocx: async (batch, template) => (await ready()).lettersDocx(batch, template),
    checkLetterTemplate: async (bytes) => (await ready()).checkLetterTemplate(bytes),
    letterTemplate: async () => (await ready()).letterTemplate(),
    whyUnprintable: async (content) => (await ready()).whyUnprintable(content),
    envelopes: async (envelopes, hasWindow) => (await ready()).envelopes(envelopes, hasWindow),
    jointMeeting: async (paper) => (await ready()).jointMeeting(paper),
    conference: async (paper) => (await ready()).conference(paper),
    archive: async (paper) => (await ready()).archive(paper),
    commendations: async (list) => (await ready()).commendations(list),
    activationSheet: async (paper) => (await ready()).activationSheet(paper),
    certificate: async (content, checkCode) => (await ready()).certificate(content, checkCode),
    async hoursList(rows, mark) {
      const { hoursListWorkbook } = await import('#adapters/spreadsheet/hours-list');
      return hoursListWorkbook(rows, mark);
    },
    summary: async (content, audience, format, mark) =>
      (await ready()).summary(content, audience, format, mark),
    async summaryWorkbook(content, audience, sheets, mark) {
      const { summaryWorkbook } = await import('#adapters/spreadsheet/term-summary-workbook');
      return summaryWorkbook(content, audience, sheets, mark);
    },
    async mailList(rows, mark) {
      const { mailListWorkbook } = await import('#adapters/spreadsheet/mail-list');
      return mailListWorkbook(rows, mark);
    },
  };
}

/** A department without a registered link leaves it empty. */
const codeLink = (): string | null => process.env.WECHAT_CODE_LINK?.replace(/\/+$/, '') || null;

const toTalkRecord = ({ deptShortName, supplements, ...paper }: TalkRecordPaper): PrintedTalkRecord => ({
  ...paper,
  department: deptShortName,
  // Only the counselor adds an opinion to the adviser's record (reading §4).
  supplements: supplements.map((supplement) => ({ ...supplement, role: '辅导员' })),
});
