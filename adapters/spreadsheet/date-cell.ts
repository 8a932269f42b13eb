import { fromDayNumber, type LocalDate, toDayNumber } from '#core/domain/local-date';
import { plainText } from './cell-text';
import { type Problem, problem } from './field-value';

const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
/** A date that Excel handed out as its number: days since 1899-12-30; 20000 is in 1954, 80000 in 2119. */
const SERIAL = /^[2-7]\d{4}$/;
const SERIAL_EPOCH = toDayNumber('1899-12-30');

/** A day as people and programs write it; null: blank. A time of day behind it is left out. */
export function readDate(cell: string): LocalDate | null | Problem {
  const plain = plainText(cell).replace(/[T\s]+\d{1,2}:\d{2}(:\d{2})?$/, '');
  if (plain === '') return null;
  if (SERIAL.test(plain)) return fromDayNumber(SERIAL_EPOCH + Number(plain));
  const [, year, month, day] = DATE.exec(plain) ?? COMPACT.exec(plain) ?? [];
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  try {
    toDayNumber(date);
    return date;
  } catch {
    return problem('日期应写作 2026-09-01');
  }
}
