import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayKind } from '#core/domain/calendar';
import { addDays, fromDayNumber, toDayNumber } from '#core/domain/local-date';
import {
  applyChange,
  type CalendarChange,
  type CalendarEntries,
  calendarOf,
  missingEntries,
  type SchoolTerm,
  schoolMonth,
  termWarnings,
} from '#core/domain/school-calendar';

const AUTUMN: SchoolTerm = {
  term: '2026-2027-1',
  from: '2026-09-07',
  to: '2027-01-15',
  selection: { from: '2026-12-21', to: '2026-12-25' },
};
const SPRING: SchoolTerm = { term: '2026-2027-2', from: '2027-03-01', to: '2027-07-02', selection: null };
const PUBLISHED = {
  holidays: ['2026-10-01', '2026-10-02'],
  makeupWorkdays: ['2026-10-10'],
  names: { '2026-10-01': '国庆节', '2026-10-02': '国庆节' },
  untilYear: 2026,
};
const entries = (change: Partial<CalendarEntries> = {}): CalendarEntries => ({
  terms: [AUTUMN, SPRING],
  corrections: [],
  published: PUBLISHED,
  ...change,
});
const term = (change: Partial<SchoolTerm>): CalendarChange => ({ kind: 'save-term', ...SPRING, ...change });
const correct = (day: string, as: 'free' | 'teaching', note = '运动会'): CalendarChange => ({
  kind: 'correct',
  day,
  as,
  note,
});
const refusal = (change: CalendarChange, held = entries()): string => {
  try {
    applyChange(held, change);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return '';
};

describe('a term', () => {
  it.each([
    ['the day after the other ends', { from: '2027-01-16' }, ''],
    ['the day on which the other ends', { from: '2027-01-15' }, 'TERM_OVERLAP'],
    ['one day', { from: '2027-03-01', to: '2027-03-01' }, ''],
    ['ending before it begins', { from: '2027-03-02', to: '2027-03-01' }, 'TERM_DATES'],
    ['up to the end of September', { to: '2027-09-30' }, ''],
    ['into October', { to: '2027-10-01' }, 'TERM_DATES'],
    ['from July of the year before', { from: '2026-07-01', to: '2026-09-06' }, 'TERM_ORDER'],
    ['before that July', { from: '2026-06-30', to: '2026-07-10' }, 'TERM_DATES'],
    ['around the other', { from: '2026-09-01', to: '2027-07-02' }, 'TERM_OVERLAP'],
    ['with its selection week', { selection: { from: '2027-03-01', to: '2027-07-02' } }, ''],
    ['with a week before it', { selection: { from: '2027-02-28', to: '2027-03-04' } }, 'SELECTION_WEEK'],
    ['with a week past it', { selection: { from: '2027-07-01', to: '2027-07-03' } }, 'SELECTION_WEEK'],
    [
      'with a week that ends first',
      { selection: { from: '2027-06-02', to: '2027-06-01' } },
      'SELECTION_WEEK',
    ],
  ])('%s: %o → %s', (_says, change, code) => {
    expect(refusal(term(change))).toBe(code);
  });

  it('names the other term and its days in the refusal', () => {
    expect(() => applyChange(entries(), term({ from: '2027-01-10' }))).toThrow(
      '与2026-2027学年第1学期（9月7日至2027年1月15日）重叠',
    );
  });

  it('replaces itself, keeps the order, and goes again', () => {
    const moved = applyChange(entries(), term({ to: '2027-07-09' }));
    expect(moved.terms.map(({ to }) => to)).toEqual(['2027-01-15', '2027-07-09']);
    expect(applyChange(moved, term({ to: '2027-07-09' }))).toEqual(moved);
    expect(applyChange(moved, { kind: 'remove-term', term: SPRING.term }).terms).toEqual([AUTUMN]);
    expect(applyChange(entries(), { kind: 'remove-term', term: '2030-2031-1' })).toEqual(entries());
  });
});

describe('a correction', () => {
  it.each([
    ['a teaching day made free', '2026-10-29', 'free', ''],
    ['a Saturday made a teaching day', '2026-10-31', 'teaching', ''],
    ['a holiday made a teaching day', '2026-10-02', 'teaching', ''],
    ['a make-up day made free', '2026-10-10', 'free', ''],
    ['a teaching day as such', '2026-10-29', 'teaching', 'NO_CHANGE'],
    ['a Saturday as free', '2026-10-31', 'free', 'NO_CHANGE'],
    ['a holiday as free', '2026-10-01', 'free', 'NO_CHANGE'],
    ['the first day of a term', '2026-09-07', 'free', ''],
    ['the day before it', '2026-09-06', 'teaching', 'OUTSIDE_TERMS'],
    ['a day of the vacation', '2027-02-01', 'teaching', 'OUTSIDE_TERMS'],
  ] as const)('%s: %s as %s → %s', (_says, day, as, code) => {
    expect(refusal(correct(day, as))).toBe(code);
  });

  it.each([
    ['', 'NOTE_NEEDED'],
    ['   ', 'NOTE_NEEDED'],
    ['会'.repeat(40), ''],
    ['会'.repeat(41), 'NOTE_NEEDED'],
  ])('needs a note of 1 to 40 characters: 「%s」 → %s', (note, code) => {
    expect(refusal(correct('2026-10-29', 'free', note))).toBe(code);
  });

  it('stands above the published plan until it is taken back', () => {
    const held = applyChange(entries(), correct('2026-10-02', 'teaching'));
    expect(dayKind('2026-10-02', calendarOf(held))).toBe('teaching');
    const back = applyChange(held, { kind: 'restore', day: '2026-10-02' });
    expect(dayKind('2026-10-02', calendarOf(back))).toBe('holiday');
  });

  it('changes the kind of its own day and of no other', () => {
    const day = fc
      .integer({ min: toDayNumber('2026-09-01'), max: toDayNumber('2027-07-31') })
      .map(fromDayNumber);
    fc.assert(
      fc.property(day, fc.constantFrom('free', 'teaching'), (chosen, as) => {
        const before = calendarOf(entries());
        let after: CalendarEntries;
        try {
          after = applyChange(entries(), correct(chosen, as));
        } catch {
          return;
        }
        const calendar = calendarOf(after);
        expect(dayKind(chosen, calendar) === 'teaching').toBe(as === 'teaching');
        for (let at = -40; at <= 40; at++) {
          const other = addDays(chosen, at);
          if (at !== 0) expect(dayKind(other, calendar)).toBe(dayKind(other, before));
        }
      }),
    );
  });
});

describe('what looks wrong', () => {
  it.each([
    ['nothing', [AUTUMN, SPRING], []],
    ['a vacation of 100 days', [AUTUMN, { ...SPRING, from: '2027-04-26' }], []],
    ['one of 101', [AUTUMN, { ...SPRING, from: '2027-04-27' }], ['101 天']],
    [
      'a term left out',
      [AUTUMN, { ...AUTUMN, term: '2027-2028-1', from: '2027-09-06', to: '2028-01-14' }],
      ['是否漏了2026-2027学年第2学期'],
    ],
    ['a term of 56 days', [{ ...SPRING, to: '2027-04-25' }], []],
    ['one of 55', [{ ...SPRING, to: '2027-04-24' }], ['有 55 天']],
    ['a term of 175 days', [{ ...SPRING, to: '2027-08-22' }], []],
    ['one of 176', [{ ...SPRING, to: '2027-08-23' }], ['有 176 天']],
    ['a short third one', [{ ...SPRING, term: '2026-2027-3', to: '2027-03-20' }], []],
  ])('%s', (_says, terms, parts) => {
    const found = termWarnings(terms);
    expect(found).toHaveLength(parts.length);
    for (const [at, part] of parts.entries()) expect(found[at]).toContain(part);
  });
});

describe('what is missing', () => {
  const missing = (change: Partial<CalendarEntries>, today: string) =>
    missingEntries(entries(change), today).join('|');

  it('says that nothing is entered', () => {
    expect(missing({ terms: [] }, '2026-09-14')).toContain('还没有录入学期');
  });

  it('asks for the next term in the last one, and after it', () => {
    expect(missing({}, '2026-10-01')).not.toContain('2027-2028');
    expect(missing({}, '2027-07-02')).toContain('2027-2028学年第1学期还没有录入：7月2日以后');
    expect(missing({}, '2027-07-03')).toContain('已在7月2日结束');
  });

  it('says of a year that is not published that it does not know, and counts what was corrected', () => {
    expect(missing({}, '2026-10-01')).toContain('2027年的放假安排还没有收录，现在按');
    const corrections = [{ day: '2027-05-03', as: 'free' as const, note: '劳动节' }];
    expect(missing({ corrections }, '2026-10-01')).toContain('已更正 1 天，其余按');
    expect(missing({ published: { ...PUBLISHED, untilYear: 2027 } }, '2026-10-01')).not.toContain('放假安排');
  });

  it('asks for the selection week of the present term', () => {
    expect(missing({}, '2026-10-01')).not.toContain('选课周');
    expect(missing({}, '2027-03-02')).toContain('2026-2027学年第2学期没有录入选课周');
  });
});

describe('a month', () => {
  const kinds = (month: string, held = entries()) =>
    new Map(schoolMonth(held, month).map((day) => [day.day, day]));

  it('tells each day what it is, and what it is called', () => {
    const october = kinds('2026-10', applyChange(entries(), correct('2026-10-29', 'free')));
    expect(october.size).toBe(31);
    expect(october.get('2026-10-01')).toMatchObject({ kind: 'free', name: '国庆节', isCorrected: false });
    expect(october.get('2026-10-03')).toMatchObject({ kind: 'weekend', name: '' });
    expect(october.get('2026-10-10')).toMatchObject({ kind: 'make-up' });
    expect(october.get('2026-10-12')).toMatchObject({ kind: 'teaching', isYearUnknown: false });
    expect(october.get('2026-10-29')).toMatchObject({ kind: 'free', name: '运动会', isCorrected: true });
  });

  it.each([
    ['2027-02', 28],
    ['2028-02', 29],
    ['2026-12', 31],
  ])('%s has %i days', (month, count) => {
    expect(schoolMonth(entries(), month)).toHaveLength(count);
  });

  it('calls a vacation so, and the days past the terms unknown', () => {
    expect(kinds('2027-02').get('2027-02-01')).toMatchObject({
      kind: 'vacation',
      name: '寒假',
      isYearUnknown: true,
    });
    expect(kinds('2027-07').get('2027-07-05')).toMatchObject({ kind: 'outside' });
    expect(kinds('2026-09').get('2026-09-04')).toMatchObject({ kind: 'outside' });
  });
});
