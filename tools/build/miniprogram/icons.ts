import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * TDesign draws icons with a font that loads from elsewhere. We draw the same ones, from the SVG set on
 * npm, as CSS masks inside the stylesheet: no request, and only the icons that the sources name.
 */

interface SvgNode {
  readonly tag: string;
  readonly attrs?: Readonly<Record<string, string | number>>;
  readonly children?: readonly SvgNode[];
}

const QUOTED_NAME = /["'`]([a-z][a-z0-9]*(?:-[a-z0-9]+)*)["'`]/g;
/** A single icon of the font's stylesheet: `.t-icon-add:before{content:'\E00D';}`. */
const FONT_RULE = /\.t-icon-([a-z0-9-]+):before\s*\{\s*content:\s*'\\[0-9A-Fa-f]+';?\s*\}\s*/g;
const FONT_FACE = /@font-face\s*\{[^}]*\}\s*/g;
const FONT_FAMILY = /\.t-icon\s*\{\s*font-family:[^}]*\}\s*/g;

/** Everything in quotes that could be an icon's name. */
export function quotedNames(source: string): Iterable<string> {
  return [...source.matchAll(QUOTED_NAME)].map((match) => match[1] ?? '');
}

/**
 * @param stylesheet TDesign's icon.wxss
 * @param named words of the sources; those that are icons are kept
 * @param packageDir tdesign-icons-vue-next
 */
export async function maskIcons(
  stylesheet: string,
  named: ReadonlySet<string>,
  packageDir: string,
): Promise<string> {
  const used = [...stylesheet.matchAll(FONT_RULE)].flatMap(([, name = '']) =>
    named.has(name) ? [name] : [],
  );
  const rules = await Promise.all(
    used.sort().map(async (name) => {
      const svg = await iconSvg(name, packageDir);
      return svg ? `.t-icon-${name}::before{-webkit-mask-image:${dataUrl(svg)};}` : '';
    }),
  );
  const base =
    ".t-icon-base::before{content:'';display:block;width:1em;height:1em;margin:auto;background:currentColor;" +
    '-webkit-mask-position:center;-webkit-mask-size:contain;-webkit-mask-repeat:no-repeat;}';
  const kept = stylesheet.replace(FONT_FACE, '').replace(FONT_RULE, '').replace(FONT_FAMILY, '');
  return `${kept.trimEnd()}\n${base}\n${rules.filter(Boolean).join('\n')}\n`;
}

async function iconSvg(name: string, packageDir: string): Promise<string | null> {
  const file = path.join(packageDir, 'esm/components', `${name}.js`);
  const source = await readFile(file, 'utf8').catch(() => null);
  const literal = source?.match(/var element = (\{[\s\S]*?\n\});/)?.[1];
  if (!literal) return null;
  const drawing = JSON.parse(literal) as SvgNode;
  return svgText({
    ...drawing,
    attrs: { xmlns: 'http://www.w3.org/2000/svg', viewBox: '0 0 24 24', fill: 'none' },
  });
}

function svgText({ tag, attrs = {}, children = [] }: SvgNode): string {
  // Masks keep two tones apart; with one colour they have nothing to do.
  if (tag === 'defs') return '';
  const painted = Object.entries(attrs)
    .filter(([key]) => key !== 'id' && key !== 'mask')
    .map(([key, value]): [string, string] => [attributeName(key), paint(value)]);
  const inner = children.map(svgText).join('');
  const look = new Map(painted);
  if (tag !== 'svg' && !inner && look.get('fill') === 'none' && (look.get('stroke') ?? 'none') === 'none')
    return '';
  const written = painted.map(([key, value]) => ` ${key}='${value}'`).join('');
  return inner ? `<${tag}${written}>${inner}</${tag}>` : `<${tag}${written}/>`;
}

const attributeName = (key: string) =>
  key === 'viewBox' ? key : key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A mask has one colour: what is drawn. The soft second fill of a two-tone icon is left out. */
function paint(value: string | number): string {
  if (typeof value === 'number' || !value.startsWith('props.')) return String(value);
  if (value === 'props.strokeWidth') return '2';
  return value.startsWith('props.fillColor') ? 'none' : '#000';
}

const dataUrl = (svg: string) =>
  `url("data:image/svg+xml,${svg.replace(/[%#<>]/g, (sign) => encodeURIComponent(sign))}")`;
