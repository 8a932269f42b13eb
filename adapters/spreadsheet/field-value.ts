import type { RejectedImportRow } from '#core/application/ports';
import { trimCell } from './cell-text';

/** Why a cell cannot be taken; becomes the reason of a rejected row. */
export interface Problem {
  readonly reason: string;
}

export const problem = (reason: string): Problem => ({ reason });

export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'reason' in value;

const REPLACEMENT = '\ufffd';
/** Always with a sign: `2016E0123` is a 学号. */
const SCIENTIFIC = /^[+-]?\d+(?:\.\d+)?e[+-]\d+$/i;
const FLOAT = /^\d+\.0+$/;
const PERSON_NO = /^[0-9A-Za-z][0-9A-Za-z_-]{0,29}$/;
const MAX_SHOWN = 60;

/** Wraps a reader of cells so that undecodable text is refused before it looks at it. */
export const refuseBroken =
  <T>(read: (text: string) => T) =>
  (text: string): T | Problem =>
    text.includes(REPLACEMENT) ? problem('文字编码已损坏。请重新导出，不要用编辑器转存。') : read(text);

/** 学号 or 工号, always as text; `plain` is already cleaned. */
export function readPersonNo(plain: string, what: '学号' | '工号'): string | Problem {
  if (plain === '') return problem(`${what}为空`);
  if (SCIENTIFIC.test(plain)) {
    return problem(`${what}被表格软件改成了科学计数法，后几位可能已丢失。请把该列设为“文本”后重新导出。`);
  }
  if (FLOAT.test(plain)) {
    return problem(`${what}被存成了带小数的数字，开头的 0 可能已丢失。请把该列设为“文本”后重新导出。`);
  }
  if (!PERSON_NO.test(plain)) return problem(`${what}只能由字母和数字组成`);
  return plain;
}

export const rejectRow = (
  file: string,
  row: number,
  column: string,
  value: string,
  { reason }: Problem,
): RejectedImportRow => {
  const shown = trimCell(value);
  return {
    file,
    row,
    column,
    value: shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}…` : shown,
    reason,
  };
};
