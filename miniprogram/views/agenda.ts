import type { Agenda, ProposalListItem, ScreeningSummary } from '#core/contract/index';
import { AGENDA_GROUP_LABELS, type AgendaGroup, agendaGroupOf } from '#core/domain/agenda-group';
import type { CaseOutcome } from '#core/domain/case-decision';
import {
  CASE_OUTCOME_LABELS,
  CRITERION_LABELS,
  SCREENING_KIND_LABELS,
  TIER_LABELS,
} from '#core/domain/labels';
import { isCaseChange } from '#core/domain/proposal-change';
import { sayChange } from './change';
import { toLine } from './line';
import { sayFullTerm } from './term';
import { type TierView, toTier } from './tier';
import { sayDate } from './when';

export type Show = 'open' | 'change' | 'decided' | 'near-miss' | 'apart';

/** Of those who wait: all, or who come before the meeting so. */
export type ShownGroup = AgendaGroup | 'all';

export interface ProposalRow extends TierView {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  /** 新认定, 延续 …; empty where nothing waits for a decision. */
  readonly group: string;
  readonly met: string;
  readonly decision: string;
  /** 一级 → 二级：有机化学补考未过 */
  readonly change: string;
  /** 变更, or 新依据 about who has no case. */
  readonly changeTag: string;
  readonly spoken: string;
}

export interface AgendaView {
  readonly hasScreening: boolean;
  readonly screeningId: string;
  readonly term: string;
  readonly ran: string;
  readonly files: string;
  readonly isPreview: boolean;
  /** Why nothing may be decided by it any more; empty: it may. */
  readonly rolledBack: string;
  readonly figures: readonly { readonly label: string; readonly value: string; readonly tone: string }[];
  readonly tabs: readonly { readonly value: Show; readonly label: string }[];
  /** 新认定 12, 比原来重 3 …; empty where there is one kind only, or another tab is open. */
  readonly kinds: readonly { readonly value: ShownGroup; readonly label: string }[];
  readonly rows: readonly ProposalRow[];
  readonly nextCursor: string | null;
  readonly emptyTitle: string;
  readonly emptyHint: string;
  readonly canDecide: boolean;
}

const EMPTY: Readonly<Record<Show, { emptyTitle: string; emptyHint: string }>> = {
  open: { emptyTitle: '都已认定', emptyHint: '这次筛查的学生都有了决定，可在「已认定」里查看。' },
  change: {
    emptyTitle: '没有变更建议',
    emptyHint: '成绩更正或补考之后重新筛查，在办学生的类型有变化时会列在这里。',
  },
  decided: { emptyTitle: '还没有决定', emptyHint: '从「待认定」的第一位学生开始。' },
  'near-miss': { emptyTitle: '没有接近的学生', emptyHint: '没有学生的不及格学分接近一级的界线。' },
  apart: {
    emptyTitle: '没有另列的学生',
    emptyHint: '不及格学分达到一级而没有符合任何情形的学生会列在这里。',
  },
};

export function toAgendaView(
  agenda: Agenda,
  show: Show,
  today: string,
  group: ShownGroup = 'all',
): AgendaView {
  const { screening, counts } = agenda;
  const isOfKind = show === 'open' && group !== 'all';
  return {
    hasScreening: screening !== null,
    screeningId: screening?.screeningId ?? '',
    term: screening === null ? '' : sayFullTerm(screening.term),
    ran: screening === null ? '' : sayRan(screening, today),
    files: screening === null ? '' : screening.files.join('、'),
    isPreview: screening?.kind === 'preview',
    rolledBack: sayRolledBack(agenda.rolledBack),
    figures: screening === null ? [] : tierFigures(screening),
    tabs: [
      { value: 'open', label: `待认定 ${counts.open}` },
      { value: 'change', label: `变更 ${counts.change}` },
      { value: 'decided', label: `已认定 ${counts.decided}` },
      { value: 'near-miss', label: `接近 ${counts.nearMiss}` },
      { value: 'apart', label: `另列 ${counts.apart}` },
    ],
    kinds: show === 'open' && (isOfKind || agenda.groups.length > 1) ? kindsOf(agenda, group) : [],
    rows: agenda.items.map((item) => toProposalRow(item, today)),
    nextCursor: agenda.nextCursor,
    ...(isOfKind && counts.open > 0
      ? {
          emptyTitle: `没有“${AGENDA_GROUP_LABELS[group]}”的学生`,
          emptyHint: '点「全部」看其余待认定的学生。',
        }
      : EMPTY[show]),
    canDecide: agenda.canDecide,
  };
}

/** Those there are, and the chosen one though it be of nobody by now. */
function kindsOf({ counts, groups }: Agenda, chosen: ShownGroup): AgendaView['kinds'] {
  const isThere = groups.some(({ group }) => group === chosen);
  const shown = isThere || chosen === 'all' ? groups : [...groups, { group: chosen, count: 0 }];
  return [
    { value: 'all', label: `全部 ${counts.open}` },
    ...shown.map(({ group, count }) => ({ value: group, label: `${AGENDA_GROUP_LABELS[group]} ${count}` })),
  ];
}

export function toProposalRow(item: ProposalListItem, today: string): ProposalRow {
  const { student, decision } = item;
  const settled = item.change?.kind === 'settled' ? item.change : null;
  // A dismissed proposal has no tier any more.
  const tier = toTier(
    decision === null ? (settled ? (settled.caseTier ?? settled.decision.tier) : item.tier) : decision.tier,
  );
  const said = decision ?? settled?.decision ?? null;
  const change = sayChange(item.change, item.tier);
  const group = decision === null ? agendaGroupOf(item) : null;
  const gpa = item.gpa === null ? '' : `绩点 ${item.gpa}`;
  const before =
    item.previousTier === null || item.change !== null ? '' : `现为${TIER_LABELS[item.previousTier]}`;
  return {
    id: item.proposalId,
    name: student.name,
    ...tier,
    detail: toLine([student.className, `不及格 ${item.outstandingCredits} 学分`, gpa, sayNext(item, tier)]),
    group: group === null ? '' : AGENDA_GROUP_LABELS[group],
    met: [item.met.map((criterion) => CRITERION_LABELS[criterion]).join('、'), before]
      .filter((part) => part !== '')
      .join(' · '),
    decision: said === null ? '' : `${sayDate(said.on, today)}${sayOutcome(item, said.outcome)}`,
    change,
    changeTag: change === '' ? '' : item.change?.kind === 'again' ? '新依据' : '变更',
    spoken: [student.name, student.className, tier.tierWord, change].filter((part) => part !== '').join('，'),
  };
}

/** Not to take over a proposed change is no word on the case itself. */
const sayOutcome = ({ change }: ProposalListItem, outcome: CaseOutcome): string =>
  outcome === 'dismiss' && change !== null && isCaseChange(change.kind)
    ? '维持不变'
    : CASE_OUTCOME_LABELS[outcome];

const sayRolledBack = (files: readonly string[]): string =>
  files.length === 0
    ? ''
    : `这次筛查用到的文件${files.map((file) => `“${file}”`).join('、')}已被撤销，不能据此决定。请重新筛查，再作决定。`;

/** How far it is to a heavier tier; for who has none yet, to the first. */
const sayNext = ({ toNextTier }: ProposalListItem, { tierWord }: TierView): string =>
  toNextTier === null ? '' : `${tierWord === '' ? '距一级' : '距更重一级'} ${toNextTier}`;

const sayRan = (screening: ScreeningSummary, today: string): string =>
  `${SCREENING_KIND_LABELS[screening.kind]} · ${sayDate(screening.ranOn, today)} · ${screening.by} · 办法 ${screening.policy.version} · 筛查 ${screening.students} 名，符合 ${screening.identified} 名`;

const tierFigures = ({ tiers }: ScreeningSummary): AgendaView['figures'] =>
  ([3, 2, 1, 'watch'] as const).map((tier) => ({
    label: TIER_LABELS[tier],
    value: String(tiers[tier]),
    tone: tiers[tier] === 0 ? 'zero' : 'plain',
  }));

/** The terms one may screen: this one and the two before, newest first. @param today decides the first */
export function screenableTerms(
  today: string,
): readonly { readonly value: string; readonly label: string }[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const start = month >= 8 ? year : year - 1;
  // From August on the first semester of the year that begins; from February the second.
  const first = month >= 8 || month < 2 ? [start, 1] : [start, 2];
  const terms: string[] = [];
  let [from = start, half = 1] = first;
  while (terms.length < 3) {
    terms.push(`${from}-${from + 1}-${half}`);
    [from, half] = half === 2 ? [from, 1] : [from - 1, 2];
  }
  return terms.map((term) => ({ value: term, label: sayFullTerm(term) }));
}
