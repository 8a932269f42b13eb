import type { Helpfulness, HelpKind, HelpStanding } from '../../domain/service-hours';
import type { Page } from '../page';

export interface HelpItem {
  readonly sessionId: string;
  /** Only of an active pair of one's own, or for whom the student is in reach. */
  readonly studentName: string | null;
  readonly volunteerName: string | null;
  readonly kind: HelpKind;
  readonly heldOn: string;
  /** Minutes since midnight in Asia/Shanghai. */
  readonly from: number;
  readonly to: number;
  readonly course: string;
  readonly done: string;
  readonly next: string;
  /** Days from the session to its filing; above 0: 补录. */
  readonly lag: number;
  readonly standing: HelpStanding;
  readonly dayMinutes: number;
  readonly dayLimit: number;
  /** The student's own word, for the working group; null: none, or the reader is the volunteer. */
  readonly feedback: { readonly helpful: Helpfulness; readonly wish: string } | null;
}

/** With integer minutes. */
export interface HelpList extends Page<HelpItem> {
  readonly counted: number;
  readonly open: number;
}

/** One's own. */
export interface OwnHelp extends HelpList {
  /** Of today; minutes. */
  readonly rules: { readonly codeMinutes: number; readonly dayLimit: number };
}

export interface HelpFiled {
  readonly sessionId: string;
  readonly repeated: boolean;
  readonly standing: HelpStanding;
}

/** What a student sees of a session, by number and code. */
export interface HelpSeen {
  readonly outcome: 'look' | 'confirmed' | 'objected';
  readonly volunteerName: string;
  readonly heldOn: string;
  readonly from: number;
  readonly to: number;
  readonly course: string;
  readonly done: string;
}

/** The code is shown once and kept nowhere. */
export interface HelpCode {
  readonly sessionId: string;
  readonly code: string;
  /** ISO 8601 */
  readonly expiresAt: string;
}
