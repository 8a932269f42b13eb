import { describe, expect, it } from 'vitest';
import {
  type Calendar,
  dayKind,
  shiftSentence,
  skipVacations,
  teachingDayBefore,
  teachingDayFrom,
} from '#core/domain/calendar';

const NO_TERMS: Calendar = { terms: [], holidays: [], makeupWorkdays: [] };
const SCHOOL: Calendar = {
  terms: [
    { term: '2026-2027-2', from: '2027-02-22', to: '2027-07-02' },
    { term: '2026-2027-1', from: '2026-08-31', to: '2027-01-15' },
  ],
  holidays: [
    '2026-09-25',
    '2026-10-01',
    '2026-10-02',
    '2026-10-05',
    '2026-10-06',
    '2026-10-07',
    '2027-02-08',
  ],
  makeupWorkdays: ['2026-09-20', '2026-10-10', '2027-02-20'],
};

describe('the kind of a day', () => {
  it.each([
    ['2026-09-18', 'teaching'],
    ['2026-09-19', 'weekend'],
    ['2026-09-20', 'teaching'],
    ['2026-09-25', 'holiday'],
    ['2026-10-03', 'weekend'],
    ['2026-10-10', 'teaching'],
    ['2026-10-11', 'weekend'],
    // The winter lies between two terms; its holidays and make-up days are vacation like the rest.
    ['2027-01-15', 'teaching'],
    ['2027-01-16', 'vacation'],
    ['2027-02-08', 'vacation'],
    ['2027-02-20', 'vacation'],
    ['2027-02-21', 'vacation'],
    ['2027-02-22', 'teaching'],
    // Before the first term and after the last nothing is known.
    ['2026-08-28', 'teaching'],
    ['2026-08-30', 'weekend'],
    ['2027-07-05', 'teaching'],
    ['2027-07-04', 'weekend'],
  ])('%s is %s', (date, kind) => {
    expect(dayKind(date, SCHOOL)).toBe(kind);
  });

  it.each([
    ['1969-12-27', 'weekend'],
    ['1969-12-31', 'teaching'],
    ['2026-10-01', 'teaching'],
    ['2027-01-31', 'weekend'],
  ])('without a calendar %s is %s', (date, kind) => {
    expect(dayKind(date, NO_TERMS)).toBe(kind);
  });
});

describe('the nearest teaching day', () => {
  it.each([
    ['2026-09-18', '2026-09-18', '2026-09-17'],
    ['2026-09-19', '2026-09-20', '2026-09-18'],
    ['2026-09-21', '2026-09-21', '2026-09-20'],
    ['2026-10-01', '2026-10-08', '2026-09-30'],
    ['2026-10-08', '2026-10-08', '2026-09-30'],
    ['2027-01-16', '2027-02-22', '2027-01-15'],
    ['2027-02-22', '2027-02-22', '2027-01-15'],
  ])('from %s on is %s, before it %s', (date, from, before) => {
    expect(teachingDayFrom(date, SCHOOL)).toBe(from);
    expect(teachingDayBefore(date, SCHOOL)).toBe(before);
  });
});

describe('vacation days do not count', () => {
  it.each([
    ['2027-01-05', '2027-01-15', '2027-01-15', 0],
    ['2027-01-05', '2027-01-16', '2027-02-22', 37],
    ['2027-01-12', '2027-01-26', '2027-03-04', 37],
    // Held within the vacation: the count begins with the term.
    ['2027-02-01', '2027-02-15', '2027-03-07', 20],
    ['2027-02-21', '2027-02-22', '2027-02-22', 0],
  ])('%s to %s becomes %s', (from, plain, date, skipped) => {
    expect(skipVacations(from, plain, SCHOOL)).toMatchObject({ date, skipped });
  });
});

describe('why a date moves', () => {
  const named = { ...SCHOOL, holidayNames: { '2026-09-25': '中秋', '2026-10-01': '国庆节' } };
  it.each<[string, string, string, Calendar]>([
    ['2026-09-18', '2026-09-18', '', SCHOOL],
    ['2026-09-19', '2026-09-20', '，遇周末，顺延至9月20日', SCHOOL],
    ['2026-09-25', '2026-09-28', '，放假，顺延至9月28日', SCHOOL],
    ['2026-09-25', '2026-09-28', '，中秋放假，顺延至9月28日', named],
    ['2026-10-01', '2026-10-08', '，国庆放假，顺延至10月8日', named],
    // By the first of October among the free days around it.
    ['2026-10-06', '2026-10-08', '，国庆放假，顺延至10月8日', SCHOOL],
    // A Saturday inside the holiday.
    ['2026-10-03', '2026-10-08', '，国庆放假，顺延至10月8日', SCHOOL],
    ['2027-01-16', '2027-02-22', '，寒假，顺延至2月22日', SCHOOL],
  ])('%s to %s: %s', (from, to, sentence, calendar) => {
    expect(shiftSentence(from, to, calendar)).toBe(sentence);
  });

  it('names the year where it turns, and the summer', () => {
    const year = { ...NO_TERMS, holidays: ['2026-12-31', '2027-01-01'] };
    expect(shiftSentence('2026-12-31', '2027-01-04', year)).toBe('，元旦放假，顺延至2027年1月4日');
    const summer = {
      ...NO_TERMS,
      terms: [
        { term: '2025-2026-2', from: '2026-03-02', to: '2026-07-03' },
        { term: '2026-2027-1', from: '2026-08-31', to: '2027-01-15' },
      ],
    };
    expect(shiftSentence('2026-07-04', '2026-08-31', summer)).toBe('，暑假，顺延至8月31日');
  });
});
