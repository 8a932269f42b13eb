import type { DutyView, TodoItem } from '#core/contract/index';
import { daysBetween, type LocalDate } from '#core/domain/local-date';
import { sayDate } from './when';

export interface DueView {
  readonly word: string;
  readonly tone: 'late' | 'due' | 'calm' | 'done';
  readonly text: string;
  readonly because: string;
}

type State = DutyView['state'] | TodoItem['state'];

/** State in a word, date as people say it, the sentence behind it. */
export function toDue(
  due: {
    readonly state: State;
    readonly dueOn: string | null;
    readonly doneOn?: string | null;
    readonly because: string | null;
  },
  today: LocalDate,
): DueView {
  const because = due.because ?? '';
  const by = due.dueOn === null ? '' : `${sayDate(due.dueOn, today)}前`;
  switch (due.state) {
    case 'overdue': {
      const days = due.dueOn === null ? 0 : daysBetween(due.dueOn, today);
      const text = due.dueOn === null ? '' : `应于${sayDate(due.dueOn, today)}`;
      return { word: days > 0 ? `逾期${days}天` : '逾期', tone: 'late', text, because };
    }
    case 'open':
      return due.dueOn === today
        ? { word: '今天到期', tone: 'due', text: '', because }
        : { word: '待办', tone: 'due', text: by, because };
    case 'upcoming':
      return { word: '未到期', tone: 'calm', text: by, because };
    case 'done': {
      const text = due.doneOn ? sayDate(due.doneOn, today) : '';
      return { word: '已完成', tone: 'done', text, because };
    }
    case 'paused':
      return { word: '暂停', tone: 'calm', text: '', because };
    case 'waived':
      return { word: '免办', tone: 'calm', text: '', because };
  }
}
