import type { CheckOutcome } from '../../domain/help-check';
import type { Page } from '../page';

export interface DrawItem {
  readonly drawId: string;
  readonly on: string;
  readonly by: string;
  /** From how many pairs, by which seed: enough to draw again. */
  readonly population: number;
  readonly seed: string;
  /** Those in reach. */
  readonly pairs: readonly {
    readonly pairingId: string;
    readonly studentId: string;
    readonly studentName: string;
    readonly volunteerName: string;
    readonly check: {
      readonly outcome: CheckOutcome;
      readonly note: string;
      readonly on: string;
      readonly by: string;
    } | null;
  }[];
}

export interface DrawList extends Page<DrawItem> {
  /** Pairs that could be drawn now. */
  readonly active: number;
  readonly canDraw: boolean;
}

export interface Drawn {
  readonly drawId: string;
  readonly picked: number;
  readonly repeated: boolean;
}

export interface CheckFiled {
  readonly drawId: string;
  readonly repeated: boolean;
}
