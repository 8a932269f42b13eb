import { MAX_CELL_LENGTH } from './limits';

/** Excel keeps this many digits of a number; what it shows beyond is noise. */
const EXACT_DIGITS = 15;

/**
 * What the cell holds, as text. A number keeps the digits Excel keeps: 1.7000000000000002 is 1.7,
 * and a 学号 of more than 15 digits stored as a number is told by its exponent (its last digits are
 * already lost).
 */
export function cellText(value: string | number | boolean | Date | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string')
    return value.length > MAX_CELL_LENGTH ? value.slice(0, MAX_CELL_LENGTH) : value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (Number.isInteger(value) && Math.abs(value) >= 10 ** EXACT_DIGITS) return value.toExponential();
  return String(Number(value.toPrecision(EXACT_DIGITS)));
}

/** Whether a number is written just as `cellText` would write it. */
export const isPlainNumber = (text: string): boolean =>
  text.length <= EXACT_DIGITS && /^(?:0|[1-9]\d*)(?:\.\d{0,4}[1-9])?$/.test(text);
