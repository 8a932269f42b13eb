import {
  AlignmentType,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  PatchType,
  patchDetector,
  patchDocument,
  TextRun,
} from 'docx';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { DomainError } from '#core/domain/errors';
import {
  COURSE_TABLE,
  requireTemplateFields,
  TEMPLATE_BYTES,
  TEMPLATE_FIELDS,
} from '#core/domain/letter-template';

const BRACES = { start: '{', end: '}' } as const;
/** Around a field's name in the prepared body; of the private use area, so no text of a template holds them. */
const OPEN = '\ue000';
const CLOSE = '\ue001';
const BODY = 'word/document.xml';
const CORE = 'docProps/core.xml';
const MAX_PARTS = 200;
const MAX_UNPACKED = 20 * 1024 * 1024;

/** Pieces of a body: text of the template, or the name of a field between. */
export interface TextPiece {
  readonly xml: string;
  /** Set after the piece; null: none, it is the last. */
  readonly field: string | null;
}

/** A paragraph that holds a field and nothing else, so that a text of several paragraphs repeats it. */
export interface FieldParagraph {
  readonly before: string;
  readonly field: string;
  readonly after: string;
}

export interface PreparedTemplate {
  /** All but the body, as they are. */
  readonly parts: Readonly<Record<string, Uint8Array>>;
  /** Up to the first paragraph of the body. */
  readonly head: string;
  readonly blocks: readonly (TextPiece | FieldParagraph)[];
  /** The page: size, margins, footers. */
  readonly section: string;
  readonly tail: string;
}

const invalid = (message: string) => new DomainError('TEMPLATE_INVALID', message, 'fileId');

/** Looks at the directory before anything is unpacked, and at what would reach outside the file. */
function unpack(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  if (bytes.length > TEMPLATE_BYTES) throw invalid('模板超过 2 MB。请压缩其中的图片后再上传。');
  let count = 0;
  let size = 0;
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        count += 1;
        size += originalSize;
        if (count > MAX_PARTS || size > MAX_UNPACKED)
          throw invalid('模板解开后过大。请在 Word 或 WPS 中另存一份再上传。');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw invalid('这个文件打不开，不是完好的 .docx。请在 Word 或 WPS 中另存为 .docx 再上传。');
  }
  const names = Object.keys(parts);
  if (!parts[BODY]) throw invalid('这个文件不是 .docx 文档。请在 Word 或 WPS 中另存为 .docx 再上传。');
  if (names.some((name) => /vbaProject|\.bin$|embeddings\//i.test(name)))
    throw invalid('模板带有宏或嵌入的对象，可能有害。请去掉后另存为 .docx 再上传。');
  for (const [name, part] of Object.entries(parts)) {
    if (!/\.(xml|rels)$/.test(name)) continue;
    const text = strFromU8(part);
    if (/<!DOCTYPE|<!ENTITY/i.test(text))
      throw invalid('模板的内容不合规范。请在 Word 或 WPS 中另存一份再上传。');
    if (name.endsWith('.rels') && /TargetMode="External"/i.test(withoutLinks(text)))
      throw invalid('模板引用了文件以外的图片或模板。请把它们插入到文件里再上传。');
  }
  return parts;
}

const withoutLinks = (rels: string): string => rels.replace(/<Relationship [^>]*\/hyperlink"[^>]*>/g, '');

/**
 * A template that the office edited, ready to be filled.
 *
 * @throws DomainError TEMPLATE_INVALID: no .docx, a field that is none, one that is missing or where it cannot be
 */
export async function prepareTemplate(bytes: Uint8Array): Promise<PreparedTemplate> {
  unpack(bytes);
  const found = await patchDetector({ data: bytes, placeholderDelimiters: BRACES }).catch(() => {
    throw invalid('这个文件读不出来。请在 Word 或 WPS 中另存为 .docx 再上传。');
  });
  requireTemplateFields(found);
  const patched = await patchDocument({
    outputType: 'uint8array',
    data: bytes,
    placeholderDelimiters: BRACES,
    keepOriginalStyles: true,
    patches: Object.fromEntries(
      TEMPLATE_FIELDS.filter((name) => found.includes(name)).map((name) => [
        name,
        { type: PatchType.PARAGRAPH, children: [new TextRun(`${OPEN}${name}${CLOSE}`)] as ParagraphChild[] },
      ]),
    ),
  });
  const { [BODY]: body, ...parts } = unzipSync(patched);
  const elsewhere = Object.entries(parts).find(
    ([name, part]) => name.endsWith('.xml') && strFromU8(part).includes(OPEN),
  );
  if (elsewhere) throw invalid('页眉、页脚和脚注里不能放花括号的内容。请移到正文里。');
  return { parts: undated(parts), ...split(strFromU8(body as Uint8Array)) };
}

/** When the template was made is not when the letter was, and the same letter gives the same bytes. */
function undated(parts: Readonly<Record<string, Uint8Array>>): Readonly<Record<string, Uint8Array>> {
  const core = parts[CORE];
  if (!core) return parts;
  const said = strFromU8(core).replace(
    /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g,
    (_, open: string) => `${open}2020-01-01T00:00:00Z`,
  );
  return { ...parts, [CORE]: strToU8(said) };
}

const PARAGRAPH = /<w:p(?: [^>]*)?>(?:(?!<w:p[ >]|<\/w:p>)[\s\S])*<\/w:p>/g;
const SECTION = /<w:sectPr(?: [^>]*)?>(?:(?!<w:sectPr)[\s\S])*<\/w:sectPr>(?=\s*<\/w:body>)/;
const MARK = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, 'g');
const textOf = (xml: string): string => xml.replace(/<[^>]*>/g, '');

function split(document: string): Omit<PreparedTemplate, 'parts'> {
  // Marks that have to be the only ones of their kind in a file; a letter in a file of many repeats them.
  const xml = document
    .replace(/ w14:(?:paraId|textId)="[^"]*"/g, '')
    .replace(/<w:bookmark(?:Start|End)[^>]*\/>/g, '');
  const from = xml.indexOf('>', xml.indexOf('<w:body')) + 1;
  const section = SECTION.exec(xml);
  if (!section) throw invalid('模板没有页面设置。请在 Word 或 WPS 中另存一份再上传。');
  const body = xml.slice(from, section.index);
  if (body.includes('<w:sectPr')) throw invalid('模板分了节。请只用一节，去掉分节符再上传。');
  const blocks: (TextPiece | FieldParagraph)[] = [];
  const piecesOf = (text: string) => {
    let at = 0;
    for (const match of text.matchAll(MARK)) {
      blocks.push({ xml: text.slice(at, match.index), field: match[1] ?? '' });
      at = match.index + match[0].length;
    }
    blocks.push({ xml: text.slice(at), field: null });
  };
  let at = 0;
  for (const match of body.matchAll(PARAGRAPH)) {
    const [paragraph] = match;
    const said = textOf(paragraph).trim();
    if (/[{}]/.test(said)) throw invalid(`“${[...said].slice(0, 20).join('')}”里的花括号没有成对。`);
    const [, alone] = new RegExp(`^${OPEN}([^${CLOSE}]*)${CLOSE}$`).exec(said) ?? [];
    if (alone === undefined) {
      if (said.includes(`${OPEN}${COURSE_TABLE}${CLOSE}`))
        throw invalid(`{${COURSE_TABLE}} 会换成一张表，请让它单独占一段。`);
      continue;
    }
    piecesOf(body.slice(at, match.index));
    const mark = `${OPEN}${alone}${CLOSE}`;
    const place = paragraph.indexOf(mark);
    blocks.push({
      before: paragraph.slice(0, place),
      field: alone,
      after: paragraph.slice(place + mark.length),
    });
    at = match.index + paragraph.length;
  }
  piecesOf(body.slice(at));
  return {
    head: xml.slice(0, from),
    blocks,
    section: countingFromOne(section[0]),
    tail: xml.slice(section.index + section[0].length),
  };
}

/** Each letter's pages by themselves. */
const countingFromOne = (section: string): string => {
  const bare = section.replace(/<w:pgNumType[^>]*\/>/, '');
  return bare.replace(/<w:pgMar[^>]*\/>/, (margins) => `${margins}<w:pgNumType w:start="1"/>`);
};

/** In points; lengths of GB/T 9704 in twips. */
const TITLE = 22;
const TEXT = 16;
const SMALL = 14;
const MARGIN = { top: 2098, right: 1474, bottom: 1984, left: 1587, footer: 1400 };
const face = (eastAsia: string) => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia,
});

/** The template that every department begins with: its look is the PDF's, in the faces of the office's PC. */
export async function builtInTemplate(): Promise<Uint8Array> {
  const line = (
    text: string,
    rest: {
      size?: number;
      font?: string;
      indent?: number;
      before?: number;
      after?: number;
      end?: number;
      keepNext?: boolean;
    } = {},
    alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.BOTH,
  ) =>
    new Paragraph({
      alignment,
      keepNext: rest.keepNext ?? false,
      spacing: { line: 560, lineRule: LineRuleType.EXACT, before: rest.before ?? 0, after: rest.after ?? 0 },
      indent: { firstLine: rest.indent ?? 0, right: rest.end ?? 0 },
      children: [
        new TextRun({
          text,
          size: (rest.size ?? TEXT) * 2,
          ...(rest.font === undefined ? {} : { font: face(rest.font) }),
        }),
      ],
    });
  const prose = (text: string, space: { before?: number; after?: number; keepNext?: boolean } = {}) =>
    line(text, { indent: TEXT * 2 * 20, ...space });
  const file = new Document({
    title: '学业预警通知书',
    creator: '',
    lastModifiedBy: '',
    description: '',
    styles: { default: { document: { run: { font: face('仿宋_GB2312'), size: TEXT * 2 } } } },
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin: MARGIN } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({
                    children: [
                      '第 ',
                      PageNumber.CURRENT,
                      ' 页　共 ',
                      PageNumber.TOTAL_PAGES_IN_SECTION,
                      ' 页',
                    ],
                    size: SMALL * 2,
                  }),
                ],
              }),
            ],
          }),
        },
        children: [
          line('学业预警通知书', { size: TITLE, font: '方正小标宋简体' }, AlignmentType.CENTER),
          line('{编号}', { size: SMALL, after: 120 }, AlignmentType.CENTER),
          line('尊敬的{家长}：'),
          prose('{情况告知}', { after: 100 }),
          line('{课程表}'),
          prose('{说明意义}', { before: 100 }),
          prose('{学校的帮扶}'),
          prose('{请家长配合}'),
          // Who signs never stands on a page of its own.
          prose('{联系方式}', { keepNext: true }),
          line('', { size: SMALL, keepNext: true }),
          line('{系名}', { end: TEXT * 4 * 20, keepNext: true }, AlignmentType.RIGHT),
          line('{日期}', { end: TEXT * 2 * 20 }, AlignmentType.RIGHT),
          line('{更正}', { size: SMALL }),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}
