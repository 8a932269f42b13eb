import type { FigureAudience } from '#core/domain/figure-items';
import type { SummaryContent } from '#core/domain/term-summary';
import { type DocxParagraph, type DocxRow, type DocxTable, writeDocx } from './docx-file';
import { type TermSummaryInput, toTermSummaryInput } from './term-summary-paper';

/** Word sets a character that a face lacks in another one, so nothing is refused for want of a glyph. */
const ANY_GLYPH = { has: () => true };
/** In points. */
const WIDTHS = [150, 95, 95, 110];
const TERM_WIDTHS = [90, 290, 70];
const FULL_BLOCK = '█';

const paragraph = (runs: string, rest: Partial<DocxParagraph> = {}): DocxParagraph => ({
  kind: 'paragraph',
  runs,
  ...rest,
});
const section = (runs: string): DocxParagraph =>
  paragraph(runs, { size: 14, bold: true, before: 12, after: 4, outline: 1, keepNext: true });
const prose = (runs: string): DocxParagraph =>
  paragraph(runs, { size: 12, align: 'justified', isIndented: true });

/** 学期总结 to be edited: the same words and numbers as the PDF, bars as characters. */
export const termSummaryFile = (content: SummaryContent, audience: FigureAudience): Promise<Uint8Array> => {
  const input = toTermSummaryInput(content, audience, ANY_GLYPH, null);
  return writeDocx({ title: input.title, parts: [{ content: blocksOf(input), runningHead: input.title }] });
};

function blocksOf(input: TermSummaryInput): readonly (DocxParagraph | DocxTable)[] {
  return [
    paragraph(input.title, { size: 18, bold: true, align: 'center', after: 6 }),
    paragraph(`${input.departmentName}　${input.mark}`, { align: 'center', after: 6 }),
    section(input.figuresHeading),
    prose(input.opening),
    paragraph('各学期人数，按帮扶类型', { bold: true, before: 8, keepNext: true }),
    tableOf(
      [
        ['学期', '各类型', '人数'],
        ...input.terms.map(({ label, parts, total }) => [
          label,
          parts.map(({ word, value }) => `${word} ${value}`).join('，'),
          total,
        ]),
      ],
      TERM_WIDTHS,
    ),
    ...input.tables.flatMap(({ heading, rows, total }) => [
      paragraph(`${heading}（合计 ${total}）`, {
        bold: true,
        before: 10,
        after: 2,
        keepNext: true,
        outline: 2 as const,
      }),
      tableOf([
        ['项目', '本学期', '上学期', '本学期的图'],
        ...rows.map(({ label, now, before, share }) => [label, now, before, barOf(share)]),
      ]),
    ]),
    ...input.words.flatMap(({ heading, paragraphs }) => [section(heading), ...paragraphs.map(prose)]),
    ...(input.corrects === '' ? [] : [paragraph(input.corrects, { before: 12 })]),
    ...(input.signedBy === ''
      ? []
      : [
          paragraph(input.departmentName, { align: 'right', before: 24, size: 12 }),
          paragraph(`签发：${input.signedBy}`, { align: 'right', size: 12 }),
          paragraph(input.signedOn, { align: 'right', size: 12 }),
        ]),
  ];
}

/** At most eight blocks wide. */
const barOf = (share: number): string => FULL_BLOCK.repeat(Math.round(share / 12.5));

const tableOf = (rows: readonly (readonly string[])[], widths = WIDTHS): DocxTable => ({
  kind: 'table',
  widths,
  rows: rows.map(
    (cells, at): DocxRow => ({
      isHead: at === 0,
      isWhole: true,
      cells: cells.map((words) => ({ content: [paragraph(words, { bold: at === 0 })] })),
    }),
  ),
});
