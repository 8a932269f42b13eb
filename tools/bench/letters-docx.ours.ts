import { fillTemplate } from '#adapters/documents/letter-docx';
import { builtInTemplate, prepareTemplate } from '#adapters/documents/letter-template-docx';
import { wordLetters } from '#adapters/documents/warning-letter-paper';
import { letterBatch } from './letter-batch';

/** As many letters as .docx, a file each, and the milliseconds: from the template's bytes on. */
async function fillLetters(count: number): Promise<void> {
  const template = await builtInTemplate();
  const batch = letterBatch(count).map((content, at) => ({ id: String(at), content }));
  const startedAt = performance.now();
  const prepared = await prepareTemplate(template);
  const { letters } = wordLetters({ letters: batch }, { has: () => true });
  let bytes = 0;
  for (const letter of letters) bytes += fillTemplate(prepared, [letter]).length;
  if (letters.length !== count) throw new Error(`${letters.length} of ${count} were filled`);
  process.stdout.write(JSON.stringify({ ms: performance.now() - startedAt, bytes }));
}

void fillLetters(Number(process.argv[2]));
