import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Coverage, intersectCoverage, readFontCoverage } from './font-coverage';
import { type TalkRecordPaper, toTalkRecordInput } from './talk-record-paper';
import type { openTypst, PaperAssets } from './typst';

export interface Papers {
  /**
   * 谈话记录表 (annex) as PDF, A4; the same paper gives the same bytes.
   *
   * @throws DomainError GLYPH_MISSING or UNPRINTABLE_CHARACTER, naming the character and the field
   */
  talkRecord(paper: TalkRecordPaper): Promise<Uint8Array>;
}

/**
 * The renderer of papers. Nothing is loaded before the first paper: the native compiler is 52 MB.
 *
 * @param assets in the source tree `sourcePaperAssets()`, in a bundle `bundledPaperAssets(__dirname)`
 */
export function createPapers(assets: PaperAssets): Papers {
  let coverage: Coverage | undefined;
  let setting: Promise<ReturnType<typeof openTypst>> | undefined;
  return {
    async talkRecord(paper) {
      coverage ??= intersectCoverage(assets.fonts.map(readFontCoverage));
      const input = toTalkRecordInput(paper, coverage);
      setting ??= import('./typst').then((typst) => typst.openTypst(assets));
      const set = await setting;
      // typst holds the thread while it sets a page: let others have a turn between two papers.
      await nextTurn();
      return set('talk-record.typ', input, { tagged: true });
    },
  };
}
