import type { Output } from '#core/contract/index';
import { FIGURE_HEADINGS, type FigureSplitId } from '#core/domain/figure-items';
import { HIDDEN, sayFigure } from '#core/domain/figure-words';
import { TIER_LABELS } from '#core/domain/labels';
import { dayLabel } from '#core/domain/local-date';
import type { Role } from '#core/domain/role';
import { type FlowPicture, toFlowPicture } from './flow-picture';
import { toLine } from './line';
import { sayFullTerm } from './term';
import { SHORT_TIERS, type TierView, toTier } from './tier';
import { toWorkload } from './today';

type Figures = Output<'figures.show'>;
type Split = Figures['splits'][number];

/** One number as a bar: its word, its number and its length. */
export interface FigureBar {
  readonly key: string;
  readonly label: string;
  /** `不足5` where it is hidden. */
  readonly value: string;
  /** Percent of the longest bar of its split. */
  readonly width: number;
  readonly isOpening: boolean;
  readonly spoken: string;
}

export interface FigureCard {
  readonly id: FigureSplitId;
  readonly heading: string;
  readonly note: string;
  readonly hint: string;
  /** All behind its total; null: nothing to open. */
  readonly total: FigureBar | null;
  /** null: told by its bars alone. */
  readonly flow: FlowPicture | null;
  /** In stretches: a view holds 60 parts at most. */
  readonly stretches: readonly { readonly key: string; readonly bars: readonly FigureBar[] }[];
}

/** A semester as one bar of four parts. */
export interface TermBar {
  readonly key: string;
  readonly label: string;
  readonly total: string;
  readonly isOpening: boolean;
  readonly parts: readonly {
    readonly key: string;
    readonly word: string;
    readonly value: string;
    readonly width: number;
    readonly spoken: string;
  }[];
  readonly spoken: string;
}

export interface FiguresView {
  readonly sentence: string;
  readonly terms: readonly TermBar[];
  readonly cards: readonly FigureCard[];
}

const HINTS: Readonly<Partial<Record<FigureSplitId, string>>> = {
  criterion: '一名学生可以有几种情形，加起来多于人数。',
  cause: '一名学生可以有几种成因，加起来多于人数。',
  'talks-adviser': '由应办事项推算：每次谈话对上它到期的那一次。补录的按谈话那天算。',
  'talks-counselor': '由应办事项推算：每次谈话对上它到期的那一次。补录的按谈话那天算。',
  'late-reason': '学生约而未到，不记谈话人的过失。',
  workload: '实际到场的谈话；两人同谈，各记一次。',
  minutes: '学生确认、核对过的时数；算在学生当时的档案上。',
  credits: '建档时的不及格学分；到帮扶的学期末通过的算补回，成绩更正不算。',
  'recovered-help': '每名学生归入做得最多的一种，各种加起来就是补回的学分。',
  moves: '左边是上学期，右边是本学期。实色的加重，斜纹的减轻，淡的不变，虚线是新列入和不再列入。',
  flow: '前四项加起来是本学期的人数；「不再列入」是上学期有、本学期没有的。',
};

/** Of splits whose parts do not add up. */
const TOTAL_LABELS: Readonly<Partial<Record<FigureSplitId, string>>> = {
  criterion: '学生',
  cause: '学生',
  flow: '两学期的学生',
  workload: '谈话',
};

export function toFiguresView({ term, terms, splits, isWhole, audience }: Figures): FiguresView {
  if (term === null) return { sentence: '', terms: [], cards: [] };
  const total = splits.find(({ id }) => id === 'tier')?.total;
  const people = total === null ? '不足 5 名' : `${total ?? 0} 名`;
  const ofWhom = isWhole ? '全系' : '您的责任区';
  const shared = audience === 'shared' ? '少于 5 的数已隐去，并多隐去几项，使合计推不出它们。' : '';
  return {
    sentence: `${sayFullTerm(term)}认定的学生，${ofWhom} ${people}。${shared}`,
    terms: toTermBars(terms, audience === 'group'),
    cards: splits.map((split) => toCard(split, audience === 'group')),
  };
}

function toTermBars(terms: Figures['terms'], mayOpen: boolean): readonly TermBar[] {
  const longest = Math.max(1, ...terms.map(({ total }) => total ?? 0));
  return terms.map(({ term, tiers, total }) => ({
    key: term,
    label: term,
    total: total === null ? HIDDEN : String(total),
    isOpening: mayOpen,
    parts: tiers
      .filter(({ value }) => value !== 0)
      .map(({ tier, value }) => ({
        key: String(tier),
        word: SHORT_TIERS[tier],
        value: value === null ? HIDDEN : String(value),
        // Hidden parts are drawn alike, whatever they are.
        width: percent(value ?? 2, longest),
        spoken: `${sayFullTerm(term)}，${TIER_LABELS[tier]} ${value === null ? HIDDEN : `${value} 名`}${mayOpen ? '，查看名单' : ''}`,
      })),
    spoken: toSpoken([
      sayFullTerm(term),
      ...tiers.map(({ tier, value }) => `${TIER_LABELS[tier]} ${value === null ? HIDDEN : `${value} 名`}`),
    ]),
  }));
}

function toCard({ id, total, parts }: Split, mayOpen: boolean): FigureCard {
  const longest = Math.max(1, ...parts.map(({ value }) => value ?? 0));
  return {
    id,
    heading: FIGURE_HEADINGS[id],
    note: mayOpen && total ? '' : sayFigure(id, total),
    total:
      mayOpen && total
        ? toBar(id, { key: '', label: TOTAL_LABELS[id] ?? '合计', value: total }, total, true)
        : null,
    hint: HINTS[id] ?? '',
    flow: id === 'moves' ? toFlowPicture({ parts }) : null,
    stretches: inStretches(parts.map((part) => toBar(id, part, longest, mayOpen))),
  };
}

function toBar(
  id: FigureSplitId,
  { key, label, value }: Split['parts'][number],
  longest: number,
  mayOpen: boolean,
): FigureBar {
  const isOpening = mayOpen && value !== null && value > 0;
  const said = sayFigure(id, value);
  return {
    key,
    label,
    value: said,
    width: value === null ? 0 : percent(value, longest),
    isOpening,
    spoken: `${label}，${said}${isOpening ? '，查看名单' : ''}`,
  };
}

const STRETCH = 30;
const inStretches = (bars: readonly FigureBar[]): FigureCard['stretches'] =>
  Array.from({ length: Math.ceil(bars.length / STRETCH) }, (_, at) => ({
    key: String(at),
    bars: bars.slice(at * STRETCH, (at + 1) * STRETCH),
  }));

const percent = (value: number, of: number): number => Math.round((value * 1000) / of) / 10;
const toSpoken = (words: readonly string[]): string => words.join('，');

/** 今后六周: what is to come, told apart from what has happened. */
export interface AheadView {
  readonly weeks: readonly {
    readonly key: string;
    readonly label: string;
    readonly count: number;
    readonly width: number;
    readonly spoken: string;
  }[];
  readonly people: readonly {
    readonly key: string;
    readonly label: string;
    readonly weeks: string;
    readonly isOpening: boolean;
    readonly spoken: string;
  }[];
  readonly more: string;
  readonly hasWhatIf: boolean;
}

export function toAheadView(workload: Output<'today.workload'>, role: Role): AheadView {
  const { rows, more } = toWorkload(workload, true);
  const sums = workload.weeks.map((_, at) =>
    workload.people.reduce((sum, { talks }) => sum + (talks[at] ?? 0), 0),
  );
  const longest = Math.max(1, ...sums);
  return {
    weeks: workload.weeks.map(({ from, to }, at) => {
      const count = sums[at] ?? 0;
      const label = at === 0 ? '本周' : `${dayLabel(from)}至${dayLabel(to)}`;
      return {
        key: from,
        label,
        count,
        width: percent(count, longest),
        spoken: `预测，${label}，约 ${count} 次${count > 0 ? '，查看是哪些' : ''}`,
      };
    }),
    people: rows.map(({ key, label, bars, spoken }) => ({
      key,
      label,
      weeks: bars.map(({ count }) => count).join(' · '),
      isOpening: bars.some(({ count }) => count > 0),
      spoken: `预测，${label}，${spoken}`,
    })),
    more,
    hasWhatIf: role === 'leader' || role === 'office',
  };
}

export interface FigureRowView extends TierView {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly className: string;
  readonly detail: string;
  readonly spoken: string;
}

export const toFigureRows = ({ items }: Output<'figures.rows'>): readonly FigureRowView[] =>
  items.map(({ key, studentId, studentNo, name, className, tier, detail }) => ({
    key,
    id: studentId,
    name,
    className: toLine([className || '未分班', studentNo]),
    ...toTier(tier),
    detail,
    spoken: toSpoken([name, className || '未分班', TIER_LABELS[tier], ...(detail ? [detail] : [])]),
  }));

/** 帮扶类型：二级，12 名; null: of the coming weeks. */
export const toRowsTitle = (split: FigureSplitId | null, { label, value }: Output<'figures.rows'>): string =>
  split === null
    ? `预测要谈的：${[label, `约 ${value} 次`].filter(Boolean).join('，')}`
    : `${FIGURE_HEADINGS[split]}：${label}，${sayFigure(split, value)}`;

/** The same number in the other semesters, newest first. */
export function toOverTerms(
  split: FigureSplitId | null,
  { overTerms }: Output<'figures.rows'>,
  shown: string,
): readonly (FigureBar & { readonly isShown: boolean })[] {
  if (split === null || overTerms.length < 2) return [];
  const longest = Math.max(1, ...overTerms.map(({ value }) => value));
  return overTerms
    .slice(-TERMS_SHOWN)
    .reverse()
    .map(({ term, value }) => ({
      key: term,
      label: term,
      value: sayFigure(split, value),
      width: percent(value, longest),
      isOpening: term !== shown,
      isShown: term === shown,
      spoken: `${sayFullTerm(term)}，${sayFigure(split, value)}${term === shown ? '，下面是名单' : '，查看名单'}`,
    }));
}

const TERMS_SHOWN = 12;
