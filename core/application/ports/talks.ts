import type { LocalDate } from '../../domain/local-date';
import type { TalkDetails } from '../../domain/talk-details';
import type { TalkMode } from '../../domain/talk-record';
import type { TalkText } from '../../domain/talk-revision';
import type { ReferralPhoto } from './referrals';
import type { TalkRevision } from './talk-revisions';
import type { Instant } from './world';

export interface TalkRow {
  readonly id: string;
  readonly caseId: string;
  readonly studentId: string;
  readonly heldOn: LocalDate;
  readonly mode: TalkMode;
  readonly place: string;
  /** Minutes. */
  readonly duration: number | null;
  readonly attended: boolean;
  readonly family: string;
  readonly contact: string;
  readonly problems: string;
  readonly assessment: string;
  readonly parentsContacted: boolean | null;
  readonly needsAttention: boolean | null;
  readonly psychologicalReferral: boolean | null;
  /** Null: nothing was chosen. */
  readonly details: TalkDetails | null;
  readonly authorId: string;
  readonly authorRole: 'adviser' | 'counselor';
  /** The colleague who was present. */
  readonly jointPersonId: string | null;
  readonly jointRole: 'adviser' | 'counselor' | null;
  readonly filedOn: LocalDate;
  readonly filedAt: Instant;
}

/** As it stands after its corrections. */
export interface TalkWithNames extends TalkRow {
  /** What the corrections began from. */
  readonly asFiled: TalkText;
  readonly revisions: readonly TalkRevision[];
  readonly authorName: string;
  readonly jointPersonName: string | null;
  readonly supplements: readonly SupplementWithName[];
  readonly photos: readonly ReferralPhoto[];
}

export interface SupplementRow {
  readonly id: string;
  readonly talkId: string;
  readonly text: string;
  readonly heldOn: LocalDate | null;
  readonly authorId: string;
  readonly authorRole: 'adviser' | 'counselor';
  readonly filedOn: LocalDate;
  readonly filedAt: Instant;
}

export interface SupplementWithName extends SupplementRow {
  readonly authorName: string;
}

export interface TalkRepository {
  /** Same id again with the same author and case: false, and nothing is written. */
  add(talk: TalkRow, photos?: readonly ReferralPhoto[]): Promise<boolean>;
  get(talkId: string): Promise<TalkWithNames | null>;
  ofStudent(studentId: string): Promise<readonly TalkWithNames[]>;
  addSupplement(supplement: SupplementRow): Promise<boolean>;
}
