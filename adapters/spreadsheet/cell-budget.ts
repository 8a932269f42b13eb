import { DomainError } from '#core/domain/errors';
import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS } from './limits';

/** Counts the rows and cells of one table while it is read. */
export interface CellBudget {
  /** @throws DomainError TABLE_TOO_LARGE */
  spend(cells: readonly unknown[]): void;
}

export function createCellBudget(fileName: string): CellBudget {
  let rows = 0;
  let held = 0;
  return {
    spend(cells) {
      if (++rows > MAX_ROWS) throw tooLong(fileName);
      if (cells.length > MAX_COLUMNS) throw tooWide(fileName);
      held += cells.length;
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

const tooLong = (fileName: string): DomainError =>
  new DomainError(
    'TABLE_TOO_LARGE',
    `「${fileName}」超过 ${MAX_ROWS} 行，或单元格过多。请按学期分开导出。`,
    'fileName',
  );
