import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sourcePaperAssets } from '#adapters/documents/fonts';
import { openTypst } from '#adapters/documents/typst';
import { readPdf } from './read-pdf';

it('the empty box of a missing glyph is seen', async () => {
  const { fonts } = sourcePaperAssets();
  const typst = openTypst({ templateDir: join(import.meta.dirname, 'templates'), fonts });
  await expect(readPdf(typst.set('empty-box.typ', {}, { tagged: true }))).rejects.toThrow('empty box');
});
