import { describe, expect, it } from 'vitest';
import type { CalendarMonth } from '#core/contract/index';
import { type CalendarEntries, schoolMonth } from '#core/domain/school-calendar';
import { monthBy, toCalendarView, toChosenDay, toEffectView } from '../../../miniprogram/views/calendar';

const ENTRIES: CalendarEntries = {
  terms: [
    {
      term: '2026-2027-1',
      from: '2026-09-07',
      to: '2027-01-15',
      selection: { from: '2026-12-21', to: '2026-12-25' },
    },
    { term: '2026-2027-2', from: '2027-03-01', to: '2027-07-02', selection: null },
  ],
  corrections: [{ day: '2026-10-29', as: 'free', note: '运动会' }],
  published: {
    holidays: ['2026-10-01'],
    makeupWorkdays: ['2026-10-10'],
    names: { '2026-10-01': '国庆节' },
    untilYear: 2026,
  },
};
const calendar = (month: string, change: Partial<CalendarMonth> = {}): CalendarMonth => ({
  today: '2026-10-12',
  month,
  days: schoolMonth(ENTRIES, month),
  terms: ENTRIES.terms,
  corrections: ENTRIES.corrections,
  currentTerm: '2026-2027-1',
  nextToEnter: '2027-2028-1',
  missing: [],
  warnings: [],
  canEdit: true,
  ...change,
});

describe('a month of the calendar', () => {
  it('stands in whole weeks from Monday, each day in its own square', () => {
    for (const month of ['2026-10', '2027-02', '2026-11', '2027-05']) {
      const { weeks } = toCalendarView(calendar(month));
      expect(weeks.every(({ days }) => days.length === 7)).toBe(true);
      const squares = weeks.flatMap(({ days }) => days);
      expect(squares.map(({ day }) => day).filter((day) => day !== '')).toEqual(
        calendar(month).days.map(({ day }) => day),
      );
      expect(new Set(squares.map(({ key }) => key)).size).toBe(squares.length);
    }
    // 2026-10-01 is a Thursday.
    expect(toCalendarView(calendar('2026-10')).weeks[0]?.days.map(({ number }) => number)).toEqual([
      '',
      '',
      '',
      '1',
      '2',
      '3',
      '4',
    ]);
  });

  it('says a word in each square, and more to a screen reader', () => {
    const squares = new Map(
      toCalendarView(calendar('2026-10'))
        .weeks.flatMap(({ days }) => days)
        .map((square) => [square.day, square]),
    );
    expect(squares.get('2026-10-01')).toMatchObject({ word: '放假', spoken: '10月1日，周四，放假，国庆节' });
    expect(squares.get('2026-10-10')).toMatchObject({ word: '补课', tone: 'make-up' });
    expect(squares.get('2026-10-11')?.word).toBe('周末');
    expect(squares.get('2026-10-12')).toMatchObject({ word: '上课', isToday: true });
    expect(squares.get('2026-10-29')?.word).toBe('放假＊');
    expect(squares.get('2026-10-29')?.spoken).toContain('运动会，学工办更正');
    const february = toCalendarView(calendar('2027-02')).weeks.flatMap(({ days }) => days);
    expect(february.find(({ day }) => day === '2027-02-01')?.word).toBe('寒假');
  });

  it('lists the terms with their days and 选课周', () => {
    const { terms, title, nextLabel } = toCalendarView(calendar('2027-02'));
    expect(title).toBe('2027年2月');
    expect(nextLabel).toBe('2027-2028学年第1学期');
    expect(terms).toEqual([
      {
        term: '2026-2027-2',
        label: '2026-2027学年第2学期',
        span: '2027年3月1日至7月2日',
        selection: '没有录入选课周',
        word: '',
      },
      {
        term: '2026-2027-1',
        label: '2026-2027学年第1学期',
        span: '2026年9月7日至2027年1月15日',
        selection: '选课周 2026年12月21日至12月25日',
        word: '本学期',
      },
    ]);
  });
});

describe('a day that was tapped', () => {
  it.each([
    ['2026-10-12', 'free', '改为放假'],
    ['2026-10-10', 'free', '改为放假'],
    ['2026-10-01', 'teaching', '改为上课'],
    ['2026-10-11', 'teaching', '改为上课'],
  ])('%s may become %s', (day, as, action) => {
    expect(toChosenDay(calendar('2026-10'), day)).toMatchObject({ as, action, isCorrected: false });
  });

  it.each([
    ['2027-02', '2027-02-01'],
    ['2027-07', '2027-07-05'],
  ])('in %s %s is for the terms to decide', (month, day) => {
    expect(toChosenDay(calendar(month), day)).toMatchObject({ as: '' });
  });

  it('is not to be changed by who may not', () => {
    expect(toChosenDay(calendar('2026-10', { canEdit: false }), '2026-10-12')).toMatchObject({ as: '' });
  });

  it('says that a year is not known, and that the office corrected', () => {
    expect(toChosenDay(calendar('2027-03'), '2027-03-02')?.text).toContain('还没有收录');
    expect(toChosenDay(calendar('2026-10'), '2026-10-12')?.text).not.toContain('还没有收录');
    expect(toChosenDay(calendar('2026-10'), '2026-10-29')).toMatchObject({ isCorrected: true });
    expect(toChosenDay(calendar('2026-10'), '2026-11-01')).toBeNull();
  });
});

describe('what a change would move', () => {
  const move = { title: '首次谈话', name: '林知远', className: '一班', from: '2026-10-16', to: '2026-10-19' };
  it('says so when nothing moves', () => {
    expect(toEffectView({ moved: 0, earlier: 0, overdue: 0, examples: [], warnings: [] })).toEqual({
      title: '没有应办的日期会变。',
      lines: [],
      warnings: [],
    });
  });

  it('counts, shows examples and the rest, and what would be late at once', () => {
    const { title, lines } = toEffectView({
      moved: 5,
      earlier: 2,
      overdue: 1,
      examples: [move],
      warnings: [],
    });
    expect(title).toBe('5 项应办的日期会变');
    expect(lines).toEqual([
      '林知远的首次谈话：10月16日 → 10月19日',
      '另有 4 项。',
      '其中 2 项提前。',
      '其中 1 项会马上逾期，请先告诉有关老师。',
    ]);
  });
});

it.each([
  ['2026-12', 1, '2027-01'],
  ['2027-01', -1, '2026-12'],
  ['2026-10', 0, '2026-10'],
  ['2026-10', 15, '2028-01'],
])('%s and %i months is %s', (month, by, other) => {
  expect(monthBy(month, by)).toBe(other);
});
