import type { FactKind } from '../domain/fact-kind';
import type { Policy } from '../domain/policy';
import { inForceOn, type Known, type ScreeningFacts } from '../domain/screening-facts';
import type { Term } from '../domain/term';
import type { FactInForce, FactRows, LocalDate } from './ports';
import { acceptedReferrals, withReferrals } from './referral-facts';
import type { UseCaseDeps } from './use-case';

/** What the department knows beside grades, as a screening of one semester takes it. */
export interface GatheredFacts {
  /** A list that covers the semester and does not name the student is an answer; no list is none. */
  of(studentId: string): ScreeningFacts;
  /** Whoever stands in a list or was referred: id → 学号. */
  readonly students: ReadonlyMap<string, string>;
  /** The imported lists that it rests on. */
  readonly sources: readonly { readonly id: string; readonly fileName: string }[];
}

/**
 * Gathers the lists beside the grades, and the referrals of the app that the meeting accepted. A list covers a semester where it has a row of it, whosever;
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
  const accepted = await acceptedReferrals(term, deps);
  const lists = listsOf(inForce);
  const doubts = new Map<string, number>();
  for (const { kind, studentId } of unread) {
    doubts.set(`${kind} ${studentId}`, (doubts.get(`${kind} ${studentId}`) ?? 0) + 1);
  }
  const asOf = inForceOn(term, today, policy);
  const known = <K extends FactKind>(kind: K, studentId: string): Known<FactRows[K]> | null =>
    covered.has(kind)
      ? { rows: lists[kind].get(studentId) ?? [], unread: doubts.get(`${kind} ${studentId}`) ?? 0 }
      : null;
  return {
    of(studentId) {
      const discipline = known('discipline', studentId);
      return {
        absences: known('absences', studentId),
        discipline: discipline && { ...discipline, asOf },
        warnings: known('warnings', studentId),
        referrals: withReferrals(known('referrals', studentId), accepted.get(studentId)?.rows ?? []),
      };
    },
    students: new Map([
      ...[...inForce, ...unread]
        .filter(({ kind }) => covered.has(kind))
        .map(({ studentId, studentNo }) => [studentId, studentNo] as const),
      ...[...accepted.values()].map(({ student }) => [student.id, student.studentNo] as const),
    ]),
    sources: sources.filter(({ kind }) => covered.has(kind)),
  };
}

type Lists = { readonly [K in FactKind]: Map<string, FactRows[K][]> };

/** Rows of each list by student id. */
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
        add(lists.absences, held.studentId, held.fact);
        break;
      case 'discipline':
        add(lists.discipline, held.studentId, held.fact);
        break;
      case 'warnings':
        add(lists.warnings, held.studentId, held.fact);
        break;
      case 'referrals':
        add(lists.referrals, held.studentId, held.fact);
    }
  }
  return lists;
}

function add<T>(list: Map<string, T[]>, studentId: string, row: T): void {
  const rows = list.get(studentId);
  if (rows) rows.push(row);
  else list.set(studentId, [row]);
}
