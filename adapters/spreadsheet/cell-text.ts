/** Blanks that exports use for "nothing": spaces of every width, nbsp, tabs, zero-width marks, BOM. */
const EDGE_BLANKS = /^[\s\u00a0\u200b-\u200f\u2060\ufeff\0]+|[\s\u00a0\u200b-\u200f\u2060\ufeff\0]+$/g;
/** Characters below this need no full-width folding. */
const ASCII_END = 0x80;

/**
 * A cell as a person would copy it: no blanks around it, `&nbsp;` is nothing, and the `="…"` or
 * leading apostrophe with which exports force text is taken off.
 */
export function trimCell(text: string): string {
  let trimmed = text.replace(EDGE_BLANKS, '');
  if (trimmed.startsWith('="') && trimmed.endsWith('"'))
    trimmed = trimmed.slice(2, -1).replace(EDGE_BLANKS, '');
  else if (trimmed.startsWith("'")) trimmed = trimmed.slice(1).replace(EDGE_BLANKS, '');
  return trimmed === '&nbsp;' ? '' : trimmed;
}

/** A code, number or flag: as trimCell, and full-width letters, digits and signs become plain ones. */
export function plainText(text: string): string {
  const trimmed = trimCell(text);
  for (let at = 0; at < trimmed.length; at++) {
    if (trimmed.charCodeAt(at) >= ASCII_END) return trimmed.normalize('NFKC').replace(EDGE_BLANKS, '');
  }
  return trimmed;
}

/** A heading for comparison: no blanks anywhere, full-width folded, a mark of obligation taken off. */
export const headingKey = (text: string): string =>
  plainText(text)
    .replace(/[\s\u00a0\u200b-\u200f\u2060\ufeff]+/g, '')
    .replace(/^\*+|\*+$/g, '');
