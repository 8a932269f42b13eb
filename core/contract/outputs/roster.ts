import type { Duty, DutyState } from '../../domain/duty';
import type { Role } from '../../domain/role';
import type { SupportTier } from '../../domain/support-tier';
import type { TenureState } from '../../domain/tenure';

/** A person on the roster, with the roles of today. */
export interface RosterPerson {
  readonly personId: string;
  readonly name: string;
  readonly workNo: string;
  readonly roles: readonly {
    readonly role: Role;
    readonly scope: string;
    readonly lastDay: string | null;
    /** 代办: the name of the absent colleague. */
    readonly actingFor: string | null;
  }[];
  /** The last day here of who has left. */
  readonly leftOn: string | null;
  readonly isBound: boolean;
}

/** One assignment, whatever became of it. */
export interface TenureView {
  readonly tenureId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  readonly scope: string;
  readonly classId: string | null;
  readonly areaId: string | null;
  readonly firstDay: string;
  readonly lastDay: string | null;
  readonly state: TenureState;
  readonly actingFor: { readonly personId: string; readonly name: string } | null;
  /** The file that brought it; null: given by hand. */
  readonly source: string | null;
}

/** What was changed of an assignment, by whom and why. */
export interface TenureChangeView {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly kind: 'given' | 'ended' | 'corrected' | 'voided';
  readonly name: string;
  readonly role: Role;
  readonly scope: string;
  readonly firstDay: string;
  readonly wasLastDay: string | null;
  readonly lastDay: string | null;
  readonly actingFor: string | null;
  readonly reason: string;
}

export interface RosterPersonDetail {
  readonly today: string;
  readonly person: RosterPerson;
  /** Own ones, those in another's place, and those of others in this person's place; the newest first. */
  readonly tenures: readonly TenureView[];
  readonly history: readonly TenureChangeView[];
  readonly can: { readonly edit: boolean; readonly standIn: boolean; readonly leave: boolean };
}

export interface RosterClass {
  readonly classId: string;
  readonly name: string;
  readonly grade: string | null;
  readonly major: string | null;
  readonly area: { readonly id: string; readonly name: string } | null;
  /** 张老师, 李老师（代张老师） */
  readonly advisers: readonly string[];
  readonly counselors: readonly string[];
  readonly students: number;
  readonly openCases: number;
  /** Sentences. */
  readonly problems: readonly string[];
}

export interface RosterClassDetail extends RosterClass {
  readonly today: string;
  readonly tenures: readonly TenureView[];
  readonly history: readonly TenureChangeView[];
  readonly moves: readonly {
    readonly on: string;
    readonly from: string | null;
    readonly to: string | null;
    readonly by: string | null;
    readonly reason: string | null;
  }[];
  readonly can: { readonly edit: boolean };
}

export interface RosterArea {
  readonly areaId: string;
  readonly name: string;
  readonly counselors: readonly string[];
  readonly classNames: readonly string[];
  readonly problems: readonly string[];
}

export interface RosterAreas {
  readonly areas: readonly RosterArea[];
  /** Classes of no area. */
  readonly loose: readonly string[];
  readonly can: { readonly edit: boolean };
}

/** What a role may be given for. */
export interface RosterScopes {
  readonly classes: readonly { readonly id: string; readonly name: string }[];
  readonly areas: readonly { readonly id: string; readonly name: string }[];
}

export interface RosterOffering {
  readonly offeringId: string;
  readonly term: string;
  readonly courseCode: string;
  readonly courseName: string;
  readonly teacher: string;
  readonly classNames: readonly string[];
}

/** 交接单: what passes on with a class. */
export interface HandoverSheet {
  readonly today: string;
  readonly className: string;
  /** The day on which the class last passed to another adviser, or will; null: it never did. */
  readonly handedOverOn: string | null;
  readonly former: readonly string[];
  readonly present: readonly string[];
  readonly students: readonly HandoverStudent[];
  /** Duties that were overdue the day before: they stay with the former adviser. */
  readonly overdueBefore: number;
}

export interface HandoverStudent {
  readonly studentId: string;
  readonly studentNo: string;
  readonly name: string;
  readonly tier: SupportTier;
  readonly lastTalk: { readonly heldOn: string; readonly by: string; readonly talkId: string } | null;
  readonly duties: readonly (Pick<Duty, 'kind' | 'role' | 'dueOn' | 'because'> & {
    readonly state: DutyState;
    /** Days it was late when the class passed on; 0: it was not. */
    readonly lateBefore: number;
  })[];
}
