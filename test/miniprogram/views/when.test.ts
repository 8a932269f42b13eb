import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, fromDayNumber, toDayNumber } from '#core/domain/local-date';
import { dayAt, sayClock, sayDate, sayDay, sayFullDate, sayInstant } from '../../../miniprogram/views/when';

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
    expect(dayAt(Date.parse(instant))).toBe(day);
    expect(sayClock(Date.parse(instant))).toBe(clock);
  });

  it('says the day before the clock', () => {
    expect(sayInstant('2026-09-14T02:42:00Z', TODAY)).toBe('今天 10:42');
  });
});

/** From 2000, when Shanghai has had one time all year, to 2099. */
const days = fc
  .integer({ min: toDayNumber('2000-01-01'), max: toDayNumber('2099-12-31') })
  .map(fromDayNumber);
const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 11, 30) });

describe('any date', () => {
  it('is never said as another one within the year around it', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: -180, max: 180 }),
        fc.integer({ min: -180, max: 180 }),
        (today, a, b) => {
          fc.pre(a !== b);
          expect(sayDate(addDays(today, a), today)).not.toBe(sayDate(addDays(today, b), today));
        },
      ),
    );
  });

  it('that is not near says month and day, and the year only where it is another', () => {
    fc.assert(
      fc.property(days, days, (date, today) => {
        const distance = toDayNumber(date) - toDayNumber(today);
        fc.pre(distance < -1 || distance > 6);
        const [year, month, day] = date.split('-').map(Number);
        const isOther = date.slice(0, 4) !== today.slice(0, 4);
        expect(sayDate(date, today)).toBe(`${isOther ? `${year}年` : ''}${month}月${day}日`);
      }),
    );
  });

  it('on paper is whole, and can be read back', () => {
    fc.assert(
      fc.property(days, (date) => {
        const [, year = '', month = '', day = ''] =
          /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(sayFullDate(date)) ?? [];
        expect(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`).toBe(date);
      }),
    );
  });

  it('has the weekday of the calendar', () => {
    const weekday = new Intl.DateTimeFormat('zh-CN', { weekday: 'short', timeZone: 'UTC' });
    fc.assert(
      fc.property(days, (date) => {
        expect(sayDay(date).split(' ')[1]).toBe(weekday.format(Date.parse(date)));
      }),
    );
  });
});

describe('any point in time', () => {
  it('has the day and the clock of Shanghai', () => {
    const there = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    fc.assert(
      fc.property(instants, (ms) => {
        expect(`${dayAt(ms)} ${sayClock(ms)}`).toBe(there.format(ms));
      }),
    );
  });
});
