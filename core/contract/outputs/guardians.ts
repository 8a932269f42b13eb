import type { Duty } from '../../domain/duty';
import type {
  CallFailure,
  GuardianContent,
  GuardianRelation,
  GuardianSource,
  GuardianStanding,
  NextWay,
  NumberDoubt,
} from '../../domain/guardian';
import type { StudentHeading } from './students';

/** What the actions about 家长 answer. */

/** Without the number and the address: these come by a named call. */
export interface GuardianItem {
  readonly guardianId: string;
  readonly entryId: string;
  readonly relation: GuardianRelation;
  readonly standing: GuardianStanding;
  readonly isPreferred: boolean;
  readonly source: GuardianSource;
  readonly since: string;
  readonly by: string;
  /** The last two digits: enough to tell two numbers apart. */
  readonly phoneHint: string;
  readonly doubt: NumberDoubt | null;
}

export interface GuardianDetail
  extends GuardianItem,
    Pick<GuardianContent, 'name' | 'phone' | 'address' | 'preference'> {
  /** Earlier entries, newest first. */
  readonly history: readonly {
    readonly on: string;
    readonly by: string;
    readonly name: string;
    readonly phone: string;
    readonly address: string;
    readonly source: GuardianSource;
    readonly reason: string;
  }[];
}

interface GuardianPage {
  readonly student: StudentHeading;
  readonly today: string;
  /** The day of the open case's decision; null: no open case, and no number to be doubted. */
  readonly warnedOn: string | null;
  readonly can: { readonly save: boolean; readonly seeNumbers: boolean };
}

export interface GuardianList extends GuardianPage {
  readonly guardians: readonly GuardianItem[];
  /** How many numbers the imported student list names. */
  readonly rosterNumbers: number;
}

export interface GuardianNumbers extends GuardianPage {
  readonly guardians: readonly GuardianDetail[];
  /** What the imported student lists said, newest first, with the day of each. */
  readonly roster: readonly { readonly text: string; readonly since: string }[];
}

/** A number that may be called. */
export interface CallNumber {
  readonly phone: string;
  /** 父亲 佘国安 */
  readonly label: string;
  readonly doubt: NumberDoubt | null;
  readonly preference: string;
  readonly isPreferred: boolean;
  /** Calls in vain of this case. */
  readonly failed: number;
}

export interface CallItem {
  readonly callId: string;
  readonly calledOn: string;
  readonly by: string;
  readonly phoneHint: string;
  readonly reached: boolean;
  readonly failure: CallFailure | null;
  readonly who: string;
  readonly identityPassed: boolean | null;
  readonly doubt: NumberDoubt | null;
  readonly told: string;
  readonly answer: string;
  readonly next: string;
}

export interface CallForm {
  readonly caseId: string;
  readonly today: string;
  readonly student: GuardianPage['student'];
  /** What they are asked that only the family knows. */
  readonly numbers: readonly CallNumber[];
  readonly calls: readonly CallItem[];
  readonly waiver: { readonly on: string; readonly by: string; readonly reason: string } | null;
  readonly nextWay: NextWay | null;
  readonly duty: Duty | null;
  readonly can: { readonly file: boolean; readonly waive: boolean };
}

export interface CallFiled {
  readonly form: CallForm;
  readonly repeated: boolean;
  /** Why the call does not count; null: it does. */
  readonly doubt: NumberDoubt | 'not-reached' | 'not-identified' | null;
}
