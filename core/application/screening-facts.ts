import type { FactKind } from '../domain/fact-kind';
import type { Policy } from '../domain/policy';
import { type FactRow, inForceOn, type Known, type ScreeningFacts } from '../domain/screening-facts';
import type { Term } from '../domain/term';
import type { FactInForce, FactRows, LocalDate } from './ports';
import type { UseCaseDeps } from './use-case';

/** What the department knows beside grades, as a screening of one semester takes it. */
export interface GatheredFacts {
  /** A list that covers the semester and does not name the student is an answer; no list is none. */
  of(studentId: string): ScreeningFacts;
  /** Whoever stands in a list: id → 学号. */
  readonly students: ReadonlyMap<string, string>;
  /** The imported lists that it rests on. */
  readonly sources: readonly { readonly id: string; readonly fileName: string }[];
}

/**
 * Gathers the lists beside the grades. A list covers a semester where it has a row of it, whosever;
 * disciplinary actions are not by semester and are asked for the day on which it was over, or today.
 */
export async function gatherFacts(
  term: Term,
  { policy, today }: { readonly policy: Policy; readonly today: LocalDate },
  deps: UseCaseDeps,
): Promise<GatheredFacts> {
  const inForce = await deps.listedFacts.inForce();
  const unread = await deps.listedFacts.unread();
  const sources = await deps.listedFacts.importSources();
  const covered = new Set(
    inForce.filter(({ fact }) => !('term' in fact) || fact.term === term).map(({ kind }) => kind),
  );
  const lists = listsOf(inForce);
  for (const { kind, studentId } of unread) listOf(lists[kind], studentId).unread += 1;
  const asOf = inForceOn(term, today, policy);
  const known = <K extends FactKind>(kind: K, studentId: string): Known<FactRows[K]> | null =>
    covered.has(kind) ? (lists[kind].get(studentId) ?? NOBODY) : null;
  return {
    of(studentId) {
      const discipline = known('discipline', studentId);
      return {
        absences: known('absences', studentId),
        discipline: discipline && { ...discipline, asOf },
        warnings: known('warnings', studentId),
        referrals: known('referrals', studentId),
      };
    },
    students: new Map(
      [...inForce, ...unread]
        .filter(({ kind }) => covered.has(kind))
        .map(({ studentId, studentNo }) => [studentId, studentNo]),
    ),
    sources: sources.filter(({ kind }) => covered.has(kind)),
  };
}

interface List<T extends FactRow> {
  readonly rows: T[];
  unread: number;
}
type Lists = { readonly [K in FactKind]: Map<string, List<FactRows[K]>> };

const NOBODY = { rows: [], unread: 0 };

function listsOf(inForce: readonly FactInForce[]): Lists {
  const lists: Lists = {
    absences: new Map(),
    discipline: new Map(),
    warnings: new Map(),
    referrals: new Map(),
  };
  for (const held of inForce) {
    switch (held.kind) {
      case 'absences':
        listOf(lists.absences, held.studentId).rows.push(held.fact);
        break;
      case 'discipline':
        listOf(lists.discipline, held.studentId).rows.push(held.fact);
        break;
      case 'warnings':
        listOf(lists.warnings, held.studentId).rows.push(held.fact);
        break;
      case 'referrals':
        listOf(lists.referrals, held.studentId).rows.push(held.fact);
    }
  }
  return lists;
}

function listOf<T extends FactRow>(list: Map<string, List<T>>, studentId: string): List<T> {
  let held = list.get(studentId);
  if (held === undefined) list.set(studentId, (held = { rows: [], unread: 0 }));
  return held;
}
