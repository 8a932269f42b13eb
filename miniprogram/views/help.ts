import type { HelpItem, HelpSeen, Input, OwnHelp } from '#core/contract/index';
import { HELP_KIND_LABELS, HELP_STANDING_LABELS, HELPFULNESS_LABELS } from '#core/domain/labels';
import {
  HELP_KINDS,
  HELP_LIMITS,
  HELPFULNESS,
  type HelpKind,
  sayMinute,
  sayMinutes,
} from '#core/domain/service-hours';
import { toLine } from './line';
import { sayDate, sayFullDate } from './when';

export const HELPFUL_CHOICES = HELPFULNESS.map((value) => ({ value, label: HELPFULNESS_LABELS[value] }));

export const KIND_CHOICES = HELP_KINDS.map((value) => ({ value, label: HELP_KIND_LABELS[value] }));

/** What a volunteer fills in of a session; the draft holds it. Times as a picker has them: `19:05`. */
export interface HelpFields {
  readonly kind: HelpKind;
  readonly heldOn: string;
  readonly from: string;
  readonly to: string;
  readonly course: string;
  readonly done: string;
  readonly next: string;
}

/** @param clock `10:42` now in Shanghai */
export const firstHelpFields = (today: string, clock: string, course: string): HelpFields => ({
  kind: 'held',
  heldOn: today,
  from: clock,
  to: '',
  course,
  done: '',
  next: '',
});

/** The first thing that is missing; null: may be sent. Comfort only, the server decides. */
export function missingInHelp(
  fields: HelpFields,
): { readonly field: string; readonly message: string } | null {
  if (fields.from === '') return { field: 'from', message: '请选择开始时间。' };
  if (fields.to === '') return { field: 'to', message: '请选择结束时间，或点「现在结束」。' };
  if (minuteOf(fields.to) <= minuteOf(fields.from)) {
    return { field: 'to', message: '结束时间要晚于开始时间；跨零点的请分成两次。' };
  }
  if (fields.kind === 'held' && fields.done.trim() === '') {
    return { field: 'done', message: '请写一句做了什么。' };
  }
  const long = (['course', 'done', 'next'] as const).find(
    (field) => fields[field].length > HELP_LIMITS[field],
  );
  return long ? { field: long, message: `不能超过 ${HELP_LIMITS[long]} 字。` } : null;
}

export const toHelpInput = (fields: HelpFields, id: string, pairingId: string): Input<'help.log'> => ({
  ...fields,
  id,
  pairingId,
  from: minuteOf(fields.from),
  to: minuteOf(fields.to),
});

/** Minutes since midnight of `19:05`. */
const minuteOf = (clock: string): number => {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
};

/** 45 分钟; empty where the two are not a span. */
export const saySpan = ({ from, to }: Pick<HelpFields, 'from' | 'to'>): string =>
  from === '' || to === '' || minuteOf(to) <= minuteOf(from) ? '' : sayMinutes(minuteOf(to) - minuteOf(from));

export interface HelpRow {
  readonly id: string;
  readonly title: string;
  readonly when: string;
  readonly text: string;
  readonly word: string;
  readonly tone: 'due' | 'done' | 'late' | 'calm';
  readonly isWaiting: boolean;
  readonly isTooLong: boolean;
  /** What the student said of it; "": nothing, or not for the reader. */
  readonly feedback: string;
}

const TONES: Readonly<Record<HelpItem['standing'], HelpRow['tone']>> = {
  missed: 'calm',
  withdrawn: 'calm',
  objected: 'late',
  refused: 'late',
  waiting: 'due',
  'too-long': 'due',
  counted: 'done',
};

export function toHelpRow(item: HelpItem, today: string): HelpRow {
  const { kind, heldOn, from, to, standing, lag, dayLimit, dayMinutes } = item;
  return {
    id: item.sessionId,
    title: item.volunteerName ?? item.studentName ?? '已结束的结对',
    when: toLine([
      sayDate(heldOn, today),
      `${sayMinute(from)}–${sayMinute(to)}`,
      kind === 'held' ? sayMinutes(to - from) : HELP_KIND_LABELS[kind],
      lag > 0 ? `补录，晚 ${lag} 天` : '',
    ]),
    text: [
      item.course,
      item.done.replace(/。$/, ''),
      item.next === '' ? '' : `下次：${item.next}`,
      standing === 'too-long' ? `这一天共 ${sayMinutes(dayMinutes)}，超过 ${sayMinutes(dayLimit)}。` : '',
    ]
      .filter((part) => part !== '')
      .join('；'),
    word: HELP_STANDING_LABELS[standing],
    tone: TONES[standing],
    isWaiting: standing === 'waiting',
    isTooLong: standing === 'too-long',
    feedback: sayFeedback(item.feedback),
  };
}

const sayFeedback = (said: HelpItem['feedback']): string =>
  said === null
    ? ''
    : `同学：${[HELPFULNESS_LABELS[said.helpful], said.wish].filter((part) => part !== '').join('。')}`;

export const toHoursRule = ({ dayLimit }: OwnHelp['rules']): string =>
  `同学确认过的才计入；一天超过 ${sayMinutes(dayLimit)}的，还要辅导员确认。`;

export const toHoursHead = ({ counted, open }: Pick<OwnHelp, 'counted' | 'open'>) => ({
  counted: sayMinutes(counted),
  open: open === 0 ? '' : `另有 ${sayMinutes(open)}待确认`,
});

/** `482 915`: as one reads it out. */
export const showCode = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

export const toSeen = (seen: HelpSeen) => ({
  who: `${seen.volunteerName}记录：`,
  when: `${sayFullDate(seen.heldOn)} ${sayMinute(seen.from)}–${sayMinute(seen.to)}，${sayMinutes(seen.to - seen.from)}`,
  what: [seen.course, seen.done].filter((part) => part !== '').join('：'),
});
