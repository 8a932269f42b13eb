import { fromDayNumber, toDayNumber } from '#core/domain/local-date';

/** Formats that Excel knows by number: days, days with a time, and the Chinese ones. */
const BUILT_IN = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const EPOCH_1900 = toDayNumber('1899-12-30');
const EPOCH_1904 = toDayNumber('1904-01-01');
/** The last day that Excel knows, 9999-12-31. */
const MAX_SERIAL = 2_958_465;

/** Whether a number format shows a day: a year or a day of the month outside quotes and brackets. */
export function isDateFormat(id: number, format: string | undefined): boolean {
  if (format === undefined) return BUILT_IN.has(id);
  const plain = format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  return /y|年|d|日/i.test(plain) && !/general|standard/i.test(plain);
}

/** A serial number as `2026-09-01`; the number itself where it is no day. */
export function serialDay(value: number, is1904: boolean): string {
  if (!(value >= 1 && value <= MAX_SERIAL)) return String(value);
  return fromDayNumber((is1904 ? EPOCH_1904 : EPOCH_1900) + Math.floor(value));
}
