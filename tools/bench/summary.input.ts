import { writeFileSync } from 'node:fs';
import { intersectCoverage, readFontCoverage } from '#adapters/documents/font-coverage';
import { sourcePaperAssets } from '#adapters/documents/fonts';
import { toTermSummaryInput } from '#adapters/documents/term-summary-paper';
import { summaryContent } from './summary-content';

/** Writes what the template of a summary reads: the pages as they are to be compiled. */
const [students = '', file = ''] = process.argv.slice(2);
const coverage = intersectCoverage(sourcePaperAssets().fonts.map(readFontCoverage));
writeFileSync(
  file,
  JSON.stringify(
    toTermSummaryInput(summaryContent(Number(students)), 'group', coverage, '系学工办 05001 2026-09-14'),
  ),
);
