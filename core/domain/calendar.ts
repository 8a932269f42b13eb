import { dayLabel, fromDayNumber, type LocalDate, toDayNumber } from './local-date';
import type { TermDates } from './term';

/** The school's calendar as a value: terms by the office, holidays and make-up days by the state. */
export interface Calendar {
  readonly terms: readonly TermDates[];
  /** Public holidays, each day of them. */
  readonly holidays: readonly LocalDate[];
  /** 调休: weekend days on which there is teaching. */
  readonly makeupWorkdays: readonly LocalDate[];
  /** 选课周: first and last day; absent where the office has entered none. */
  readonly selectionWeeks?: readonly { readonly from: LocalDate; readonly to: LocalDate }[];
  /** What a holiday is called, by its day: 国庆节; absent where unknown. */
  readonly holidayNames?: Readonly<Record<LocalDate, string>>;
}

export type DayKind = 'teaching' | 'vacation' | 'holiday' | 'weekend';

const KINDS: readonly DayKind[] = ['teaching', 'vacation', 'holiday', 'weekend'];
const TEACHING = 0;
const VACATION = 1;
const HOLIDAY = 2;
const WEEKEND = 3;

/** Kinds of the days from the first to the last that the calendar speaks of; by number of the day. */
interface DayTable {
  readonly first: number;
  readonly kinds: Uint8Array;
}

/** A calendar is a value that never changes: its table is made once. */
const tables = new WeakMap<Calendar, DayTable>();

function tableOf(calendar: Calendar): DayTable {
  const known = tables.get(calendar);
  if (known) return known;
  const terms = calendar.terms.map(({ from, to }) => ({ from: toDayNumber(from), to: toDayNumber(to) }));
  const holidays = calendar.holidays.map(toDayNumber);
  const makeups = calendar.makeupWorkdays.map(toDayNumber);
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const day of [...terms.flatMap(({ from, to }) => [from, to]), ...holidays, ...makeups]) {
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  const kinds = new Uint8Array(first <= last ? last - first + 1 : 0);
  for (let at = 0; at < kinds.length; at++) kinds[at] = weekdayKind(first + at);
  for (const day of holidays) kinds[day - first] = HOLIDAY;
  for (const day of makeups) kinds[day - first] = TEACHING;
  // A vacation lies between two terms. Before the first and after the last one entered nothing is
  // known: a duty there keeps its date rather than waiting for a term that nobody has entered.
  terms.sort((a, b) => a.from - b.from);
  let end: number | null = null;
  for (const { from, to } of terms) {
    if (end !== null) for (let day = end + 1; day < from; day++) kinds[day - first] = VACATION;
    end = end === null ? to : Math.max(end, to);
  }
  const table = { first, kinds };
  tables.set(calendar, table);
  return table;
}

/** 1970-01-01 was a Thursday; Saturday and Sunday have the remainders 2 and 3. */
const weekdayKind = (day: number): number => {
  const remainder = ((day % 7) + 7) % 7;
  return remainder === 2 || remainder === 3 ? WEEKEND : TEACHING;
};

const kindAt = (day: number, { first, kinds }: DayTable): number => kinds[day - first] ?? weekdayKind(day);

/** Without any term entered every week is a teaching week: nothing is known of vacations. */
export const dayKind = (date: LocalDate, calendar: Calendar): DayKind =>
  KINDS[kindAt(toDayNumber(date), tableOf(calendar))] as DayKind;

export const isTeachingDay = (date: LocalDate, calendar: Calendar): boolean =>
  dayKind(date, calendar) === 'teaching';

/** The day itself if there is teaching, else the next one with teaching. */
export function teachingDayFrom(date: LocalDate, calendar: Calendar): LocalDate {
  const table = tableOf(calendar);
  let day = toDayNumber(date);
  while (kindAt(day, table) !== TEACHING) day += 1;
  return fromDayNumber(day);
}

/** The last day with teaching before a date. */
export function teachingDayBefore(date: LocalDate, calendar: Calendar): LocalDate {
  const table = tableOf(calendar);
  let day = toDayNumber(date) - 1;
  while (kindAt(day, table) !== TEACHING) day -= 1;
  return fromDayNumber(day);
}

/** 选课周, the first of all first, each with the last teaching day before it. */
export interface AdviceWeek {
  readonly from: LocalDate;
  readonly dueOn: LocalDate;
}

const adviceWeeks = new WeakMap<Calendar, readonly AdviceWeek[]>();

export function adviceWeeksOf(calendar: Calendar): readonly AdviceWeek[] {
  let weeks = adviceWeeks.get(calendar);
  if (weeks === undefined) {
    weeks = (calendar.selectionWeeks ?? [])
      .map(({ from }) => ({ from, dueOn: teachingDayBefore(from, calendar) }))
      .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
    adviceWeeks.set(calendar, weeks);
  }
  return weeks;
}

/** Days of long vacations in (`from`, `to`]: they do not count towards a due date. */
export function vacationDaysBetween(from: LocalDate, to: LocalDate, calendar: Calendar): number {
  const table = tableOf(calendar);
  let days = 0;
  for (let day = toDayNumber(from) + 1; day <= toDayNumber(to); day++) {
    if (kindAt(day, table) === VACATION) days += 1;
  }
  return days;
}

/**
 * Moves a date past the vacation days since `from`, until none are left uncounted.
 *
 * @returns the date, how many days were skipped, and what the vacation is called: 寒假
 */
export function skipVacations(
  from: LocalDate,
  date: LocalDate,
  calendar: Calendar,
): { readonly date: LocalDate; readonly skipped: number; readonly vacation: string } {
  const table = tableOf(calendar);
  const plain = toDayNumber(date);
  let day = toDayNumber(from);
  let vacation = '';
  for (let left = plain - day; left > 0; ) {
    day += 1;
    if (kindAt(day, table) !== VACATION) left -= 1;
    else if (vacation === '') vacation = vacationNameOn(fromDayNumber(day));
  }
  return { date: fromDayNumber(day), skipped: day - plain, vacation };
}

/** ，国庆放假，顺延至10月8日; empty where nothing moved. */
export function shiftSentence(from: LocalDate, to: LocalDate, calendar: Calendar): string {
  if (from === to) return '';
  const table = tableOf(calendar);
  let strongest = WEEKEND;
  let strongestDay = toDayNumber(from);
  for (let day = toDayNumber(to) - 1; day >= toDayNumber(from); day--) {
    const kind = kindAt(day, table);
    if (kind === VACATION || (kind === HOLIDAY && strongest !== VACATION)) {
      strongest = kind;
      strongestDay = day;
    }
  }
  const reason =
    strongest === VACATION
      ? vacationNameOn(fromDayNumber(strongestDay))
      : strongest === HOLIDAY
        ? `${holidayName(strongestDay, calendar, table)}放假`
        : '遇周末';
  return `，${reason}，顺延至${dayLabel(to, from)}`;
}

/** 寒假 where it is winter, 暑假 where it is summer. */
export function vacationNameOn(date: LocalDate): string {
  const month = Number(date.slice(5, 7));
  if (month <= 3 || month === 12) return '寒假';
  return month >= 6 && month <= 9 ? '暑假' : '假期';
}

/** Holidays with a fixed date of their own. */
const FIXED: Readonly<Record<string, string>> = { '01-01': '元旦', '05-01': '劳动节', '10-01': '国庆' };

/** By its name where the calendar has one, else by the fixed date in the same run of free days. */
function holidayName(day: number, calendar: Calendar, table: DayTable): string {
  const name = calendar.holidayNames?.[fromDayNumber(day)];
  if (name !== undefined) return name === '国庆节' ? '国庆' : name;
  let first = day;
  while (isFree(kindAt(first - 1, table))) first -= 1;
  for (let at = first; isFree(kindAt(at, table)); at++) {
    const fixed = FIXED[fromDayNumber(at).slice(5)];
    if (fixed !== undefined) return fixed;
  }
  return '';
}

const isFree = (kind: number): boolean => kind === HOLIDAY || kind === WEEKEND;
