import type { FactRows, ListedRow, RejectedImportRow } from '#core/application/ports';
import type { FactKind } from '#core/domain/fact-kind';
import type { Policy } from '#core/domain/policy';
import type { FactRow } from '#core/domain/screening-facts';
import type { Term } from '#core/domain/term';
import { plainText, trimCell } from './cell-text';
import { readDate } from './date-cell';
import { readHours, readTerm, readWord } from './fact-fields';
import type { FactField, FactLayout } from './fact-layouts';
import { isProblem, type Problem, problem, readPersonNo, refuseBroken, rejectRow } from './field-value';
import { isNoData, surplusCell } from './grade-rows';
import type { Recognised } from './recognise';
import type { TableRow } from './table';

/** Whose row it is; the name as this file has it. */
export interface Whose {
  readonly studentNo: string;
  readonly name: string | null;
}

export type FactOutcome<R> =
  | { readonly whose: Whose; readonly row: R }
  /** `whose` is null where the 学号 itself cannot be taken, `rejected` says the semester where it can be. */
  | { readonly whose: Whose | null; readonly rejected: RejectedImportRow };

/** Stops reading a row; caught within this file. */
class BadCell {
  constructor(
    readonly field: FactField,
    readonly problem: Problem,
  ) {}
}

interface Cells {
  /** The value of a cell. @throws BadCell where it cannot be taken */
  read<T>(field: FactField, reader: (cell: string) => T | Problem): T;
  /** Trimmed; blank where the file has no such column. @throws BadCell where the encoding is broken */
  text(field: FactField): string;
}

/**
 * Reads one row of a list at a time. Blank rows, totals and repeated headings are null.
 *
 * @param width cells that a row may fill; beyond it the row has been shifted
 */
export function createFactRowReader<K extends FactKind>(
  kind: K,
  file: string,
  recognised: Recognised<FactLayout>,
  policy: Policy,
  width: number,
): (row: TableRow) => FactOutcome<FactRows[K]> | null {
  const read: ReadFact<FactRows[K]> = READERS[kind];
  return ({ row, cells }) => {
    if (isNoData(cells, recognised)) return null;
    const values = cellsOf(cells, recognised);
    let whose: Whose | null = null;
    try {
      const studentNo = values.read('studentNo', (cell) => readPersonNo(plainText(cell), '学号'));
      whose = { studentNo, name: null };
      whose = { studentNo, name: values.text('studentName') || null };
      const surplus = surplusCell(cells, width);
      if (surplus) return { whose, rejected: rejectRow(file, row, surplus.column, surplus.value, surplus) };
      const content = contentOf(cells, recognised);
      return { whose, row: read({ file, row, content }, values, policy) };
    } catch (error) {
      if (!(error instanceof BadCell)) throw error;
      const at = recognised.columnOf(error.field);
      return {
        whose,
        rejected: {
          ...rejectRow(file, row, recognised.headings[at] ?? '', cells[at] ?? '', error.problem),
          ...termOf(values),
        },
      };
    }
  };
}

function cellsOf(cells: readonly string[], recognised: Recognised<FactLayout>): Cells {
  const read = <T>(field: FactField, reader: (cell: string) => T | Problem): T => {
    const value = refuseBroken(reader)(cells[recognised.columnOf(field)] ?? '');
    if (isProblem(value)) throw new BadCell(field, value);
    return value;
  };
  return { read, text: (field) => read(field, trimCell) };
}

/** Also of a row whose other cells cannot be taken; nothing where the list is not by semester. */
function termOf({ read, text }: Cells): { readonly term?: Term } {
  try {
    return { term: read('term', (cell) => readTerm(cell, text('academicYear'))) };
  } catch (error) {
    if (error instanceof BadCell) return {};
    throw error;
  }
}

/** By heading, so that a copy in another file is told whatever the order of its columns. */
const contentOf = (cells: readonly string[], { headings }: Recognised<FactLayout>): string =>
  headings
    .flatMap((heading, at) => {
      const text = plainText(cells[at] ?? '');
      return text === '' ? [] : [JSON.stringify([heading, text])];
    })
    .sort()
    .join();

type ReadFact<R> = (place: FactRow, cells: Cells, policy: Policy) => R;

const READERS: { readonly [K in FactKind]: ReadFact<FactRows[K]> } = {
  absences: (place, { read, text }, { facts }) => {
    const word = (what: string) => (cell: string) => readWord(cell, facts.absences, what);
    return {
      ...place,
      term: read('term', (cell) => readTerm(cell, text('academicYear'))),
      courseName: text('courseName'),
      hours: read('hours', readHours),
      date: read('date', readDate),
      isExcused: [read('leave', word('是否请假')), read('absenceKind', word('性质'))].includes('excused'),
    };
  },
  discipline: (place, { read, text }) => {
    const nature = text('actionNature');
    const kind = read('actionKind', (cell) =>
      trimCell(cell) === '' && nature === '' ? problem('处分类别和性质都为空') : trimCell(cell),
    );
    const decidedOn = read('decidedOn', readDate);
    return {
      ...place,
      kinds: [...new Set([kind, nature])].filter((word) => word !== ''),
      document: read('document', (cell) => trimCell(cell) || problem('处分文号为空，没有文件不能认定')),
      decidedOn,
      liftedOn: read('liftedOn', (cell) => {
        const liftedOn = readDate(cell);
        const isBefore = typeof liftedOn === 'string' && decidedOn !== null && liftedOn < decidedOn;
        return isBefore ? problem('解除日期早于处分日期') : liftedOn;
      }),
    };
  },
  warnings: (place, { read, text }, { facts }) => {
    const kinds = Object.fromEntries(facts.warningKinds.map((kind) => [kind, kind]));
    return {
      ...place,
      term: read('term', (cell) => readTerm(cell, text('academicYear'))),
      kind: read('warningKind', (cell) => readWord(cell, kinds, '类型')) ?? (facts.warningKinds[0] as string),
    };
  },
  referrals: (place, { read, text }, { facts }) => ({
    ...place,
    term: read('term', (cell) => readTerm(cell, text('academicYear'))),
    referrer: text('referrer'),
    reason: text('reason'),
    status: text('status'),
    isAccepted: read('status', (cell) => readWord(cell, facts.referrals, '诊断会是否接受')) === 'accepted',
  }),
};

/**
 * The same rows for an import: each with its position, its student, and, where it cannot be taken, about
 * whom it leaves a doubt.
 */
export function createListedRowReader<K extends FactKind>(
  ...[kind, file, recognised, policy, width]: Parameters<typeof createFactRowReader<K>>
): (row: TableRow) => { row: ListedRow<K> } | { rejected: RejectedImportRow } | null {
  const read = createFactRowReader(kind, file, recognised, policy, width);
  return (row) => {
    const outcome = read(row);
    if (outcome === null) return null;
    if ('row' in outcome) {
      const { studentNo, name } = outcome.whose;
      return { row: { row: row.row, studentNo, studentName: name, fact: outcome.row } };
    }
    const { rejected, whose } = outcome;
    return { rejected: whose === null ? rejected : { ...rejected, studentNo: whose.studentNo } };
  };
}
