import { DomainError } from '#core/domain/errors';
import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS } from './limits';

/** Counts the rows and cells of one file while it is read. */
export interface CellBudget {
  /**
   * @param held cells of the row that are not counted yet; where left out, as many as there are
   * @throws DomainError TABLE_TOO_LARGE
   */
  spend(cells: readonly unknown[], held?: number): void;
  /** Cells of a row that has not ended. @throws DomainError TABLE_TOO_LARGE */
  hold(count: number): void;
}

export function createCellBudget(fileName: string): CellBudget {
  let rows = 0;
  let all = 0;
  const hold = (count: number): void => {
    all += count;
    if (all > MAX_CELLS) throw tooLong(fileName);
  };
  return {
    spend(cells, held = cells.length) {
      if (++rows > MAX_ROWS) throw tooLong(fileName);
      if (cells.length > MAX_COLUMNS) throw tooWide(fileName);
      hold(held);
    },
    hold,
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
