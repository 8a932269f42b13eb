import { DomainError } from './errors';

/** Width of the pad in its own units; the height is half of it. */
export const PAD_WIDTH = 1000;
export const PAD_HEIGHT = 500;
export const SIGNATURE_LIMITS = { strokes: 200, numbers: 12_000 } as const;

/** Lines drawn without lifting the finger: x, y, x, y … as whole numbers within the pad. */
export type Strokes = readonly (readonly number[])[];

/** A name takes more than a dot or a tick. */
const LEAST_POINTS = 10;
const LEAST_WIDTH = 100;

/**
 * @param whose 中文, as the refusal names who signs
 * @throws DomainError SIGNATURE_EMPTY for a pad that was left blank or only touched
 */
export function requireSignature(strokes: Strokes, whose = '学生'): void {
  const points = strokes.flat();
  const across = points.filter((_, at) => at % 2 === 0);
  const width = across.length === 0 ? 0 : Math.max(...across) - Math.min(...across);
  if (points.length < LEAST_POINTS * 2 || width < LEAST_WIDTH)
    throw new DomainError('SIGNATURE_EMPTY', `请${whose}本人在框里写下姓名`, 'strokes');
}

/** The drawing as a picture that any viewer shows; of numbers only, so nothing of it is ever read as markup. */
export function signatureSvg(strokes: Strokes): string {
  const paths = strokes
    .map((stroke) => {
      const points: string[] = [];
      for (let at = 0; at + 1 < stroke.length; at += 2)
        points.push(`${Math.round(Number(stroke[at]))} ${Math.round(Number(stroke[at + 1]))}`);
      const [first = '0 0', ...rest] = points;
      // A dot is a line to itself.
      return `<path d="M${first} L${(rest.length === 0 ? [first] : rest).join(' ')}"/>`;
    })
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PAD_WIDTH} ${PAD_HEIGHT}"><rect width="100%" height="100%" fill="#fff"/><g fill="none" stroke="#111" stroke-width="8" stroke-linecap="round" stroke-linejoin="round">${paths}</g></svg>`;
}
