import { checkedPolicy } from '#core/domain/checked-policy';
import { DomainError } from '#core/domain/errors';
import type { Policy } from '#core/domain/policy';
import { fromEntries } from '#core/domain/policy-fields';
import { sentenceOf } from './failure';
import { cleanRow, newRow, type PolicyTableSpec, type TableColumn, type TableRow } from './policy-table';

export interface PastedRows {
  /** With the new rows behind those that were there. */
  readonly policy: Policy;
  readonly added: number;
  /** Lines that say what is there already, or what an earlier line says. */
  readonly repeated: number;
}

/**
 * Takes many rows into a table at once, as copied out of a workbook: a line a row, the cells between tabs,
 * commas or blanks, in the order of the columns or under their headings. All of them, or none.
 *
 * @throws DomainError PASTED whose sentence names the line, its text, and what to write instead
 */
export function takePasted(spec: PolicyTableSpec, policy: Policy, text: string): PastedRows {
  const lines = linesOf(text);
  const [first, ...others] = lines;
  if (!first) throw new DomainError('PASTED', '没有内容。请从表格里复制几行，粘贴到这里。');
  const columns = columnsUnder(spec, first.cells);
  const body = columns ? others : lines;
  if (body.length === 0) throw new DomainError('PASTED', '只有表头，没有内容。请把下面的行一起复制。');
  const before = spec.rowsOf(policy);
  const met = new Set(before.map(spec.sayRow));
  const added: { readonly line: Line; readonly row: TableRow }[] = [];
  for (const line of body) {
    const row = rowOf(spec, columns ?? spec.columns, line);
    const said = spec.sayRow(row);
    if (!met.has(said)) added.push({ line, row });
    met.add(said);
  }
  const rows = [...before, ...added.map(({ row }) => row)];
  try {
    const taken = checkedPolicy(spec.withRows(policy, rows));
    return { policy: taken, added: added.length, repeated: body.length - added.length };
  } catch (error) {
    const fault = faultOf(error, spec, rows);
    const line = fault && added[fault.row - before.length]?.line;
    if (!line) throw error;
    const label = spec.columns.find(({ key }) => key === fault.key)?.label ?? '';
    const said = sentenceOf(error)
      .replace(/^「[^」]*」/, '')
      .replace(/。?$/, '。');
    throw atLine(line, `「${label}」${said}`);
  }
}

interface Line {
  /** From 1, blank lines counted. */
  readonly number: number;
  readonly cells: readonly string[];
}

function linesOf(text: string): readonly Line[] {
  return text.split(/\r\n|\r|\n/).flatMap((whole, at) => {
    const between = whole.includes('\t') ? '\t' : /[,，]/.test(whole) ? /[,，]/ : /\s+/;
    const given = typeof between === 'string' ? whole : whole.trim();
    const cells = given.split(between).map((cell) => cell.normalize('NFKC').trim());
    while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop();
    return cells.length === 0 ? [] : [{ number: at + 1, cells }];
  });
}

/** The columns by the headings of the first line, where it is one. */
function columnsUnder({ columns }: PolicyTableSpec, cells: readonly string[]): readonly TableColumn[] | null {
  const found = cells.map((cell) => columns.find(({ label }) => label === cell));
  const known = found.flatMap((column) => column ?? []);
  return known.length === cells.length && new Set(known).size === cells.length ? known : null;
}

function rowOf(spec: PolicyTableSpec, columns: readonly TableColumn[], line: Line): TableRow {
  const surplus = line.cells[columns.length];
  if (surplus !== undefined) {
    const order = columns.map(({ label }) => label).join('、');
    throw atLine(line, `多出「${surplus}」。每行依次是：${order}。`);
  }
  const given = columns.map((column, at) => [column.key, readCell(column, line, at)] as const);
  return cleanRow({ ...newRow(spec), ...fromEntries(given) });
}

/** A choice by its word; left out: the first one, as in a row that is typed. */
function readCell({ label, choices }: TableColumn, line: Line, at: number): string {
  const cell = line.cells[at] ?? '';
  if (choices.length === 0) return cell;
  if (cell === '') return choices[0]?.value ?? '';
  const chosen = choices.find((choice) => choice.label === cell);
  if (!chosen) {
    const words = choices.map((choice) => `「${choice.label}」`).join('、');
    throw atLine(line, `「${label}」不能是「${cell}」，只能是${words}。`);
  }
  return chosen.value;
}

const atLine = ({ number, cells }: Line, said: string): DomainError => {
  const shown = cells.join(' ');
  return new DomainError(
    'PASTED',
    `第 ${number} 行「${shown.length > 40 ? `${shown.slice(0, 40)}…` : shown}」：${said}一行都没有加。`,
  );
};

function faultOf(error: unknown, spec: PolicyTableSpec, rows: readonly TableRow[]) {
  if (!(error instanceof DomainError) || error.field === undefined) return null;
  if (error.code !== 'FIELD') return spec.locate(error.field, rows);
  const [row = '', key = ''] = error.field.split('.');
  return { row: Number(row), key };
}
