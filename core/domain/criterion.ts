/** The six criteria of art. 3, in its order. */
export const CRITERIA = [
  'truancy',
  'failed-courses',
  'academic-warning',
  'low-gpa',
  'study-discipline',
  'referral',
] as const;

export type CriterionId = (typeof CRITERIA)[number];

/** "no data" is an answer of its own and never counts as fine. */
export type CriterionState = 'met' | 'not-met' | 'no-data';

/** A row of an import as evidence shows it; decimals as text with two places. */
export interface EvidenceRow {
  readonly file: string;
  readonly row: number;
  readonly term: string;
  readonly courseCode: string;
  readonly courseName: string;
  readonly nature: string;
  readonly credit: string;
  readonly point: string | null;
  readonly score: string | null;
  readonly resitScore: string | null;
  readonly retakeScore: string | null;
  /** What became of the row in the sum, and why. */
  readonly because: string;
}

/** A row of a list beside the grades as evidence shows it: absences, discipline, warnings, referrals. */
export interface EvidenceFact {
  readonly file: string;
  readonly row: number;
  /** null: the list is not by semester. */
  readonly term: string | null;
  /** Course and day, kind and document, kind of warning, or referrer and reason. */
  readonly subject: string;
  /** Class-hours with two places; null where the list has none. */
  readonly hours: string | null;
  /** Whether the row counted, and why. */
  readonly because: string;
}

export interface Evidence {
  readonly criterion: CriterionId;
  readonly state: CriterionState;
  /** One sentence: the figure, the limit, the answer. */
  readonly statement: string;
  /** Rows of grades. */
  readonly rows: readonly EvidenceRow[];
  /** Rows of the list beside the grades; left out where none was handed in. */
  readonly facts?: readonly EvidenceFact[];
}
