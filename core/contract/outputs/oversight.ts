import type { DutyKind, DutyRole } from '../../domain/duty';
import type { LocalDate } from '../../domain/local-date';
import type { OversightSection } from '../../domain/oversight';
import type { Page } from '../page';

/** Overdue duties of a person in a role, or of a class. Longest: days of the oldest that is the owner's. */
export interface OverdueOf {
  readonly overdue: number;
  /** Talks to which the student was asked in vain: said, not counted. */
  readonly absent: number;
  readonly longest: number;
  /** In a few words, the most frequent first: `没有记录 3，学生未到 1`. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

export interface OverduePerson extends OverdueOf {
  /** Opens the rows of this line. */
  readonly key: string;
  /** Null: nobody answers for it, or it is the office's. */
  readonly personId: string | null;
  readonly name: string;
  readonly role: string;
}

export interface OverdueClass extends OverdueOf {
  readonly classId: string | null;
  readonly name: string;
}

/** 谁被漏掉了？ */
export interface Oversight {
  readonly today: LocalDate;
  /** The semester that imports are asked for; null: none is entered. */
  readonly term: string | null;
  readonly openCases: number;
  readonly counts: Readonly<Record<OversightSection, number>>;
  /** The longest overdue first; fifty at most, the rest by their number. */
  readonly people: readonly OverduePerson[];
  readonly morePeople: number;
  readonly classes: readonly OverdueClass[];
  readonly moreClasses: number;
  readonly can: { readonly waive: boolean; readonly standIn: boolean; readonly reassign: boolean };
}

export interface OversightRow {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  /** Why it stands here, in a few words. */
  readonly reason: string;
  readonly due: {
    readonly state: 'overdue' | 'open' | 'upcoming';
    readonly dueOn: LocalDate;
    readonly because: string;
  } | null;
  readonly student: { readonly id: string; readonly name: string; readonly className: string } | null;
  readonly caseId: string | null;
  readonly classId: string | null;
  readonly duty: { readonly kind: DutyKind; readonly role: DutyRole } | null;
  /** Who answers for it today. */
  readonly owners: readonly { readonly personId: string; readonly name: string }[];
}

export interface OversightRows extends Page<OversightRow> {
  readonly section: OversightSection;
  readonly total: number;
  /** Whose rows, or of which class; empty: of all. */
  readonly of: string;
  readonly can: Oversight['can'];
}
