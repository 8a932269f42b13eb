import type { CaseOutcome, Difficulty } from './case-decision';
import type { CauseFactor } from './cause-factor';
import { DomainError } from './errors';
import type { Role } from './role';
import type { SupportTier } from './support-tier';

/** 诊断会 (art. 3): the working group looks at each student together, then all is decided at once. */
const CONFERENCE_STATES = ['open', 'applied', 'left'] as const;
export type ConferenceState = (typeof CONFERENCE_STATES)[number];

/** Who may be on the present list (art. 2); a volunteer never hears a classmate's case. */
export const CONFERENCE_ROLES = [
  'leader',
  'office',
  'counselor',
  'adviser',
  'teacher',
] as const satisfies readonly Role[];
export type ConferenceRole = (typeof CONFERENCE_ROLES)[number];

/** Characters. */
export const CONFERENCE_LIMITS = { remark: 200, causeNote: 200, reason: 500 } as const;

/** 集体讨论 (art. 3): one alone discusses nothing. */
const FEWEST_PRESENT = 2;

/** What the meeting means to decide of a student; nothing of it is in force. */
export interface PreparedContent {
  /** The decision in force that was seen; null: there was none. */
  readonly replaces: string | null;
  readonly outcome: CaseOutcome;
  readonly tier: SupportTier | null;
  readonly difficulty: Difficulty | null;
  readonly causes: readonly CauseFactor[];
  readonly causeNote: string;
  readonly reason: string;
  /** Who sees to the next step of the case. */
  readonly ownerId: string | null;
}

/** What was decided, as the minutes keep it: ids and codes; names and reasons stand with their own rows. */
export interface MinutesContent {
  readonly screeningId: string;
  readonly heldOn: string;
  readonly members: readonly {
    readonly personId: string;
    readonly role: ConferenceRole;
    readonly isPresent: boolean;
  }[];
  readonly decided: readonly {
    readonly decisionId: string;
    readonly studentId: string;
    readonly outcome: CaseOutcome;
    readonly tier: SupportTier | null;
    readonly difficulty: Difficulty | null;
    readonly ownerId: string | null;
    readonly views: readonly { readonly personId: string; readonly difficulty: Difficulty }[];
  }[];
  /** On the list, and left for another day. */
  readonly undecided: number;
}

/**
 * What most members hold it to be; `both` where as many say the one as the other.
 *
 * @returns null: nobody has said anything
 */
export function prevailingView(views: readonly Difficulty[]): Difficulty | null {
  if (views.length === 0) return null;
  const count = (of: Difficulty) => views.filter((one) => one === of).length;
  const [ability, attitude, both] = [count('ability'), count('attitude'), count('both')];
  if (ability > attitude && ability > both) return 'ability';
  if (attitude > ability && attitude > both) return 'attitude';
  return 'both';
}

/**
 * Before the decisions of a meeting are applied.
 *
 * @throws DomainError NOT_TOGETHER, NOTHING_PREPARED
 */
export function validateApplying({
  present,
  prepared,
}: {
  readonly present: number;
  readonly prepared: number;
}): void {
  if (present < FEWEST_PRESENT) {
    throw new DomainError(
      'NOT_TOGETHER',
      `认定要集体讨论（办法第三条），到会名单上只有 ${present} 人。请先勾选到会的人。`,
      'members',
    );
  }
  if (prepared === 0) {
    throw new DomainError(
      'NOTHING_PREPARED',
      '还没有记下任何一位学生的决定。请逐位记下后再生效。',
      'prepared',
    );
  }
}
