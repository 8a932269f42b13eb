import type { CommendationKind, ServiceFigures } from '../../domain/commendation';

export interface CommendationItem {
  readonly commendationId: string;
  readonly term: string;
  readonly kind: CommendationKind;
  readonly title: string;
  readonly members: readonly string[];
  readonly reason: string;
  /** As they stood when it was decided. */
  readonly figures: ServiceFigures;
  readonly decidedOn: string;
  readonly end: { readonly on: string; readonly reason: string } | null;
}

export interface CommendationDesk {
  readonly term: string;
  readonly terms: readonly string[];
  /** By hours; those who have any. */
  readonly candidates: readonly {
    readonly volunteerId: string;
    readonly name: string;
    readonly className: string;
    readonly figures: ServiceFigures;
    readonly isCommended: boolean;
  }[];
  readonly items: readonly CommendationItem[];
  readonly can: { readonly decide: boolean };
}

export interface CommendationOutputs {
  'commendations.desk': CommendationDesk;
  'commendations.decide': CommendationItem;
  'commendations.withdraw': CommendationItem;
  'commendations.of-volunteer': { readonly items: readonly CommendationItem[] };
}
