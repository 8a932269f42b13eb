import type { StudentList, StudentListItem } from '#core/contract/index';
import { TIER_LABELS } from '#core/domain/labels';
import { type DueView, toDue } from './due';
import { toLine } from './line';
import { type TierView, toTier } from './tier';

export interface StudentRow extends TierView {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly lastTalk: string;
  readonly due: DueView | null;
  readonly spoken: string;
}

export interface StudentsView {
  readonly total: string;
  readonly rows: readonly StudentRow[];
  readonly nextCursor: string | null;
  readonly state: 'content' | 'empty';
  readonly emptyTitle: string;
  readonly emptyHint: string;
  /** What leads on from an empty list; empty: nothing. */
  readonly emptyAction: string;
  readonly classNames: readonly string[];
  readonly classIds: readonly string[];
}

export const TIER_CHOICES = [
  { value: '3', label: TIER_LABELS[3] },
  { value: '2', label: TIER_LABELS[2] },
  { value: '1', label: TIER_LABELS[1] },
  { value: 'watch', label: TIER_LABELS.watch },
];

export const OVERDUE_CHOICE = [{ value: 'overdue', label: '只看逾期' }];

export const SORT_CHOICES = [
  { value: 'due', label: '按到期先后' },
  { value: 'last-talk', label: '按未谈话天数' },
  { value: 'student-no', label: '按学号' },
] as const;

export interface Asked {
  /** Narrowed in any way: nobody there means nobody matches. */
  readonly isFiltered: boolean;
  /** A text was searched for; it may be part of a 学号. */
  readonly isSearch: boolean;
  /** Among the students with a case only, where others may be found too. */
  readonly isOfCases?: boolean;
  /** Names of the rows that stand above these. */
  readonly namesAbove?: readonly string[];
}

export function toStudentsView(list: StudentList, today: string, asked: Asked): StudentsView {
  const { isFiltered, isSearch, isOfCases = false, namesAbove = [] } = asked;
  const names = [...namesAbove, ...list.items.map(({ name }) => name)];
  const isNamesake = (name: string) => names.indexOf(name) !== names.lastIndexOf(name);
  return {
    total: `${list.total} 名学生`,
    rows: list.items.map((item) => toStudentRow(item, today, isSearch || isNamesake(item.name))),
    nextCursor: list.nextCursor,
    state: list.items.length === 0 ? 'empty' : 'content',
    emptyTitle: isFiltered ? '没有符合条件的学生' : '现在没有需要帮扶的学生',
    emptyHint: isFiltered
      ? '可写学号的开头、姓名里的一个字，或拼音首字母（陈思远：csy）。'
      : '诊断会认定之后，学生会列在这里。',
    emptyAction: isOfCases ? '在全部学生里找' : '',
    classNames: ['全部班级', ...list.classes.map(({ name }) => name)],
    classIds: list.classes.map(({ id }) => id),
  };
}

/** @param hasNumber shows the 学号, which a line has room for only where it tells something */
export function toStudentRow(item: StudentListItem, today: string, hasNumber: boolean): StudentRow {
  const tier = toTier(item.tier);
  const credits = item.outstandingCredits === null ? '' : `不及格 ${item.outstandingCredits} 学分`;
  const studentNo = hasNumber ? item.studentNo : '';
  return {
    id: item.studentId,
    name: item.name,
    ...tier,
    detail: toLine([item.className, studentNo, credits]),
    lastTalk: item.caseId === null ? '' : sayLastTalk(item.daysSinceLastTalk),
    due: item.nextDue && toDue({ ...item.nextDue, because: null }, today),
    spoken: [item.name, item.className, studentNo, tier.tierWord].filter((part) => part !== '').join('，'),
  };
}

function sayLastTalk(days: number | null): string {
  if (days === null) return '还没有谈话';
  return days === 0 ? '今天谈过' : `${days}天前谈过`;
}
