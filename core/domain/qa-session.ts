import { DomainError } from './errors';
import { addDays, type LocalDate } from './local-date';
import type { TeachingRules } from './service-rules';

/** 集中答疑 (art. 4) */

export const QA_OUTCOMES = ['held', 'cancelled'] as const;
export type QaOutcome = (typeof QA_OUTCOMES)[number];

/** `announced` until its day is over, `unreported` until the teacher says how it went. */
export type QaStanding = 'announced' | 'unreported' | QaOutcome;

export const QA_STANDING_LABELS: Readonly<Record<QaStanding, string>> = {
  announced: '已通知',
  unreported: '待记录',
  held: '已答疑',
  cancelled: '已取消',
};

/** Characters; `others` is a count of people. */
export const QA_LIMITS = { place: 60, topic: 200, topics: 500, others: 500 } as const;

export interface QaTimes {
  readonly heldOn: LocalDate;
  /** Minutes since midnight in Asia/Shanghai. */
  readonly from: number;
  readonly to: number;
}

/** @throws DomainError with the field that is wrong */
export function validateQa(
  session: QaTimes & { readonly place: string; readonly topic: string },
  today: LocalDate,
  { qaAhead, qaBack }: Pick<TeachingRules, 'qaAhead' | 'qaBack'>,
): void {
  const { from, heldOn, place, to, topic } = session;
  if (to <= from) throw new DomainError('TIMES_INVALID', '结束时间要晚于开始时间。', 'to');
  if (heldOn > addDays(today, qaAhead) || heldOn < addDays(today, -qaBack)) {
    throw new DomainError('DAY_TOO_FAR', `日期应在 ${qaBack} 天前到 ${qaAhead} 天后之间，请核对。`, 'heldOn');
  }
  if (place.trim() === '') throw new DomainError('PLACE_MISSING', '请写明地点。', 'place');
  if (place.trim().length > QA_LIMITS.place) {
    throw new DomainError('TOO_LONG', `地点不能超过 ${QA_LIMITS.place} 字。`, 'place');
  }
  if (topic.trim().length > QA_LIMITS.topic) {
    throw new DomainError('TOO_LONG', `内容不能超过 ${QA_LIMITS.topic} 字。`, 'topic');
  }
}

/** @throws DomainError with the field that is wrong */
export function validateQaReport(
  report: { readonly outcome: QaOutcome; readonly topics: string; readonly heldOn: LocalDate },
  today: LocalDate,
): void {
  const { heldOn, outcome, topics } = report;
  if (outcome === 'held' && heldOn > today) {
    throw new DomainError('NOT_YET', '答疑的日子还没有到。到了再记，或者取消这一次。');
  }
  if (topics.trim() === '') {
    throw new DomainError(
      'TOPICS_MISSING',
      outcome === 'held' ? '请写一句同学问了什么、讲了什么。' : '请写明为什么取消。',
      'topics',
    );
  }
  if (topics.trim().length > QA_LIMITS.topics) {
    throw new DomainError('TOO_LONG', `不能超过 ${QA_LIMITS.topics} 字，请删减。`, 'topics');
  }
}

export const qaStanding = (
  { heldOn, outcome }: { readonly heldOn: LocalDate; readonly outcome: QaOutcome | null },
  today: LocalDate,
): QaStanding => outcome ?? (heldOn < today ? 'unreported' : 'announced');
