import type { Policy } from './policy';
import { type Assessment, assess, figuresOf, type ScreeningInput } from './screening';
import type { SupportTier } from './support-tier';
import { addLoads, type Load, NO_LOAD, type TierLoads, WORK_SIDES, type WorkSide } from './workload';

/** Where a rule puts a student: a tier, close below the first, credits without a criterion, or nowhere. */
export const STANDINGS = ['3', '2', '1', 'watch', 'apart', 'near-miss', 'none'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface Compared {
  readonly studentNo: string;
  readonly name: string | null;
  readonly className: string | null;
  readonly before: Standing;
  readonly after: Standing;
  /** By the rule compared with. */
  readonly creditsBefore: string;
  readonly creditsAfter: string;
}

/** One student under two rules: both read the same rows and lists. */
export function compareStudent(
  input: ScreeningInput,
  className: string | null,
  before: Policy,
  after: Policy,
): Compared {
  const old = figuresOf(input, assess(input, before), before);
  const own = figuresOf(input, assess(input, after), after);
  return {
    studentNo: input.studentNo,
    name: input.name,
    className,
    before: standingOf(old),
    after: standingOf(own),
    creditsBefore: old.outstandingCredits,
    creditsAfter: own.outstandingCredits,
  };
}

type Answer = Pick<Assessment, 'identified' | 'tier'> & {
  readonly nearMiss: boolean;
  readonly creditsWithoutCriterion: boolean;
};

function standingOf({ identified, tier, nearMiss, creditsWithoutCriterion }: Answer): Standing {
  if (identified && tier !== null) return tier === 'watch' ? 'watch' : (String(tier) as '1' | '2' | '3');
  return creditsWithoutCriterion ? 'apart' : nearMiss ? 'near-miss' : 'none';
}

/** null: identified by neither word of a tier. */
export const tierOfStanding = (standing: Standing): SupportTier | null => {
  switch (standing) {
    case '3':
      return 3;
    case '2':
      return 2;
    case '1':
      return 1;
    case 'watch':
      return 'watch';
    default:
      return null;
  }
};

/** Whom no list names under either rule: counted, not listed. */
export const isUntouched = ({ before, after }: Compared): boolean => before === 'none' && after === 'none';

/** Tier, standing or credits differ. */
export const isMoved = ({
  before,
  after,
  creditsBefore,
  creditsAfter,
}: Pick<Compared, 'before' | 'after' | 'creditsBefore' | 'creditsAfter'>): boolean =>
  before !== after || creditsBefore !== creditsAfter;

export interface MoveCell {
  readonly before: Standing;
  readonly after: Standing;
  readonly students: number;
}

/** How many go from where to where; cells without anyone left out, heaviest first. */
export function moveMatrix(compared: readonly Pick<Compared, 'before' | 'after'>[]): readonly MoveCell[] {
  return STANDINGS.flatMap((before) =>
    STANDINGS.flatMap((after) => {
      const students = compared.filter((one) => one.before === before && one.after === after).length;
      return students === 0 ? [] : [{ before, after, students }];
    }),
  );
}

/** Whoever owes duties for the students of a class; by name, since two people may share one. */
export interface ClassStaff {
  readonly className: string;
  readonly advisers: readonly { readonly id: string; readonly name: string }[];
  readonly counselors: readonly { readonly id: string; readonly name: string }[];
}

export interface PersonLoad {
  readonly id: string;
  /** A name, or the class where nobody is known. */
  readonly name: string;
  readonly side: WorkSide;
  readonly isVacant: boolean;
  readonly students: { readonly before: number; readonly after: number };
  readonly before: Load;
  readonly after: Load;
}

/**
 * What the two rules ask of each adviser and counselor in a week, by the cadences of their tiers: a
 * forecast for the students as the rule proposes them, whatever a meeting makes of it. Several
 * advisers of one class share: each is told the whole. By the heavier side of the second rule.
 */
export function personLoads(
  compared: readonly Compared[],
  loads: { readonly before: TierLoads; readonly after: TierLoads },
  staff: readonly ClassStaff[],
): readonly PersonLoad[] {
  const ofClass = new Map(staff.map((one) => [one.className, one]));
  const people = new Map<string, PersonLoad>();
  for (const { className, before, after } of compared) {
    const tiers = { before: tierOfStanding(before), after: tierOfStanding(after) };
    if (tiers.before === null && tiers.after === null) continue;
    for (const side of WORK_SIDES) {
      const known = ofClass.get(className ?? '');
      const named = (side === 'adviser' ? known?.advisers : known?.counselors) ?? [];
      const vacant = [{ id: `class:${className ?? ''}`, name: className ?? '未分班', isVacant: true }];
      const owing = named.length === 0 ? vacant : named.map((one) => ({ ...one, isVacant: false }));
      for (const { id, name, isVacant } of owing) {
        const key = `${side}|${id}`;
        const held = people.get(key);
        people.set(key, {
          id,
          name,
          side,
          isVacant,
          students: {
            before: (held?.students.before ?? 0) + (tiers.before === null ? 0 : 1),
            after: (held?.students.after ?? 0) + (tiers.after === null ? 0 : 1),
          },
          before: addLoads(
            held?.before ?? NO_LOAD,
            tiers.before === null ? NO_LOAD : loads.before[tiers.before][side],
          ),
          after: addLoads(
            held?.after ?? NO_LOAD,
            tiers.after === null ? NO_LOAD : loads.after[tiers.after][side],
          ),
        });
      }
    }
  }
  return [...people.values()].sort(
    (a, b) =>
      WORK_SIDES.indexOf(a.side) - WORK_SIDES.indexOf(b.side) ||
      b.after.talks - a.after.talks ||
      b.after.duties - a.after.duties ||
      (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
}
