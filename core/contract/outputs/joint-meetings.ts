import type { Duty } from '../../domain/duty';
import type { GuardianRelation, GuardianStanding, NumberDoubt } from '../../domain/guardian';
import type { LearningSheet, MeetingContent, MeetingParty } from '../../domain/joint-meeting';
import type { StudentHeading } from './students';

/** What the actions about 家长来校面谈 answer. */

export interface JointMeetingItem {
  readonly entryId: string;
  readonly on: string;
  readonly by: string;
  readonly content: MeetingContent;
  /** Who did not come or does not count; of minutes only. */
  readonly missing: readonly MeetingParty[];
  readonly signatures: readonly { readonly party: MeetingParty; readonly on: string; readonly url: string }[];
}

export interface JointMeetingView {
  readonly caseId: string;
  readonly today: string;
  readonly departmentName: string;
  /** Whoever asks, for the words on the phone. */
  readonly caller: string;
  readonly student: StudentHeading;
  readonly sheet: LearningSheet;
  readonly guardians: readonly {
    readonly guardianId: string;
    readonly name: string;
    readonly relation: GuardianRelation;
    readonly standing: GuardianStanding;
    readonly isPreferred: boolean;
    readonly doubt: NumberDoubt | null;
  }[];
  /** Who answers for the class today; null: nobody. */
  readonly people: { readonly adviser: string | null; readonly counselor: string | null };
  /** Newest first. */
  readonly entries: readonly JointMeetingItem[];
  readonly duty: Duty | null;
  readonly can: { readonly file: boolean };
}

export interface JointMeetingChanged {
  readonly view: JointMeetingView;
  readonly repeated: boolean;
}
