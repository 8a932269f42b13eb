import type { Role } from '../../domain/role';
import type { TalkDetails } from '../../domain/talk-details';
import type { TalkMode } from '../../domain/talk-record';
import type { TalkChange } from '../../domain/talk-revision';
import type { Tier } from './students';
import type { DutyView } from './today';

/** 更正 as a reader sees it. */
export interface TalkRevisionView {
  /** 1, 2 …; the record as filed is 0. */
  readonly ordinal: number;
  readonly reason: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  /** An opinion had been written on the text before. */
  readonly isAfterSupplement: boolean;
  readonly changes: readonly TalkChange[];
}

export interface TalkRevised {
  readonly talkId: string;
  readonly ordinal: number;
  /** The same id came before: nothing was written again. */
  readonly repeated: boolean;
}

/** A talk with the student on file already, which another on the same day might be a repeat of. */
export interface EarlierTalk {
  readonly talkId: string;
  readonly heldOn: string;
  readonly filedAt: string;
  /** Who wrote it. */
  readonly by: string;
}

/** The plan in force as the form shows it. */
export interface PlanBeside {
  readonly goal: string;
  readonly steps: readonly string[];
  readonly courses: readonly string[];
}

export interface TalkForm {
  readonly caseId: string;
  readonly today: string;
  readonly student: {
    readonly id: string;
    readonly studentNo: string;
    readonly name: string;
    readonly gender: string | null;
    readonly nativePlace: string | null;
    readonly className: string;
  };
  readonly family: string;
  readonly contact: string;
  readonly tier: Tier;
  readonly decidedOn: string;
  readonly outstanding: readonly {
    readonly courseName: string;
    readonly credit: string;
    readonly term: string;
  }[];
  readonly lastTalk: {
    readonly talkId: string;
    readonly heldOn: string;
    readonly by: string;
    readonly problems: string;
    readonly assessment: string;
  } | null;
  /** What is known already of the choices. */
  readonly details: TalkDetails;
  /** The study plan in force, beside the form; null: there is none. */
  readonly plan: PlanBeside | null;
  /** Of the last 60 days, the newest first: what another one of the same day might repeat. */
  readonly earlier: readonly EarlierTalk[];
  readonly duty: DutyView | null;
  readonly role: 'adviser' | 'counselor';
  /** The colleague who could have been present: name, or null where the assignment is vacant. */
  readonly colleague: { readonly role: 'adviser' | 'counselor'; readonly name: string | null };
}

export interface FilingResult {
  readonly talkId: string;
  /** The same id came before: nothing was written again. */
  readonly repeated: boolean;
  readonly late: { readonly days: number } | null;
  readonly closed: readonly DutyView[];
  readonly next: DutyView | null;
}

export interface TalkView {
  readonly talkId: string;
  readonly caseId: string;
  readonly student: TalkForm['student'];
  readonly heldOn: string;
  readonly filedAt: string;
  readonly late: { readonly days: number } | null;
  readonly mode: TalkMode;
  readonly place: string;
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
  readonly author: { readonly name: string; readonly role: Role };
  /** Of the colleague among the participants; null: none was there. */
  readonly jointRole: 'adviser' | 'counselor' | null;
  readonly participants: readonly { readonly name: string; readonly role: Role }[];
  /** Corrections, the first one first; the record above is as the last one left it. */
  readonly revisions: readonly TalkRevisionView[];
  readonly supplements: readonly {
    readonly id: string;
    readonly text: string;
    readonly heldOn: string | null;
    readonly filedAt: string;
    readonly author: { readonly name: string; readonly role: Role };
  }[];
  /** The two lines at the foot of the annex, as they stand. */
  readonly signatures: {
    readonly adviser: { readonly name: string; readonly on: string } | null;
    readonly counselor: { readonly name: string; readonly on: string | null } | null;
  };
  /** How many; `talks.photos` opens them. */
  readonly photos: number;
  readonly can: { readonly supplement: boolean; readonly print: boolean; readonly revise: boolean };
}

export interface TalkPhotos {
  readonly photos: readonly { readonly photoId: string; readonly url: string }[];
}
