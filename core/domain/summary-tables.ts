import { FIGURE_HEADINGS, type FigureSplitId } from './figure-items';
import type { FigureSplit } from './figure-sums';
import { HIDDEN, sayFigure } from './figure-words';
import { TIER_LABELS } from './labels';
import { nextTerm, termLabel } from './term';
import { OTHER_PARTS } from './term-figures';
import type { SummaryContent, SummaryNumbers } from './term-summary';

/** Numbers of one split beside those of the semester before, worded. */
export interface SummaryTable {
  readonly id: FigureSplitId;
  readonly heading: string;
  readonly total: string;
  readonly rows: readonly {
    readonly label: string;
    readonly now: string;
    /** "—": the semester before had no cases. */
    readonly before: string;
    /** Per cent of the largest number of the table. */
    readonly share: number;
  }[];
}

export interface TermLine {
  readonly label: string;
  readonly total: string;
  readonly parts: readonly {
    readonly key: string;
    readonly word: string;
    readonly value: string;
    /** Per cent of the largest semester. */
    readonly share: number;
  }[];
}

/** A hidden part is drawn alike, whatever it is. */
const HIDDEN_SHARE = 3;

export function summaryTables({ figures, before }: SummaryNumbers): readonly SummaryTable[] {
  return figures.map(({ id, total, parts }) => {
    const old = before.find((split) => split.id === id);
    const gone = old?.parts.filter(
      ({ key, value }) => value !== 0 && !parts.some((part) => part.key === key),
    );
    const rows = [...parts, ...(gone ?? []).map((part) => ({ ...part, value: restOf(parts) }))];
    const largest = Math.max(1, ...rows.map(({ value }) => value ?? 0));
    return {
      id,
      heading: FIGURE_HEADINGS[id],
      total: sayFigure(id, total),
      rows: rows.map(({ key, label, value }) => ({
        label,
        now: sayFigure(id, value),
        before: old ? sayFigure(id, partOf(old, key)) : '—',
        share: Math.round(((value ?? 0) * 100) / largest),
      })),
    };
  });
}

const partOf = (split: FigureSplit, key: string): number | null => {
  const part = split.parts.find((one) => one.key === key);
  return part === undefined ? restOf(split.parts) : part.value;
};

/** Of a part that is not listed: none, or it is among those that are hidden together. */
const restOf = (parts: FigureSplit['parts']): number | null =>
  parts.some(({ key }) => key === OTHER_PARTS) ? null : 0;

/** Each semester as a bar of four parts. */
export function termLines({ terms }: SummaryNumbers): readonly TermLine[] {
  const largest = Math.max(1, ...terms.map(({ total }) => total ?? 0));
  return terms.map(({ term, tiers, total }) => ({
    label: term,
    total: total === null ? HIDDEN : String(total),
    parts: tiers
      .filter(({ value }) => value !== 0)
      .map(({ tier, value }) => ({
        key: String(tier),
        word: TIER_LABELS[tier],
        value: value === null ? HIDDEN : String(value),
        share: value === null ? HIDDEN_SHARE : Math.round((value * 100) / largest),
      })),
  }));
}

/** The first paragraph: of whom the numbers are. */
export function summaryOpening(content: SummaryContent, numbers: SummaryNumbers): string {
  const totalOf = (splits: readonly FigureSplit[]) => {
    const split = splits.find(({ id }) => id === 'tier');
    return split === undefined ? null : sayFigure('tier', split.total);
  };
  const was = totalOf(numbers.before);
  return [
    `${content.departmentName}依据《${content.policyTitle}》，按${termLabel(content.term)}的成绩认定学业困难学生 ${totalOf(numbers.figures) ?? '0 名'}`,
    was === null ? '' : `（上学期 ${was}）`,
    `，在${termLabel(nextTerm(content.term))}给予帮扶。`,
  ].join('');
}
