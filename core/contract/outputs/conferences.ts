import type { CaseOutcome, Difficulty } from '../../domain/case-decision';
import type { CauseFactor } from '../../domain/cause-factor';
import type { ConferenceRole, ConferenceState } from '../../domain/conference';
import type { SupportTier } from '../../domain/support-tier';

/** What the actions about 诊断会 answer. */

export interface ConferenceHead {
  readonly conferenceId: string;
  readonly screeningId: string;
  readonly term: string;
  readonly heldOn: string;
  readonly state: ConferenceState;
  readonly openedBy: string;
  readonly endedBy: string | null;
  /** SHA-256 of the minutes; null: nothing was put in force. */
  readonly minutesHash: string | null;
}

export interface PreparedItem {
  readonly preparedId: string;
  readonly proposalId: string;
  readonly studentId: string;
  readonly name: string;
  readonly className: string;
  readonly outcome: CaseOutcome;
  readonly tier: SupportTier | null;
  /** The change was declined: the case goes on as it was. */
  readonly isKept: boolean;
  readonly owner: string | null;
  readonly by: string;
  /** Why it cannot be put in force as things stand now; null: it can. */
  readonly problem: string | null;
}

export interface ConferenceView {
  readonly conference: ConferenceHead | null;
  readonly members: readonly {
    readonly personId: string;
    readonly name: string;
    readonly role: ConferenceRole;
    readonly isPresent: boolean;
  }[];
  /** In the order in which they were prepared. */
  readonly prepared: readonly PreparedItem[];
  /** On the list, without a decision in force. */
  readonly waiting: number;
  /** Where to begin or go on: the first on the list with nothing prepared; null: nobody is left. */
  readonly nextProposalId: string | null;
  readonly canApply: boolean;
  /** Ended ones, newest first. */
  readonly earlier: readonly ConferenceHead[];
}

/** What the meeting has of one student. */
export interface ConferenceOfStudent {
  readonly conferenceId: string;
  /** Everyone present, with what they said; null: nothing yet. */
  readonly views: readonly {
    readonly personId: string;
    readonly name: string;
    readonly role: ConferenceRole;
    readonly difficulty: Difficulty | null;
    readonly remark: string;
  }[];
  /** What most of them hold it to be; null: nobody has said anything. */
  readonly prevailing: Difficulty | null;
  readonly prepared: {
    readonly preparedId: string;
    readonly outcome: CaseOutcome;
    readonly tier: SupportTier | null;
    readonly difficulty: Difficulty | null;
    readonly causes: readonly CauseFactor[];
    readonly causeNote: string;
    readonly reason: string;
    readonly ownerId: string | null;
    readonly by: string;
  } | null;
  /** How many students have a decision prepared. */
  readonly preparedCount: number;
  /** The next one of the list with nothing prepared; null: nobody is left. */
  readonly nextProposalId: string | null;
}

/** On a member's own phone: the students of their own classes. */
export interface ConferenceOfMember {
  readonly conference: Pick<ConferenceHead, 'conferenceId' | 'heldOn' | 'openedBy'> | null;
  readonly isPresent: boolean;
  readonly students: readonly {
    readonly proposalId: string;
    readonly studentId: string;
    readonly name: string;
    readonly className: string;
    readonly outstandingCredits: string;
    readonly gpa: string | null;
    readonly difficulty: Difficulty | null;
    readonly remark: string;
  }[];
}

export interface ConferenceOutputs {
  'conference.show': ConferenceView;
  'conference.open': ConferenceView;
  'conference.mark': ConferenceView;
  /** null too for a member on the own phone, where the others' words are not to be read. */
  'conference.say': { readonly prevailing: Difficulty | null };
  'conference.prepare': ConferenceOfStudent;
  'conference.apply': ConferenceView;
  'conference.leave': ConferenceView;
  'conference.mine': ConferenceOfMember;
  'conference.join': ConferenceOfMember;
}
