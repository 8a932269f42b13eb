import type { PairingObstacle } from '../../domain/pairing';
import type { ClassWish, PairingEndKind } from '../../domain/pairing-end';
import type { PlanWay } from '../../domain/study-plan';
import type { SupportTier } from '../../domain/support-tier';
import type { WeeklyPeriod } from '../../domain/weekly-period';
import type { Page } from '../page';

export type PairingShow = 'open' | 'offered' | 'paired';

export interface PairView {
  readonly pairingId: string;
  readonly volunteerId: string;
  readonly volunteerName: string;
  readonly firstDay: string;
  readonly courses: readonly string[];
  readonly agreedContact: string;
  /** Why these two, in a sentence. */
  readonly because: string;
  /** The volunteer takes nobody at present, or has left: another one is needed. */
  readonly isInterrupted: boolean;
}

export interface PairingRow {
  readonly student: { readonly id: string; readonly name: string; readonly className: string };
  readonly caseId: string;
  readonly tier: SupportTier;
  readonly courses: readonly string[];
  readonly suggestion: {
    readonly volunteerId: string;
    readonly name: string;
    readonly className: string;
    readonly sentence: string;
  } | null;
  /** Why nobody is suggested; null: someone is, or none is wanted. */
  readonly because: string | null;
  readonly pair: PairView | null;
}

export interface PairingDesk extends Page<PairingRow> {
  readonly show: PairingShow;
  readonly counts: Readonly<Record<PairingShow, number>>;
  readonly volunteers: { readonly atWork: number; readonly places: number };
}

export interface VolunteerChoice {
  readonly volunteerId: string;
  readonly name: string;
  readonly className: string;
  /** What speaks for the pair. */
  readonly sentence: string;
  readonly obstacle: PairingObstacle | null;
  /** A person may pair the two all the same: what the list does not know may be so. */
  readonly isAllowed: boolean;
  readonly freeTime: string | null;
  readonly load: number;
  readonly places: number;
}

export interface StudentPairing {
  readonly student: { readonly id: string; readonly name: string; readonly className: string };
  readonly caseId: string;
  readonly tier: SupportTier;
  readonly courses: readonly string[];
  readonly wish: {
    readonly free: readonly WeeklyPeriod[] | null;
    readonly campus: string | null;
    readonly classWish: ClassWish | null;
  };
  /** Owed by the rule, asked for, or neither. */
  readonly standing: 'owed' | 'asked' | 'offered' | 'none';
  readonly pair: PairView | null;
  readonly former: readonly {
    readonly pairingId: string;
    readonly volunteerName: string;
    readonly firstDay: string;
    readonly lastDay: string;
    readonly kind: PairingEndKind;
    readonly note: string;
  }[];
  /** The best first, those that may not be last. */
  readonly choices: Page<VolunteerChoice>;
}

export interface PairsConfirmed {
  readonly confirmed: number;
  /** These were confirmed before. */
  readonly repeated: number;
}

export interface OwnPairItem {
  readonly pairingId: string;
  readonly studentName: string;
  readonly className: string;
  readonly agreedContact: string;
  readonly courses: readonly string[];
  readonly firstDay: string;
  /** The shared part of the study plan; null: there is none yet. */
  readonly plan: {
    readonly lines: readonly {
      readonly course: string;
      readonly way: PlanWay;
      readonly term: string;
      readonly on: string | null;
    }[];
    readonly steps: readonly string[];
  } | null;
}
