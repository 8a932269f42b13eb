/** Writes .xls files (BIFF8) by hand, so that they can be split, cut and wrong. */

const SECTOR = 512;
const FREE = 0xffffffff;
const END = 0xfffffffe;
const TABLE_SECTOR = 0xfffffffd;
/** Longest record; what is longer goes on in the next one. */
const MAX_RECORD = 8224;

export const record = (type: number, data: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
};

const fields = (...parts: readonly (readonly [size: 1 | 2 | 4, value: number])[]): Buffer => {
  const data = Buffer.alloc(parts.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of parts) {
    data.writeUIntLE(value, at, size);
    at += size;
  }
  return data;
};

const BOF_GLOBALS = record(0x809, fields([2, 0x600], [2, 5], [4, 0], [4, 0], [4, 0]));
const BOF_SHEET = record(0x809, fields([2, 0x600], [2, 0x10], [4, 0], [4, 0], [4, 0]));
const EOF = record(0x0a, Buffer.alloc(0));

/** The table of texts as one record and those that continue it, cut wherever a record is full. */
function sharedStrings(texts: readonly string[]): Buffer {
  const parts: Buffer[] = [];
  let open: Buffer[] = [fields([4, texts.length], [4, texts.length])];
  let length = 8;
  const close = () => {
    parts.push(record(parts.length === 0 ? 0xfc : 0x3c, Buffer.concat(open)));
    open = [];
    length = 0;
  };
  const add = (bytes: Buffer) => {
    open.push(bytes);
    length += bytes.length;
  };
  for (const text of texts) {
    const isWide = [...text].some((sign) => (sign.codePointAt(0) ?? 0) > 0xff);
    if (length + 3 > MAX_RECORD) close();
    add(fields([2, text.length], [1, isWide ? 1 : 0]));
    let bytes = Buffer.from(text, isWide ? 'utf16le' : 'latin1');
    for (;;) {
      const room = (MAX_RECORD - length) & ~1;
      add(bytes.subarray(0, room));
      bytes = bytes.subarray(room);
      if (bytes.length === 0) break;
      close();
      add(fields([1, isWide ? 1 : 0]));
    }
  }
  close();
  return Buffer.concat(parts);
}

export interface OldSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** The stream of a workbook: texts only. */
export function workbookStream(sheets: readonly OldSheet[]): Buffer {
  const texts = [...new Set(sheets.flatMap(({ rows }) => rows.flat()).filter((text) => text !== ''))];
  const ids = new Map(texts.map((text, id) => [text, id]));
  const table = sharedStrings(texts);
  const bound = (at: number, name: string) =>
    record(
      0x85,
      Buffer.concat([fields([4, at], [2, 0], [1, name.length], [1, 1]), Buffer.from(name, 'utf16le')]),
    );
  const globals = sheets.reduce((sum, { name }) => sum + bound(0, name).length, 0);
  let at = BOF_GLOBALS.length + globals + table.length + EOF.length;
  const bounds: Buffer[] = [];
  const bodies = sheets.map(({ name, rows }) => {
    const cells = rows.flatMap((row, r) =>
      row.flatMap((text, c) =>
        text === '' ? [] : [record(0xfd, fields([2, r], [2, c], [2, 0], [4, ids.get(text) ?? 0]))],
      ),
    );
    const body = Buffer.concat([BOF_SHEET, ...cells, EOF]);
    bounds.push(bound(at, name));
    at += body.length;
    return body;
  });
  return Buffer.concat([BOF_GLOBALS, ...bounds, table, EOF, ...bodies]);
}

/** A container with one stream; padded so that it needs no mini sectors. */
export function compoundFile(stream: Buffer, streamName = 'Workbook', more: readonly string[] = []): Buffer {
  const padded = Buffer.alloc(Math.max(4096, Math.ceil(stream.length / SECTOR) * SECTOR));
  stream.copy(padded);
  const streamSectors = padded.length / SECTOR;
  const directorySectors = Math.ceil((2 + more.length) / 4);
  let tableSectors = 1;
  while (tableSectors * 128 < tableSectors + directorySectors + streamSectors) tableSectors++;
  if (tableSectors > 109) throw new Error('too long for this writer');
  const table = Buffer.alloc(tableSectors * SECTOR, 0xff);
  const chain = (from: number, count: number) => {
    for (let at = 0; at < count; at++)
      table.writeUInt32LE(at === count - 1 ? END : from + at + 1, (from + at) * 4);
  };
  for (let at = 0; at < tableSectors; at++) table.writeUInt32LE(TABLE_SECTOR, at * 4);
  chain(tableSectors, directorySectors);
  chain(tableSectors + directorySectors, streamSectors);

  const entry = (name: string, kind: number, start: number, size: number) => {
    const data = Buffer.alloc(128);
    data.write(name, 0, 'utf16le');
    data.writeUInt16LE((name.length + 1) * 2, 64);
    data[66] = kind;
    for (const at of [68, 72, 76]) data.writeUInt32LE(FREE, at);
    data.writeUInt32LE(start, 116);
    data.writeUInt32LE(size, 120);
    return data;
  };
  const directory = Buffer.alloc(directorySectors * SECTOR);
  Buffer.concat([
    entry('Root Entry', 5, END, 0),
    entry(streamName, 2, tableSectors + directorySectors, padded.length),
    ...more.map((name) => entry(name, 1, 0, 0)),
  ]).copy(directory);

  const header = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(tableSectors, 44);
  header.writeUInt32LE(tableSectors, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(END, 60);
  header.writeUInt32LE(END, 68);
  for (let at = 0; at < 109; at++) header.writeUInt32LE(at < tableSectors ? at : FREE, 76 + at * 4);
  return Buffer.concat([header, table, directory, padded]);
}

export const xls = (rows: readonly (readonly string[])[]): Buffer =>
  compoundFile(workbookStream([{ name: '成绩', rows }]));

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A table as the older 正方 hands it out under the name of a workbook. */
export const html = (rows: readonly (readonly string[])[]): string =>
  `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>
<table cellspacing="0" rules="all" border="1">${rows
    .map(
      (cells) =>
        `<tr>${cells
          .map(
            (cell) =>
              `<td>${cell === '' ? '&nbsp;' : cell.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)}</td>`,
          )
          .join('')}</tr>`,
    )
    .join('\n')}</table></body></html>`;
