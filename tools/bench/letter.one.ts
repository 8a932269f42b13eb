import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { readFontCoverage } from '#adapters/documents/font-coverage';
import { fontFiles } from '#adapters/documents/fonts';
import { createPapers } from '#adapters/documents/papers';
import { toLetterInput } from '#adapters/documents/warning-letter-paper';
import type { LetterContent } from '#core/domain/letter-content';
import { letterBatch } from './letter-batch';

/** One letter at a time, as the product sets it and by the compiler alone: the milliseconds of each, by turns. */
async function setOneByOne(count: number, templateDir: string): Promise<void> {
  const fonts = fontFiles();
  const [regular = ''] = fonts;
  const coverage = readFontCoverage(regular);
  const papers = createPapers({ templateDir, fonts });
  const compiler = NodeCompiler.create({ workspace: templateDir, fontArgs: [{ fontPaths: [...fonts] }] });
  const mainFilePath = join(templateDir, 'warning-letter.typ');
  const alone = (content: LetterContent) => {
    const paper = JSON.stringify({
      title: '学业预警通知书',
      cover: null,
      isCounted: false,
      letters: [toLetterInput(content, coverage)],
    });
    const startedAt = performance.now();
    const compiled = compiler.compile({ mainFilePath, inputs: { paper } });
    if (!compiled.result) throw new Error('the compiler set nothing');
    compiler.pdf(compiled.result, { pdfTags: true });
    return performance.now() - startedAt;
  };
  const whole = async (content: LetterContent) => {
    const startedAt = performance.now();
    const { bytes } = await papers.letters({
      letters: [{ id: '1', content }],
      hasCover: false,
      printedOn: '2026-11-03',
    });
    if (!bytes) throw new Error('the letter was not set');
    return performance.now() - startedAt;
  };
  const ours: number[] = [];
  const bare: number[] = [];
  // Never the same letter twice: what typst remembers of one it remembers for both.
  for (const [at, content] of letterBatch(2 * count + 2).entries()) {
    const ms = at % 2 === 0 ? alone(content) : await whole(content);
    // The first of each loads fonts and templates.
    if (at > 1) (at % 2 === 0 ? bare : ours).push(ms);
  }
  process.stdout.write(JSON.stringify({ ours, bare }));
}

const [, , count, templateDir = ''] = process.argv;
void setOneByOne(Number(count), templateDir);
