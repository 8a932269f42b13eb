import type { Output } from '#core/contract/index';
import {
  SUMMARY_LABELS,
  SUMMARY_PARTS,
  type SummaryPart,
  type SummaryWords,
} from '#core/domain/term-summary';
import { sayFullTerm } from './term';
import { sayDate, sayInstant } from './when';

type View = Output<'summary.show'>;

export interface SummaryPartView {
  readonly key: SummaryPart;
  readonly label: string;
  readonly text: string;
  /** Not taken over yet. */
  readonly suggestions: readonly string[];
  /** What somebody else saved meanwhile; "": the same, or nothing. */
  readonly theirs: string;
}

export interface SummaryPageView {
  readonly saved: string;
  readonly versions: readonly {
    readonly key: string;
    readonly version: number;
    readonly label: string;
    readonly reason: string;
    readonly hash: string;
  }[];
  /** A correction says why. */
  readonly isCorrection: boolean;
}

/** @param other what somebody else saved meanwhile; null: nobody */
export function toSummaryParts(
  words: SummaryWords,
  suggestions: View['suggestions'],
  other: SummaryWords | null,
): readonly SummaryPartView[] {
  return SUMMARY_PARTS.map((key) => ({
    key,
    label: SUMMARY_LABELS[key],
    text: words[key],
    suggestions: suggestions
      .filter(({ part, text }) => part === key && !words[key].includes(text))
      .map(({ text }) => text),
    theirs: other === null || other[key] === words[key] ? '' : other[key],
  }));
}

/** A line of its own below what is written. */
export const takeOver = (text: string, more: string): string =>
  text.trim() === '' ? more : `${text.trimEnd()}\n${more}`;

export function toSummaryPage({ saved, versions, term }: View, today: string): SummaryPageView {
  return {
    saved:
      saved === null
        ? `${term === null ? '' : sayFullTerm(term)}认定的学生，还没有人写过。`
        : `${saved.by} ${sayInstant(saved.at, today)}保存。`,
    versions: versions.map(({ version, by, on, reason, hash }) => ({
      key: String(version),
      version,
      label: `第 ${version} 版，${by} ${sayDate(on, today)}签发`,
      reason: reason === '' ? '' : `更正原因：${reason}`,
      hash: `校验码 ${hash.slice(0, 12)}`,
    })),
    isCorrection: versions.length > 0,
  };
}
