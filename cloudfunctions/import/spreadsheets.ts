import type { SpreadsheetReader } from '#core/application/ports';

/** The readers of the adapter, loaded with the first file. */
export const spreadsheets: SpreadsheetReader = {
  async read(bytes, fileName, options) {
    const { parseImport } = await import('#adapters/spreadsheet/parse-import');
    return parseImport(bytes, fileName, options);
  },
  async inspect(bytes, fileName, options) {
    const { readMapping } = await import('#adapters/spreadsheet/corrected-mapping');
    return readMapping(bytes, fileName, options);
  },
  async rejected(bytes, fileName, headings, rejected, mark) {
    const { rejectedWorkbook } = await import('#adapters/spreadsheet/office-workbooks');
    return rejectedWorkbook(bytes, fileName, headings, rejected, mark);
  },
  async template(kind) {
    const { templateWorkbook } = await import('#adapters/spreadsheet/office-workbooks');
    return templateWorkbook(kind);
  },
};
