import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dayLabel,
  dayOfWeek,
  fromDayNumber,
  toDayNumber,
  weekdayLabel,
} from '#core/domain/local-date';

const DAY_MS = 86_400_000;

describe('a date and its number', () => {
  it('are those of the platform’s calendar, each day of 1600 to 2400 and back', () => {
    const first = Date.UTC(1600, 0, 1) / DAY_MS;
    const last = Date.UTC(2400, 11, 31) / DAY_MS;
    for (let day = first; day <= last; day++) {
      const date = fromDayNumber(day);
      if (date !== new Date(day * DAY_MS).toISOString().slice(0, 10)) expect.fail(`${day} became ${date}`);
      if (toDayNumber(date) !== day) expect.fail(`${date} became ${toDayNumber(date)}`);
    }
  });

  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['0000-03-01', -719_468],
    ['0099-12-31', -683_004],
    ['9999-12-31', 2_932_896],
  ])('%s is %i', (date, day) => {
    expect(toDayNumber(date)).toBe(day);
    expect(fromDayNumber(day)).toBe(date);
  });

  it.each([
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-1-01',
    '2026/01/01',
    '2026-01-01T00',
    ' 2026-01-01',
    '２０２６-01-01',
    '20260101',
    '',
  ])('“%s” is none', (text) => {
    expect(() => toDayNumber(text)).toThrow('不是有效的日期');
  });

  it.each(['2024-02-29', '2000-02-29'])('%s is one', (date) => {
    expect(fromDayNumber(toDayNumber(date))).toBe(date);
  });
});

describe('reckoning', () => {
  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-03-01', -1, '2024-02-29'],
  ])('%s + %i days is %s', (date, days, result) => {
    expect(addDays(date, days)).toBe(result);
  });

  it.each([
    ['2026-01-31', 1, undefined, '2026-02-28'],
    ['2024-01-31', 1, undefined, '2024-02-29'],
    ['2026-12-15', 1, undefined, '2027-01-15'],
    ['2026-01-15', -1, undefined, '2025-12-15'],
    ['2026-02-28', 1, 31, '2026-03-31'],
    ['2026-03-15', 24, undefined, '2028-03-15'],
  ])('%s + %i months, anchor %s, is %s', (date, months, anchor, result) => {
    expect(addMonths(date, months, anchor)).toBe(result);
  });

  it.each([
    ['2026-09-14', 1, '周一'],
    ['1970-01-01', 4, '周四'],
    ['1969-12-28', 0, '周日'],
  ])('%s is day %i of the week', (date, weekday, label) => {
    expect(dayOfWeek(date)).toBe(weekday);
    expect(weekdayLabel(date)).toBe(label);
  });

  it.each([
    ['2026-10-08', undefined, '10月8日'],
    ['2026-10-08', '2026-01-01', '10月8日'],
    ['2027-01-04', '2026-12-31', '2027年1月4日'],
  ])('%s near %s is called %s', (date, near, label) => {
    expect(dayLabel(date, near)).toBe(label);
  });
});
