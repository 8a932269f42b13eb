/** An indirect object of a part: what it says, and the bytes of its stream with all that ends it. */
interface PdfObject {
  readonly words: string;
  readonly stream: Uint8Array | null;
}

interface Part {
  /** By number; typst numbers from 1 without a gap. */
  readonly objects: readonly PdfObject[];
  readonly root: number;
  readonly pageTree: number;
  readonly pages: number;
}

const STREAM = '\nstream\n';
const REFERENCE = /\b(\d+) 0 R\b/g;
/** Length of a line of the cross-reference table. */
const ENTRY = 20;

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

function found(text: string, pattern: RegExp, what: string): number {
  const value = pattern.exec(text)?.[1];
  if (value === undefined) throw new Error(`a part without its ${what} cannot be merged`);
  return Number(value);
}

function readPart(bytes: Uint8Array): Part {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = latin1(bytes.subarray(-1024));
  const xref = found(end, /startxref\n(\d+)/, 'table');
  const trailer = latin1(bytes.subarray(file.lastIndexOf('trailer')));
  const size = found(trailer, /\/Size (\d+)/, 'size');
  const table = file.toString('latin1', xref);
  const from = table.indexOf('\n', table.indexOf('\n') + 1) + 1;
  const offsets = Array.from({ length: size }, (_, at) =>
    Number(table.slice(from + at * ENTRY, from + at * ENTRY + 10)),
  );
  const objects = Array.from({ length: size - 1 }, (_, at): PdfObject => {
    const begin = offsets[at + 1] ?? xref;
    const head = `${at + 1} 0 obj\n`;
    const body = bytes.subarray(begin + head.length, offsets[at + 2] ?? xref);
    if (file.toString('latin1', begin, begin + head.length) !== head)
      throw new Error(`object ${at + 1} of a part does not stand where its table says`);
    const split = file.indexOf(STREAM, begin) - begin - head.length;
    const hasStream = split >= 0 && split < body.length;
    const close = file.lastIndexOf('endobj', begin + head.length + body.length) - begin - head.length;
    return hasStream
      ? { words: latin1(body.subarray(0, split)), stream: body.subarray(split, close) }
      : { words: latin1(body.subarray(0, close)), stream: null };
  });
  const root = found(trailer, /\/Root (\d+) 0 R/, 'catalog');
  const pageTree = found(objects[root - 1]?.words ?? '', /\/Pages (\d+) 0 R/, 'pages');
  const pages = found(objects[pageTree - 1]?.words ?? '', /\/Count (\d+)/, 'count of pages');
  return { objects, root, pageTree, pages };
}

/** UTF-16 with its mark, as PDF has text. */
const pdfText = (text: string): string =>
  `<${Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')}>`;

/**
 * One file of several that typst set without tags, pages in their order. The same parts give the same bytes. A
 * general library takes longer to be loaded than this to be done.
 *
 * @param title of the document, as readers show it
 * @throws Error for a part that typst did not write
 */
export function mergePdfs(parts: readonly Uint8Array[], title: string): Uint8Array {
  const [TREE, CATALOG, INFO] = [1, 2, 3];
  const written: Uint8Array[] = [];
  const offsets: number[] = [];
  let length = 0;
  const write = (bytes: Uint8Array) => {
    written.push(bytes);
    length += bytes.length;
  };
  const say = (words: string) => write(Buffer.from(words, 'latin1'));
  const put = (number: number, words: string, stream: Uint8Array | null = null) => {
    offsets[number] = length;
    say(`${number} 0 obj\n${words}`);
    if (stream) write(stream);
    say('endobj\n\n');
  };
  const read = parts.map(readPart);
  say('%PDF-1.7\n%\x80\x80\x80\x80\n\n');
  let shift = INFO;
  const kids: string[] = [];
  for (const { objects, root, pageTree } of read) {
    const at = shift;
    for (const [index, { words, stream }] of objects.entries()) {
      // What the part said of itself as a file is said of the whole; nothing refers to it.
      if (index + 1 === root) put(at + root, '<<>>\n');
      else {
        const moved = words.replace(REFERENCE, (_, number: string) => `${Number(number) + at} 0 R`);
        const isTree = index + 1 === pageTree;
        put(at + index + 1, isTree ? moved.replace('<<', `<<\n  /Parent ${TREE} 0 R`) : moved, stream);
      }
    }
    kids.push(`${at + pageTree} 0 R`);
    shift += objects.length;
  }
  put(TREE, `<<\n  /Type /Pages\n  /Count ${sum(read)}\n  /Kids [${kids.join(' ')}]\n>>\n`);
  put(CATALOG, `<<\n  /Type /Catalog\n  /Pages ${TREE} 0 R\n  /Lang (zh-CN)\n>>\n`);
  put(INFO, `<<\n  /Title ${pdfText(title)}\n>>\n`);
  const xref = length;
  say(`xref\n0 ${shift + 1}\n0000000000 65535 f\r\n`);
  for (let number = 1; number <= shift; number++)
    say(`${String(offsets[number]).padStart(10, '0')} 00000 n\r\n`);
  say(`trailer\n<<\n  /Size ${shift + 1}\n  /Root ${CATALOG} 0 R\n  /Info ${INFO} 0 R\n>>\n`);
  say(`startxref\n${xref}\n%%EOF`);
  return new Uint8Array(Buffer.concat(written));
}

const sum = (parts: readonly Part[]): number => parts.reduce((total, { pages }) => total + pages, 0);
