import { openArchive } from '#adapters/spreadsheet/archive';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What a .docx holds: its parts' XML, and the text of the body as a reader sees it, without blanks. */
export async function readDocx(bytes: Uint8Array) {
  const archive = await openArchive(bytes, 'paper.docx');
  const xml = await archive.text('word/document.xml');
  const runs = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text = '']) => text);
  return {
    xml,
    styles: await archive.text('word/styles.xml'),
    properties: await archive.text('docProps/core.xml'),
    text: runs
      .join('')
      .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
      .replace(/\s/g, ''),
  };
}
