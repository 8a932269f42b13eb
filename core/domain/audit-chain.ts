import { groupBy } from './group-by';
/**
 * The chain of the audit: every event carries the SHA-256 of its content and of the event before it.
 * This is a second reckoning beside the database's own `audit_hash`, so that neither need be believed.
 */

/** An event with every column as the text that is hashed. */
export interface ChainRow {
  readonly departmentId: string;
  /** From 1, without gaps. */
  readonly seq: number;
  /** `YYYY-MM-DDTHH:MM:SS.ffffffZ` */
  readonly at: string;
  readonly onDay: string;
  readonly personId: string;
  readonly role: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly studentId: string | null;
  /** JSON as PostgreSQL writes it. */
  readonly detail: string;
  readonly changes: string;
  /** '' at the first. */
  readonly previousHash: string;
  readonly hash: string;
}

/** What a department's chain ended with at some time; kept elsewhere it is an anchor. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

export type ChainFinding =
  | { readonly kind: 'changed' | 'inserted'; readonly seq: number }
  /** Numbers of the events as they were. */
  | { readonly kind: 'removed'; readonly from: number; readonly to: number }
  | { readonly kind: 'swapped'; readonly seq: number; readonly with: number }
  | { readonly kind: 'moved'; readonly seq: number; readonly was: number }
  /** Sound in itself, but not what was anchored: changed somewhere in here and chained anew. */
  | { readonly kind: 'rewritten'; readonly from: number; readonly to: number }
  | { readonly kind: 'head-missing' }
  | { readonly kind: 'head-changed'; readonly seq: number };

export type Sha256 = (text: string) => string;

/** Length in UTF-8, which no runtime's library need tell. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

const field = (value: string | null): string => (value === null ? '-,' : `${bytesOf(value)}:${value},`);

/** The text whose SHA-256 is the event's hash. */
const canonicalEvent = (row: ChainRow): string =>
  `xueye-audit-1,${[
    row.previousHash,
    row.departmentId,
    String(row.seq),
    row.at,
    row.onDay,
    row.personId,
    row.role,
    row.action,
    row.subjectType,
    row.subjectId,
    row.studentId,
    row.detail,
    row.changes,
  ]
    .map(field)
    .join('')}`;

/** How far a place is looked for where events were removed and the rest numbered anew. */
const FARTHEST = 200;
/** Among so many broken events each is tried in the place of each other. */
const MOST_TRIED = 300;

/** An event, and the number that its hash was made with; null: none fits. */
interface Placed {
  readonly row: ChainRow;
  was: number | null;
  /** The number that its previous hash and hash stand for, where its content alone was exchanged. */
  links?: number;
}

/**
 * Finds and names what is wrong with one department's chain.
 *
 * @param rows by `seq`
 * @param head as the database keeps it; null: it keeps none
 * @param anchors kept elsewhere, by `seq`
 */
export function verifyChain(
  rows: readonly ChainRow[],
  head: ChainHead | null,
  sha256: Sha256,
  anchors: readonly ChainHead[] = [],
): readonly ChainFinding[] {
  const placed = placeAll(rows, sha256);
  const findings = [...misplaced(placed, head, anchors)];
  const named = new Set(findings.flatMap((one) => ('seq' in one ? [one.seq] : [])));
  const sound = new Map(
    placed.flatMap(({ row, was, links = was }) => (links === null ? [] : [[links, row] as const])),
  );
  findings.push(...brokenLinks(sound, named));
  findings.push(...headFindings(placed, head, findings));
  findings.push(...anchorFindings(sound, anchors, findings));
  return findings;
}

/** Which number each event's hash was made with. */
function placeAll(rows: readonly ChainRow[], sha256: Sha256): readonly Placed[] {
  const fits = (row: ChainRow, seq: number, at: ChainRow = row): boolean =>
    seq > 0 && sha256(canonicalEvent({ ...row, previousHash: at.previousHash, seq })) === at.hash;
  let shift = 0;
  let lost = 0;
  const placed = rows.map((row): Placed => {
    const guess = row.seq - shift;
    if (fits(row, guess)) {
      lost = 0;
      return { row, was: guess };
    }
    const reach = lost < 3 ? FARTHEST : lost + 2;
    for (let step = 1; step <= reach; step++) {
      const was = [guess - step, guess + step].find((seq) => fits(row, seq));
      if (was === undefined) continue;
      shift = row.seq - was;
      lost = 0;
      return { row, was };
    }
    lost += 1;
    return { row, was: null };
  });
  // Content alone exchanged, each number and hash left where it was.
  const broken = placed.filter(({ was }) => was === null).slice(0, MOST_TRIED);
  for (const one of broken) {
    const other = broken.find((held) => held !== one && fits(one.row, held.row.seq, held.row));
    if (!other) continue;
    one.was = other.row.seq;
    one.links = one.row.seq;
  }
  return placed;
}

function misplaced(
  placed: readonly Placed[],
  head: ChainHead | null,
  anchors: readonly ChainHead[],
): readonly ChainFinding[] {
  const found: ChainFinding[] = [];
  const numbers = placed.flatMap(({ was }) => (was === null ? [] : [was]));
  const present = new Set(numbers);
  const ends = anchors.map(({ seq }) => seq);
  const last = Math.max(
    0,
    head?.seq ?? 0,
    ...ends,
    numbers.reduce((a, b) => Math.max(a, b), 0),
  );
  const missing = new Set<number>();
  for (let seq = 1; seq <= last; seq++) if (!present.has(seq)) missing.add(seq);
  const extra = duplicates(placed);
  let shift = 0;
  for (const [index, one] of placed.entries()) {
    const { row, was } = one;
    if (extra.has(one)) found.push({ kind: 'inserted', seq: row.seq });
    else if (was === null) {
      const own = row.seq - shift;
      if (missing.delete(own)) found.push({ kind: 'changed', seq: row.seq });
      else found.push({ kind: 'inserted', seq: row.seq });
    } else if (was !== row.seq) {
      const counterpart = placed.find((held) => held.row.seq === was);
      if (counterpart?.was === row.seq) {
        if (row.seq < was) found.push({ kind: 'swapped', seq: row.seq, with: was });
      } else if (row.seq - was !== shift) {
        const next = placed[index + 1];
        const isRun = next === undefined || next.was === was + 1;
        if (isRun) shift = row.seq - was;
        else found.push({ kind: 'moved', seq: row.seq, was });
      }
    }
  }
  return [...found, ...runsOf([...missing])];
}

/** Of two events with one number, the one that the next does not go on from. */
function duplicates(placed: readonly Placed[]): ReadonlySet<Placed> {
  const byNumber = groupBy(placed, ({ was }) => was);
  const extra = new Set<Placed>();
  for (const [number, held] of byNumber) {
    if (held.length < 2) continue;
    const next = byNumber.get(number + 1)?.[0]?.row.previousHash;
    const kept = held.find(({ row }) => row.hash === next) ?? held[0];
    for (const one of held) if (one !== kept) extra.add(one);
  }
  return extra;
}

function runsOf(numbers: readonly number[]): readonly ChainFinding[] {
  const runs: { kind: 'removed'; from: number; to: number }[] = [];
  for (const seq of numbers) {
    const run = runs.at(-1);
    if (run && run.to === seq - 1) run.to = seq;
    else runs.push({ kind: 'removed', from: seq, to: seq });
  }
  return runs;
}

/** An event changed together with its own hash no longer leads to the next one. */
function brokenLinks(sound: ReadonlyMap<number, ChainRow>, named: ReadonlySet<number>): ChainFinding[] {
  const found: ChainFinding[] = [];
  const leads = (seq: number): boolean => {
    const [row, next] = [sound.get(seq), sound.get(seq + 1)];
    if (seq === 0) return next === undefined || next.previousHash === '';
    return row === undefined || next === undefined || next.previousHash === row.hash;
  };
  const report = (seq: number) => {
    const row = sound.get(seq);
    if (row && !named.has(row.seq)) found.push({ kind: 'changed', seq: row.seq });
  };
  const numbers = [0, ...sound.keys()].sort((a, b) => a - b);
  let skipped = -1;
  for (const seq of numbers) {
    if (seq === skipped || leads(seq)) continue;
    // Its predecessor's hash was exchanged as well: then it fits on neither side.
    const isNext = seq === 0 || !leads(seq + 1);
    report(isNext ? seq + 1 : seq);
    if (isNext) skipped = seq + 1;
  }
  return found;
}

function headFindings(
  placed: readonly Placed[],
  head: ChainHead | null,
  found: readonly ChainFinding[],
): readonly ChainFinding[] {
  const last = placed.at(-1);
  if (!last) return [];
  if (head === null) return [{ kind: 'head-missing' }];
  if (found.length > 0) return [];
  const { seq, hash } = last.row;
  if (head.seq < seq) {
    return placed
      .filter(({ row }) => row.seq > head.seq)
      .map(({ row }) => ({ kind: 'inserted', seq: row.seq }));
  }
  return head.hash === hash ? [] : [{ kind: 'head-changed', seq }];
}

function anchorFindings(
  sound: ReadonlyMap<number, ChainRow>,
  anchors: readonly ChainHead[],
  found: readonly ChainFinding[],
): readonly ChainFinding[] {
  let from = 1;
  for (const { seq, hash } of [...anchors].sort((a, b) => a.seq - b.seq)) {
    const row = sound.get(seq);
    const isNamed = found.some(
      (one) => ('seq' in one && one.seq === seq) || ('to' in one && one.from <= seq && seq <= one.to),
    );
    if (row !== undefined && row.hash !== hash && !isNamed) return [{ kind: 'rewritten', from, to: seq }];
    from = seq + 1;
  }
  return [];
}
