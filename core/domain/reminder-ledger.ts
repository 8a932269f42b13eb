import type { LocalDate } from './local-date';
import type { DigestCounts, ReminderItem } from './reminder';

/** What the ledger keeps of an item, in one line: the same line is the same stage of the same duty. */
export const ledgerLine = ({ kind, role, dueOn, stage, personId }: ReminderItem): string =>
  `${kind} ${role} ${dueOn} ${stage} ${personId}`;

/** What the ledger has of a case, by the day of the digest that it went into. */
export type ToldLines = readonly { readonly day: LocalDate; readonly lines: string }[];

/** What of a case is new, and what each person's digest counts of it. */
export interface FreshStages {
  /** As `ledgerLine` has them, one a line; empty: nothing is new. */
  readonly lines: string;
  readonly count: number;
}

const NOTHING: FreshStages = { lines: '', count: 0 };

/**
 * Leaves out what the ledger has, and counts the rest into the digests. A duty whose stages of two days
 * come together in one digest is one thing to do: one that an unfinished day has counted for the person
 * is not counted again.
 *
 * @param items of one case
 * @param unfinished days whose digests come with this one
 * @param tally is counted on
 */
export function freshStages(
  items: readonly ReminderItem[],
  told: ToldLines,
  unfinished: ReadonlySet<LocalDate>,
  tally: Map<string, DigestCounts>,
): FreshStages {
  if (items.length === 0) return NOTHING;
  const known = new Set<string>();
  const counted = new Set<string>();
  for (const { day, lines } of told)
    for (const line of lines.split('\n')) {
      known.add(line);
      if (unfinished.has(day)) counted.add(partOf(line));
    }
  let lines = '';
  let count = 0;
  for (const item of items) {
    const line = ledgerLine(item);
    if (known.has(line)) continue;
    lines += count === 0 ? line : `\n${line}`;
    count += 1;
    if (counted.size === 0 || !counted.has(partOf(line))) countItem(item, tally);
  }
  return count === 0 ? NOTHING : { lines, count };
}

/** Duty and person, and whether it is told as the leader's: what a digest counts once. */
function partOf(line: string): string {
  const [kind, role, dueOn, stage = '', personId] = line.split(' ');
  return `${kind} ${role} ${dueOn} ${stage.startsWith('leader-')} ${personId}`;
}

const NONE: DigestCounts = { talks: 0, others: 0, overdue: 0 };

function countItem({ personId, kind, stage }: ReminderItem, tally: Map<string, DigestCounts>): void {
  const { talks, others, overdue } = tally.get(personId) ?? NONE;
  if (stage.startsWith('leader-')) tally.set(personId, { talks, others, overdue: overdue + 1 });
  else if (kind === 'first-talk' || kind === 'regular-talk')
    tally.set(personId, { talks: talks + 1, others, overdue });
  else tally.set(personId, { talks, others: others + 1, overdue });
}

/** Of several days, as one digest. */
export function sumOfTallies(
  tallies: readonly ReadonlyMap<string, DigestCounts>[],
): ReadonlyMap<string, DigestCounts> {
  const sum = new Map<string, DigestCounts>();
  for (const tally of tallies)
    for (const [personId, counts] of tally) {
      const held = sum.get(personId) ?? NONE;
      sum.set(personId, {
        talks: held.talks + counts.talks,
        others: held.others + counts.others,
        overdue: held.overdue + counts.overdue,
      });
    }
  return sum;
}
