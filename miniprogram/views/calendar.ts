import type { CalendarEffect, CalendarMonth } from '#core/contract/index';
import { dayLabel, dayOfWeek, type LocalDate, weekdayLabel } from '#core/domain/local-date';
import type { SchoolDay, SchoolDayKind } from '#core/domain/school-calendar';
import { sayFullTerm } from './term';

/** A square of the month: the number and a word, never colour alone. */
export interface DayView {
  readonly key: string;
  /** Empty before the first and after the last day of the month. */
  readonly day: string;
  readonly number: string;
  readonly word: string;
  readonly tone: SchoolDayKind | 'none';
  readonly isToday: boolean;
  readonly spoken: string;
}

export interface TermRow {
  readonly term: string;
  readonly label: string;
  readonly span: string;
  readonly selection: string;
  /** 本学期, or empty. */
  readonly word: string;
}

export interface CalendarView {
  readonly month: string;
  readonly title: string;
  readonly weeks: readonly { readonly key: number; readonly days: readonly DayView[] }[];
  readonly missing: readonly string[];
  readonly warnings: readonly string[];
  readonly terms: readonly TermRow[];
  readonly nextLabel: string;
  readonly canEdit: boolean;
}

/** What may be done about a day that was tapped. */
export interface ChosenDay {
  readonly day: string;
  readonly title: string;
  readonly text: string;
  readonly isCorrected: boolean;
  /** What a correction would make of it; empty where the terms decide. */
  readonly as: 'free' | 'teaching' | '';
  readonly action: string;
}

const WORDS: Readonly<Record<SchoolDayKind, string>> = {
  teaching: '上课',
  'make-up': '补课',
  free: '放假',
  weekend: '周末',
  vacation: '假期',
  outside: '未录',
};

export function toCalendarView(calendar: CalendarMonth): CalendarView {
  const { month, terms, currentTerm, today } = calendar;
  return {
    month,
    title: `${month.slice(0, 4)}年${Number(month.slice(5))}月`,
    weeks: toWeeks(calendar.days, today),
    missing: calendar.missing,
    warnings: calendar.warnings,
    // The newest first: that is the one to look at.
    terms: [...terms].reverse().map(({ term, from, to, selection }) => ({
      term,
      label: sayFullTerm(term),
      span: saySpan(from, to),
      selection: selection === null ? '没有录入选课周' : `选课周 ${saySpan(selection.from, selection.to)}`,
      word: term === currentTerm ? '本学期' : '',
    })),
    nextLabel: sayFullTerm(calendar.nextToEnter),
    canEdit: calendar.canEdit,
  };
}

/** 2026年9月7日至2027年1月15日 */
const saySpan = (from: LocalDate, to: LocalDate): string =>
  `${from.slice(0, 4)}年${dayLabel(from)}至${dayLabel(to, from)}`;

/** Whole weeks from Monday, with empty squares around the month. */
function toWeeks(days: readonly SchoolDay[], today: LocalDate): CalendarView['weeks'] {
  const first = days[0];
  if (first === undefined) return [];
  const before = (dayOfWeek(first.day) + 6) % 7;
  const squares = [
    ...Array.from({ length: before }, (_, at) => emptyDay(`before-${at}`)),
    ...days.map((day) => toDay(day, today)),
  ];
  while (squares.length % 7 !== 0) squares.push(emptyDay(`after-${squares.length}`));
  return Array.from({ length: squares.length / 7 }, (_, key) => ({
    key,
    days: squares.slice(key * 7, key * 7 + 7),
  }));
}

const emptyDay = (key: string): DayView => ({
  key,
  day: '',
  number: '',
  word: '',
  tone: 'none',
  isToday: false,
  spoken: '',
});

function toDay({ day, kind, name, isCorrected }: SchoolDay, today: LocalDate): DayView {
  const word = kind === 'vacation' && name !== '' ? name : WORDS[kind];
  const parts = [dayLabel(day), weekdayLabel(day), word, kind === 'vacation' ? '' : name];
  return {
    key: day,
    day,
    number: String(Number(day.slice(8))),
    word: isCorrected ? `${word}＊` : word,
    tone: kind,
    isToday: day === today,
    spoken: [...parts, isCorrected ? '学工办更正' : '', day === today ? '今天' : '']
      .filter((part) => part !== '')
      .join('，'),
  };
}

const REASONS: Readonly<Record<SchoolDayKind, string>> = {
  teaching: '教学日，到期日可以在这一天。',
  'make-up': '调休上课，按教学日计算。',
  free: '放假，到期日顺延到下一个教学日。',
  weekend: '周末，到期日顺延到下一个教学日。',
  vacation: '两个学期之间，不计入期限。要改，请改学期的日期。',
  outside: '不在已录入的学期里，按普通教学周计算。要改，请录入学期。',
};

export function toChosenDay({ days, canEdit }: CalendarMonth, chosen: string): ChosenDay | null {
  const day = days.find((held) => held.day === chosen);
  if (day === undefined) return null;
  const { kind, name, isCorrected, isYearUnknown } = day;
  const unknown =
    isYearUnknown && !isCorrected && (kind === 'teaching' || kind === 'weekend')
      ? '这一年的放假安排还没有收录，这里是按平常的周一至周五推算的。'
      : '';
  const as =
    !canEdit || kind === 'vacation' || kind === 'outside'
      ? ''
      : kind === 'teaching' || kind === 'make-up'
        ? 'free'
        : 'teaching';
  return {
    day: chosen,
    title: [`${dayLabel(chosen)} ${weekdayLabel(chosen)}`, WORDS[kind], name]
      .filter((part) => part !== '')
      .join(' · '),
    text: `${isCorrected ? '学工办更正过。' : ''}${REASONS[kind]}${unknown}`,
    isCorrected,
    as,
    action: as === 'free' ? '改为放假' : '改为上课',
  };
}

export interface EffectView {
  /** 3 项应办的日期会变 */
  readonly title: string;
  readonly lines: readonly string[];
  readonly warnings: readonly string[];
}

export function toEffectView({ moved, earlier, overdue, examples, warnings }: CalendarEffect): EffectView {
  const lines = [
    ...examples.map(
      ({ name, title, from, to }) => `${name}的${title}：${dayLabel(from)} → ${dayLabel(to, from)}`,
    ),
    ...(moved > examples.length ? [`另有 ${moved - examples.length} 项。`] : []),
    ...(earlier > 0 ? [`其中 ${earlier} 项提前。`] : []),
    ...(overdue > 0 ? [`其中 ${overdue} 项会马上逾期，请先告诉有关老师。`] : []),
  ];
  return { title: moved === 0 ? '没有应办的日期会变。' : `${moved} 项应办的日期会变`, lines, warnings };
}

/** The month `by` months on. @param month `2026-10` */
export function monthBy(month: string, by: number): string {
  const since = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${Math.floor(since / 12)}-${String((since % 12) + 1).padStart(2, '0')}`;
}
