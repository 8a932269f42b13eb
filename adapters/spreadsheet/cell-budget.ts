import { DomainError } from '#core/domain/errors';
import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS } from './limits';

/** Counts the rows and cells of one file while it is read. */
export interface CellBudget {
  /**
   * @param spread cells in memory, blank ones at the end included; where left out, as many as there are
   * @throws DomainError TABLE_TOO_LARGE
   */
  spend(cells: readonly unknown[], spread?: number): void;
}

export function createCellBudget(fileName: string): CellBudget {
  let rows = 0;
  let held = 0;
  return {
    spend(cells, spread = cells.length) {
      if (++rows > MAX_ROWS) throw tooLong(fileName);
      if (cells.length > MAX_COLUMNS) throw tooWide(fileName);
      held += spread;
      if (held > MAX_CELLS) throw tooLong(fileName);
    },
  };
}

export const tooWide = (fileName: string): DomainError =>
  new DomainError(
    'TABLE_TOO_LARGE',
    `「${fileName}」超过 ${MAX_COLUMNS} 列，不是教务系统的成绩。请重新导出。`,
    'fileName',
  );

export const tooLong = (fileName: string): DomainError =>
  new DomainError(
    'TABLE_TOO_LARGE',
    `「${fileName}」超过 ${MAX_ROWS} 行，或单元格过多。请按学期分开导出。`,
    'fileName',
  );

/** One sheet may stand under many names: each would be read anew. */
export const tooManySheets = (fileName: string): DomainError =>
  new DomainError(
    'TABLE_TOO_LARGE',
    `「${fileName}」超过 ${MAX_SHEETS} 张工作表。请只保留成绩所在的工作表。`,
    'fileName',
  );
