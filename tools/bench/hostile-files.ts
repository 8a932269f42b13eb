import { writeXlsx } from 'hucre/xlsx';
import { book, types, zip } from './hand-made-workbook';

/** A file that means harm, or might as well. */
export interface HostileFile {
  readonly what: string;
  readonly fileName: string;
  /** Of the refusal. */
  readonly code: string;
  /** Stands in its sentence. */
  readonly word: string;
  /** Takes seconds to make. */
  readonly isLarge?: boolean;
  make(): Uint8Array | Promise<Uint8Array>;
}

const MB = 1024 * 1024;
const text = (value: string) => Buffer.from(value);
const sheetOf = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const LAUGHS = `<!DOCTYPE a [<!ENTITY a "哈哈">${Array.from({ length: 12 }, (_, at) => {
  const before = at === 0 ? 'a' : `a${at - 1}`;
  return `<!ENTITY a${at} "${`&${before};`.repeat(10)}">`;
}).join('')}]>`;
const OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>';

/** Compresses to about a tenth, so that no ratio gives it away. */
function varied(megabytes: number, piece: (number: number, nth: number) => string): Buffer {
  const whole = Buffer.alloc(megabytes * MB, 32);
  let at = 0;
  for (let number = 1; at < whole.length - 200; number++)
    at += whole.write(piece((number * 2654435761) >>> 0, number), at);
  return whole;
}

/** A container of which only one part is of interest. */
const withPart = (name: string, content: Buffer): Buffer => zip([types, { name, content }]);

/**
 * Everything that the import refuses as a whole for what it might do, at the size of the worst that an
 * upload lets through. Each is made when it is asked for.
 */
export const HOSTILE_FILES: readonly HostileFile[] = [
  {
    what: '压缩炸弹：目录写明的压缩比',
    fileName: '成绩.xlsx',
    code: 'FILE_BOMB',
    word: '压缩比',
    isLarge: true,
    make: () => book(Buffer.alloc(200 * MB)),
  },
  {
    what: '压缩炸弹：目录说谎',
    fileName: '成绩.xlsx',
    code: 'FILE_DAMAGED',
    word: '损坏',
    isLarge: true,
    make: () => book(Buffer.alloc(200 * MB, ' '), { claimedSize: 4096 }),
  },
  {
    what: '写明 2 GB 的工作表',
    fileName: '成绩.xlsx',
    code: 'FILE_BOMB',
    word: '内存',
    make: () => book(sheetOf(''), { claimedSize: 2 * 1024 * MB }),
  },
  {
    what: '解开 250 MB、压缩比不高的工作表',
    fileName: '成绩.xlsx',
    code: 'TABLE_TOO_LARGE',
    word: '500000 行',
    isLarge: true,
    make: () =>
      book(
        varied(250, (number) =>
          number % 97 === 0 ? '<worksheet><sheetData>' : `<row><c><v>${number}</v></c></row>`,
        ).fill('<worksheet><sheetData>', 0, 22),
      ),
  },
  {
    what: '一行之内 200 MB 的空单元格',
    fileName: '成绩.xlsx',
    code: 'TABLE_TOO_LARGE',
    word: '列',
    isLarge: true,
    make: () =>
      book(varied(200, (number) => `<c s="${number}"/>`).fill('<worksheet><sheetData><row>', 0, 27)),
  },
  {
    what: '900 万个空单元格',
    fileName: '成绩.xlsx',
    code: 'TABLE_TOO_LARGE',
    word: '单元格过多',
    isLarge: true,
    make: () =>
      book(
        varied(170, (number, nth) => (nth % 9999 === 0 ? '</row><row>' : `<c s="${number}"/>`)).fill(
          '<worksheet><sheetData><row>',
          0,
          27,
        ),
      ),
  },
  {
    what: '文字表 200 MB',
    fileName: '成绩.xlsx',
    code: 'FILE_BOMB',
    word: '过大',
    isLarge: true,
    make: () =>
      book(sheetOf(''), { strings: varied(200, (number) => `<si><t>${number}</t></si>`).toString('latin1') }),
  },
  {
    what: '2,000 个以上的部件',
    fileName: '成绩.xlsx',
    code: 'FILE_BOMB',
    word: '部件',
    make: () =>
      zip([types, ...Array.from({ length: 60_000 }, (_, at) => ({ name: `p${at}`, content: text('a') }))]),
  },
  {
    what: '同一工作表挂 500 个名字',
    fileName: '成绩.xlsx',
    code: 'TABLE_TOO_LARGE',
    word: '工作表',
    make: () => book(sheetOf('<row/>'), { sheets: 500 }),
  },
  ...(
    [
      ['工作表', LAUGHS, (mark: string) => book(mark + sheetOf(''))],
      [
        '文字表',
        LAUGHS,
        (mark: string) => book(sheetOf(''), { strings: `${mark}<sst><si><t>&a11;</t></si></sst>` }),
      ],
      ['样式', OUTSIDE, (mark: string) => book(sheetOf(''), { styles: `${mark}<styleSheet/>` })],
      ['工作表最后', OUTSIDE, (mark: string) => book(`${sheetOf('<row/>'.repeat(400_000))}${mark}`)],
    ] as const
  ).map(([where, mark, make]) => ({
    what: `XML 实体：${where}`,
    fileName: '成绩.xlsx',
    code: 'FILE_DAMAGED',
    word: '实体',
    make: () => make(mark),
  })),
  {
    what: '10,000 列：工作簿',
    fileName: '成绩.xlsx',
    code: 'TABLE_TOO_LARGE',
    word: '列',
    make: () =>
      writeXlsx({
        sheets: [{ name: '成绩', rows: Array.from({ length: 500 }, () => Array(10_000).fill('1')) }],
      }),
  },
  {
    what: '10,000 列：文本',
    fileName: '成绩.csv',
    code: 'TABLE_TOO_LARGE',
    word: '列',
    make: () => text(`${Array(10_000).fill('1').join(',')}\n`.repeat(1000)),
  },
  {
    what: '10,000 列：JSON',
    fileName: '成绩.json',
    code: 'TABLE_TOO_LARGE',
    word: '列',
    make: () =>
      text(JSON.stringify([Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`k${at}`, 1]))])),
  },
  {
    what: '10,000 列：网页',
    fileName: '成绩.xls',
    code: 'TABLE_TOO_LARGE',
    word: '列',
    make: () => text(`<table><tr>${'<td>1</td>'.repeat(10_000)}</tr></table>`),
  },
  {
    what: '没有保存结果的公式',
    fileName: '成绩.xlsx',
    code: 'FILE_FORMULA',
    word: '计算结果',
    make: () =>
      book(
        sheetOf(
          varied(16, (number) => `<row><c><f>${number}+1</f><v>${number}</v></c></row>`).toString('latin1') +
            '<row><c><f>1+1</f></c></row>',
        ),
      ),
  },
  {
    what: '宏：扩展名',
    fileName: '成绩.xlsm',
    code: 'FILE_MACRO',
    word: '宏',
    make: () => book(sheetOf('')),
  },
  {
    what: '宏：改了扩展名',
    fileName: '成绩.xlsx',
    code: 'FILE_MACRO',
    word: '宏',
    make: () => book(sheetOf(''), { more: [{ name: 'xl/vbaProject.bin', content: text('a') }] }),
  },
  ...['成绩.xlsx', '成绩.xls', '成绩.csv', '成绩.json'].map((fileName) => ({
    what: `改名的程序：${fileName}`,
    fileName,
    code: 'FILE_KIND',
    word: '程序',
    make: () => Buffer.concat([text('MZ\x90\0\x03'), Buffer.alloc(60 * MB)]),
  })),
  {
    what: '改名的 Word 文档',
    fileName: '成绩.xlsx',
    code: 'FILE_DAMAGED',
    word: '工作簿',
    make: () => withPart('word/document.xml', text('<w:document/>')),
  },
  {
    what: '500 万层的 JSON',
    fileName: '成绩.json',
    code: 'TABLE_TOO_LARGE',
    word: '层',
    make: () => text('['.repeat(5_000_000)),
  },
  {
    what: '100 万层的工作簿说明',
    fileName: '成绩.xlsx',
    code: 'FILE_DAMAGED',
    word: '工作簿',
    make: () => zip([types, { name: '_rels/.rels', content: text('<a>'.repeat(1_000_000)) }]),
  },
  {
    what: '100 万层的网页',
    fileName: '成绩.xls',
    code: 'FILE_DAMAGED',
    word: '一层套一层',
    make: () => text('<table><tr><td>'.repeat(1_000_000)),
  },
  {
    what: '60 MB 的一行',
    fileName: '成绩.csv',
    code: 'LAYOUT_UNKNOWN',
    word: '表头',
    make: () => Buffer.alloc(60 * MB, 'a'),
  },
  {
    what: '60 MB 的引号',
    fileName: '成绩.csv',
    code: 'FILE_DAMAGED',
    word: '引号',
    make: () => Buffer.alloc(60 * MB - 1, '"'),
  },
  {
    what: '60 MB 的逗号',
    fileName: '成绩.csv',
    code: 'TABLE_TOO_LARGE',
    word: '列',
    make: () => Buffer.alloc(60 * MB, ','),
  },
  {
    what: '60 MB 的空行',
    fileName: '成绩.csv',
    code: 'TABLE_TOO_LARGE',
    word: '行',
    make: () => Buffer.alloc(60 * MB, '\n'),
  },
  {
    what: '180 万个空行',
    fileName: '成绩.csv',
    code: 'TABLE_TOO_LARGE',
    word: '行',
    make: () => Buffer.alloc(3_600_000, '\r\n'),
  },
  {
    what: '20 MB 的 JSON 小值',
    fileName: '成绩.json',
    code: 'TABLE_TOO_LARGE',
    word: '项',
    make: () => text(`[${'0,'.repeat(9_000_000)}0]`),
  },
  {
    what: '24 MB 的空格子网页',
    fileName: '成绩.xls',
    code: 'TABLE_TOO_LARGE',
    word: '行',
    make: () => text(`<table>${'<tr><td></td></tr>'.repeat(1_300_000)}</table>`),
  },
  {
    what: '没有下载完整的工作簿',
    fileName: '成绩.xlsx',
    code: 'FILE_DAMAGED',
    word: '损坏',
    make: async () =>
      (await writeXlsx({ sheets: [{ name: '成绩', rows: Array(20_000).fill(['学号', '1']) }] })).subarray(
        0,
        -3000,
      ),
  },
  {
    what: '没有下载完整的 .xls',
    fileName: '成绩.xls',
    code: 'FILE_DAMAGED',
    word: '损坏',
    make: () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(20 * MB, 0xfd)]),
  },
];
