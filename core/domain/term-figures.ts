import type { CauseFactor } from './cause-factor';
import type { CriterionId } from './criterion';
import type { FigureItem, FigureSplitId } from './figure-items';
import { CAUSE_LABELS, CRITERION_LABELS, TIER_LABELS } from './labels';
import type { LocalDate } from './local-date';
import type { SupportTier } from './support-tier';
import { LATE_REASON_LABELS, WORK_PART_LABELS } from './work-figures';

/** A case as the figures of its semester take it. */
export interface FigureCase {
  readonly caseId: string;
  readonly studentId: string;
  /** null: in no class. */
  readonly classId: string | null;
  readonly tier: SupportTier;
  readonly openedOn: LocalDate;
  /** Those that were met when the case was opened. */
  readonly criteria: readonly CriterionId[];
  /** Of the decision in force. */
  readonly causes: readonly CauseFactor[];
}

/** The cases of a semester, and those of the one before; none that the meeting has taken back. */
export interface Cohort {
  readonly cases: readonly FigureCase[];
  readonly before: readonly FigureCase[];
}

export const NO_PART = 'none';
/** Parts of which neither number nor name is shown. */
export const OTHER_PARTS = 'others';
export const FLOW_PARTS = ['new', 'up', 'same', 'down', 'gone'] as const;
export type FlowPart = (typeof FLOW_PARTS)[number];

/** Students by tier, class, criterion and cause, and how they moved since the semester before. */
export function studentItems({ cases, before }: Cohort): readonly FigureItem[] {
  const students = newestOfStudents(cases);
  return [
    ...students.flatMap((held) => [
      one('tier', String(held.tier), held),
      one('class', held.classId ?? NO_PART, held, TIER_LABELS[held.tier]),
      ...orNone(held.criteria).map((part) => one('criterion', part, held, saidBehind(part, held))),
      ...orNone(held.causes).map((part) => one('cause', part, held, saidBehind(part, held))),
    ]),
    ...flowItems(students, newestOfStudents(before)),
  ];
}

/** A student whose case was closed and opened again in a semester is one student: the newest case speaks. */
export function newestOfStudents(cases: readonly FigureCase[]): readonly FigureCase[] {
  const newest = new Map<string, FigureCase>();
  for (const held of cases) {
    const known = newest.get(held.studentId);
    if (!known || isLater(held, known)) newest.set(held.studentId, held);
  }
  return [...newest.values()];
}

const isLater = (a: FigureCase, b: FigureCase): boolean =>
  a.openedOn === b.openedOn ? a.caseId > b.caseId : a.openedOn > b.openedOn;

function flowItems(now: readonly FigureCase[], before: readonly FigureCase[]): readonly FigureItem[] {
  const was = new Map(before.map((held) => [held.studentId, held]));
  const is = new Set(now.map(({ studentId }) => studentId));
  return [
    ...now.flatMap((held) => {
      const old = was.get(held.studentId);
      if (!old) return [one('flow', 'new', held, `新列入，${TIER_LABELS[held.tier]}`), moved(null, held)];
      const said = held.tier === old.tier ? `仍为${TIER_LABELS[held.tier]}` : sayMove(old.tier, held.tier);
      return [one('flow', flowBetween(old.tier, held.tier), held, said), moved(old.tier, held)];
    }),
    ...before
      .filter(({ studentId }) => !is.has(studentId))
      .flatMap((held) => [
        one('flow', 'gone', held, `上学期${TIER_LABELS[held.tier]}，本学期未列入`),
        one('moves', moveKey(held.tier, null), held),
      ]),
  ];
}

const moved = (from: SupportTier | null, held: FigureCase): FigureItem =>
  one('moves', moveKey(from, held.tier), held);

/** `1>2`; who is not identified in a semester: NO_PART. */
const moveKey = (from: SupportTier | null, to: SupportTier | null): string =>
  `${from ?? NO_PART}>${to ?? NO_PART}`;

/** The ends of a move; null: not identified in that semester. */
export function endsOfMove(part: string): readonly [from: SupportTier | null, to: SupportTier | null] {
  const [from = '', to = ''] = part.split('>');
  return [tierOf(from), tierOf(to)];
}

/** Where a move of students stands in the flow. */
export function flowOfMove(part: string): FlowPart {
  const [from, to] = endsOfMove(part);
  return from === null ? 'new' : to === null ? 'gone' : flowBetween(from, to);
}

function flowBetween(from: SupportTier, to: SupportTier): FlowPart {
  const move = weightOf(to) - weightOf(from);
  return move > 0 ? 'up' : move < 0 ? 'down' : 'same';
}

const tierOf = (code: string): SupportTier | null =>
  code === 'watch' ? 'watch' : code === '1' ? 1 : code === '2' ? 2 : code === '3' ? 3 : null;

const sayMoveKey = (part: string): string => {
  const [from, to] = endsOfMove(part);
  if (from === null) return `新列入为${to === null ? '' : TIER_LABELS[to]}`;
  if (to === null) return `${TIER_LABELS[from]} → 不再列入`;
  return from === to ? `仍为${TIER_LABELS[from]}` : sayMove(from, to);
};

const weightOf = (tier: SupportTier): number => (tier === 'watch' ? 0 : tier);

const sayMove = (from: SupportTier, to: SupportTier): string => `${TIER_LABELS[from]} → ${TIER_LABELS[to]}`;

const orNone = <T extends string>(parts: readonly T[]): readonly string[] =>
  parts.length === 0 ? [NO_PART] : parts;

/** The tier and the criteria that were met; causes are read in the archive, one by one. */
export const sayCriteria = ({ tier, criteria }: Pick<FigureCase, 'tier' | 'criteria'>): string =>
  [TIER_LABELS[tier], criteria.map((id) => CRITERION_LABELS[id]).join('、')].filter(Boolean).join(' · ');

/** What may be told where no look is logged: discipline stands in the archive. */
export const openCriteria = (criteria: readonly CriterionId[]): readonly CriterionId[] =>
  criteria.filter((id) => id !== 'study-discipline');

/** Discipline is named behind its own number alone, where the look is logged. */
const saidBehind = (part: string, { tier, criteria }: FigureCase): string =>
  sayCriteria({ tier, criteria: part === 'study-discipline' ? criteria : openCriteria(criteria) });

const one = (
  split: FigureSplitId,
  part: string,
  { caseId }: Pick<FigureCase, 'caseId'>,
  detail = '',
): FigureItem => ({ split, part, amount: 1, caseId, detail });

const FLOW_LABELS: Readonly<Record<FlowPart, string>> = {
  new: '新列入',
  up: '加重',
  same: '不变',
  down: '减轻',
  gone: '不再列入',
};

/** Names of a part that is not a class. */
export function partLabel(split: FigureSplitId, part: string): string {
  if (split === 'moves') return sayMoveKey(part);
  const known: Readonly<Record<string, string>> = {
    ...LABELS_OF[split],
    ...(split === 'class' || split === 'cause' || split === 'criterion'
      ? {
          [OTHER_PARTS]: '其余班级',
          [NO_PART]: split === 'class' ? '未分班' : split === 'cause' ? '未登记成因' : '没有',
        }
      : {}),
  };
  return known[part] ?? part;
}

const LABELS_OF: Readonly<Record<FigureSplitId, Readonly<Record<string, string>>>> = {
  tier: TIER_LABELS,
  class: {},
  criterion: CRITERION_LABELS,
  cause: CAUSE_LABELS,
  flow: FLOW_LABELS,
  moves: {},
  'talks-adviser': WORK_PART_LABELS.talks,
  'talks-counselor': WORK_PART_LABELS.talks,
  'late-reason': LATE_REASON_LABELS,
  workload: {},
  calls: WORK_PART_LABELS.calls,
  letters: WORK_PART_LABELS.letters,
  pairs: WORK_PART_LABELS.pairs,
  minutes: WORK_PART_LABELS.minutes,
  credits: WORK_PART_LABELS.credits,
  'recovered-tier': TIER_LABELS,
  'recovered-help': WORK_PART_LABELS.ways,
};
