import { sourcePaperAssets } from '#adapters/documents/fonts';
import { createPapers } from '#adapters/documents/papers';
import { summaryContent } from './summary-content';

/** Sets a summary of so many students as a PDF and prints the milliseconds and the bytes. */
const content = summaryContent(Number(process.argv[2]));
const papers = createPapers(sourcePaperAssets());
const startedAt = performance.now();
const bytes = await papers.summary(content, 'group', 'pdf', '系学工办 05001 2026-09-14');
process.stdout.write(JSON.stringify({ ms: performance.now() - startedAt, bytes: bytes.length }));
