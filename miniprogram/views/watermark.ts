/** One tile, in px: wide enough for a name, 工号 and day on a slope. */
const WIDTH = 260;
const HEIGHT = 170;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * Who reads what is sensitive, and when, as a tile that repeats behind nothing and before everything: a
 * photo of the screen says whose screen it was. One grey for light and dark, faint enough to read through.
 *
 * @returns the inline style of an element
 */
export function watermarkStyle(reader: {
  readonly name: string;
  readonly workNo: string;
  readonly today: string;
}): string {
  const text = escaped(`${reader.name} ${reader.workNo} ${reader.today}`);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">` +
    `<text x="${WIDTH / 2}" y="${HEIGHT / 2}" text-anchor="middle" font-family="sans-serif" font-size="15" ` +
    `fill="#808080" fill-opacity="0.16" transform="rotate(-24 ${WIDTH / 2} ${HEIGHT / 2})">${text}</text></svg>`;
  const encoded = encodeURIComponent(svg).replace(/[()']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `background-image: url("data:image/svg+xml,${encoded}")`;
}
