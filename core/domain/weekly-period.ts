import { DomainError } from './errors';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** Two class periods that are taught together 大节. */
export const PERIOD_BLOCKS = ['第1-2节', '第3-4节', '第5-6节', '第7-8节', '晚上'] as const;

/** `2-4`: Tuesday, the fourth block. Weekdays from 1 (Monday) to 7, blocks from 1. */
export type WeeklyPeriod = string;

const FORM = new RegExp(`^[1-${WEEKDAYS.length}]-[1-${PERIOD_BLOCKS.length}]$`);

const isWeeklyPeriod = (text: string): boolean => FORM.test(text);

/** Each once, in the order of the week. @throws DomainError PERIOD_INVALID naming the text */
export function parseWeeklyPeriods(texts: readonly string[]): readonly WeeklyPeriod[] {
  const wrong = texts.find((text) => !isWeeklyPeriod(text));
  if (wrong !== undefined) {
    throw new DomainError('PERIOD_INVALID', `看不懂空闲时间“${wrong.slice(0, 20)}”。请在表格里点选。`);
  }
  return [...new Set(texts)].sort();
}

/** 周二第7-8节 */
export function periodLabel(period: WeeklyPeriod): string {
  const [day, block] = period.split('-').map(Number);
  return `周${WEEKDAYS[(day ?? 0) - 1] ?? '？'}${PERIOD_BLOCKS[(block ?? 0) - 1] ?? '？'}`;
}
