import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { sourcePaperAssets } from '#adapters/documents/fonts';

/** Compiles the pages of a summary from an input that is ready, by typst alone. */
const paper = readFileSync(process.argv[2] ?? '', 'utf8');
const { templateDir, fonts } = sourcePaperAssets();
const startedAt = performance.now();
const compiler = NodeCompiler.create({ workspace: templateDir, fontArgs: [{ fontPaths: [...fonts] }] });
const { result } = compiler.compile({
  mainFilePath: join(templateDir, 'term-summary.typ'),
  inputs: { paper },
});
if (!result) throw new Error('typst set nothing');
const bytes = compiler.pdf(result, { pdfTags: true });
process.stdout.write(JSON.stringify({ ms: performance.now() - startedAt, bytes: bytes.length }));
