import { deflateRawSync } from 'node:zlib';

interface Part {
  readonly name: string;
  readonly content: Buffer;
  /** What the directory claims; the true size where left out. */
  readonly claimedSize?: number;
}

/** Packed with less care, since it is large. */
const QUICKLY_BYTES = 32 * 1024 * 1024;

/** A zip archive by hand, so that its directory can lie. */
export function zip(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedSize } of parts) {
    const packed = deflateRawSync(content, { level: content.length > QUICKLY_BYTES ? 6 : 9 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(0, 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claimedSize ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(20, 4);
    fields.copy(entry, 6, 0, 26);
    entry.writeUInt32LE(offset, 42);
    files.push(file);
    directory.push(entry, Buffer.from(name));
    offset += file.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listing, end]);
}

export const types: Part = { name: '[Content_Types].xml', content: Buffer.from('<Types/>') };

const NAMESPACE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relationships = (...links: readonly (readonly [id: string, type: string, target: string])[]): Buffer =>
  Buffer.from(
    `<Relationships>${links
      .map(
        ([id, type, target]) => `<Relationship Id="${id}" Type="${NAMESPACE}/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`,
  );

interface BookOptions {
  readonly claimedSize?: number;
  readonly more?: readonly Part[];
  /** Of `xl/sharedStrings.xml` and `xl/styles.xml`. */
  readonly strings?: string;
  readonly styles?: string;
  /** Of the `workbookPr` element. */
  readonly properties?: string;
  /** Names under which the one sheet stands; 1 where left out. */
  readonly sheets?: number;
}

/** A workbook of one sheet by hand: its XML as it is to stand there. */
export function book(sheet: string | Buffer, options: BookOptions = {}): Buffer {
  const { claimedSize, more = [], strings, styles, properties = '', sheets = 1 } = options;
  const names = Array.from(
    { length: sheets },
    (_, at) => `<sheet name="成绩${at || ''}" sheetId="${at + 1}" r:id="rId1"/>`,
  );
  const workbook = `<workbook><workbookPr ${properties}/><sheets>${names.join('')}</sheets></workbook>`;
  const part = (name: string, text: string | undefined): readonly Part[] =>
    text === undefined ? [] : [{ name, content: Buffer.from(text) }];
  return zip([
    types,
    { name: '_rels/.rels', content: relationships(['rId1', 'officeDocument', 'xl/workbook.xml']) },
    { name: 'xl/workbook.xml', content: Buffer.from(workbook) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relationships(
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['rId2', 'sharedStrings', '/xl/sharedStrings.xml'],
        ['rId3', 'styles', 'styles.xml'],
      ),
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: Buffer.from(sheet),
      ...(claimedSize === undefined ? {} : { claimedSize }),
    },
    ...part('xl/sharedStrings.xml', strings),
    ...part('xl/styles.xml', styles),
    ...more,
  ]);
}
