/** Chinese characters and full-width signs take two columns. */
const width = (text: string): number =>
  [...text].reduce((sum, char) => sum + (/[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60]/.test(char) ? 2 : 1), 0);

/** Lines of a table; columns of numbers stand to the right. */
export function toTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const widths = head.map((title, at) =>
    Math.max(width(title), ...rows.map((row) => width(String(row[at] ?? '')))),
  );
  const line = (cells: readonly (string | number)[], isNumber: readonly boolean[]) =>
    cells
      .map((cell, at) => {
        const space = ' '.repeat((widths[at] ?? 0) - width(String(cell)));
        return isNumber[at] ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  const isNumber = head.map((_, at) => typeof rows[0]?.[at] === 'number');
  return [head, ...rows].map((cells) => `  ${line(cells, isNumber)}`);
}
