import { sourcePaperAssets } from '#adapters/documents/fonts';
import { createPapers } from '#adapters/documents/papers';
import { letterBatch } from './letter-batch';

/** Sets as many letters as one PDF and prints the milliseconds and the bytes. */
const letters = letterBatch(Number(process.argv[2])).map((content, at) => ({ id: String(at), content }));
const papers = createPapers(sourcePaperAssets());
const startedAt = performance.now();
const { bytes, printed } = await papers.letters({ letters, hasCover: false, printedOn: '2026-11-03' });
if (printed.length !== letters.length) throw new Error(`${printed.length} of ${letters.length} were set`);
process.stdout.write(JSON.stringify({ ms: performance.now() - startedAt, bytes: bytes?.length ?? 0 }));
