import { type Calendar, dayKind, vacationNameOn } from './calendar';
import { DomainError } from './errors';
import { addDays, dayLabel, daysBetween, type LocalDate, toDayNumber } from './local-date';
import { nextTerm, parseTerm, type Term, type TermDates, termLabel, termOn } from './term';

/** A semester as the office enters it, with its 选课周 where there is one. */
export interface SchoolTerm extends TermDates {
  readonly selection: { readonly from: LocalDate; readonly to: LocalDate } | null;
}

/** A single day that differs from what is published, and why. */
export interface CalendarCorrection {
  readonly day: LocalDate;
  readonly as: 'free' | 'teaching';
  readonly note: string;
}

/** Public holidays and make-up days, as the state has published them. */
export interface PublishedHolidays {
  readonly holidays: readonly LocalDate[];
  readonly makeupWorkdays: readonly LocalDate[];
  /** What a holiday is called, by its day. */
  readonly names: Readonly<Record<LocalDate, string>>;
  /** The last year that is published; of a later one nothing is known. */
  readonly untilYear: number;
}

/** What a department's calendar is made of; vacations are what lies between two terms. */
export interface CalendarEntries {
  readonly terms: readonly SchoolTerm[];
  readonly corrections: readonly CalendarCorrection[];
  readonly published: PublishedHolidays;
}

export type CalendarChange =
  | {
      readonly kind: 'save-term';
      readonly term: Term;
      readonly from: LocalDate;
      readonly to: LocalDate;
      readonly selection: { readonly from: LocalDate; readonly to: LocalDate } | null;
    }
  | { readonly kind: 'remove-term'; readonly term: Term }
  | ({ readonly kind: 'correct' } & CalendarCorrection)
  | { readonly kind: 'restore'; readonly day: LocalDate };

/** Characters of a correction's note, at most. */
export const NOTE_LIMIT = 40;

/** The calendar that due dates are counted with: the published plan, the office's corrections above it. */
export function calendarOf({ terms, corrections, published }: CalendarEntries): Calendar {
  const as = new Map(corrections.map((held) => [held.day, held]));
  const isPublished = (day: LocalDate) => !as.has(day);
  const corrected = (kind: CalendarCorrection['as']) =>
    corrections.filter((held) => held.as === kind).map(({ day }) => day);
  const named = corrections.filter((held) => held.as === 'free' && held.note !== '');
  return {
    terms: terms.map(({ term, from, to }) => ({ term, from, to })),
    holidays: [...published.holidays.filter(isPublished), ...corrected('free')].sort(),
    makeupWorkdays: [...published.makeupWorkdays.filter(isPublished), ...corrected('teaching')].sort(),
    selectionWeeks: terms.flatMap(({ selection }) => (selection === null ? [] : [selection])),
    holidayNames: { ...published.names, ...Object.fromEntries(named.map(({ day, note }) => [day, note])) },
  };
}

/**
 * The entries after a change. The same change again changes nothing.
 *
 * @throws DomainError where it contradicts what is entered; the sentence says what to do
 */
export function applyChange(entries: CalendarEntries, change: CalendarChange): CalendarEntries {
  // Days that no calendar has are refused here.
  for (const day of daysOf(change)) toDayNumber(day);
  switch (change.kind) {
    case 'save-term': {
      const { kind: _kind, ...term } = change;
      const others = entries.terms.filter((held) => held.term !== term.term);
      requireTerm(term, others);
      return { ...entries, terms: [...others, term].sort(byFirstDay) };
    }
    case 'remove-term':
      return { ...entries, terms: entries.terms.filter(({ term }) => term !== change.term) };
    case 'correct': {
      const { kind: _kind, ...correction } = change;
      const others = entries.corrections.filter(({ day }) => day !== change.day);
      const note = correction.note.trim();
      requireCorrection({ ...correction, note }, { ...entries, corrections: others });
      return { ...entries, corrections: [...others, { ...correction, note }].sort(byDay) };
    }
    case 'restore':
      return { ...entries, corrections: entries.corrections.filter(({ day }) => day !== change.day) };
  }
}

function daysOf(change: CalendarChange): readonly LocalDate[] {
  if (change.kind === 'save-term') {
    const { from, to, selection } = change;
    return selection === null ? [from, to] : [from, to, selection.from, selection.to];
  }
  return change.kind === 'remove-term' ? [] : [change.day];
}

const byFirstDay = (a: TermDates, b: TermDates): number => (a.from < b.from ? -1 : 1);
const byDay = (a: CalendarCorrection, b: CalendarCorrection): number => (a.day < b.day ? -1 : 1);
const span = ({ from, to }: { from: LocalDate; to: LocalDate }) => `${dayLabel(from)}至${dayLabel(to, from)}`;

function requireTerm(given: SchoolTerm, others: readonly SchoolTerm[]): void {
  const { term, from, to, selection } = given;
  const name = termLabel(parseTerm(term));
  if (daysBetween(from, to) < 0) {
    throw new DomainError('TERM_DATES', '学期的最后一天不能早于第一天，请改正日期。', 'to');
  }
  const [firstYear, secondYear] = [term.slice(0, 4), term.slice(5, 9)];
  if (from < `${firstYear}-07-01` || to > `${secondYear}-09-30`) {
    const sentence = `${name}应在 ${firstYear}年7月到 ${secondYear}年9月之间，请核对学期或日期。`;
    throw new DomainError('TERM_DATES', sentence, 'from');
  }
  for (const other of others) {
    if (from <= other.to && to >= other.from) {
      const sentence = `与${termLabel(other.term)}（${span(other)}）重叠。请改日期，或先改那个学期。`;
      throw new DomainError('TERM_OVERLAP', sentence, from >= other.from ? 'from' : 'to');
    }
    if (from < other.from !== term < other.term) {
      const sentence = `${name}应在${termLabel(other.term)}（${span(other)}）之${term < other.term ? '前' : '后'}。请核对学期。`;
      throw new DomainError('TERM_ORDER', sentence, 'term');
    }
  }
  if (selection !== null && (selection.from > selection.to || selection.from < from || selection.to > to)) {
    throw new DomainError('SELECTION_WEEK', '选课周应在学期之内，且最后一天不早于第一天。', 'selection');
  }
}

function requireCorrection({ day, as, note }: CalendarCorrection, rest: CalendarEntries): void {
  if (note === '' || note.length > NOTE_LIMIT) {
    throw new DomainError('NOTE_NEEDED', `请写明原因（${NOTE_LIMIT} 字以内），例如：运动会。`, 'note');
  }
  const kind = dayKind(day, calendarOf(rest));
  if (!rest.terms.some(({ from, to }) => day >= from && day <= to)) {
    throw new DomainError(
      'OUTSIDE_TERMS',
      '这一天不在任何学期里。要在这天上课或放假，请改学期的日期。',
      'day',
    );
  }
  if ((as === 'teaching') === (kind === 'teaching')) {
    const sentence = as === 'teaching' ? '这一天本来就上课，不用更正。' : '这一天本来就不上课，不用更正。';
    throw new DomainError('NO_CHANGE', sentence, 'day');
  }
}

/** A vacation longer than this speaks for a semester that was left out; days. */
const LONGEST_VACATION = 100;
/** A semester outside these is asked about; days. */
const USUAL_TERM = { from: 56, to: 175 } as const;

/** What looks wrong without being a contradiction; sentences, in the order of the terms. */
export function termWarnings(terms: readonly TermDates[]): readonly string[] {
  const ordered = [...terms].sort(byFirstDay);
  return ordered.flatMap(({ term, from, to }, at) => {
    const days = daysBetween(from, to) + 1;
    const name = termLabel(term);
    const sentences =
      !term.endsWith('-3') && (days < USUAL_TERM.from || days > USUAL_TERM.to)
        ? [`${name}有 ${days} 天，与平常的学期不同，请核对日期。`]
        : [];
    const next = ordered[at + 1];
    if (next === undefined) return sentences;
    const gap = daysBetween(to, next.from) - 1;
    if (gap > LONGEST_VACATION || next.term > nextTerm(term)) {
      const missing = next.term > nextTerm(term) ? `是否漏了${termLabel(nextTerm(term))}？` : '请核对日期。';
      sentences.push(
        `${name}与${termLabel(next.term)}之间有 ${gap} 天，现在都算假期，期限会顺延。${missing}`,
      );
    }
    return sentences;
  });
}

/** What is not entered yet although due dates need it; sentences, the most urgent first. */
export function missingEntries(entries: CalendarEntries, today: LocalDate): readonly string[] {
  const { terms, corrections, published } = entries;
  const last = [...terms].sort(byFirstDay).at(-1);
  if (last === undefined) {
    return ['还没有录入学期。没有学期就没有寒暑假，期限都按普通教学周计算。'];
  }
  const current = termOn(terms, today);
  const sentences: string[] = [];
  if (current === null) {
    sentences.push(
      `最后录入的${termLabel(last.term)}已在${dayLabel(last.to, today)}结束，下一学期还没有录入，之后按普通教学周计算。`,
    );
  } else if (!terms.some(({ term, from }) => term > current && from > last.from) && last.term === current) {
    sentences.push(
      `${termLabel(nextTerm(current))}还没有录入：${dayLabel(last.to, today)}以后按普通教学周计算，假期不会扣除。`,
    );
  }
  const lastYear = Number(last.to.slice(0, 4));
  for (let year = Math.max(published.untilYear + 1, Number(today.slice(0, 4))); year <= lastYear; year++) {
    const entered = corrections.filter(({ day }) => Number(day.slice(0, 4)) === year).length;
    const done = entered === 0 ? '现在' : `已更正 ${entered} 天，其余`;
    sentences.push(
      `${year}年的放假安排还没有收录，${done}按平常的周一至周五计算。公布之后，请在本页逐日更正。`,
    );
  }
  const currentTerm = terms.find(({ term }) => term === current);
  if (currentTerm !== undefined && currentTerm.selection === null) {
    sentences.push(`${termLabel(currentTerm.term)}没有录入选课周，选课咨询因此没有期限。`);
  }
  return sentences;
}

/** 上课, 补课, 放假, 周末, 寒暑假; 学期外: before the first and after the last term nothing is known. */
export type SchoolDayKind = 'teaching' | 'make-up' | 'free' | 'weekend' | 'vacation' | 'outside';

export interface SchoolDay {
  readonly day: LocalDate;
  readonly kind: SchoolDayKind;
  /** 国庆节, 寒假, or the office's note; empty where nothing is to be said. */
  readonly name: string;
  readonly isCorrected: boolean;
  /** The plan of its year is not published as far as we know. */
  readonly isYearUnknown: boolean;
}

/** The days of a month, each with what it is. @param month `2026-10` */
export function schoolMonth(entries: CalendarEntries, month: string): readonly SchoolDay[] {
  const calendar = calendarOf(entries);
  const days: SchoolDay[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) {
    days.push(schoolDay(day, entries, calendar));
  }
  return days;
}

function schoolDay(day: LocalDate, entries: CalendarEntries, calendar: Calendar): SchoolDay {
  const correction = entries.corrections.find((held) => held.day === day);
  const isYearUnknown = Number(day.slice(0, 4)) > entries.published.untilYear;
  const rest = { day, isCorrected: correction !== undefined, isYearUnknown };
  const kind = dayKind(day, calendar);
  if (kind === 'vacation') return { ...rest, kind, name: vacationNameOn(day) };
  if (kind === 'holiday') return { ...rest, kind: 'free', name: calendar.holidayNames?.[day] ?? '' };
  if (!entries.terms.some(({ from, to }) => day >= from && day <= to)) {
    return { ...rest, kind: 'outside', name: '' };
  }
  if (kind === 'weekend') return { ...rest, kind, name: '' };
  const isMakeup = calendar.makeupWorkdays.includes(day);
  return { ...rest, kind: isMakeup ? 'make-up' : 'teaching', name: correction?.note ?? '' };
}
