import { isDateFormat } from './old-workbook-dates';
import { decodeEscapes, readXml } from './xml-text';

export interface SheetPart {
  readonly name: string;
  readonly isHidden: boolean;
  /** Of the relationship that leads to the part. */
  readonly id: string;
}

/** The sheets of `xl/workbook.xml` in their order. */
export function readSheets(xml: string): { readonly sheets: readonly SheetPart[]; readonly is1904: boolean } {
  const sheets: SheetPart[] = [];
  let is1904 = false;
  readXml(xml, {
    open(name, attribute) {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      const isHidden = ['hidden', 'veryHidden'].includes(attribute('state') ?? '');
      sheets.push({ name: attribute('name') ?? '', isHidden, id: attribute('id') ?? '' });
    },
  });
  return { sheets, is1904 };
}

export interface Relationship {
  readonly id: string;
  /** The last word of its address: `worksheet`. */
  readonly type: string;
  /** Name of the part within the container. */
  readonly part: string;
}

/** @param folder of the part that the relationships are of: `xl`; empty for the container's own */
export function readRelationships(xml: string, folder: string): readonly Relationship[] {
  const found: Relationship[] = [];
  readXml(xml, {
    open(name, attribute) {
      if (name !== 'Relationship' || attribute('TargetMode') === 'External') return;
      const type = (attribute('Type') ?? '').split('/').at(-1) ?? '';
      found.push({ id: attribute('Id') ?? '', type, part: resolve(attribute('Target') ?? '', folder) });
    },
  });
  return found;
}

function resolve(target: string, folder: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** The texts of `xl/sharedStrings.xml`; how they are read aloud is left out. */
export function readStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  let text: string | null = null;
  let isText = false;
  let isPhonetic = false;
  readXml(xml, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') isPhonetic = true;
      else if (name === 't') isText = text !== null && !isPhonetic;
    },
    text(part) {
      if (isText) text = `${text}${part}`;
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'rPh') isPhonetic = false;
      else if (name === 'si') {
        strings.push(decodeEscapes(text ?? ''));
        text = null;
      }
    },
  });
  return strings;
}

/** Of `xl/styles.xml`, by number of a cell's style: whether it shows a day. */
export function readDayStyles(xml: string): readonly boolean[] {
  const formats = new Map<number, string>();
  const used: number[] = [];
  let isCell = false;
  readXml(xml, {
    open(name, attribute) {
      if (name === 'numFmt') formats.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      else if (name === 'cellXfs') isCell = true;
      else if (name === 'xf' && isCell) used.push(Number(attribute('numFmtId') ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') isCell = false;
    },
  });
  return used.map((id) => isDateFormat(id, formats.get(id)));
}
