import { DomainError } from '#core/domain/errors';
import { MAX_FILE_BYTES } from './limits';

export type FileKind = 'text' | 'json' | 'xlsx';

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

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte);

/**
 * What a file is, by its first bytes; its name only has to agree.
 *
 * @param head the first bytes of the file, 8 KB or all of it
 * @throws DomainError FILE_EMPTY, FILE_KIND or FILE_OLD_EXCEL
 */
export function fileKindOf(head: Uint8Array, fileName: string): FileKind {
  const refuse = (code: string, why: string): never => {
    throw new DomainError(code, `不能读取「${fileName}」：${why}`, 'fileName');
  };
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (head.length === 0) return refuse('FILE_EMPTY', '文件是空的，请重新导出。');
  if (startsWith(head, OLE)) {
    return refuse(
      'FILE_OLD_EXCEL',
      '这是旧版 .xls 或加了密码的工作簿，请在 Excel 或 WPS 中另存为不加密的 .xlsx 或 .csv。',
    );
  }
  const known = MAGIC.find(({ bytes }) => startsWith(head, bytes));
  if (known)
    return refuse('FILE_KIND', `内容是${known.what}，不是表格。请选择教务系统导出的 .xlsx 或 .csv 文件。`);
  if (startsWith(head, ZIP)) {
    if (extension === 'xlsx' || extension === 'xlsm') return 'xlsx';
    return refuse('FILE_KIND', '内容是压缩包或工作簿，与扩展名不符。若是工作簿，请把扩展名改为 .xlsx。');
  }
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (!isUtf16 && head.subarray(0, NUL_SAMPLE_BYTES).includes(0)) {
    return refuse('FILE_KIND', '内容不是文本，也不是工作簿。请选择教务系统导出的 .xlsx 或 .csv 文件。');
  }
  if (/^\s*<(html|\?xml|!doctype|table|meta)/i.test(Buffer.from(head.subarray(0, 512)).toString('latin1'))) {
    return refuse(
      'FILE_KIND',
      '内容是网页（HTML），不是表格。请在 Excel 或 WPS 中打开后另存为 .xlsx 或 .csv。',
    );
  }
  if (extension === 'json') return 'json';
  if (extension === 'csv' || extension === 'tsv' || extension === 'txt') return 'text';
  if (extension === 'xlsx' || extension === 'xlsm')
    return refuse('FILE_KIND', '文件已损坏，或不是真正的 .xlsx 工作簿。请重新导出。');
  if (extension === 'xls') return refuse('FILE_OLD_EXCEL', '请在 Excel 或 WPS 中另存为 .xlsx 或 .csv。');
  return refuse('FILE_KIND', '只支持 .xlsx、.csv、.tsv 和 .json 文件。');
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
