import { strFromU8, unzipSync } from 'fflate';

/** Who took a workbook out: the head of each sheet's printed pages, and the file's properties as XML. */
export function readMarks(bytes: Uint8Array): {
  readonly heads: readonly string[];
  readonly properties: string;
} {
  const parts = unzipSync(bytes);
  const textOf = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const heads = Object.keys(parts)
    .filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))
    .map((name) => /<oddHeader>([^<]*)<\/oddHeader>/.exec(textOf(name))?.[1]?.replaceAll('&amp;', '&') ?? '');
  return { heads, properties: textOf('docProps/core.xml') };
}
