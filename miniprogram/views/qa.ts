import type { Input, QaItem } from '#core/contract/index';
import { DomainError } from '#core/domain/errors';
import { QA_STANDING_LABELS, type QaOutcome, validateQa, validateQaReport } from '#core/domain/qa-session';
import { sayMinute } from '#core/domain/service-hours';
import type { TeachingRules } from '#core/domain/service-rules';
import { toLine, toSentence } from './line';
import { sayDate, sayFullDate } from './when';

export interface QaLine {
  readonly id: string;
  readonly title: string;
  readonly when: string;
  readonly who: string;
  readonly text: string;
  readonly word: string;
  readonly tone: 'due' | 'done' | 'late' | 'calm';
  /** The teacher's own that waits for the record. */
  readonly canReport: boolean;
}

const TONES = { announced: 'due', unreported: 'late', held: 'done', cancelled: 'calm' } as const;

export function toQaLine(item: QaItem, today: string): QaLine {
  const { courseName, heldOn, standing, teacherName, topic, topics } = item;
  return {
    id: item.sessionId,
    title: courseName,
    when: toLine([
      `${sayDate(heldOn, today)} ${sayMinute(item.from)}–${sayMinute(item.to)}`,
      item.place,
      teacherName ?? '',
    ]),
    who: sayWho(item),
    text: [topic, topics].filter((part) => part !== '').join('；'),
    word: QA_STANDING_LABELS[standing],
    tone: TONES[standing],
    canReport: teacherName === null && (standing === 'announced' || standing === 'unreported'),
  };
}

function sayWho({ others, standing, students }: QaItem): string {
  const name = ({ name }: QaItem['students'][number]) => name ?? '一名同学';
  if (standing === 'cancelled' || (students.length === 0 && standing !== 'held')) return '';
  if (standing !== 'held') return `请来：${students.map(name).join('、')}`;
  const came = students.filter((student) => student.came);
  const missed = students.filter((student) => !student.came);
  return [
    came.length === 0 ? '' : `来了：${came.map(name).join('、')}`,
    missed.length === 0 ? '' : `没有来：${missed.map(name).join('、')}`,
    others === 0 ? '' : `另有 ${others} 人`,
  ]
    .filter((part) => part !== '')
    .join('；');
}

/** A session as it is announced; the draft holds it. Times as a picker has them: `19:05`. */
export interface AnnounceFields {
  readonly offeringId: string;
  readonly heldOn: string;
  readonly from: string;
  readonly to: string;
  readonly place: string;
  readonly topic: string;
}

const minuteOf = (clock: string): number => {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
};

export const toAnnounceInput = (fields: AnnounceFields, id: string): Input<'qa.announce'> => ({
  ...fields,
  id,
  from: minuteOf(fields.from),
  to: minuteOf(fields.to),
});

/** The first thing that is wrong; null: may be sent. Comfort only, the server decides. */
export function wrongInAnnouncement(
  fields: AnnounceFields,
  today: string,
  rules: TeachingRules,
): { readonly field: string; readonly message: string } | null {
  if (fields.offeringId === '') return { field: 'course', message: '请选择课程。' };
  if (fields.from === '') return { field: 'from', message: '请选择开始时间。' };
  if (fields.to === '') return { field: 'to', message: '请选择结束时间。' };
  return wrongBy(() =>
    validateQa({ ...fields, from: minuteOf(fields.from), to: minuteOf(fields.to) }, today, rules),
  );
}

/** What is said of a session afterwards; the draft holds it. */
export interface QaReportFields {
  readonly outcome: QaOutcome;
  readonly came: readonly string[];
  readonly others: string;
  readonly topics: string;
}

export const NO_REPORT: QaReportFields = { outcome: 'held', came: [], others: '', topics: '' };

export const OUTCOME_CHOICES = [
  { value: 'held', label: '已答疑' },
  { value: 'cancelled', label: '没有办，取消' },
] as const;

export function wrongInReport(
  { others, outcome, topics }: QaReportFields,
  heldOn: string,
  today: string,
): { readonly field: string; readonly message: string } | null {
  if (!/^\d{0,3}$/.test(others.trim())) return { field: 'others', message: '人数请填数字，如 12。' };
  return wrongBy(() => validateQaReport({ outcome, topics, heldOn }, today));
}

export const toReportInput = (fields: QaReportFields, sessionId: string): Input<'qa.report'> => ({
  ...fields,
  sessionId,
  came: [...fields.came],
  others: Number(fields.others.trim()),
});

/** Whom one may tick: those whose names the teacher knows. */
export const toQaChoices = ({ students }: QaItem) =>
  students.flatMap(({ name, studentId }) => (name === null ? [] : [{ value: studentId, label: name }]));

export const toQaHead = ({ courseName, from, heldOn, place, to }: QaItem) => ({
  courseName,
  when: toLine([`${sayFullDate(heldOn)} ${sayMinute(from)}–${sayMinute(to)}`, place]),
});

function wrongBy(judge: () => void): { readonly field: string; readonly message: string } | null {
  try {
    judge();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { field: error.field ?? '', message: toSentence(error.message) };
  }
}
