import type { SpreadsheetReader } from '#core/application/ports';
import { policies } from '#core/policies/index';

/** The readers of the adapter, loaded with the first file. */
export const spreadsheets: SpreadsheetReader = {
  async read(bytes, fileName, { policyId, ...options }) {
    const { parseImport } = await import('#adapters/spreadsheet/parse-import');
    const policy = policies[policyId];
    if (!policy) throw new Error(`no policy ${policyId}`);
    return parseImport(bytes, fileName, { ...options, policy });
  },
};
