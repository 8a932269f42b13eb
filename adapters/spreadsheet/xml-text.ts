/** What a part of a workbook tells, in order. Names come without their prefix. */
export interface XmlReader {
  open?(name: string, attributes: (name: string) => string | null): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Stops reading; the part is not what Excel or WPS write. */
export class ForeignXml extends Error {}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const MAX_CODE_POINT = 0x10ffff;

/** `&amp;` and its like; what is not known stays as it is, since no part may define more. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= MAX_CODE_POINT ? String.fromCodePoint(code) : whole;
  });
}

/** `_x000D_`, as workbooks write characters that XML has no place for. */
export const decodeEscapes = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_whole, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Reads an attribute of a tag by its name without prefix; null where it has none. */
export const attributesOf =
  (tag: string) =>
  (name: string): string | null => {
    for (const [, found = '', double, single] of tag.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
      if (localName(found) === name) return decodeEntities(double ?? single ?? '');
    }
    return null;
  };

/**
 * Reads a part held as a whole, without recursion and without a document type.
 *
 * @throws ForeignXml where it has one, or a tag does not end
 */
export function readXml(xml: string, reader: XmlReader): void {
  let at = 0;
  for (;;) {
    const tag = xml.indexOf('<', at);
    if (tag < 0) return;
    if (tag > at) reader.text?.(decodeEntities(xml.slice(at, tag)));
    if (xml.startsWith('<![CDATA[', tag)) {
      at = after(xml, ']]>', tag);
      reader.text?.(xml.slice(tag + '<![CDATA['.length, at - ']]>'.length));
    } else if (xml.startsWith('<!--', tag)) at = after(xml, '-->', tag + '<!--'.length);
    else if (xml.startsWith('<?', tag)) at = after(xml, '?>', tag);
    else if (xml.startsWith('<!', tag)) throw new ForeignXml();
    else at = readTag(xml, tag, reader);
  }
}

function readTag(xml: string, tag: number, reader: XmlReader): number {
  const end = tagEnd(xml, tag);
  if (xml[tag + 1] === '/') reader.close?.(localName(xml.slice(tag + 2, end - 1).trim()));
  else {
    const isEmpty = xml[end - 2] === '/';
    const content = xml.slice(tag + 1, isEmpty ? end - 2 : end - 1);
    const name = localName(/^\S*/.exec(content)?.[0] ?? '');
    reader.open?.(name, attributesOf(content));
    if (isEmpty) reader.close?.(name);
  }
  return end;
}

/** Behind the `>` of a tag; one in a quoted value is none. */
function tagEnd(xml: string, tag: number): number {
  let quote = '';
  for (let at = tag + 1; at < xml.length; at++) {
    const sign = xml[at];
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at + 1;
  }
  throw new ForeignXml();
}

function after(xml: string, end: string, from: number): number {
  const found = xml.indexOf(end, from);
  if (found < 0) throw new ForeignXml();
  return found + end.length;
}
