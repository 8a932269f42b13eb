import type { FigureSplit } from '#core/domain/figure-sums';
import type { SupportTier } from '#core/domain/support-tier';
import { endsOfMove } from '#core/domain/term-figures';
import { SHORT_TIERS } from './tier';

/** A word beside one end of the bands. */
export interface FlowEnd {
  readonly key: string;
  readonly word: string;
  /** Per cent of the picture's height, of the middle of the end. */
  readonly top: number;
}

/** Who went from which tier to which, as bands from the semester before to this one. */
export interface FlowPicture {
  /** A drawing as a data URI; its words stand beside it, so that they grow with the type. */
  readonly picture: string;
  readonly before: readonly FlowEnd[];
  readonly now: readonly FlowEnd[];
}

type End = SupportTier | null;

/** Heaviest above; who stands on no list below. */
const ENDS: readonly End[] = [3, 2, 1, 'watch', null];
const WIDTH = 300;
const HEIGHT = 240;
const GAP = 14;
const END_WIDTH = 6;

/** @returns null: the semester before had no cases, or nothing to draw */
export function toFlowPicture({ parts }: Pick<FigureSplit, 'parts'>): FlowPicture | null {
  const moves = parts.flatMap(({ key, value }) => {
    const [from, to] = endsOfMove(key);
    return value === null || value === 0 ? [] : [{ from, to, value }];
  });
  if (!moves.some(({ from }) => from !== null)) return null;
  const left = layOut(moves.map(({ from, value }) => ({ end: from, value })));
  const right = layOut(moves.map(({ to, value }) => ({ end: to, value })));
  const used = { left: new Map<End, number>(), right: new Map<End, number>() };
  const bands = [...moves]
    .sort((a, b) => ENDS.indexOf(a.from) - ENDS.indexOf(b.from) || ENDS.indexOf(a.to) - ENDS.indexOf(b.to))
    .map(({ from, to, value }) => {
      const y1 = take(left, used.left, from, value);
      const y2 = take(right, used.right, to, value);
      return band(y1, y1 + value * left.scale, y2, y2 + value * right.scale, fillOf(from, to));
    });
  return {
    picture: toUri([...bands, ...bars(left, 0), ...bars(right, WIDTH - END_WIDTH)].join('')),
    before: wordsOf(left, '未列入'),
    now: wordsOf(right, '不再列入'),
  };
}

interface Layout {
  readonly scale: number;
  readonly ends: ReadonlyMap<End, { readonly top: number; readonly sum: number }>;
}

function layOut(sides: readonly { readonly end: End; readonly value: number }[]): Layout {
  const sums = ENDS.map((end) => ({
    end,
    sum: sides.reduce((all, one) => all + (one.end === end ? one.value : 0), 0),
  })).filter(({ sum }) => sum > 0);
  const total = sums.reduce((all, { sum }) => all + sum, 0);
  const scale = (HEIGHT - GAP * (sums.length - 1)) / Math.max(1, total);
  const ends = new Map<End, { top: number; sum: number }>();
  let top = 0;
  for (const { end, sum } of sums) {
    ends.set(end, { top, sum });
    top += sum * scale + GAP;
  }
  return { scale, ends };
}

function take({ ends, scale }: Layout, used: Map<End, number>, end: End, value: number): number {
  const before = used.get(end) ?? 0;
  used.set(end, before + value);
  return (ends.get(end)?.top ?? 0) + before * scale;
}

/** Told apart by darkness and stripes, never by hue: heavier dark, lighter striped, as before pale. */
function fillOf(from: End, to: End): string {
  if (from === null || to === null) return 'none" stroke="#7c8798" stroke-dasharray="4 3';
  const [was, is] = [ENDS.indexOf(from), ENDS.indexOf(to)];
  return is < was ? '#3f6f9f" fill-opacity="0.85' : is > was ? 'url(#s)' : '#7c8798" fill-opacity="0.35';
}

function band(a1: number, a2: number, b1: number, b2: number, fill: string): string {
  const [x1, x2, mid] = [END_WIDTH, WIDTH - END_WIDTH, WIDTH / 2];
  const n = (value: number) => String(Math.round(value * 10) / 10);
  const down = `M${x1} ${n(a1)}C${mid} ${n(a1)} ${mid} ${n(b1)} ${x2} ${n(b1)}`;
  const back = `L${x2} ${n(b2)}C${mid} ${n(b2)} ${mid} ${n(a2)} ${x1} ${n(a2)}Z`;
  return `<path d="${down}${back}" fill="${fill}"/>`;
}

const bars = ({ ends, scale }: Layout, x: number): readonly string[] =>
  [...ends.values()].map(
    ({ top, sum }) =>
      `<rect x="${x}" y="${Math.round(top * 10) / 10}" width="${END_WIDTH}" height="${Math.max(1, Math.round(sum * scale * 10) / 10)}" fill="#5b6675"/>`,
  );

const wordsOf = ({ ends, scale }: Layout, nobody: string): readonly FlowEnd[] =>
  [...ends].map(([end, { sum, top }]) => ({
    key: String(end),
    word: `${end === null ? nobody : SHORT_TIERS[end]} ${sum}`,
    top: Math.round(((top + (sum * scale) / 2) * 1000) / HEIGHT) / 10,
  }));

const STRIPES =
  '<defs><pattern id="s" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2.5" height="6" fill="#3f6f9f"/></pattern></defs>';

const toUri = (drawing: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none">${STRIPES}${drawing}</svg>`,
  )}`;
