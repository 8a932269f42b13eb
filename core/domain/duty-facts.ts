import type { DutyKind, DutyRole, TalkSide } from './duty';
import type { LocalDate } from './local-date';
import type { SupportTier } from './support-tier';
import type { Term } from './term';

/**
 * What duties are derived from: what was decided and what happened, by the day it happened. Lists
 * are in any order; what lies after the day asked for does not exist yet.
 */

export const LETTER_STATES = ['draft', 'approved', 'printed', 'posted', 'delivered', 'returned'] as const;
/** 拟稿, 审核, 打印, 寄出, 签收, 退回 */
export type LetterState = (typeof LETTER_STATES)[number];

export const STATUS_KINDS = ['suspended', 'exchange', 'military', 'left', 'graduated', 'returned'] as const;
/** 休学, 交换, 参军 pause; 退学, 毕业 close; 复学 ends whatever was in force before. */
export type StatusKind = (typeof STATUS_KINDS)[number];

interface Dated {
  readonly on: LocalDate;
}

export interface DutyFacts {
  /** The meeting's decisions, of one case or of several semesters; the newest is in force. */
  readonly decisions: readonly {
    readonly tier: SupportTier;
    readonly decidedOn: LocalDate;
    /** The semester of its case; by default the one that the day lies in. */
    readonly term?: Term | undefined;
  }[];
  readonly talks: readonly {
    readonly heldOn: LocalDate;
    readonly by: readonly string[];
    readonly mode: 'in-person' | 'phone' | 'online';
    readonly attended: boolean;
    /** Later than the talk: 补录. */
    readonly filedOn?: LocalDate | undefined;
  }[];
  /** A supplement serves its author's duty only with the date of a talk of one's own. */
  readonly supplements: readonly { readonly by: TalkSide; readonly heldOn: LocalDate | null }[];
  /** Contacts with the parents; only a phone call that reached them on a verified number counts. */
  readonly contacts: readonly (Dated & {
    readonly kind: string;
    readonly reached: boolean;
    readonly verified: boolean;
  })[];
  /** What became of the warning letter, a state a day. */
  readonly letters: readonly (Dated & { readonly state: LetterState })[];
  /** First and last day; without a last one the pair goes on. */
  readonly pairings: readonly { readonly from: LocalDate; readonly to?: LocalDate | undefined }[];
  readonly meetings: readonly (Dated & { readonly present: readonly string[] })[];
  readonly studyPlans: readonly Dated[];
  readonly planReviews: readonly Dated[];
  readonly courseAdvices: readonly Dated[];
  readonly volunteerGuidances: readonly Dated[];
  readonly focusNotes: readonly Dated[];
  /** First and last day; the day after the last one is that of the return. */
  readonly statuses: readonly {
    readonly from: LocalDate;
    readonly to?: LocalDate | undefined;
    readonly kind: StatusKind;
  }[];
  /** Since when someone holds a role for the student; one that begins after the decision is a handover. */
  readonly assignments: readonly { readonly role: TalkSide; readonly from: LocalDate }[];
  /**
   * The leader's word that a duty need not be done; without a role for each of its owners, without a
   * last day for good. One that was taken back ends on the day before.
   */
  readonly waivers: readonly (Dated & {
    readonly kind: DutyKind;
    readonly role?: DutyRole | undefined;
    readonly to?: LocalDate | undefined;
    readonly reason: string;
  })[];
}

export const NO_FACTS: DutyFacts = {
  decisions: [],
  talks: [],
  supplements: [],
  contacts: [],
  letters: [],
  pairings: [],
  meetings: [],
  studyPlans: [],
  planReviews: [],
  courseAdvices: [],
  volunteerGuidances: [],
  focusNotes: [],
  statuses: [],
  assignments: [],
  waivers: [],
};
