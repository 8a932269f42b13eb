import type { Policy } from './policy';
import { fromEntries } from './policy-fields';

type Record_ = Readonly<Record<string, unknown>>;

/**
 * One's own edit carried over to another version: what one changed from `base` stays changed, all else is
 * as in `theirs`. Where both changed the same line, one's own stands, and the differences show it. The
 * order of a table is one's own. The result is not checked: read it as any edit.
 */
export function mergePolicies(base: Policy, mine: Policy, theirs: Policy): Policy {
  const { id, title, ...rules } = merge(base, mine, theirs) as Policy;
  const isOwnFamily = mine.id !== base.id;
  return {
    ...rules,
    id: isOwnFamily ? mine.id : theirs.id,
    title: isOwnFamily ? mine.title : theirs.title,
    version: theirs.version,
    effectiveFrom: mine.effectiveFrom,
  };
}

function merge(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (isSame(mine, base)) return theirs;
  if (isSame(theirs, base) || isSame(mine, theirs)) return mine;
  if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs)) {
    return mergeLists(base, mine, theirs);
  }
  if (isRecord(base) && isRecord(mine) && isRecord(theirs)) return mergeRecords(base, mine, theirs);
  return mine;
}

function mergeRecords(base: Record_, mine: Record_, theirs: Record_): Record_ {
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return fromEntries(
    keys.flatMap((key) => {
      const [was, own, other] = [at(base, key), at(mine, key), at(theirs, key)];
      const value = merge(was, own, other);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

const at = (record: Record_, key: string): unknown => (Object.hasOwn(record, key) ? record[key] : undefined);

/** Lines by what names them; theirs that are new come after the line that stands before them there. */
function mergeLists(base: readonly unknown[], mine: readonly unknown[], theirs: readonly unknown[]) {
  const bases = byKey(base);
  const others = byKey(theirs);
  const merged: unknown[] = mine.flatMap((own) => {
    const key = keyOf(own);
    const value = merge(bases.get(key), own, others.get(key));
    return value === undefined ? [] : [value];
  });
  const held = new Set(merged.map(keyOf));
  theirs.forEach((other, index) => {
    const key = keyOf(other);
    // What one took out stays out, unless they changed it meanwhile.
    if (held.has(key) || (bases.has(key) && isSame(bases.get(key), other))) return;
    const before = index === 0 ? -1 : merged.findIndex((one) => keyOf(one) === keyOf(theirs[index - 1]));
    merged.splice(index === 0 ? 0 : before === -1 ? merged.length : before + 1, 0, other);
    held.add(key);
  });
  return merged;
}

const byKey = (list: readonly unknown[]) => new Map(list.map((one) => [keyOf(one), one]));

/** A tier by its number, a substitution by the course that stands in, a nature by its words. */
function keyOf(one: unknown): string {
  if (!isRecord(one)) return JSON.stringify(one);
  const { by, match, text, tier } = one;
  return JSON.stringify(tier ?? by ?? [match, text]);
}

const isRecord = (value: unknown): value is Record_ =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The keys of the database come back in an order of their own. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((one, index) => isSame(one, b[index]));
  }
  if (!isRecord(a) || !isRecord(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}
