import type { ComparedStudent, PolicyName } from '#core/contract/index';
import { MOVE_GROUP_LABELS, STANDING_LABELS } from '#core/domain/labels-what-if';
import { isMoved, type PersonLoad, personLoads, STANDINGS, type Standing } from '#core/domain/what-if';
import {
  countMoves,
  MOVE_GROUPS,
  type MoveGroup,
  moveGroupOf,
  rowsOfPerson,
} from '#core/domain/what-if-groups';
import { formatWeekly, type Weekly, type WorkSide } from '#core/domain/workload';
import type { WhatIfAnswer } from '../services/what-if';
import { toLine } from './line';
import { sayFullDate } from './when';

/** Which students are listed: a kind of change, a square of the table, or whom a person would have. */
export type WhatIfFilter =
  | { readonly kind: 'moved' }
  | { readonly kind: 'group'; readonly group: MoveGroup }
  | { readonly kind: 'cell'; readonly before: Standing; readonly after: Standing }
  | { readonly kind: 'person'; readonly id: string; readonly side: WorkSide; readonly name: string };

export interface Square {
  readonly key: string;
  readonly before: Standing;
  readonly after: Standing;
  /** "": nobody. */
  readonly text: string;
  readonly tone: 'none' | 'same' | 'heavier' | 'lighter';
  readonly spoken: string;
}

export interface WhatIfView {
  readonly sentence: string;
  readonly figures: readonly { readonly label: string; readonly value: string; readonly tone: string }[];
  readonly columns: readonly { readonly key: string; readonly word: string }[];
  readonly lines: readonly {
    readonly key: string;
    readonly word: string;
    readonly squares: readonly Square[];
  }[];
  readonly groupChoices: readonly { readonly value: string; readonly label: string }[];
  /** 每周谈话 34.5 → 40.2 */
  readonly loads: string;
}

export interface WhatIfRow {
  readonly key: string;
  readonly isPerson: boolean;
  /** A student's id, or a person's. */
  readonly id: string;
  readonly side: string;
  readonly name: string;
  readonly detail: string;
  readonly change: string;
  readonly more: string;
  readonly spoken: string;
}

/** What fits a square of a narrow phone. */
const SHORT: Readonly<Record<Standing, string>> = {
  '3': '三级\n最重',
  '2': '二级',
  '1': '一级',
  watch: '关注',
  apart: '另列',
  'near-miss': '接近',
  none: '未列',
};
const SIDES: Readonly<Record<WorkSide, string>> = { adviser: '班主任', counselor: '辅导员' };

export const ALL_MOVED: WhatIfFilter = { kind: 'moved' };

export function toWhatIfView(answer: WhatIfAnswer): WhatIfView {
  const { rows, compared } = answer;
  const counts = countMoves(rows);
  const moved = rows.length - counts.same;
  const used = STANDINGS.filter((one) => rows.some((row) => row.before === one || row.after === one));
  const people = peopleOf(answer);
  return {
    sentence:
      moved === 0
        ? `比较了 ${compared} 名学生，没有人的结果不同。`
        : `比较了 ${compared} 名学生，${moved} 人的结果不同。`,
    figures: [
      { label: '结果不同', value: String(moved), tone: moved === 0 ? 'zero' : 'due' },
      { label: '新列入', value: String(counts.new), tone: counts.new === 0 ? 'zero' : 'late' },
      { label: '不再列入', value: String(counts.gone), tone: counts.gone === 0 ? 'zero' : 'done' },
    ],
    columns: used.map((key) => ({ key, word: SHORT[key] })),
    lines: used.map((before) => ({
      key: before,
      word: SHORT[before],
      squares: used.map((after) => toSquare(rows, before, after)),
    })),
    groupChoices: [
      { value: 'moved', label: `结果不同 ${moved}` },
      ...MOVE_GROUPS.filter((group) => counts[group] > 0).map((group) => ({
        value: group,
        label: `${MOVE_GROUP_LABELS[group]} ${counts[group]}`,
      })),
    ],
    loads: sayWeeks(people),
  };
}

function toSquare(rows: readonly ComparedStudent[], before: Standing, after: Standing): Square {
  const students = rows.filter((row) => row.before === before && row.after === after).length;
  const [from, to] = [STANDINGS.indexOf(before), STANDINGS.indexOf(after)];
  return {
    key: `${before}|${after}`,
    before,
    after,
    text: students === 0 ? '' : String(students),
    tone: students === 0 ? 'none' : from === to ? 'same' : to < from ? 'heavier' : 'lighter',
    spoken: `${sayMove(before, after)}，${students} 名`,
  };
}

const sayMove = (before: Standing, after: Standing): string =>
  before === after
    ? `${STANDING_LABELS[after]}不变`
    : `${STANDING_LABELS[before]} → ${STANDING_LABELS[after]}`;

const peopleOf = ({ rows, loads, staff }: WhatIfAnswer): readonly PersonLoad[] =>
  personLoads(rows, loads, staff);

const sayChange = (before: Weekly, after: Weekly): string =>
  before === after ? formatWeekly(after) : `${formatWeekly(before)} → ${formatWeekly(after)}`;

const sayCount = (before: number, after: number): string =>
  before === after ? String(after) : `${before} → ${after}`;

function sayWeeks(people: readonly PersonLoad[]): string {
  const sum = (of: (one: PersonLoad) => Weekly) => people.reduce((total, one) => total + of(one), 0);
  const [before, after] = [sum((one) => one.before.talks), sum((one) => one.after.talks)];
  return `每周谈话合计 ${sayChange(before, after)} 次，应办事项 ${sayChange(
    sum((one) => one.before.duties),
    sum((one) => one.after.duties),
  )} 项。`;
}

/** Those of a filter, heaviest by the second rule first, then by 学号. */
export function rowsOfFilter(
  { rows, staff }: Pick<WhatIfAnswer, 'rows' | 'staff'>,
  filter: WhatIfFilter,
): readonly WhatIfRow[] {
  const chosen =
    filter.kind === 'person'
      ? rowsOfPerson(filter, rows, staff)
      : rows.filter((row) =>
          filter.kind === 'moved'
            ? isMoved(row)
            : filter.kind === 'group'
              ? moveGroupOf(row) === filter.group
              : row.before === filter.before && row.after === filter.after,
        );
  return [...chosen]
    .sort(
      (a, b) =>
        STANDINGS.indexOf(a.after) - STANDINGS.indexOf(b.after) || (a.studentNo < b.studentNo ? -1 : 1),
    )
    .map(toStudentRow);
}

function toStudentRow(row: ComparedStudent): WhatIfRow {
  const { studentId, studentNo, className, before, after, creditsBefore, creditsAfter } = row;
  const credits =
    creditsBefore === creditsAfter ? `${creditsAfter} 学分` : `${creditsBefore} → ${creditsAfter} 学分`;
  const name = row.name ?? studentNo;
  const detail = toLine([className ?? '未分班', studentNo]);
  const change = toLine([sayMove(before, after), credits]);
  return {
    key: studentNo,
    isPerson: false,
    id: studentId,
    side: '',
    name,
    detail,
    change,
    more: '',
    spoken: `${name}，${className ?? '未分班'}，${change}`,
  };
}

/** Each adviser and counselor, those whose weeks change most first. */
export function toPeopleRows(answer: WhatIfAnswer): readonly WhatIfRow[] {
  const growth = ({ before, after }: PersonLoad) =>
    Math.abs(after.duties - before.duties) + Math.abs(after.talks - before.talks);
  return [...peopleOf(answer)].sort((a, b) => growth(b) - growth(a)).map(toPersonRow);
}

function toPersonRow(person: PersonLoad): WhatIfRow {
  const { id, name, side, isVacant, students } = person;
  const { before, after } = person;
  const who = isVacant ? `${name}（没有${SIDES[side]}）` : name;
  const change = `每周谈话 ${sayChange(before.talks, after.talks)} 次，应办 ${sayChange(before.duties, after.duties)} 项`;
  return {
    key: `${side}|${id}`,
    isPerson: true,
    id,
    side,
    name: who,
    detail: SIDES[side],
    change,
    more: toLine([
      `学生 ${sayCount(students.before, students.after)} 名`,
      `开始时 ${sayCount(before.once, after.once)} 件`,
    ]),
    spoken: `${who}，${SIDES[side]}，${change}，查看学生`,
  };
}

/** Above the list: what it lists. */
export function sayFilter(filter: WhatIfFilter, count: number): string {
  switch (filter.kind) {
    case 'moved':
      return count === 0 ? '没有结果不同的学生' : `结果不同的学生，${count} 名`;
    case 'group':
      return `${MOVE_GROUP_LABELS[filter.group]}，${count} 名`;
    case 'cell':
      return `${sayMove(filter.before, filter.after)}，${count} 名`;
    case 'person':
      return `${filter.name}的学生（${SIDES[filter.side]}），${count} 名`;
  }
}

/** What one may choose among; `draft` is the value of what is not saved yet. */
export const DRAFT = 'draft';

export interface PolicyChoice {
  readonly value: string;
  readonly label: string;
}

export function toPolicyChoices(
  versions: readonly PolicyName[],
  inForce: PolicyName,
  hasDraft: boolean,
): readonly PolicyChoice[] {
  const draft = hasDraft ? [{ value: DRAFT, label: '还没有保存的修改' }] : [];
  return [
    ...draft,
    ...versions.map((one) => ({
      value: one.version,
      label: sayVersion(one, inForce),
    })),
  ];
}

/** Versions of the department's own share a title: their day tells them apart. */
export function sayVersion(one: PolicyName, inForce: PolicyName): string {
  const mark = one.version === inForce.version ? '现行 · ' : '';
  const since = one.version.includes('-') ? ` · ${sayFullDate(one.effectiveFrom)}起` : '';
  return `${mark}${one.version} · ${one.title}${since}`;
}

/** Enough to see what would happen, before saving. */
export interface ImpactView {
  readonly title: string;
  readonly tone: 'due' | 'done';
  readonly lines: readonly string[];
}

const EXAMPLES = 5;

export function toImpact(answer: WhatIfAnswer): ImpactView {
  const counts = countMoves(answer.rows);
  const rows = rowsOfFilter(answer, ALL_MOVED);
  const moved = MOVE_GROUPS.filter((group) => group !== 'same' && counts[group] > 0);
  if (rows.length === 0) {
    return {
      title: `没有学生的结果会变（比较了 ${answer.compared} 名）`,
      tone: 'done',
      lines: [toWhatIfView(answer).loads],
    };
  }
  return {
    title: `${rows.length} 名学生的结果会变`,
    tone: 'due',
    lines: [
      moved.map((group) => `${MOVE_GROUP_LABELS[group]} ${counts[group]} 名`).join('，'),
      ...rows.slice(0, EXAMPLES).map(({ name, change }) => `${name}：${change}`),
      ...(rows.length > EXAMPLES ? [`另有 ${rows.length - EXAMPLES} 名。`] : []),
      toWhatIfView(answer).loads,
    ],
  };
}
