import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorOf, dueAfterDays, nextOnCadence } from '#core/domain/cadence';
import { type Calendar, isTeachingDay, vacationDaysBetween } from '#core/domain/calendar';
import { addDays, addMonths, dayOfMonth, daysBetween } from '#core/domain/local-date';

const NO_TERMS: Calendar = { terms: [], holidays: [], makeupWorkdays: [] };
const SCHOOL: Calendar = {
  terms: [
    { term: '2025-2026-2', from: '2026-02-23', to: '2026-07-03' },
    { term: '2026-2027-1', from: '2026-08-31', to: '2027-01-15' },
    { term: '2026-2027-2', from: '2027-02-22', to: '2027-07-02' },
  ],
  holidays: [
    '2026-10-01',
    '2026-10-02',
    '2026-10-03',
    '2026-10-04',
    '2026-10-05',
    '2026-10-06',
    '2026-10-07',
  ],
  makeupWorkdays: ['2026-10-10'],
};

describe('addMonths', () => {
  it.each([
    ['2027-01-31', 1, 31, '2027-02-28'],
    ['2027-02-28', 1, 31, '2027-03-31'],
    ['2028-01-31', 1, 31, '2028-02-29'],
    ['2026-12-15', 1, 15, '2027-01-15'],
    ['2026-10-31', 1, 31, '2026-11-30'],
  ])('%s + %i month with anchor %i is %s', (from, months, anchor, to) => {
    expect(addMonths(from, months, anchor)).toBe(to);
  });
});

describe('the anchor day of monthly dates', () => {
  it.each<[readonly string[], number]>([
    [['2027-01-31'], 31],
    [['2027-01-31', '2027-02-28'], 31],
    [['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'], 31],
    [['2027-01-31', '2027-02-27'], 27],
    [['2027-01-31', '2027-02-28', '2027-03-30'], 30],
    [['2027-01-30', '2027-02-28'], 30],
    [['2027-02-28'], 28],
    [['2027-01-31', '2027-02-15', '2027-02-28'], 28],
  ])('of %j is %i', (dates, anchor) => {
    expect(anchorOf(dates)).toBe(anchor);
  });
});

describe('a due date', () => {
  it.each([
    ['on a teaching day stays', '2026-09-16', 14, '2026-09-30', '认定 9月16日 + 两周 = 9月30日'],
    [
      'on a holiday moves past it',
      '2026-09-17',
      14,
      '2026-10-08',
      '认定 9月17日 + 两周 = 10月1日，国庆放假，顺延至10月8日',
    ],
    [
      'on a weekend moves to Monday',
      '2026-09-12',
      7,
      '2026-09-21',
      '认定 9月12日 + 一周 = 9月19日，遇周末，顺延至9月21日',
    ],
    ['on a make-up Saturday stays', '2026-09-26', 14, '2026-10-10', '认定 9月26日 + 两周 = 10月10日'],
  ])('%s', (_promise, from, days, dueOn, because) => {
    expect(dueAfterDays('认定', from, days, SCHOOL)).toEqual({ dueOn, because });
  });

  it('does not count the days of a long vacation, and says so', () => {
    // Three days of term are left on 2027-01-12; the other eleven follow after the vacation.
    expect(dueAfterDays('上次谈话', '2027-01-12', 14, SCHOOL)).toEqual({
      dueOn: '2027-03-04',
      because: '上次谈话 1月12日 + 两周 = 1月26日，寒假 37 天不计，为3月4日',
    });
  });

  it('names the year where it turns', () => {
    expect(nextOnCadence('上次谈话', '2026-12-10', 'monthly', NO_TERMS).because).toBe(
      '上次谈话 12月10日 + 一个月 = 2027年1月10日，遇周末，顺延至1月11日',
    );
  });

  const days = fc.integer({ min: 0, max: 480 }).map((offset) => addDays('2026-02-23', offset));
  const rules = fc.constantFrom('monthly' as const, 'two-weeks' as const);

  it('never lies outside teaching days, nor before the plain count of teaching time', () => {
    fc.assert(
      fc.property(days, rules, (from, rule) => {
        const { dueOn } = nextOnCadence('上次谈话', from, rule, SCHOOL);
        expect(isTeachingDay(dueOn, SCHOOL) || dueOn > '2027-07-02').toBe(true);
        const counted = daysBetween(from, dueOn) - vacationDaysBetween(from, dueOn, SCHOOL);
        expect(counted).toBeGreaterThanOrEqual(rule === 'two-weeks' ? 14 : 28);
      }),
    );
  });

  it('never drifts: a monthly chain keeps its anchor day wherever the month has it', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 36 }), (from, months) => {
        let date = from;
        for (let month = 0; month < months; month++) date = addMonths(date, 1, dayOfMonth(from));
        expect(date).toBe(addMonths(from, months, dayOfMonth(from)));
      }),
    );
  });
});
