import type { CommendationKind, ServiceFigures } from '../../domain/commendation';
import type { LocalDate } from '../../domain/local-date';
import type { Term } from '../../domain/term';
import type { Instant } from './world';

export interface CommendationRow {
  readonly id: string;
  readonly term: Term;
  readonly kind: CommendationKind;
  readonly title: string;
  readonly reason: string;
  readonly figures: ServiceFigures;
  readonly decidedOn: LocalDate;
  readonly decidedAt: Instant;
  readonly decidedBy: string;
  readonly volunteerIds: readonly string[];
}

export interface CommendationRecord extends Omit<CommendationRow, 'decidedAt' | 'decidedBy'> {
  readonly end: { readonly on: LocalDate; readonly reason: string } | null;
}

/** With whom a session was, and with what it was to help. */
export interface SessionHelp {
  readonly sessionId: string;
  readonly volunteerId: string;
  readonly studentId: string;
  readonly courseCodes: readonly string[];
}

export interface CommendationRepository {
  /** Sessions of a span of days; of the department. */
  sessions(from: LocalDate, to: LocalDate): Promise<readonly SessionHelp[]>;
  /** Those that the actor may see, oldest first; of a semester, or of a volunteer. */
  list(filter: {
    readonly term?: Term;
    readonly volunteerId?: string;
  }): Promise<readonly CommendationRecord[]>;
  /** Same id again: false. */
  add(row: CommendationRow): Promise<boolean>;
  /** Twice is once: false. */
  end(end: {
    readonly id: string;
    readonly reason: string;
    readonly on: LocalDate;
    readonly by: string;
  }): Promise<boolean>;
}

/** 表彰名单 as it is printed; integer minutes. */
export interface CommendationList {
  readonly departmentName: string;
  readonly term: Term;
  readonly on: LocalDate;
  readonly rows: readonly {
    readonly kind: CommendationKind;
    readonly title: string;
    readonly members: readonly string[];
    readonly figures: ServiceFigures;
    readonly reason: string;
  }[];
}

export interface CommendationRenderer {
  /** @throws DomainError GLYPH_MISSING or UNPRINTABLE_CHARACTER */
  commendations(list: CommendationList): Promise<Uint8Array>;
}
