import { DomainError } from './errors';
import { toDayNumber } from './local-date';

/** Reads values of a policy file; a refusal names the path and what should stand there. */

const MAX_HUNDREDTHS = 1_000_000;

export const invalid = (path: string, expected: string): DomainError =>
  new DomainError('POLICY_INVALID', `政策文件中的「${path || '顶层'}」${expected}`, path || undefined);

export function object(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid(path, '应为一组设置');
  return value as Readonly<Record<string, unknown>>;
}

export function list(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw invalid(path, '应为列表');
  return value;
}

export function text(value: unknown, path: string): string {
  if (typeof value !== 'string' || value.trim() === '') throw invalid(path, '应为文字，不能为空');
  return value;
}

export const texts = (value: unknown, path: string): readonly string[] =>
  list(value, path).map((entry, index) => text(entry, `${path}[${index}]`));

export function whole(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > MAX_HUNDREDTHS) {
    throw invalid(path, `应为 0 到 ${MAX_HUNDREDTHS} 的整数`);
  }
  return value;
}

export function hundredths(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > MAX_HUNDREDTHS) {
    throw invalid(path, `应为百分之一的整数，例如 12 学分写作 1200`);
  }
  return value;
}

export function flag(value: unknown, path: string): boolean {
  if (typeof value !== 'boolean') throw invalid(path, '应为 true 或 false');
  return value;
}

export function day(value: unknown, path: string): string {
  const date = text(value, path);
  try {
    toDayNumber(date);
  } catch {
    throw invalid(path, '应为日期，例如 2015-04-01');
  }
  return date;
}

export function oneOf<T>(value: unknown, allowed: readonly T[], path: string): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw invalid(path, `应为 ${allowed.map(String).join('、')} 之一`);
  return found;
}

/** Without Object.fromEntries, which the mini-program's oldest engines lack; a word may be `__proto__`. */
export function fromEntries<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  const record: Record<string, T> = {};
  for (const [key, value] of entries) {
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return record;
}
