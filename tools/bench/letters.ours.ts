import { fontFiles } from '#adapters/documents/fonts';
import { createPapers } from '#adapters/documents/papers';
import { letterBatch } from './letter-batch';

/** Sets as many letters as one PDF and prints the milliseconds and the bytes. */
async function setLetters(count: number, templateDir: string): Promise<void> {
  const letters = letterBatch(count).map((content, at) => ({ id: String(at), content }));
  const startedAt = performance.now();
  const papers = createPapers({ templateDir, fonts: fontFiles() });
  const { bytes, printed } = await papers.letters({ letters, hasCover: false, printedOn: '2026-11-03' });
  if (printed.length !== count) throw new Error(`${printed.length} of ${count} were set`);
  process.stdout.write(JSON.stringify({ ms: performance.now() - startedAt, bytes: bytes?.length ?? 0 }));
}

const [, , count, templateDir = ''] = process.argv;
void setLetters(Number(count), templateDir);
