import type { EnvelopePaper, LetterBatchPaper } from '#core/application/ports/letters';
import { DomainError } from '#core/domain/errors';
import type { LetterContent } from '#core/domain/letter-content';
import { WORDING_LABELS, type WordingPart } from '#core/domain/letter-wording';
import { type Glyphs, printableLine, printableParagraphs } from './printable';
import { wordDate } from './worded-date';

/** What warning-letter.typ reads: text already checked, dates already worded. */
export interface LetterInput {
  readonly number: string;
  readonly studentName: string;
  readonly salutation: string;
  readonly opening: readonly string[];
  readonly meaning: readonly string[];
  readonly help: readonly string[];
  readonly request: readonly string[];
  readonly contact: readonly string[];
  readonly courses: readonly Readonly<
    Record<'term' | 'courseName' | 'nature' | 'credit' | 'result', string>
  >[];
  readonly outstandingCredits: string;
  readonly departmentName: string;
  readonly issuedOn: string;
  readonly corrects: string | null;
}

/** Room of a line of the body, and of the cells of the table. */
const BODY = 26;
const CELLS = { term: 9, courseName: 12, nature: 4, credit: 2, result: 6 } as const;
const CELL_LABELS = {
  term: '学期',
  courseName: '课程',
  nature: '课程性质',
  credit: '学分',
  result: '成绩',
} as const;
const COURSE_PARTS = ['term', 'courseName', 'nature', 'credit', 'result'] as const;

/** Text that was fit to print in an earlier letter of the batch is so in the next: most of each is the same. */
type Known = Map<string, readonly string[]>;

/**
 * Words a letter for print.
 *
 * @throws DomainError for a character that cannot be printed, naming it and its field
 */
export function toLetterInput(
  content: LetterContent,
  coverage: Glyphs,
  known: Known = new Map(),
): LetterInput {
  const once = (text: string, room: number, read: () => readonly string[]): readonly string[] => {
    const key = `${room} ${text}`;
    const found = known.get(key) ?? read();
    known.set(key, found);
    return found;
  };
  const line = (text: string, field: string, label: string, room = BODY) =>
    once(text, -room, () => [printableLine(text, { field, label, room }, coverage) ?? ''])[0] ?? '';
  const part = (name: WordingPart) =>
    content.paragraphs[name].flatMap((text) =>
      once(text, BODY, () =>
        printableParagraphs(text, { field: name, label: WORDING_LABELS[name], room: BODY }, coverage),
      ),
    );
  const { addressee, student } = content;
  return {
    number: line(content.number ?? '（草稿，未编号）', 'number', '编号'),
    studentName: line(student.name, 'studentName', '学生姓名'),
    salutation: `尊敬的${line(addressee.name, 'addressee.name', '收件家长')}：`,
    opening: part('opening'),
    meaning: part('meaning'),
    help: part('help'),
    request: part('request'),
    contact: part('contact'),
    courses: content.outstanding.map(
      (course, at) =>
        Object.fromEntries(
          COURSE_PARTS.map((name) => [
            name,
            line(
              course[name],
              `outstanding.${at}.${name}`,
              `第 ${at + 1} 门课程的${CELL_LABELS[name]}`,
              CELLS[name],
            ),
          ]),
        ) as LetterInput['courses'][number],
    ),
    outstandingCredits: content.outstandingCredits,
    departmentName: line(content.departmentName, 'departmentName', '系名'),
    issuedOn: content.issuedOn === null ? '　　年　　月　　日' : (wordDate(content.issuedOn) ?? ''),
    corrects:
      content.corrects === null
        ? null
        : `本通知书更正${line(content.corrects, 'corrects', '被更正的编号')}，请以本通知书为准。`,
  };
}

/** Lines of the body that a page has besides title, number, table's frame and seal, cautiously. */
const LINES_OF_A_PAGE = 26;
const EMS_OF_A_LINE = 27;
/** A row of the table, in lines of the body; one that is broken has two or three. */
const ROW = 1.6;

/** Whether the letter surely has one page; the setting says whether it does. */
export function seemsShort(letter: LetterInput): boolean {
  const { opening, meaning, help, request, contact } = letter;
  const lines = [opening, meaning, help, request, contact]
    .flat()
    .reduce((sum, text) => sum + Math.ceil((text.length + 2) / EMS_OF_A_LINE), 0);
  const rows = letter.courses.reduce(
    (sum, { courseName, result }) =>
      sum + Math.ceil(Math.max(courseName.length / CELLS.courseName, result.length / 8)),
    0,
  );
  return lines + rows * ROW + (letter.corrects === null ? 0 : 3) <= LINES_OF_A_PAGE;
}

/** The sentence that refuses the letter; null: it can be printed. */
export function whyUnprintable(content: LetterContent, coverage: Glyphs): string | null {
  const worded = wordOrRefuse(content, coverage);
  return 'because' in worded ? worded.because : null;
}

function wordOrRefuse(
  content: LetterContent,
  coverage: Glyphs,
  known?: Known,
): { readonly input: LetterInput } | { readonly because: string } {
  try {
    return { input: toLetterInput(content, coverage, known) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { because: error.message };
  }
}

interface WordedLetter {
  readonly id: string;
  readonly input: LetterInput;
  readonly content: LetterContent;
}

/** Letters that print, and what keeps the others from it: one bad letter never breaks a batch. */
export function wordLetters(
  { letters }: Pick<LetterBatchPaper, 'letters'>,
  coverage: Glyphs,
): {
  readonly letters: readonly WordedLetter[];
  readonly refused: readonly { readonly id: string; readonly because: string }[];
} {
  const worded: WordedLetter[] = [];
  const refused: { id: string; because: string }[] = [];
  const known: Known = new Map();
  for (const { id, content } of letters) {
    const one = wordOrRefuse(content, coverage, known);
    if ('because' in one) refused.push({ id, because: one.because });
    else worded.push({ id, content, input: one.input });
  }
  return { letters: worded, refused };
}

/** Letters as warning-letter.typ reads them, with a list in front. */
export function sortLetters(
  batch: LetterBatchPaper,
  coverage: Glyphs,
): {
  readonly title: string;
  readonly cover: unknown;
  readonly letters: readonly LetterInput[];
  readonly printed: readonly string[];
  readonly refused: readonly { readonly id: string; readonly because: string }[];
} {
  const { letters, refused } = wordLetters(batch, coverage);
  const cover = !batch.hasCover
    ? null
    : {
        title: '学业预警通知书打印清单',
        note: `共 ${letters.length} 封，${wordDate(batch.printedOn) ?? ''}打印`,
        rows: letters.map(({ input, content }, at) => ({
          position: String(at + 1),
          number: input.number,
          studentName: input.studentName,
          className: printableLine(
            content.student.className,
            { field: 'className', label: '班级', room: 12 },
            coverage,
          ),
          addressee: printableLine(
            content.addressee.name,
            { field: 'addressee', label: '收件家长', room: 6 },
            coverage,
          ),
        })),
      };
  return {
    title: '学业预警通知书',
    cover,
    letters: letters.map(({ input }) => input),
    printed: letters.map(({ id }) => id),
    refused,
  };
}

/** @throws DomainError for a character that cannot be printed */
export function toEnvelopeInput(envelopes: readonly EnvelopePaper[], coverage: Glyphs): unknown {
  const line = (text: string, field: string, label: string, room: number) =>
    printableLine(text, { field, label, room }, coverage) ?? '';
  return {
    title: '信封',
    envelopes: envelopes.map(({ addressee, sender, mark }) => ({
      postcode: addressee.postcode,
      address: line(addressee.address, 'address', '通信地址', 27),
      addressee: `${line(addressee.name, 'name', '收件家长', 16)}　收`,
      sender: line(sender, 'sender', '寄件人', 26),
      mark: line(mark, 'mark', '编号', 26),
    })),
  };
}
