import { parseHundredths } from '#core/domain/decimal';
import { DomainError } from '#core/domain/errors';
import type { Hundredths } from '#core/domain/grade-row';
import { parseTerm, type Term } from '#core/domain/term';
import { plainText } from './cell-text';
import { type Problem, problem } from './field-value';

/** More class-hours than a semester has: the columns have been shifted. */
const MAX_HOURS = 100_000;
const SEMESTER = /^第?([123一二三])(?:学期)?$/;
const LONG_TERM = /^(\d{4}-\d{4})(?:学年)?[-\s]?第?([123一二三])(?:学期)?$/;
const NUMBERS: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3' };

/** 2017-2018-2, 2017-2018学年第2学期, or 2 beside the 学年 of the row. */
export function readTerm(cell: string, yearCell: string): Term | Problem {
  const plain = plainText(cell);
  if (plain === '') return problem('学期为空');
  const year = plainText(yearCell).replace(/学年$/, '');
  const short = SEMESTER.exec(plain)?.[1];
  const [, ownYear, long] = LONG_TERM.exec(plain) ?? [];
  const number = short ?? long ?? '';
  try {
    return parseTerm(`${short === undefined ? ownYear : year}-${NUMBERS[number] ?? number}`);
  } catch {
    return problem('学期应写作 2017-2018-2');
  }
}

/** 学时 to integers of 1/100. */
export function readHours(cell: string): Hundredths | Problem {
  const plain = plainText(cell);
  if (plain === '') return problem('学时为空');
  let hours: Hundredths;
  try {
    hours = parseHundredths(plain);
  } catch (error) {
    if (error instanceof DomainError) return problem('学时应为最多两位小数的数字，例如 9.5');
    throw error;
  }
  if (hours < 0) return problem('学时不能为负');
  if (hours > MAX_HOURS) return problem('学时超过 1000，可能错了列');
  return hours;
}

/** A word of the policy's table; null: blank. */
export function readWord<M>(
  cell: string,
  table: Readonly<Record<string, M>>,
  what: string,
): M | null | Problem {
  const plain = plainText(cell);
  if (plain === '') return null;
  if (Object.hasOwn(table, plain)) return table[plain] as M;
  return problem(`${what}应为 ${Object.keys(table).join('、')} 之一；本校的说法请加进政策文件`);
}
