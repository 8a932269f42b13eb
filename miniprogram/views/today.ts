import type { Me, TodayList, TodoItem } from '#core/contract/index';
import { ROLE_LABELS } from '#core/domain/labels';
import type { Role } from '#core/domain/role';
import { type DueView, toDue } from './due';
import { type RoleView, toRoles } from './role';
import { sayDay } from './when';

export interface TodoView {
  readonly id: string;
  readonly title: string;
  readonly who: string;
  readonly detail: string;
  readonly due: DueView;
  readonly hasDue: boolean;
  readonly url: string;
  readonly spoken: string;
}

export interface TodayHead {
  readonly day: string;
  readonly termLabel: string;
  readonly role: RoleView;
  readonly roles: readonly RoleView[];
}

export interface TodayView {
  readonly figures: readonly { readonly label: string; readonly value: string; readonly tone: string }[];
  readonly todos: readonly TodoView[];
  readonly nextCursor: string | null;
  readonly state: 'content' | 'empty';
  readonly emptyTitle: string;
  readonly emptyHint: string;
  readonly emptyAction: string;
}

export function toTodayHead(me: Me, today: string): TodayHead {
  const roles = toRoles(me);
  return {
    day: sayDay(today),
    termLabel: me.termLabel ?? '',
    role: roles.find(({ isActive }) => isActive) ?? {
      role: me.activeRole,
      label: ROLE_LABELS[me.activeRole],
      scope: '',
      isActive: true,
    },
    roles,
  };
}

const EMPTY: Readonly<Record<Role, { title: string; hint: string; action: string }>> = {
  leader: { title: '没有等您决定的事', hint: '下一次筛查之后，待认定的学生会列在这里。', action: '看诊断会' },
  office: { title: '没有待办', hint: '本学期的成绩已导入，筛查也已完成。', action: '看导入记录' },
  counselor: {
    title: '没有到期的谈话',
    hint: '责任区内的谈话都已完成。下一次要谈时会列在这里。',
    action: '看学生名单',
  },
  adviser: {
    title: '没有到期的谈话',
    hint: '本班的谈话都已完成。下一次要谈时会列在这里。',
    action: '看学生名单',
  },
  teacher: {
    title: '课堂重点关注还没有开通',
    hint: '开通之后，您课上需要关注的学生会列在这里。现在没有要您做的事。',
    action: '',
  },
  volunteer: {
    title: '结对帮扶还没有开通',
    hint: '开通之后，您的结对和下一次帮扶会列在这里。现在没有要您做的事。',
    action: '',
  },
};

export function toTodayView({ role, today, counts, items, nextCursor }: TodayList): TodayView {
  const empty = EMPTY[role];
  return {
    figures: figuresOf(counts),
    todos: items.map((item) => toTodo(item, today)),
    nextCursor,
    state: items.length === 0 ? 'empty' : 'content',
    emptyTitle: empty.title,
    emptyHint: empty.hint,
    emptyAction: empty.action,
  };
}

function figuresOf(counts: TodayList['counts']): TodayView['figures'] {
  const figure = (label: string, count: number, tone: string) => ({
    label,
    value: String(count),
    tone: count === 0 ? 'zero' : tone,
  });
  return [
    figure('逾期', counts.overdue, 'late'),
    figure('待办', counts.open, 'due'),
    figure('未到期', counts.upcoming, 'calm'),
  ];
}

/** The student's name leads where there is one: that is whom one looks for. */
export function toTodo(item: TodoItem, today: string): TodoView {
  const due = toDue(item, today);
  const who = item.student?.name ?? '';
  return {
    id: item.id,
    title: item.title,
    who,
    detail: item.detail,
    due,
    hasDue: item.dueOn !== null || item.state === 'overdue',
    url: urlOf(item.target),
    spoken: [who, item.title, due.word, due.text].filter((part) => part !== '').join('，'),
  };
}

function urlOf(target: TodoItem['target']): string {
  switch (target.page) {
    case 'talk-edit':
      return `/student/talk-edit/talk-edit?caseId=${target.caseId}`;
    case 'archive':
      return `/student/archive/archive?studentId=${target.studentId}`;
    case 'agenda':
      return `/meeting/agenda/agenda?screeningId=${target.screeningId}`;
    case 'imports':
      return '/office/imports/imports';
    case 'screening':
      return '/meeting/agenda/agenda?run=1';
  }
}
