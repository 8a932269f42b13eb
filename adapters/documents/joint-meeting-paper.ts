import type { JointMeetingPaper } from '#core/application/ports/joint-meetings';
import { type Glyphs, printableLine, printableParagraphs } from './printable';
import { wordDate } from './worded-date';

/** Room of a line of the body, and of the cells of the table. */
const BODY = 28;
const CELLS = { courseName: 11, credit: 3, result: 9, next: 12 } as const;
const CELL_LABELS = { courseName: '课程', credit: '学分', result: '成绩', next: '补考或重修' } as const;

/**
 * What joint-meeting.typ reads: text already checked, the date already worded.
 *
 * @throws DomainError for a character that cannot be printed, naming it and its field
 */
export function toJointMeetingInput(paper: JointMeetingPaper, coverage: Glyphs) {
  const line = (text: string, field: string, label: string, room = BODY) =>
    printableLine(text, { field, label, room }, coverage) ?? '';
  const cell = (course: JointMeetingPaper['courses'][number], name: keyof typeof CELLS) =>
    line(course[name], `courses.${name}`, `课程的${CELL_LABELS[name]}`, CELLS[name]);
  return {
    title: paper.title,
    watermark: paper.watermark === null ? null : line(paper.watermark, 'watermark', '打印人'),
    departmentName: line(paper.departmentName, 'departmentName', '系名'),
    date: wordDate(paper.date) ?? '',
    salutation: paper.salutation === null ? null : line(paper.salutation, 'salutation', '称呼'),
    lines: [
      ...(paper.salutation === null
        ? [
            {
              label: '学生',
              text: `${line(paper.studentName, 'studentName', '学生姓名')}　${line(paper.className, 'className', '班级')}`,
            },
            { label: '时间', text: wordDate(paper.date) ?? '' },
          ]
        : []),
      ...paper.lines.map(({ label, text }) => ({ label, text: line(text, 'lines', label) })),
    ],
    sections: paper.sections.map(({ heading, text }) => ({
      heading,
      paragraphs: printableParagraphs(
        text,
        { field: 'sections', label: heading || '正文', room: BODY },
        coverage,
      ),
    })),
    courses: paper.courses.map((course) => ({
      courseName: cell(course, 'courseName'),
      credit: cell(course, 'credit'),
      result: cell(course, 'result'),
      next: cell(course, 'next'),
    })),
    outstandingCredits: paper.outstandingCredits,
    signatures: paper.signatures.map(({ label, name, drawing }) => ({
      label,
      name: line(name, 'signatures', `${label}姓名`, 12),
      drawing,
    })),
  };
}
