import type { ConferencePaper } from '#core/application/ports/conferences';
import { type Glyphs, printableLine, printableParagraphs } from './printable';
import { wordDate } from './worded-date';

/** Room of a line of the body, and of the cells of the table. */
const BODY = 28;
const CELLS = { student: 6, className: 8, decision: 7, diagnosis: 10, owner: 5 } as const;
const LABELS = {
  student: '学生',
  className: '班级',
  decision: '决定',
  diagnosis: '会诊',
  owner: '下一步负责人',
} as const;

/**
 * What conference.typ reads: text already checked, dates already worded.
 *
 * @throws DomainError for a character that cannot be printed, naming it and its field
 */
export function toConferenceInput(paper: ConferencePaper, coverage: Glyphs) {
  const line = (text: string, field: string, label: string, room: number = BODY) =>
    printableLine(text, { field, label, room }, coverage) ?? '';
  return {
    title: paper.title,
    watermark: line(paper.watermark, 'watermark', '打印人'),
    departmentName: line(paper.departmentName, 'departmentName', '系名'),
    lines: [
      { label: '时间', text: wordDate(paper.date) ?? '' },
      { label: '主持', text: line(paper.chair, 'chair', '主持人') },
      { label: '记录', text: line(paper.recorder, 'recorder', '记录人') },
      { label: '到会', text: line(paper.present, 'present', '到会的人') },
      { label: '依据', text: line(paper.basis, 'basis', '依据') },
    ],
    summary: line(paper.summary, 'summary', '综述'),
    rows: paper.rows.map((row) => ({
      no: row.no,
      ...(Object.fromEntries(
        (Object.keys(CELLS) as (keyof typeof CELLS)[]).map((name) => [
          name,
          line(row[name], `rows.${name}`, LABELS[name], CELLS[name]),
        ]),
      ) as Record<keyof typeof CELLS, string>),
      reason: printableParagraphs(
        row.reason,
        { field: 'rows.reason', label: `${row.student}的理由`, room: 24 },
        coverage,
      ),
    })),
    signedOn: wordDate(paper.signedOn) ?? '',
    hash: paper.hash,
  };
}
