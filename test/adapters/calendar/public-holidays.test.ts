import { describe, expect, it } from 'vitest';
import { holidayNames, isYearKnown, publicHolidays } from '#adapters/calendar/public-holidays';

describe('public holidays', () => {
  it.each([
    [2003, false],
    [2004, true],
    [2026, true],
    [2099, false],
  ])('the year %i is known: %s', (year, isKnown) => {
    expect(isYearKnown(year)).toBe(isKnown);
  });

  it.each([
    ['2026-10-01', '国庆节'],
    ['2026-10-04', '国庆节'],
    ['2026-09-25', '中秋'],
    ['2026-02-17', '春节'],
  ])('%s is one: %s', (day, name) => {
    expect(publicHolidays().holidays).toContain(day);
    expect(holidayNames([day])).toEqual({ [day]: name });
  });

  it.each(['2026-09-20', '2026-10-10', '2026-02-28'])('%s is a make-up working day', (day) => {
    expect(publicHolidays().makeupWorkdays).toContain(day);
    expect(publicHolidays().holidays).not.toContain(day);
  });

  it.each(['2026-10-10', '2026-10-12', '2035-10-01'])('%s has no name', (day) => {
    expect(holidayNames([day])).toEqual({});
  });

  it('says nothing of a year that the package does not know', () => {
    const { holidays, makeupWorkdays } = publicHolidays();
    const years = new Set([...holidays, ...makeupWorkdays].map((day) => Number(day.slice(0, 4))));
    expect([...years].every(isYearKnown)).toBe(true);
  });
});
