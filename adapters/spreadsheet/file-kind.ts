import { DomainError } from '#core/domain/errors';
import { MAX_FILE_BYTES } from './limits';

/** 'xls' is the binary format of Excel 97 to 2003, 'html' a web page under the same extension. */
export type FileKind = 'text' | 'json' | 'xlsx' | 'xls' | 'html';

const MAGIC: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x4d, 0x5a], what: '程序文件' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: '程序文件' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'PDF 文件' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: '图片' },
  { bytes: [0xff, 0xd8, 0xff], what: '图片' },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: '图片' },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: 'RAR 压缩包' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: '7z 压缩包' },
  { bytes: [0x1f, 0x8b], what: 'gzip 压缩包' },
];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
/** A NUL this early is no text (UTF-16 is told by its byte-order mark). */
const NUL_SAMPLE_BYTES = 8192;

const WORKBOOKS = new Set(['xls', 'xlsx', 'xlsm']);
/** Some systems write text with tabs and call it .xls. */
const TEXTS = new Set(['csv', 'tsv', 'txt', 'xls']);
const MACROS = '文件带有宏，可能有害。请在 Excel 或 WPS 中另存为不带宏的 .xlsx。';

const isHtml = (start: string): boolean =>
  /^\W{0,8}\s*(?:<!--|<(?:html|!doctype|table|meta|head|body|style|div|\?xml))/i.test(start);

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte);

/**
 * What a file is, by its first bytes; its name only has to agree.
 *
 * @param head the first bytes of the file, 8 KB or all of it
 * @throws DomainError FILE_EMPTY, FILE_KIND, FILE_MACRO
 */
export function fileKindOf(head: Uint8Array, fileName: string): FileKind {
  const refuse = (code: string, why: string): never => {
    throw new DomainError(code, `不能读取「${fileName}」：${why}`, 'fileName');
  };
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (head.length === 0) return refuse('FILE_EMPTY', '文件是空的，请重新导出。');
  if (startsWith(head, OLE)) {
    if (WORKBOOKS.has(extension)) return 'xls';
    return refuse('FILE_KIND', '内容是旧版 Office 文件，与扩展名不符。若是工作簿，请把扩展名改为 .xls。');
  }
  const known = MAGIC.find(({ bytes }) => startsWith(head, bytes));
  if (known) return refuse('FILE_KIND', `内容是${known.what}，不是表格。请选择教务系统导出的文件。`);
  if (startsWith(head, ZIP)) {
    if (extension === 'xlsm') return refuse('FILE_MACRO', MACROS);
    // Some programs write the new format under the old extension.
    if (extension === 'xlsx' || extension === 'xls') return 'xlsx';
    return refuse('FILE_KIND', '内容是压缩包或工作簿，与扩展名不符。若是工作簿，请把扩展名改为 .xlsx。');
  }
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (!isUtf16 && head.subarray(0, NUL_SAMPLE_BYTES).includes(0)) {
    return refuse('FILE_KIND', '内容不是文本，也不是工作簿。请选择教务系统导出的文件。');
  }
  const start = Buffer.from(head.subarray(0, 512)).toString('latin1');
  if (/<Workbook[\s>]|office:spreadsheet/.test(start) && /^\W{0,3}<\?xml/.test(start)) {
    return refuse('FILE_KIND', '内容是 XML 表格，请在 Excel 或 WPS 中打开后另存为 .xlsx 或 .csv。');
  }
  if (isHtml(start)) {
    if (extension === 'xls') return 'html';
    return refuse(
      'FILE_KIND',
      '内容是网页（HTML），不是表格。若是教务系统导出的表，请把扩展名改为 .xls；否则在 Excel 或 WPS 中另存为 .xlsx。',
    );
  }
  if (extension === 'json') return 'json';
  if (TEXTS.has(extension)) return 'text';
  if (extension === 'xlsx' || extension === 'xlsm')
    return refuse('FILE_KIND', '文件已损坏，或不是真正的 .xlsx 工作簿。请重新导出。');
  return refuse('FILE_KIND', '只支持 .xlsx、.xls、.csv、.tsv 和 .json 文件。');
}

/** @throws DomainError FILE_TOO_LARGE */
export function requireFileSize(size: number, fileName: string): void {
  if (size <= MAX_FILE_BYTES) return;
  const limit = `${MAX_FILE_BYTES / 1024 / 1024} MB`;
  throw new DomainError(
    'FILE_TOO_LARGE',
    `「${fileName}」超过 ${limit}。请按学期或班级分开导出。`,
    'fileName',
  );
}
