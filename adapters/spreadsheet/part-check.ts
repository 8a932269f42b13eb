import { DomainError } from '#core/domain/errors';

/** Looks at a part of an .xlsx as it is unpacked, block by block. */
export type PartCheck = (block: Buffer) => void;

const DOCTYPE = Buffer.from('<!DOCTYPE');
const ENTITY = Buffer.from('<!ENTITY');
const FORMULA = Buffer.from('<f');
const CELL_END = Buffer.from('</c>');
/** A cell begins this far before its formula at most. */
const CELL_START_BYTES = 200;
/** A formula of Excel has 8,192 characters; its end is looked for within this much. */
const MAX_CELL_BYTES = 64 * 1024;
const NOTHING: PartCheck = () => undefined;

/**
 * Refuses what no workbook of ours has: a document type, behind which entities hide that multiply or read
 * other files, texts in UTF-16, and formulas saved without their value, which would count as blank cells.
 *
 * @param part name within the container
 * @throws DomainError FILE_DAMAGED, FILE_FORMULA
 */
export function partCheck(part: string, fileName: string): PartCheck {
  if (!/\.(xml|rels)$/i.test(part)) return NOTHING;
  const isSheet = /worksheets\/[^/]+\.xml$/i.test(part);
  let held = Buffer.alloc(0);
  let isFirst = true;
  return (block) => {
    const bytes = held.length === 0 ? block : Buffer.concat([held, block]);
    if (isFirst && bytes.length >= 2) {
      isFirst = false;
      if (bytes[0] === 0xff || bytes[0] === 0xfe || bytes[0] === 0 || bytes[1] === 0) throw foreign(fileName);
    }
    if (bytes.includes(DOCTYPE) || bytes.includes(ENTITY)) throw foreign(fileName);
    const open = isSheet ? checkFormulas(bytes, fileName) : bytes.length;
    const keptFrom = Math.min(open, Math.max(0, bytes.length - DOCTYPE.length + 1));
    held = Buffer.from(bytes.subarray(Math.max(0, keptFrom)));
  };
}

/** @returns where a cell begins whose end has not come yet; the length where none is open */
function checkFormulas(bytes: Buffer, fileName: string): number {
  for (let at = bytes.indexOf(FORMULA); at >= 0; ) {
    const next = bytes[at + FORMULA.length];
    if (next === undefined) return Math.max(0, at - CELL_START_BYTES);
    // `<f>`, `<f t="shared">`, `<f/>`; not `<formula1>`.
    if (next !== 0x3e && next !== 0x20 && next !== 0x2f) {
      at = bytes.indexOf(FORMULA, at + 1);
      continue;
    }
    const end = bytes.indexOf(CELL_END, at);
    if (end < 0) {
      if (bytes.length - at > MAX_CELL_BYTES) throw foreign(fileName);
      return Math.max(0, at - CELL_START_BYTES);
    }
    const from = bytes.lastIndexOf('<c', at);
    const cell = bytes.toString('latin1', Math.max(0, from), end);
    // A formula whose value is the empty text has a type and no value.
    if (!/<v[^>]*>[^<]/.test(cell) && !/^<c[^>]*\st="str"/.test(cell)) throw withoutValue(fileName);
    at = bytes.indexOf(FORMULA, end);
  }
  return bytes.length;
}

const foreign = (fileName: string): DomainError =>
  new DomainError(
    'FILE_DAMAGED',
    `不能读取「${fileName}」：内容不是 Excel 或 WPS 写出的（含外部实体或异常编码），可能有害。请重新导出。`,
    'fileName',
  );

const withoutValue = (fileName: string): DomainError =>
  new DomainError(
    'FILE_FORMULA',
    `不能读取「${fileName}」：有公式没有保存计算结果，读出来会是空白。请在 Excel 或 WPS 中打开并保存后再选择。`,
    'fileName',
  );
