import { A4, DOCX_MARGIN, type DocxCell, type DocxParagraph, type DocxPart, type DocxRow } from './docx-file';
import { type TalkRecordInput, type TalkRecordPaper, toTalkRecordInput } from './talk-record-paper';

/** Word sets a character that a face lacks in another one, so nothing is refused for want of a glyph. */
const ANY_GLYPH = { has: () => true } as const;
/** Word breaks a long run at the edge of its cell by itself; the mark would only hinder editing. */
const BREAK_PLACE = /\u200b/gu;

const TITLE = 18;
const LABEL = 12;
const BODY = 10.5;
const NOTE = 9;
const LEADING = 1.4;
/** The columns of talk-record.typ; the number's two, 35 and 82 points, hold eleven digits on one line. */
const WIDTHS = [78, 70, 38, 34, 38, 78, 38, 79.5] as const;
const INSET = { x: 5, y: 5 } as const;
const WIDE = WIDTHS.slice(1).reduce((sum, width) => sum + width, 0) - 2 * INSET.x;

const label = (...lines: string[]): DocxCell => ({
  content: lines.map((line) => ({
    kind: 'paragraph',
    runs: line,
    size: LABEL,
    align: 'center',
    leading: 1.25,
  })),
});
const short = (text: string | null): DocxCell => ({
  content: [{ kind: 'paragraph', runs: text ?? '', align: 'center' }],
});
const note = (text: string): DocxParagraph => ({
  kind: 'paragraph',
  runs: [{ text, soft: true }],
  size: NOTE,
  align: 'justified',
  after: 3,
});
const prose = (paragraphs: readonly string[]): DocxParagraph[] =>
  paragraphs.map((runs) => ({ kind: 'paragraph', runs, isIndented: true, align: 'justified' }));
const answers = (lines: readonly string[]): DocxParagraph[] =>
  lines.length === 0 ? [] : [{ kind: 'paragraph', runs: lines.join('　　'), before: 6 }];
const signed = (text: string): DocxParagraph => ({
  kind: 'paragraph',
  runs: text,
  size: LABEL,
  before: 3,
  after: 3,
});

const PROBLEMS_NOTE =
  '注：学生的主要问题及其程度；发生时间及起因；目前学生的情绪、学习、人际关系、行为表现上等方面。（是否与家长联系）';
const ASSESSMENT_NOTE =
  '注：初步评估指学生现今状况是否正常，是否需要进一步关注等；建议是指对学生的建议以及对心理素质教育中心是否需要关注该生的建议。';
const FOOT_NOTE = '注：如果责任区辅导员也对此学生进行了关注，可以在班主任的谈话记录基础上直接补充意见。';
const UNDATED = '　　　　年　　月　　日';

/** One .docx of several records, each from a page of its own. The writer is loaded at the first one. */
export async function talkRecordFile(records: readonly TalkRecordPaper[]): Promise<Uint8Array> {
  const { writeDocx } = await import('./docx-file');
  return writeDocx({ title: '谈话记录表', parts: records.map(talkRecordPart) });
}

/**
 * 谈话记录表 (annex) as a part of a .docx: the rows, order and notes of the PDF. A form that fits on one page fills it.
 *
 * @throws DomainError UNPRINTABLE_CHARACTER, naming the character and the field
 */
function talkRecordPart(paper: TalkRecordPaper): DocxPart {
  const input = withoutBreakPlaces(toTalkRecordInput(paper, ANY_GLYPH));
  const problems = [
    note(PROBLEMS_NOTE),
    ...prose(input.problems),
    ...answers(input.problemAnswers),
  ] satisfies DocxParagraph[];
  const assessment = [
    note(ASSESSMENT_NOTE),
    ...prose(input.assessment),
    ...answers(input.assessmentAnswers),
    ...input.supplements.flatMap(({ heading, text }): DocxParagraph[] => [
      { kind: 'paragraph', runs: heading, bold: true, before: 6, keepNext: true },
      ...prose(text),
    ]),
  ];
  const remarks = [FOOT_NOTE, ...input.remarks].map(
    (runs): DocxParagraph => ({
      kind: 'paragraph',
      runs,
      size: NOTE,
      isIndented: true,
      before: 2,
      leading: 1.2,
    }),
  );
  const family: DocxCell = {
    content: input.family.map((runs) => ({ kind: 'paragraph', runs, align: 'left' })),
    span: 4,
  };
  const [problemsRoom, assessmentRoom] = shareRoom(
    roomFor(remarks, family.content),
    heightOf(problems, WIDE) + 2 * INSET.y,
    heightOf(assessment, WIDE) + 2 * INSET.y,
  );
  const rows: DocxRow[] = [
    {
      isWhole: true,
      minHeight: 30,
      cells: [
        label('学生姓名'),
        short(input.studentName),
        label('性别'),
        short(input.gender),
        label('籍贯'),
        short(input.nativePlace),
        label('班级'),
        short(input.className),
      ],
    },
    {
      isWhole: true,
      cells: [
        {
          content: [
            ...label('家庭情况').content,
            {
              kind: 'paragraph',
              runs: [{ text: '（城镇/农村、经济情况、单亲或其它）', soft: true }],
              size: NOTE,
              align: 'center',
              leading: 1.2,
            },
          ],
        },
        family,
        label('学生', '联系方式'),
        { ...short(input.contact), span: 2 },
      ],
    },
    {
      ...(problemsRoom === null ? {} : { minHeight: problemsRoom }),
      cells: [label('主要问题与', '表现'), { content: problems, span: 7, vertical: 'top' }],
    },
    {
      ...(assessmentRoom === null ? {} : { minHeight: assessmentRoom }),
      cells: [label('初步评估及', '建议'), { content: assessment, span: 7, vertical: 'top' }],
    },
    {
      isWhole: true,
      cells: [
        label('访谈教师'),
        {
          content: [
            signed(`班主任：${input.adviserName ?? ''}`),
            signed(`辅导员：${input.counselorName ?? ''}`),
          ],
          span: 7,
        },
      ],
    },
    {
      isWhole: true,
      cells: [
        label('访谈时间'),
        {
          content: [signed(input.adviserHeldOn ?? UNDATED), signed(input.counselorHeldOn ?? UNDATED)],
          span: 7,
        },
      ],
    },
  ];
  const whose = [
    ...(input.studentName === null ? [] : [`学生姓名：${input.studentName}`]),
    ...(input.className === null ? [] : [`班级：${input.className}`]),
  ].join('　');
  return {
    runningHead: `${input.title}（续）　${whose}`,
    content: [
      {
        kind: 'paragraph',
        runs: input.title,
        size: TITLE,
        bold: true,
        align: 'center',
        after: 10,
        leading: 1.3,
      },
      { kind: 'table', widths: WIDTHS, rows, inset: INSET },
      ...remarks,
    ],
  };
}

/** Room on the first page for the two large rows together. Other faces than 宋体 stand higher: some is kept back. */
function roomFor(remarks: readonly DocxParagraph[], family: readonly DocxParagraph[]): number {
  const kept = 24;
  const title = TITLE * 1.5 + 10;
  const familyHeight = Math.max(heightOf(family, 170) + 2 * INSET.y, 68);
  const fixedRows = 32 + familyHeight + 2 * 56;
  return (
    A4.height -
    DOCX_MARGIN.top -
    DOCX_MARGIN.bottom -
    title -
    fixedRows -
    heightOf(remarks, A4.width - 2 * DOCX_MARGIN.left) -
    kept
  );
}

/** Least heights that fill the page; nulls where the texts need more than a page has. */
function shareRoom(room: number, problems: number, assessment: number): [number, number] | [null, null] {
  const extra = room - problems - assessment;
  return extra < 0 ? [null, null] : [problems + extra * 0.58, assessment + extra * 0.42];
}

/** Lines are taken a little short and high, so that what is called one page is one page in every face. */
function heightOf(paragraphs: readonly DocxParagraph[], width: number): number {
  return paragraphs.reduce(
    (sum, { runs, size = BODY, before = 0, after = 0, leading = LEADING, isIndented }) => {
      const text = typeof runs === 'string' ? runs : runs.map((run) => run.text).join('');
      const characters = [...text].length + (isIndented ? 2 : 0);
      const lines = Math.max(1, Math.ceil(characters / Math.floor(width / size - 0.5)));
      return sum + lines * size * Math.max(leading, 1.5) + before + after;
    },
    0,
  );
}

function withoutBreakPlaces(input: TalkRecordInput): TalkRecordInput {
  return JSON.parse(JSON.stringify(input), (_key, value) =>
    typeof value === 'string' ? value.replace(BREAK_PLACE, '') : value,
  );
}
