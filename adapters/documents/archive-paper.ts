import type { ArchivePaper } from '#core/application/ports/archive-paper';
import { type Glyphs, printableLine, printableParagraphs } from './printable';
import { wordDate } from './worded-date';

/** Room of a line of the body, and of a table's width, in characters. */
const BODY = 30;
const TABLE = 42;

/**
 * What archive.typ reads: text already checked, the date already worded.
 *
 * @throws DomainError for a character that cannot be printed, naming it and its section
 */
export function toArchiveInput(paper: ArchivePaper, coverage: Glyphs) {
  const line = (text: string, label: string, room = BODY) =>
    printableLine(text, { field: 'sections', label, room }, coverage) ?? '';
  const paragraphs = (text: string, label: string) =>
    printableParagraphs(text, { field: 'sections', label, room: BODY }, coverage);
  return {
    title: paper.title,
    departmentName: line(paper.departmentName, '系名'),
    studentName: line(paper.studentName, '学生姓名'),
    className: line(paper.className, '班级'),
    watermark: line(paper.watermark, '导出人'),
    footer: line(paper.footer, '导出人'),
    date: wordDate(paper.date) ?? '',
    sections: paper.sections.map(({ heading, lines = [], table, entries = [] }) => {
      const total = table?.columns.reduce((sum, { weight }) => sum + weight, 0) ?? 1;
      return {
        heading: line(heading, '标题'),
        lines: lines.map(({ label, text }) => ({ label, paragraphs: paragraphs(text, label) })),
        table: table
          ? {
              columns: table.columns,
              rows: table.rows.map((row) =>
                row.map((cell, at) => {
                  const { heading: column = '', weight = 1 } = table.columns[at] ?? {};
                  return line(cell, column, Math.floor((TABLE * weight) / total) - 1);
                }),
              ),
            }
          : null,
        entries: entries.map((entry) => ({
          heading: line(entry.heading, heading),
          paragraphs: paragraphs(entry.text, heading),
        })),
      };
    }),
  };
}
