import { describe, expect, it } from 'vitest';
import { dayOf, sayClock, sayDate, sayInstant } from '../../../miniprogram/views/when';

const TODAY = '2026-09-14';

describe('dates as people say them', () => {
  it.each([
    ['2026-09-12', '9月12日'],
    ['2026-09-13', '昨天'],
    ['2026-09-14', '今天'],
    ['2026-09-15', '明天'],
    ['2026-09-16', '后天'],
    ['2026-09-17', '周四'],
    ['2026-09-20', '周日'],
    ['2026-09-21', '9月21日'],
    ['2026-10-15', '10月15日'],
    ['2027-01-04', '2027年1月4日'],
    ['2025-12-31', '2025年12月31日'],
  ])('%s is said %s on Monday 2026-09-14', (date, said) => {
    expect(sayDate(date, TODAY)).toBe(said);
  });

  it.each([
    ['2026-09-13T15:59:59Z', '2026-09-13', '23:59'],
    ['2026-09-13T16:00:00Z', '2026-09-14', '00:00'],
    ['2026-09-14T10:42:00+08:00', '2026-09-14', '10:42'],
  ])('%s is on %s at %s in Shanghai', (instant, day, clock) => {
    expect(dayOf(instant)).toBe(day);
    expect(sayClock(Date.parse(instant))).toBe(clock);
  });

  it('says the day before the clock', () => {
    expect(sayInstant('2026-09-14T02:42:00Z', TODAY)).toBe('今天 10:42');
  });
});
