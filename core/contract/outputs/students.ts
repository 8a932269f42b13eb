import type { CauseFactor } from '../../domain/cause-factor';
import type { EvidenceFact } from '../../domain/criterion';
import type { SupportTier } from '../../domain/support-tier';
import type { Page } from '../page';
import type { TodoItem, TodoKind } from './today';

/** Who a page or a row is about. */
export interface StudentHeading {
  readonly id: string;
  readonly studentNo: string;
  readonly name: string;
  readonly className: string;
}

export type Tier = SupportTier;

export interface StudentListItem {
  readonly studentId: string;
  readonly studentNo: string;
  readonly name: string;
  readonly className: string;
  readonly caseId: string | null;
  readonly tier: Tier | null;
  readonly outstandingCredits: string | null;
  readonly lastTalkOn: string | null;
  readonly daysSinceLastTalk: number | null;
  readonly nextDue: {
    readonly kind: TodoKind;
    readonly dueOn: string;
    readonly state: TodoItem['state'];
  } | null;
}

export interface StudentList extends Page<StudentListItem> {
  readonly total: number;
  readonly classes: readonly { readonly id: string; readonly name: string }[];
}

export interface StudentSensitive {
  readonly family: string | null;
  readonly contact: string | null;
  readonly guardians: string | null;
  /** The open case's causes that tell of family, illness, psychology, discipline or belief, and what was noted. */
  readonly causes: readonly CauseFactor[];
  readonly causeNote: string;
  /** Disciplinary actions behind the open case. */
  readonly discipline: readonly EvidenceFact[];
}
