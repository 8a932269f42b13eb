import type { MyReminders, ReminderProblem, ReminderProblems } from '#core/contract/index';
import { DELIVERY_LABELS, MESSAGE_REASON_LABELS, PROBLEM_STATE_LABELS } from '#core/domain/labels';
import { dayLabel } from '#core/domain/local-date';
import { DELIVERY_KINDS, isProblemState } from '#core/domain/reminder-message';

export interface ReminderView {
  readonly note: string;
  readonly sentence: string;
  readonly last: string;
  readonly isEmployee: boolean;
  /** Offered where messages of the employee relation could come and do not. */
  readonly canBeEmployee: boolean;
}

/** 我的 · 提醒: how many are left, and what the last one was. */
export function toReminderView(
  { credits, isEmployee, last }: MyReminders,
  { today, mayBeEmployee }: { readonly today: string; readonly mayBeEmployee: boolean },
): ReminderView {
  return {
    isEmployee,
    canBeEmployee: mayBeEmployee && !isEmployee,
    note: isEmployee ? '用工消息' : credits === 0 ? '没有了' : `还能收到 ${credits} 条`,
    sentence: isEmployee
      ? '有工作快到期、到期或逾期时，每天最多一条，早上发到微信的“小程序助手”，不用每次点。'
      : credits === 0
        ? '微信里收不到提醒了。点一次“提醒我”，可以多收到一条。'
        : '有工作快到期、到期或逾期时，每天最多一条，早上发。点一次多一条。',
    last: last === null ? '' : `${dayLabel(last.day, today)}：${last.text}（${lastWord(last)}）`,
  };
}

const lastWord = ({ state, reason }: NonNullable<MyReminders['last']>): string => {
  if (state === 'sent') return '已发出';
  if (state === 'held') return '不知道是否发出';
  if (!isProblemState(state)) return '待发送';
  return reason === null ? '没有发出' : `没有发出：${MESSAGE_REASON_LABELS[reason]}`;
};

/** What to say after the question of WeChat. */
export function sayTopUp(answer: { readonly kind: string; readonly credits?: number }): string {
  switch (answer.kind) {
    case 'accepted':
      return `好的，还能收到 ${answer.credits ?? 1} 条提醒`;
    case 'switched-off':
      return '微信里关掉了订阅消息。请在小程序右上角“设置 · 通知管理”里打开，再点一次。';
    case 'banned':
      return '微信暂时不让发这种提醒。待办仍在“今日”里，请告诉系学工办。';
    default:
      return '没有订阅。待办仍在“今日”里，需要时再点“提醒我”。';
  }
}

export interface ProblemRow {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly word: string;
  readonly tone: 'due' | 'late' | 'calm' | 'done';
  readonly text: string;
  readonly reason: string;
  readonly advice: string;
  readonly spoken: string;
  readonly isOpen: boolean;
}

export function toProblemRow(problem: ReminderProblem, today: string): ProblemRow {
  const { id, person, day, text, state, reason, code, settled } = problem;
  const isTold = settled?.how === 'told';
  const isOpen = isProblemState(state) && !isTold;
  const word = isTold ? '已告知' : isProblemState(state) ? PROBLEM_STATE_LABELS[state] : '等待发送';
  const why = reason === null ? '' : MESSAGE_REASON_LABELS[reason];
  const again =
    settled?.how === 'send-again' ? `${dayLabel(settled.on, today)}由${settled.by}再发过一次。` : '';
  return {
    id,
    name: person.name,
    detail: `${dayLabel(day, today)} · 工号 ${person.workNo}`,
    word,
    tone: isTold ? 'done' : state === 'held' ? 'due' : isOpen ? 'late' : 'calm',
    text,
    reason: isOpen ? `${why}${code === null ? '' : `（微信回答 ${code}）`}。${again}` : '',
    advice: isOpen ? adviceOf(problem) : '',
    spoken: [person.name, dayLabel(day, today), word, why].filter((part) => part !== '').join('，'),
    isOpen,
  };
}

function adviceOf({ state, reason }: ReminderProblem): string {
  if (state === 'held') return '先问本人收到没有。收到了，点“已另行告知”；没有，再点“再发一次”。';
  if (reason === 'no-credit' || reason === 'unsubscribed') {
    return '请告知本人；本人在“我的”里点“提醒我”，以后就能收到。';
  }
  if (reason === 'not-bound') return '本人还没有绑定微信。请在“人员与开通”发激活码，并另行告知。';
  return '请另行告知本人；原因排除后可以再发一次。';
}

/** What became of all messages of the last weeks, in one sentence; empty where there were none. */
export function sayReport({ from, counts }: ReminderProblems['report'], today: string): string {
  const told = DELIVERY_KINDS.filter((kind) => kind === 'sent' || counts[kind] > 0);
  const total = DELIVERY_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  if (total === 0) return '';
  const parts = told.map((kind) => `${DELIVERY_LABELS[kind]} ${counts[kind]}`);
  return `${dayLabel(from, today)}以来共 ${total} 条：${parts.join('，')}。`;
}

/** The head of the list. */
export function sayProblems({ counts }: ReminderProblems): string {
  const parts = (['held', 'refused', 'failed', 'dropped'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => `${PROBLEM_STATE_LABELS[state]} ${counts[state]}`);
  return parts.length === 0 ? '' : `${parts.join('，')}。待办都在本人的“今日”里，这里只是微信提醒没有送到。`;
}
