import { strToU8, type Zippable, zipSync } from 'fflate';
import type { LetterContent } from '#core/domain/letter-content';
import { COURSE_TABLE, fieldsOfLetter } from '#core/domain/letter-template';
import { WORDING_LABELS, WORDING_PARTS } from '#core/domain/letter-wording';
import { NOT_IN_XML } from './docx-file';
import { countPages } from './letter-docx-pages';
import type { PreparedTemplate } from './letter-template-docx';
import type { LetterInput } from './warning-letter-paper';

/** Of every part, so that the same letter gives the same bytes. */
const DATE = new Date(2020, 0, 1);
const BREAK = /\u200b/g;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Whatever a person wrote, as text. */
const escapeXml = (text: string): string =>
  text
    .replace(BREAK, '')
    .replace(NOT_IN_XML, '')
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** What stands for each field: a paragraph each. */
function valuesOf(content: LetterContent, input: LetterInput): ReadonlyMap<string, readonly string[]> {
  return new Map<string, readonly string[]>([
    ...Object.entries(fieldsOfLetter(content)).map(([name, value]) => [name, [value]] as const),
    ...WORDING_PARTS.map((part) => [WORDING_LABELS[part], input[part]] as const),
    ['编号', [input.number]],
    ['日期', [input.issuedOn]],
    ['系名', [input.departmentName]],
    ['更正', input.corrects === null ? [] : [input.corrects]],
  ]);
}

/** In twips. */
const WIDTHS = [2640, 2685, 1120, 720, 1680];
const HEADS = ['学期', '课程', '课程性质', '学分', '成绩'];
const sum = (widths: readonly number[]): number => widths.reduce((all, one) => all + one, 0);

const cell = (text: string, width: number, span: number, isBold: boolean): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}` +
  '<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:spacing w:before="40" w:after="40"/><w:jc w:val="center"/></w:pPr>' +
  `<w:r><w:rPr>${isBold ? '<w:b/>' : ''}<w:sz w:val="21"/></w:rPr>` +
  `<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p></w:tc>`;

const row = (cells: string, isHead = false): string =>
  `<w:tr><w:trPr><w:cantSplit/>${isHead ? '<w:tblHeader/>' : ''}</w:trPr>${cells}</w:tr>`;

const LINE = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`;
const TABLE_HEAD =
  `<w:tbl><w:tblPr><w:tblW w:w="${sum(WIDTHS)}" w:type="dxa"/><w:tblBorders>` +
  `${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(LINE).join('')}</w:tblBorders>` +
  '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>' +
  `${WIDTHS.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>` +
  row(HEADS.map((head, at) => cell(head, WIDTHS[at] ?? 0, 1, true)).join(''), true);

function courseTable({ courses, outstandingCredits }: LetterInput): string {
  if (courses.length === 0) return '';
  const rows = courses.map(({ term, courseName, nature, credit, result }) =>
    row(
      [term, courseName, nature, credit, result]
        .map((text, at) => cell(text, WIDTHS[at] ?? 0, 1, false))
        .join(''),
    ),
  );
  const total =
    cell('不及格学分合计', sum(WIDTHS.slice(0, 3)), 3, true) +
    cell(outstandingCredits, sum(WIDTHS.slice(3)), 2, true);
  return `${TABLE_HEAD}${rows.join('')}${row(total)}</w:tbl>`;
}

const LINE_END = '</w:t><w:br/><w:t xml:space="preserve">';

function bodyOf({ blocks }: PreparedTemplate, content: LetterContent, input: LetterInput): string {
  const values = valuesOf(content, input);
  const linesOf = (field: string) => (values.get(field) ?? []).map(escapeXml);
  return blocks
    .map((block) => {
      if (!('before' in block)) {
        return block.field === null ? block.xml : block.xml + linesOf(block.field).join(LINE_END);
      }
      if (block.field === COURSE_TABLE) return courseTable(input);
      return linesOf(block.field)
        .map((line) => block.before + line + block.after)
        .join('');
    })
    .join('');
}

/** A line of no height that ends a letter's own pages. */
const endOfLetter = (section: string): string =>
  `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>${section}</w:pPr></w:p>`;

/**
 * Letters as one .docx, each from a page of its own. The same letters and template give the same bytes.
 *
 * @param letters at least one, each with its words made fit to print
 */
export function fillTemplate(
  template: PreparedTemplate,
  letters: readonly { readonly content: LetterContent; readonly input: LetterInput }[],
): Uint8Array {
  const { head, parts, section, tail } = template;
  const pages = countPages(parts, section);
  const last = letters.length - 1;
  const bodies = letters.map(({ content, input }, at) => {
    const body = pages.mark(bodyOf(template, content, input), at);
    return body + (at === last ? pages.sectionOf(at) : endOfLetter(pages.sectionOf(at)));
  });
  const xml = `${head}${bodies.join('')}${tail}`;
  const files: Zippable = { '[Content_Types].xml': parts['[Content_Types].xml'] ?? new Uint8Array() };
  for (const [name, part] of Object.entries(parts)) files[name] = part;
  pages.addTo(files, letters.length);
  files['word/document.xml'] = strToU8(xml);
  return zipSync(files, { level: 6, mtime: DATE });
}
