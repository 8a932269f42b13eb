import { getDocument, OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  readonly pages: readonly { readonly width: number; readonly height: number; readonly text: string }[];
  /** The text of all pages, without blanks: what the eye reads, whatever the line breaks. */
  readonly text: string;
  /** Where the text below the page header that reaches furthest right ends, in points from the left edge. */
  readonly rightmost: number;
}

/** The top margin in points, 24 mm. */
const HEADER = 68;

const bare = (text: string) => text.replace(/\s/gu, '');

/** Code of `.notdef`, the empty box of a font that lacks a character: glyph 0 of what typst embeds. */
const NOTDEF = 0;

async function requireEveryGlyph(page: PDFPageProxy): Promise<void> {
  const { fnArray, argsArray } = await page.getOperatorList();
  for (const [at, operator] of fnArray.entries()) {
    if (operator !== OPS.showText) continue;
    // Numbers between glyphs are spacing.
    const [shown] = argsArray[at] as [readonly ({ readonly originalCharCode: number } | number)[]];
    if (shown.some((glyph) => typeof glyph === 'object' && glyph.originalCharCode === NOTDEF))
      throw new Error(`page ${page.pageNumber} shows an empty box (.notdef)`);
  }
}

/**
 * Opens a PDF with another program than the one that made it.
 *
 * @throws Error where a page shows the empty box of a missing glyph
 */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const pages: { width: number; height: number; text: string }[] = [];
  let rightmost = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    await requireEveryGlyph(page);
    const { width, height } = page.getViewport({ scale: 1 });
    const content = await page.getTextContent();
    for (const item of content.items) {
      if (!('str' in item) || item.str.trim() === '' || item.transform[5] > height - HEADER) continue;
      // A closing mark is set on half a square, its ink in the left half; the PDF tells the full square.
      const empty = /[！，。、；：）》”]$/u.test(item.str) ? item.height / 2 : 0;
      rightmost = Math.max(rightmost, item.transform[4] + item.width - empty);
    }
    const text = content.items.map((item) => ('str' in item ? item.str : '')).join('');
    pages.push({ width, height, text: bare(text) });
  }
  await task.destroy();
  return { pages, text: pages.map(({ text }) => text).join(''), rightmost };
}

/** Names of the fonts in a PDF and whether their outlines travel inside it. */
export function readFonts(bytes: Uint8Array): {
  readonly names: readonly string[];
  readonly embedded: number;
} {
  const source = Buffer.from(bytes).toString('latin1');
  const names = [...source.matchAll(/\/FontName\s*\/(?:[A-Z]{6}\+)?([\w-]+)/g)].map(([, name]) => name ?? '');
  return { names: [...new Set(names)].sort(), embedded: [...source.matchAll(/\/FontFile[23]\b/g)].length };
}
