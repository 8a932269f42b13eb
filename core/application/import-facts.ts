import type { FactKind } from '../domain/fact-kind';
import { groupBy } from '../domain/group-by';
import type {
  Absence,
  DisciplinaryAction,
  FactRow,
  ListedWarning,
  Referral,
} from '../domain/screening-facts';
import { compareTerms } from '../domain/term';
import type { ImportPart, ImportPlan } from './import-part';
import type { Conflict } from './import-plan';
import { supersededBy } from './import-rollback';
import type { FactVersion, HeldFact, ListedRow, RejectedImportRow, RowChange, Student } from './ports';
import type { UseCaseDeps } from './use-case';

/** A row with the place that comparing has found for it. */
type PlacedRow = ListedRow & { readonly version?: FactVersion };

/**
 * A list beside the grades: versions are appended, never overwritten; a student whom a new file leaves
 * out is not cleared (reading §7). Names are of the roster: a list brings nobody along.
 */
export const factsImport = (kind: FactKind): ImportPart<PlacedRow> => ({
  async compare(rows, fileName, deps) {
    const known = await deps.roster.studentsByNo([...new Set(rows.map(({ studentNo }) => studentNo))]);
    const accepted: PlacedRow[] = [];
    const rejected: RejectedImportRow[] = [];
    for (const row of rows) {
      const conflict = rosterConflict(row, known.get(row.studentNo));
      if (conflict === null) accepted.push(row);
      else rejected.push(doubtAbout(row, conflict));
    }
    const current = await deps.listedFacts.current(
      kind,
      [...known.values()].map(({ id }) => id),
    );
    const versionsOf = (studentNo: string) => current.get(known.get(studentNo)?.id ?? '') ?? [];
    const placed = place({ kind, fileName }, accepted, versionsOf, deps);
    return {
      staged: [...placed.staged].sort((a, b) => a.row - b.row),
      rejected: [...rejected, ...placed.rejected],
      students: new Set(rows.map(({ studentNo }) => studentNo)).size,
      terms: [...new Set(accepted.flatMap(({ fact }) => ('term' in fact ? [fact.term] : [])))].sort(
        compareTerms,
      ),
      unknownStudents: [],
    } satisfies ImportPlan<PlacedRow>;
  },

  async apply(rows, importId, deps) {
    const students = await deps.roster.studentsByNo([...new Set(rows.map(({ studentNo }) => studentNo))]);
    await deps.listedFacts.append(
      rows.map(({ studentNo, fact, version }) => {
        const student = students.get(studentNo);
        if (!student || !version) throw new Error('a row of a list has no student, or no place');
        return { id: deps.ids.next(), kind, studentId: student.id, importId, ...version, fact };
      }),
    );
  },

  async rollBack(importId, rollbackId, deps) {
    const later = await deps.importRollbacks.laterFactFile(importId);
    if (later !== null) throw supersededBy(later);
    return deps.importRollbacks.rollBackFacts(importId, rollbackId);
  },
});

function rosterConflict(
  { studentNo, studentName }: ListedRow,
  student: Student | undefined,
): Conflict | null {
  if (!student) {
    return { column: '学号', value: studentNo, reason: '名册中没有这个学号。请核对学号，或先导入学生名册。' };
  }
  if (studentName === null || studentName === student.name) return null;
  const reason = `名册中学号 ${studentNo} 的姓名是「${student.name}」，与文件不同。请核对学号，或先更正名册。`;
  return { column: '姓名', value: studentName, reason };
}

/** A row left out is a doubt about its student, of whom the roster may learn later. */
const doubtAbout = ({ row, studentNo, fact }: ListedRow, conflict: Conflict): RejectedImportRow => ({
  file: fact.file,
  row,
  ...conflict,
  studentNo,
  ...('term' in fact && { term: fact.term }),
});

type StagedFact = { row: number; change: RowChange; payload: PlacedRow };
type Named = Absence | DisciplinaryAction | ListedWarning | Referral;
type NewRow = { readonly row: PlacedRow; readonly contentHash: string };

/**
 * Finds for each row the version that it repeats or replaces, whatever the order of the rows. Rows of one
 * name are told apart by their content: what is there already stays where it is; what differs takes the
 * place of what the file does not repeat, then of what an earlier state of the file had with a day missing
 * or to spare, then a new one.
 */
function place(
  { kind, fileName }: { readonly kind: FactKind; readonly fileName: string },
  rows: readonly PlacedRow[],
  versionsOf: (studentNo: string) => readonly HeldFact[],
  deps: Pick<UseCaseDeps, 'hasher'>,
): { staged: readonly StagedFact[]; rejected: readonly RejectedImportRow[] } {
  const rejected: RejectedImportRow[] = [];
  const staged: StagedFact[] = [];
  const hashed = rows.map((row) => ({ row, contentHash: deps.hasher.sha256(contentOf(row.fact)) }));
  for (const [studentNo, ofStudent] of groupBy(hashed, ({ row }) => row.studentNo)) {
    const all = versionsOf(studentNo);
    const taken = new Set<string>();
    const take = (version: HeldFact | undefined) => version && taken.add(version.rowKey) && version;
    const isFree = ({ rowKey }: FactVersion) => !taken.has(rowKey);
    const left: { readonly name: string; readonly rows: readonly NewRow[] }[] = [];
    const stage = ({ row, contentHash }: NewRow, change: RowChange, rowKey: string) => {
      taken.add(rowKey);
      staged.push({ row: row.row, change, payload: { ...row, version: { rowKey, contentHash } } });
    };
    for (const [name, alike] of groupBy(ofStudent, ({ row }) => nameOf(row.fact))) {
      const held = all
        .filter(({ fact }) => nameOf(fact) === name)
        .sort((a, b) => byContent(a.rowKey, b.rowKey));
      const inOrder = alike.sort((a, b) => byContent(a.contentHash, b.contentHash) || a.row.row - b.row.row);
      const differing = inOrder.filter((one) => {
        const same = take(held.find((version) => version.contentHash === one.contentHash && isFree(version)));
        if (same) stage(one, 'unchanged', same.rowKey);
        return !same;
      });
      const unrepeated = held.find((one) => isFree(one) && one.fileName !== fileName);
      const unplaced = differing.filter((one) => {
        const conflict = undatedConflict(one.row, unrepeated);
        const other = conflict ? undefined : take(held.find(isFree));
        if (conflict) rejected.push(doubtAbout(one.row, conflict));
        else if (other) stage(one, 'changed', other.rowKey);
        return !conflict && !other;
      });
      left.push({ name, rows: unplaced });
    }
    // Only what no row of its own name repeats or replaces can be the same absence with a day more or less.
    for (const { name, rows: unplaced } of left) {
      for (const one of unplaced) {
        const redated = take(
          all.find(
            (held) => isFree(held) && held.fileName === fileName && isRedated(held.fact, one.row.fact),
          ),
        );
        if (redated) stage(one, 'changed', redated.rowKey);
        else stage(one, 'new', freeKey(`${kind}|${name}`, all, taken));
      }
    }
  }
  return { staged, rejected };
}

/** The absences of one course and semester of which one has a day and the other none. */
const isRedated = (one: Named, other: Named): boolean =>
  'hours' in one &&
  'hours' in other &&
  one.term === other.term &&
  one.courseName === other.courseName &&
  (one.date === null) !== (other.date === null);

/** Without a day nobody can say whether it is the absence of the other file corrected, or another one. */
function undatedConflict({ fact }: ListedRow, unrepeated: HeldFact | undefined): Conflict | null {
  if (!unrepeated || !('hours' in fact) || fact.date !== null) return null;
  const other = `「${unrepeated.fileName}」`;
  const reason = `${other}里已有这名学生同一学期同一门课的一条旷课，两条都没有日期，分不清是更正还是另一次。另一次的，请写上日期；要更正那一条，请把文件改名为${other}再导入，或先撤销${other}。`;
  return { column: '日期', value: '', reason };
}

function freeKey(name: string, held: readonly FactVersion[], taken: ReadonlySet<string>): string {
  const used = (key: string) => taken.has(key) || held.some(({ rowKey }) => rowKey === key);
  let key = name;
  for (let number = 2; used(key); number += 1) key = `${name}#${number}`;
  return key;
}

const byContent = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a later file would name the same thing by; what it says beside that may be corrected. */
function nameOf(fact: Named): string {
  if ('hours' in fact) return JSON.stringify([fact.term, fact.courseName, fact.date]);
  if ('document' in fact) return JSON.stringify([fact.document]);
  if ('isAccepted' in fact) return JSON.stringify([fact.term, fact.referrer, fact.reason]);
  return JSON.stringify([fact.term, fact.kind]);
}

/** Without its place in a file; in the order of the field names, since storing a row loses its own. */
const contentOf = ({ file: _file, row: _row, ...fact }: FactRow): string =>
  JSON.stringify(Object.entries(fact).sort(([a], [b]) => byContent(a, b)));
