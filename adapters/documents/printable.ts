import { DomainError } from '#core/domain/errors';

/** Which characters can be set; of a font, `Coverage`. */
export type Glyphs = Pick<ReadonlySet<number>, 'has'>;

/** One field's text with the name that a refusal gives it. */
export interface PrintField {
  /** Input field, e.g. `problems`. */
  readonly field: string;
  /** 中文 name of the field on the paper. */
  readonly label: string;
  /** Narrowest line that the text is set on, in characters (em): a longer run without a break gets some. */
  readonly room: number;
}

/**
 * Marks that draw nothing: zero-width joiners and spaces, byte order marks, soft hyphens, emoji
 * presentation selectors and direction marks (phones paste them around copied numbers). Dropped, so that
 * text always stands in the order in which it was written: no mark can turn "不" and "需要" about.
 */
const INVISIBLE = /\ufe0e|\ufe0f|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu;
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu;
const TAB = /\t/gu;

/** A line of Chinese breaks anywhere; a longer run of anything else must be given places to break. */
const UNBROKEN = /[^\p{Script=Han}\s]+/gu;
const BREAK = '\u200b';

/** No narrow letter of the face is wider than 0.65 em; everything else is taken as a full square. */
function widthInEms(character: string): number {
  return /[0-9a-ln-vx-z.,:;'"()!|[\]{}/-]/.test(character) ? 0.65 : 1;
}

/** Gives a run that is wider than `room` places to break; others stay as they are, also for copying. */
function breakRun(run: string, room: number): string {
  const characters = [...run];
  if (characters.reduce((sum, character) => sum + widthInEms(character), 0) <= room) return run;
  let broken = '';
  let width = 0;
  for (const character of characters) {
    const next = widthInEms(character);
    if (width > 0 && width + next > room / 2) {
      broken += BREAK;
      width = 0;
    }
    broken += character;
    width += next;
  }
  return broken;
}

function codeName(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function isControl(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

function requireGlyphs(line: string, { field, label }: PrintField, coverage: Glyphs): void {
  for (const character of line) {
    const code = character.codePointAt(0) ?? 0;
    if (isControl(code)) {
      throw new DomainError(
        'UNPRINTABLE_CHARACTER',
        `「${label}」中有无法打印的控制字符（${codeName(code)}），请删去后再打印`,
        field,
      );
    }
    if (coverage.has(code)) continue;
    // Half of a surrogate pair would not even reach the reader of this sentence.
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    const shown = !isHalf ? `“${character}”（${codeName(code)}）` : `一个残缺的字符（${codeName(code)}）`;
    throw new DomainError(
      'GLYPH_MISSING',
      `「${label}」中的${shown}在打印字体中没有字形，请改写后再打印`,
      field,
    );
  }
}

function toLines(text: string, field: PrintField, coverage: Glyphs): string[] {
  return text
    .replace(INVISIBLE, '')
    .split(LINE_BREAK)
    .map((line) => line.replace(TAB, '　').trim())
    .filter((line) => line !== '')
    .map((line) => {
      requireGlyphs(line, field, coverage);
      return line.replace(UNBROKEN, (run) => breakRun(run, field.room));
    });
}

/**
 * A long text as its paragraphs, each fit to print: line breaks of every system are one, blank lines go,
 * the paper sets the indent.
 *
 * @throws DomainError GLYPH_MISSING or UNPRINTABLE_CHARACTER, naming the character and the field
 */
export function printableParagraphs(text: string | null, field: PrintField, coverage: Glyphs): string[] {
  return text === null ? [] : toLines(text, field, coverage);
}

/**
 * A short text as one paragraph; null when there is nothing.
 *
 * @throws DomainError GLYPH_MISSING or UNPRINTABLE_CHARACTER, naming the character and the field
 */
export function printableLine(text: string | null, field: PrintField, coverage: Glyphs): string | null {
  if (text === null) return null;
  const line = toLines(text, field, coverage).join(' ');
  return line === '' ? null : line;
}
