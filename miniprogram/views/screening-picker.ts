import type { ScreeningSummary } from '#core/contract/index';
import { SCREENING_KIND_LABELS } from '#core/domain/labels';
import { sayFullTerm } from './term';
import { sayDate } from './when';

export interface ScreeningPicker {
  /** Beside the names, in their order. */
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** Where the one on the page stands. */
  readonly index: number;
}

/**
 * The screenings one may turn to, the newest semester first.
 *
 * @param listed newest first, as the list answers
 * @param shown the one on the page, which the first of the list need not hold
 */
export function toScreeningPicker(
  listed: readonly ScreeningSummary[],
  shown: ScreeningSummary | null,
  today: string,
): ScreeningPicker {
  const isListed = listed.some(({ screeningId }) => screeningId === shown?.screeningId);
  const all = [...listed, ...(shown === null || isListed ? [] : [shown])].sort((a, b) =>
    a.term === b.term ? 0 : a.term < b.term ? 1 : -1,
  );
  return {
    ids: all.map(({ screeningId }) => screeningId),
    names: all.map(
      ({ term, kind, ranOn, identified }) =>
        `${sayFullTerm(term)} · ${SCREENING_KIND_LABELS[kind]} · ${sayDate(ranOn, today)} · 符合 ${identified} 名`,
    ),
    index: Math.max(
      all.findIndex(({ screeningId }) => screeningId === shown?.screeningId),
      0,
    ),
  };
}
