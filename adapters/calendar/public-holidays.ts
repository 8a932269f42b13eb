import chineseDays from 'chinese-days';

/** Public holidays and make-up working days of whole years, as the state has published them. */
export interface PublicHolidays {
  readonly holidays: readonly string[];
  readonly makeupWorkdays: readonly string[];
  /** What each holiday is called, by its day. */
  readonly names: Readonly<Record<string, string>>;
  /** The last year that is published. */
  readonly untilYear: number;
}

/** The package has data from here on. */
const FIRST_YEAR = 2004;

/** What the package calls a day of a holiday: `National Day,国庆节,3`; any other day has a weekday's name. */
const nameOf = (detail: { readonly name: string }): string | undefined => detail.name.split(',')[1];

/**
 * Whether the state's plan of a year is in the data. Of a year without one the package calls every
 * Monday to Friday a working day, National Day too.
 */
export const isYearKnown = (year: number): boolean =>
  nameOf(chineseDays.getDayDetail(`${year}-10-01`)) !== undefined;

/** What holidays are called, 国庆节 or 春节, by their day; those that the state has no name for are left out. */
export function holidayNames(days: readonly string[]): Readonly<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const day of days) {
    const detail = chineseDays.getDayDetail(day);
    const name = nameOf(detail);
    if (name !== undefined && !detail.work) names[day] = name;
  }
  return names;
}

let known: PublicHolidays | undefined;

/** Of every year that the package knows: from 2004 to the last published one. */
export function publicHolidays(): PublicHolidays {
  if (known) return known;
  const holidays: string[] = [];
  const makeupWorkdays: string[] = [];
  let untilYear = FIRST_YEAR - 1;
  for (let year = FIRST_YEAR; isYearKnown(year); year++) {
    untilYear = year;
    for (const day = new Date(Date.UTC(year, 0, 1)); day.getUTCFullYear() === year; ) {
      const date = day.toISOString().slice(0, 10);
      const detail = chineseDays.getDayDetail(date);
      const name = nameOf(detail);
      if (name !== undefined && detail.work) makeupWorkdays.push(date);
      else if (name !== undefined) holidays.push(date);
      day.setUTCDate(day.getUTCDate() + 1);
    }
  }
  known = { holidays, makeupWorkdays, names: holidayNames(holidays), untilYear };
  return known;
}
