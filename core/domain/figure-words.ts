import { formatCredits } from './credits';
import { FIGURE_UNITS, type FigureSplitId } from './figure-items';
import { sayMinutes } from './service-hours';

/** Instead of a number that is hidden from others. */
export const HIDDEN = '不公开';

/** 12 名, 3 次, 1 小时 5 分, 13.00 学分 */
export function sayFigure(id: FigureSplitId, value: number | null): string {
  if (value === null) return HIDDEN;
  const unit = FIGURE_UNITS[id];
  if (unit === 'minutes') return sayMinutes(value);
  return unit === 'credits' ? `${formatCredits(value)} 学分` : `${value} ${unit}`;
}
