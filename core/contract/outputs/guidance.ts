import type { GuidanceRating } from '../../domain/volunteer-guidance';

export interface GuidanceItem {
  readonly id: string;
  readonly on: string;
  readonly volunteerName: string;
  readonly by: string;
  readonly guidance: string;
  readonly rating: GuidanceRating;
  readonly remark: string;
}

/** What was said to the volunteers of one student, newest first, and whom there is to guide. */
export interface GuidanceOfStudent {
  readonly student: { readonly id: string; readonly name: string; readonly className: string };
  /** The active pair; null: none. */
  readonly pair: {
    readonly pairingId: string;
    readonly volunteerName: string;
    readonly firstDay: string;
  } | null;
  readonly canGuide: boolean;
  /** For so many days what was said can still be filed. */
  readonly filingDays: number;
  readonly items: readonly GuidanceItem[];
}

/** A volunteer's own, newest first. */
export interface OwnGuidanceList {
  readonly items: readonly {
    readonly id: string;
    readonly on: string;
    readonly guidance: string;
    readonly by: string;
  }[];
}

export interface GuidanceFiled {
  readonly id: string;
  readonly repeated: boolean;
}
