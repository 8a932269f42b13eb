import type { QaStanding } from '../../domain/qa-session';
import type { Page } from '../page';

export interface QaItem {
  readonly sessionId: string;
  readonly courseName: string;
  /** null: one's own. */
  readonly teacherName: string | null;
  readonly heldOn: string;
  /** Minutes since midnight in Asia/Shanghai. */
  readonly from: number;
  readonly to: number;
  readonly place: string;
  readonly topic: string;
  readonly standing: QaStanding;
  /** What was asked and told, or why it was cancelled; empty before the report. */
  readonly topics: string;
  /** Whoever came besides the students to look after; 0 before the report. */
  readonly others: number;
  /** In reach; a name only of whom the reader may know. */
  readonly students: readonly {
    readonly studentId: string;
    readonly name: string | null;
    readonly came: boolean;
  }[];
}

export type QaList = Page<QaItem>;

export interface QaChanged {
  readonly sessionId: string;
  readonly repeated: boolean;
}
