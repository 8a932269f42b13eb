import { DomainError } from './errors';
import type { Hundredths } from './grade-row';

/** Oracle, behind 正方, writes one half as `.5`. */
const DECIMAL = /^([+-]?)(?=\.?\d)(\d{0,9})(?:\.(\d+))?$/;

/**
 * Exact decimal text to an integer of 1/100; never passes through a binary float.
 *
 * @param text `2`, `2.0`, `.5`, `"   1.75"`; further places must be zero
 * @throws DomainError NOT_A_DECIMAL naming the text
 */
export function parseHundredths(text: string): Hundredths {
  const match = DECIMAL.exec(text.trim());
  const places = match?.[3] ?? '';
  if (!match || /[1-9]/.test(places.slice(2))) {
    throw new DomainError('NOT_A_DECIMAL', `「${text.trim()}」不是最多两位小数的数字`);
  }
  const value = Number(match[2]) * 100 + Number(places.slice(0, 2).padEnd(2, '0'));
  return match[1] === '-' && value !== 0 ? -value : value;
}

/** Two places, always: 1475 is `14.75`. */
export function formatHundredths(value: Hundredths): string {
  const digits = String(Math.abs(value)).padStart(3, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * A quotient of integers with four places, rounded half up, without a float in between.
 *
 * @param dividend ≥ 0, below 2^53 / 20000
 * @param divisor > 0
 */
export function formatQuotient(dividend: number, divisor: number): string {
  const scaled = Math.floor((dividend * 20000 + divisor) / (2 * divisor));
  const digits = String(scaled).padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
