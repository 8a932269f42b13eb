/** East Asian wide and full-width characters take two columns of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/;

export const displayWidth = (text: string): number =>
  [...text].reduce(
    (width, char) => width + ((char.codePointAt(0) ?? 0) > 0xffff || WIDE.test(char) ? 2 : 1),
    0,
  );

/** Text on one line of a terminal: no line ends, and no codes that a terminal would obey. */
export const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

export interface TextColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

const GAP = '  ';

/** Lines of a table whose columns stand under each other, Chinese included. */
export function formatTable(
  columns: readonly TextColumn[],
  given: readonly (readonly string[])[],
): readonly string[] {
  const rows = given.map((cells) => cells.map(oneLine));
  const widths = columns.map(({ title }, at) =>
    rows.reduce((width, row) => Math.max(width, displayWidth(row[at] ?? '')), displayWidth(title)),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, at) => {
        const cell = cells[at] ?? '';
        const pad = ' '.repeat(Math.max(0, (widths[at] ?? 0) - displayWidth(cell)));
        return align === 'right' ? pad + cell : cell + pad;
      })
      .join(GAP)
      .trimEnd();
  return [
    line(columns.map(({ title }) => title)),
    widths.map((width) => '─'.repeat(width)).join(GAP),
    ...rows.map(line),
  ];
}
