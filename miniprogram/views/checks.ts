import type { DrawItem } from '#core/contract/index';
import { DomainError } from '#core/domain/errors';
import {
  CHECK_OUTCOME_LABELS,
  CHECK_OUTCOMES,
  type CheckOutcome,
  validateCheck,
} from '#core/domain/help-check';
import { toLine, toSentence } from './line';
import { sayDate } from './when';

export const CHECK_CHOICES = CHECK_OUTCOMES.map((value) => ({ value, label: CHECK_OUTCOME_LABELS[value] }));

/** How many one may draw at once, of the pairs there are. */
export const toSizes = (active: number) =>
  [1, 2, 3, 5, 10]
    .filter((size) => size <= active)
    .map((size) => ({ value: String(size), label: `${size} 对` }));

export interface DrawView {
  readonly id: string;
  readonly head: string;
  readonly seed: string;
  readonly pairs: readonly {
    readonly key: string;
    readonly drawId: string;
    readonly pairingId: string;
    readonly who: string;
    readonly word: string;
    readonly tone: 'due' | 'done' | 'late';
    readonly told: string;
    readonly isOpen: boolean;
    readonly canCheck: boolean;
  }[];
}

/** @param openKey the pair whose form is open; empty: none */
export const toDraws = (
  items: readonly DrawItem[],
  openKey: string,
  canCheck: boolean,
  today: string,
): readonly DrawView[] =>
  items.map(({ by, drawId, on, pairs, population, seed }) => ({
    id: drawId,
    head: `${sayDate(on, today)}，${by}从 ${population} 对里抽取`,
    seed: `随机种子 ${seed}`,
    pairs: pairs.map(({ check, pairingId, studentName, volunteerName }) => {
      const key = `${drawId}:${pairingId}`;
      return {
        key,
        drawId,
        pairingId,
        who: `${volunteerName}帮扶${studentName}`,
        word: check === null ? '待检查' : CHECK_OUTCOME_LABELS[check.outcome],
        tone: check === null ? 'due' : check.outcome === 'in-order' ? 'done' : 'late',
        told: check === null ? '' : toLine([check.note, sayDate(check.on, today), check.by]),
        isOpen: check === null && key === openKey,
        canCheck: check === null && canCheck,
      };
    }),
  }));

/** Empty: may be sent. Comfort only, the server decides. */
export function wrongInCheck(outcome: CheckOutcome, note: string): string {
  try {
    validateCheck({ outcome, note });
    return '';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return toSentence(error.message);
  }
}
