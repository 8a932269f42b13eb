import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  HeightRule,
  type IParagraphOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
} from 'docx';

/** Lengths are points (1/72 inch) throughout. */
export interface DocxRun {
  readonly text: string;
  readonly bold?: boolean;
  readonly size?: number;
  /** Grey, for guiding notes. */
  readonly soft?: boolean;
}

export interface DocxParagraph {
  readonly kind: 'paragraph';
  readonly runs: string | readonly DocxRun[];
  readonly size?: number;
  readonly bold?: boolean;
  readonly align?: 'left' | 'center' | 'right' | 'justified';
  /** First line indented by two characters, as Chinese prose is. */
  readonly isIndented?: boolean;
  readonly before?: number;
  readonly after?: number;
  /** Of the size of the text; 1.4 where not said. */
  readonly leading?: number;
  /** An entry of Word's navigation pane. */
  readonly outline?: 1 | 2 | 3;
  /** Never parted from what follows. */
  readonly keepNext?: boolean;
}

export interface DocxCell {
  readonly content: readonly DocxParagraph[];
  readonly span?: number;
  /** `center` where not said. */
  readonly vertical?: 'top' | 'center';
}

export interface DocxRow {
  readonly cells: readonly DocxCell[];
  readonly minHeight?: number;
  /** Repeated on each page of the table. */
  readonly isHead?: boolean;
  /** Never broken over two pages. */
  readonly isWhole?: boolean;
}

export interface DocxTable {
  readonly kind: 'table';
  /** Of each column; a cell with `span` takes several. */
  readonly widths: readonly number[];
  readonly rows: readonly DocxRow[];
  /** Between a cell's line and its text: left and right, top and bottom. 5 and 4 where not said. */
  readonly inset?: { readonly x: number; readonly y: number };
}

/** One document of the file: begins on a page of its own, and counts its pages from 1. */
export interface DocxPart {
  readonly content: readonly (DocxParagraph | DocxTable)[];
  /** Stands above the text from the second page on, with the number of the page below it. */
  readonly runningHead?: string;
}

export interface DocxPaper {
  readonly title: string;
  readonly parts: readonly DocxPart[];
  /** Of the A4 page. */
  readonly margin?: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
}

/** A4 in points, and the margins that papers have where none are said: 24, 25, 22, 25 mm. */
export const A4 = { width: 595.3, height: 841.9 } as const;
export const DOCX_MARGIN = { top: 68, right: 70.9, bottom: 62.4, left: 70.9 } as const;

/** More documents in one file outgrow a function's memory. */
export const DOCX_PARTS_AT_ONCE = 200;

/** Named by what every Chinese Windows and Word has; digits and letters stand in the western face. */
const FACES = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia: '宋体' };
const BODY_SIZE = 10.5;
const LEADING = 1.4;
const INSET = { x: 5, y: 4 };
const NOTE_INK = '474747';

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justified: AlignmentType.JUSTIFIED,
} as const;
const OUTLINE = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

const twips = (points: number): number => Math.round(points * 20);
const halfPoints = (points: number): number => Math.round(points * 2);

/** What XML 1.0 cannot hold, halves of surrogate pairs among it: Word refuses a file with one of them. */
export const NOT_IN_XML =
  /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;
const LINE_BREAK = /\r\n|[\n\r]/u;

/** A line break inside a run stays one. */
function toRuns({ text, bold, size, soft }: DocxRun, of: DocxParagraph): ParagraphChild[] {
  return text
    .replace(NOT_IN_XML, '')
    .split(LINE_BREAK)
    .map(
      (line, index) =>
        new TextRun({
          text: line,
          ...(index > 0 ? { break: 1 } : {}),
          bold: bold ?? of.bold ?? false,
          size: halfPoints(size ?? of.size ?? BODY_SIZE),
          ...(soft ? { color: NOTE_INK } : {}),
        }),
    );
}

function toParagraph(paragraph: DocxParagraph): Paragraph {
  const { runs, align, isIndented, before = 0, after = 0, leading = LEADING, outline, keepNext } = paragraph;
  const size = paragraph.size ?? BODY_SIZE;
  const options: IParagraphOptions = {
    children: (typeof runs === 'string' ? [{ text: runs }] : runs).flatMap((run) => toRuns(run, paragraph)),
    alignment: ALIGN[align ?? 'left'],
    spacing: {
      before: twips(before),
      after: twips(after),
      line: twips(size * leading),
      lineRule: LineRuleType.AT_LEAST,
    },
    ...(isIndented ? { indent: { firstLine: twips(size * 2) } } : {}),
    ...(outline === undefined ? {} : { heading: OUTLINE[outline] }),
    ...(keepNext ? { keepNext } : {}),
  };
  return new Paragraph(options);
}

function toTable({ widths, rows, inset = INSET }: DocxTable): Table {
  const margins = {
    left: twips(inset.x),
    right: twips(inset.x),
    top: twips(inset.y),
    bottom: twips(inset.y),
  };
  const toRow = ({ cells, minHeight, isHead, isWhole }: DocxRow): TableRow => {
    let column = 0;
    return new TableRow({
      ...(minHeight === undefined
        ? {}
        : { height: { value: twips(minHeight), rule: HeightRule.ATLEAST } as const }),
      tableHeader: isHead ?? false,
      cantSplit: isWhole ?? false,
      children: cells.map(({ content, span = 1, vertical = 'center' }) => {
        const width = widths.slice(column, column + span).reduce((sum, one) => sum + one, 0);
        column += span;
        return new TableCell({
          // A cell without a paragraph is a broken file.
          children: (content.length > 0 ? content : [blankParagraph]).map(toParagraph),
          columnSpan: span,
          width: { size: twips(width), type: 'dxa' },
          margins,
          verticalAlign: vertical === 'top' ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
        });
      }),
    });
  };
  return new Table({
    columnWidths: widths.map(twips),
    width: { size: twips(widths.reduce((sum, one) => sum + one, 0)), type: 'dxa' },
    // Word's own fitting would give a column to the longest run in it.
    layout: TableLayoutType.FIXED,
    rows: rows.map(toRow),
  });
}

const blankParagraph: DocxParagraph = { kind: 'paragraph', runs: '' };

function toSection({ content, runningHead }: DocxPart, margin: NonNullable<DocxPaper['margin']>) {
  const last = content.at(-1);
  return {
    properties: {
      titlePage: true,
      page: {
        size: { width: twips(A4.width), height: twips(A4.height) },
        margin: {
          top: twips(margin.top),
          right: twips(margin.right),
          bottom: twips(margin.bottom),
          left: twips(margin.left),
          header: twips(margin.top * 0.6),
          footer: twips(margin.bottom * 0.5),
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: {
      first: new Header({ children: [] }),
      default: new Header({
        children: runningHead
          ? [toParagraph({ kind: 'paragraph', runs: runningHead, size: 9, align: 'right' })]
          : [],
      }),
    },
    footers: {
      first: new Footer({ children: [] }),
      default: new Footer({
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ children: ['第', PageNumber.CURRENT, '页'], size: halfPoints(9) })],
          }),
        ],
      }),
    },
    children: [
      ...content.map((block) => (block.kind === 'table' ? toTable(block) : toParagraph(block))),
      // Word puts an empty line after a table that ends a section; this one is too small to make a page.
      ...(last?.kind === 'table' ? [toParagraph({ kind: 'paragraph', runs: '', size: 1, leading: 1 })] : []),
    ],
  };
}

/**
 * A paper as .docx, to be edited in Word or WPS: A4, faces named, each part from a page of its own. Whatever
 * a person wrote stands in it as text. The file names no author.
 *
 * @throws Error for no part, or more than `DOCX_PARTS_AT_ONCE`: the caller asks for fewer
 */
export async function writeDocx({ title, parts, margin = DOCX_MARGIN }: DocxPaper): Promise<Uint8Array> {
  if (parts.length === 0 || parts.length > DOCX_PARTS_AT_ONCE)
    throw new Error(`a .docx has 1 to ${DOCX_PARTS_AT_ONCE} parts, not ${parts.length}`);
  const file = new Document({
    title: title.replace(NOT_IN_XML, ''),
    creator: '',
    lastModifiedBy: '',
    description: '',
    styles: { default: { document: { run: { font: FACES, size: halfPoints(BODY_SIZE) } } } },
    sections: parts.map((part) => toSection(part, margin)),
  });
  return new Uint8Array(await Packer.toBuffer(file));
}
