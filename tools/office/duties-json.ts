import { DomainError } from '#core/domain/errors';
import { type LocalDate, toDayNumber } from '#core/domain/local-date';

/** Reads values of a JSON file; a refusal names the path, what should stand there, and what does. */

export type Fields = Readonly<Record<string, unknown>>;

export const invalid = (path: string, expected: string): DomainError =>
  new DomainError('FACTS_INVALID', `「${path}」${expected}。`, path);

/** A short value is shown, a long one only by its kind. */
function shown(value: unknown): string {
  if (value === undefined) return '没有写';
  const text = JSON.stringify(value);
  return text.length <= 40 ? `现为 ${text}` : '现为别的内容';
}

export const expected = (path: string, what: string, value: unknown): DomainError =>
  invalid(path, `应为${what}，${shown(value)}`);

export function object(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw expected(path, '一组字段 {…}', value);
  return value as Fields;
}

/** A list that is left out is empty. */
export function list<T>(
  value: unknown,
  path: string,
  read: (entry: unknown, path: string) => T,
): readonly T[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw expected(path, '列表 […]', value);
  return value.map((entry, at) => read(entry, `${path}[${at}]`));
}

export function text(value: unknown, path: string): string {
  if (typeof value !== 'string' || value.trim() === '') throw expected(path, '文字', value);
  return value;
}

export function flag(value: unknown, path: string): boolean {
  if (typeof value !== 'boolean') throw expected(path, ' true 或 false', value);
  return value;
}

/** Far enough for any student; nearer than where dates lose their form. */
const YEARS = { first: '1990', last: '2199' };

export function day(value: unknown, path: string): LocalDate {
  const wanted = '日期，例如 2026-09-16';
  if (typeof value !== 'string') throw expected(path, wanted, value);
  try {
    toDayNumber(value);
  } catch {
    throw expected(path, wanted, value);
  }
  if (value.slice(0, 4) < YEARS.first || value.slice(0, 4) > YEARS.last)
    throw expected(path, ` ${YEARS.first} 年到 ${YEARS.last} 年的日期`, value);
  return value;
}

export const optionalDay = (value: unknown, path: string): LocalDate | undefined =>
  value === undefined || value === null ? undefined : day(value, path);

export function oneOf<T extends string | number>(value: unknown, allowed: readonly T[], path: string): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw expected(path, ` ${allowed.join('、')} 之一`, value);
  return found;
}

/** First and last day; the last one may be left out. */
export function span(fields: Fields, path: string): { readonly from: LocalDate; readonly to?: LocalDate } {
  const from = day(fields.from, `${path}.from`);
  const to = optionalDay(fields.to, `${path}.to`);
  if (to === undefined) return { from };
  if (to < from) throw invalid(`${path}.to`, `（${to}）早于 from（${from}）`);
  return { from, to };
}
