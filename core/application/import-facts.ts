import type { FactKind } from '../domain/fact-kind';
import type {
  Absence,
  DisciplinaryAction,
  FactRow,
  ListedWarning,
  Referral,
} from '../domain/screening-facts';
import { compareTerms } from '../domain/term';
import type { ImportPart, ImportPlan } from './import-part';
import { supersededBy } from './import-rollback';
import type { FactVersion, ListedRow, RejectedImportRow, RowChange, Student } from './ports';
import type { UseCaseDeps } from './use-case';

/** A row with the place that comparing has found for it. */
type PlacedRow = ListedRow & { readonly version?: FactVersion };

/**
 * A list beside the grades: versions are appended, never overwritten; a student whom a new file leaves
 * out is not cleared (reading §7). Names are of the roster: a list brings nobody along.
 */
export const factsImport = (kind: FactKind): ImportPart<PlacedRow> => ({
  async compare(rows, _fileName, deps) {
    const known = await deps.roster.studentsByNo([...new Set(rows.map(({ studentNo }) => studentNo))]);
    const accepted: PlacedRow[] = [];
    const rejected: RejectedImportRow[] = [];
    for (const row of rows) {
      const conflict = rosterConflict(row, known.get(row.studentNo));
      if (conflict === null) accepted.push(row);
      else rejected.push({ file: row.fact.file, row: row.row, ...conflict });
    }
    const current = await deps.listedFacts.current(
      kind,
      [...known.values()].map(({ id }) => id),
    );
    const versionsOf = (studentNo: string) => current.get(known.get(studentNo)?.id ?? '') ?? [];
    const staged = place(kind, accepted, versionsOf, deps).sort((a, b) => a.row - b.row);
    return {
      staged,
      rejected,
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

function rosterConflict({ studentNo, studentName }: ListedRow, student: Student | undefined) {
  if (!student) {
    const reason = '名册中没有这个学号。请核对学号，或先导入学生名册。';
    // Once the roster knows the student, the row left out is a doubt about them.
    return { column: '学号', value: studentNo, reason, studentNo };
  }
  if (studentName === null || studentName === student.name) return null;
  const reason = `名册中学号 ${studentNo} 的姓名是「${student.name}」，与文件不同。请核对学号，或先更正名册。`;
  return { column: '姓名', value: studentName, reason, studentNo };
}

/**
 * Finds for each row the version that it repeats or replaces, whatever the order of the rows. Rows of one
 * name are told apart by their content: what is there already stays where it is; what differs takes the
 * place of what the file does not repeat, then a new one.
 */
function place(
  kind: FactKind,
  rows: readonly PlacedRow[],
  versionsOf: (studentNo: string) => readonly FactVersion[],
  deps: Pick<UseCaseDeps, 'hasher'>,
): { row: number; change: RowChange; payload: PlacedRow }[] {
  const groups = new Map<string, { name: string; rows: { row: PlacedRow; contentHash: string }[] }>();
  for (const row of rows) {
    const name = `${kind}|${nameOf(row.fact)}`;
    const key = JSON.stringify([row.studentNo, name]);
    const group = groups.get(key) ?? { name, rows: [] };
    groups.set(key, group);
    group.rows.push({ row, contentHash: deps.hasher.sha256(contentOf(row.fact)) });
  }
  return [...groups.values()].flatMap(({ name, rows: alike }) => {
    const held = versionsOf(alike[0]?.row.studentNo ?? '')
      .filter(({ rowKey }) => rowKey === name || rowKey.startsWith(`${name}#`))
      .sort((a, b) => (a.rowKey < b.rowKey ? -1 : 1));
    const taken = new Set<string>();
    const take = (version: FactVersion | undefined) => version && taken.add(version.rowKey) && version;
    const inOrder = alike.sort((a, b) => byContent(a.contentHash, b.contentHash) || a.row.row - b.row.row);
    const kept = inOrder.map(({ contentHash }) =>
      take(held.find((version) => version.contentHash === contentHash && !taken.has(version.rowKey))),
    );
    return inOrder.map(({ row, contentHash }, at) => {
      const same = kept[at];
      const other = same ?? take(held.find(({ rowKey }) => !taken.has(rowKey)));
      const rowKey = other?.rowKey ?? freeKey(name, held, taken);
      taken.add(rowKey);
      const change: RowChange = same ? 'unchanged' : other ? 'changed' : 'new';
      return { row: row.row, change, payload: { ...row, version: { rowKey, contentHash } } };
    });
  });
}

function freeKey(name: string, held: readonly FactVersion[], taken: ReadonlySet<string>): string {
  const used = (key: string) => taken.has(key) || held.some(({ rowKey }) => rowKey === key);
  let key = name;
  for (let number = 2; used(key); number += 1) key = `${name}#${number}`;
  return key;
}

const byContent = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a later file would name the same thing by; what it says beside that may be corrected. */
function nameOf(fact: Absence | DisciplinaryAction | ListedWarning | Referral): string {
  if ('hours' in fact) return JSON.stringify([fact.term, fact.courseName, fact.date]);
  if ('document' in fact) return JSON.stringify([fact.document]);
  if ('isAccepted' in fact) return JSON.stringify([fact.term, fact.referrer, fact.reason]);
  return JSON.stringify([fact.term, fact.kind]);
}

/** Without its place in a file; in the order of the field names, since storing a row loses its own. */
const contentOf = ({ file: _file, row: _row, ...fact }: FactRow): string =>
  JSON.stringify(Object.entries(fact).sort(([a], [b]) => byContent(a, b)));
