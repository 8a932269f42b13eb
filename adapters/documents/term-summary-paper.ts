import type { FigureAudience } from '#core/domain/figure-items';
import { summaryOpening, summaryTables, termLines } from '#core/domain/summary-tables';
import { SUMMARY_LABELS, SUMMARY_PARTS, type SummaryContent, summaryTitle } from '#core/domain/term-summary';
import { type Glyphs, printableLine, printableParagraphs } from './printable';
import { wordDate } from './worded-date';

/** Room of a line of the body, and of a table's first column, in characters. */
const BODY = 26;
const LABEL = 12;
const ORDINALS = ['一', '二', '三', '四'] as const;

/**
 * Words 学期总结 for print: text already checked, dates already worded. The .docx takes the same.
 *
 * @param mark who prints it; null: not said
 * @throws DomainError for a character that cannot be printed, naming it and its field
 */
export function toTermSummaryInput(
  content: SummaryContent,
  audience: FigureAudience,
  glyphs: Glyphs,
  mark: string | null,
) {
  const line = (text: string, field: string, label: string, room = BODY) =>
    printableLine(text, { field, label, room }, glyphs) ?? '';
  const numbers = content.numbers[audience];
  const { signed } = content;
  return {
    title: summaryTitle(content.term),
    watermark: mark === null ? null : line(mark, 'watermark', '打印人'),
    departmentName: line(content.departmentName, 'departmentName', '系名'),
    mark: [
      signed === null ? '草稿，未签发' : `第 ${content.version} 版`,
      audience === 'shared' ? '对外提供：少于 5 的数不公开' : '内部资料，注意保密',
    ].join('　'),
    figuresHeading: `${ORDINALS[0]}、基本情况`,
    opening: line(summaryOpening(content, numbers), 'opening', '基本情况'),
    terms: termLines(numbers),
    tables: summaryTables(numbers).map((table) => ({
      ...table,
      rows: table.rows.map((row) => ({ ...row, label: line(row.label, table.id, table.heading, LABEL) })),
    })),
    words: SUMMARY_PARTS.map((part, at) => {
      const label = SUMMARY_LABELS[part];
      const paragraphs = printableParagraphs(content.words[part], { field: part, label, room: BODY }, glyphs);
      return {
        heading: `${ORDINALS[at + 1]}、${label}`,
        paragraphs: paragraphs.length > 0 ? paragraphs : ['（未写）'],
      };
    }),
    signedBy: signed === null ? '' : line(signed.by, 'signed', '签发人'),
    signedOn: signed === null ? '' : (wordDate(signed.on) ?? ''),
    corrects:
      content.reason === ''
        ? ''
        : `本版更正第 ${content.version - 1} 版：${line(content.reason, 'reason', '更正原因')}`,
  };
}

export type TermSummaryInput = ReturnType<typeof toTermSummaryInput>;
