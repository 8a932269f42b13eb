import { strFromU8, strToU8, type Zippable } from 'fflate';

const RELATIONS = 'word/_rels/document.xml.rels';
const TYPES = '[Content_Types].xml';

type Parts = Readonly<Record<string, Uint8Array>>;

/** A header or footer of the template that says how many pages its letter has. */
interface CountedPart {
  readonly relationId: string;
  /** `footer1`, in the folder `word`. */
  readonly name: string;
  /** Between two of them stands the name of the letter's last place. */
  readonly pieces: readonly string[];
}

/** Where each letter's own headers and footers are written in a file of several. */
export interface CountedPages {
  /** A letter's body with its last place marked. */
  mark(body: string, at: number): string;
  /** The page of the letter: size, margins, its own headers and footers. */
  sectionOf(at: number): string;
  /** What the file has besides the template's parts, for as many letters. */
  addTo(files: Zippable, letters: number): void;
}

const PLACE = '\ue002';
const placeOf = (at: number): string => `letter_end_${at + 1}`;

const FIELD =
  /(SECTIONPAGES[^<]*<\/w:instrText><\/w:r>)((?:(?!<w:fldChar w:fldCharType="end")[\s\S])*)(<w:r(?: [^>]*)?>(?:(?!<w:r[ >])[\s\S])*?<w:fldChar w:fldCharType="end")/g;
const SIMPLE = /(<w:fldSimple [^>]*SECTIONPAGES[^>]*>)([\s\S]*?)(<\/w:fldSimple>)/g;
const LOOK = /<w:rPr>[\s\S]*?<\/w:rPr>/;

/**
 * SECTIONPAGES is counted anew by Word and WPS; LibreOffice shows what stands for it, so the page of the
 * letter's last place stands there, which it does count.
 */
function withPlaces(xml: string): string {
  const result = (before: string): string => {
    const look = LOOK.exec(before)?.[0] ?? '';
    const run = (inside: string) => `<w:r>${look}${inside}</w:r>`;
    const sign = (type: string) => run(`<w:fldChar w:fldCharType="${type}"/>`);
    const code = run(`<w:instrText xml:space="preserve"> PAGEREF ${PLACE} </w:instrText>`);
    return `${sign('begin')}${code}${sign('separate')}${sign('end')}`;
  };
  const separate = (look: string) => `<w:r>${look}<w:fldChar w:fldCharType="separate"/></w:r>`;
  return xml
    .replace(
      FIELD,
      (_, code: string, before: string, end: string) =>
        code + separate(LOOK.exec(before)?.[0] ?? '') + result(before) + end,
    )
    .replace(SIMPLE, (_, open: string, before: string, close: string) => open + result(before) + close);
}

/** @param section of the template: `w:sectPr` */
export function countPages(parts: Parts, section: string): CountedPages {
  const relations = strFromU8(parts[RELATIONS] ?? new Uint8Array());
  const counted = [...section.matchAll(/<w:(?:header|footer)Reference [^>]*r:id="([^"]+)"/g)].flatMap(
    ([, relationId = '']): readonly CountedPart[] => {
      const relation = new RegExp(`<Relationship [^>]*Id="${relationId}"[^>]*>`).exec(relations)?.[0] ?? '';
      const name = /Target="([\w-]+)\.xml"/.exec(relation)?.[1];
      const part = name === undefined ? undefined : parts[`word/${name}.xml`];
      if (name === undefined || part === undefined) return [];
      const pieces = withPlaces(strFromU8(part)).split(PLACE);
      return pieces.length === 1 ? [] : [{ relationId, name, pieces }];
    },
  );
  // The first letter has the template's own; the others have theirs beside it.
  const nameOf = ({ name }: CountedPart, at: number) => (at === 0 ? name : `${name}-${at + 1}`);
  const idOf = ({ relationId }: CountedPart, at: number) =>
    at === 0 ? relationId : `${relationId}-${at + 1}`;
  return {
    mark(body, at) {
      const end = counted.length === 0 ? -1 : body.lastIndexOf('</w:p>');
      if (end < 0) return body;
      const mark = `<w:bookmarkStart w:id="${at}" w:name="${placeOf(at)}"/><w:bookmarkEnd w:id="${at}"/>`;
      return body.slice(0, end) + mark + body.slice(end);
    },
    sectionOf: (at) =>
      counted.reduce(
        (xml, part) => xml.replace(`r:id="${part.relationId}"`, `r:id="${idOf(part, at)}"`),
        section,
      ),
    addTo(files, letters) {
      let [more, types] = ['', ''];
      const said = strFromU8(parts[TYPES] ?? new Uint8Array());
      for (const part of counted) {
        const relation =
          new RegExp(`<Relationship [^>]*Id="${part.relationId}"[^>]*?/>`).exec(relations)?.[0] ?? '';
        const type =
          new RegExp(`<Override [^>]*PartName="/word/${part.name}\\.xml"[^>]*?/>`).exec(said)?.[0] ?? '';
        const own = parts[`word/_rels/${part.name}.xml.rels`];
        for (let at = 0; at < letters; at++) {
          const name = nameOf(part, at);
          files[`word/${name}.xml`] = strToU8(part.pieces.join(placeOf(at)));
          if (at === 0) continue;
          if (own) files[`word/_rels/${name}.xml.rels`] = own;
          more += relation
            .replace(`Id="${part.relationId}"`, `Id="${idOf(part, at)}"`)
            .replace(`"${part.name}.xml"`, `"${name}.xml"`);
          types += type.replace(`/${part.name}.xml`, `/${name}.xml`);
        }
      }
      if (more === '') return;
      files[RELATIONS] = strToU8(relations.replace('</Relationships>', `${more}</Relationships>`));
      files[TYPES] = strToU8(said.replace('</Types>', `${types}</Types>`));
    },
  };
}
