import type { GradeRow } from '../domain/grade-row';
import { compareTerms } from '../domain/term';
import { gradeChange, SHOWN_CHANGES } from './grade-changes';
import { type ImportPart, type ImportPlan, staleImport } from './import-part';
import { supersededBy } from './import-rollback';
import type {
  ChangedRow,
  RejectedImportRow,
  RowChange,
  StagedStudent,
  StoredGradeRow,
  Student,
} from './ports';
import type { UseCaseDeps } from './use-case';

/**
 * Grade rows: versions are appended, never overwritten; a student whom a new file leaves out is not
 * touched (reading §7).
 */
export const gradesImport: ImportPart<GradeRow> = {
  async compare(rows, _fileName, deps) {
    const known = await deps.roster.studentsByNo([...new Set(rows.map((row) => row.studentNo))]);
    const { accepted, rejected } = splitByRoster(rows, known);
    const current = await deps.grades.current([...known.values()].map((student) => student.id));
    const found = withKeys(accepted, deps).map((keyed) => {
      const student = known.get(keyed.grade.studentNo);
      return { ...keyed, rowKey: storedKey(keyed, student && current.get(student.id)) };
    });
    const keyed = await withHeldResits(found, known, current, deps);
    const staged = keyed.map(({ grade, rowKey, contentHash }) => {
      const student = known.get(grade.studentNo);
      const held = student && current.get(student.id)?.get(rowKey);
      const change: RowChange = !held ? 'new' : held.contentHash === contentHash ? 'unchanged' : 'changed';
      const version = { id: deps.ids.next(), studentNo: grade.studentNo, rowKey, contentHash };
      return { row: grade.row, change, payload: grade, version };
    });
    const changed = keyed.flatMap(({ grade, rowKey }, at) =>
      staged[at]?.change === 'changed' ? [{ grade, rowKey }] : [],
    );
    const unknown = new Map<string, string>();
    for (const { studentNo, studentName } of accepted) {
      if (!known.has(studentNo)) unknown.set(studentNo, studentName ?? '');
    }
    return {
      staged,
      rejected,
      changes: await changesOf(changed.slice(0, SHOWN_CHANGES), known, deps),
      students: new Set(rows.map((row) => row.studentNo)).size,
      terms: [...new Set(accepted.map((row) => row.term))].sort(compareTerms),
      unknownStudents: [...unknown].map(([studentNo, name]) => ({ studentNo, name })),
    } satisfies ImportPlan<GradeRow>;
  },

  async applyStaged({ id, unknownStudents, versionsSeen }, deps) {
    const named = await deps.grades.stagedStudents(id);
    const known = await deps.roster.studentsByNo([...new Set(named.map(({ studentNo }) => studentNo))]);
    for (const student of named) {
      const conflict = rosterConflict(student, known.get(student.studentNo));
      if (conflict) throw staleImport({ row: student.row, ...conflict });
    }
    const missing = named.filter(({ studentNo }) => !known.has(studentNo));
    const wasMissing = new Set(unknownStudents.map(({ studentNo }) => studentNo));
    const isAsPreviewed =
      versionsSeen === (await deps.imports.versionsSoFar()) &&
      missing.every(({ studentNo }) => wasMissing.has(studentNo));
    await addStudents(missing, deps);
    return deps.grades.applyStaged(id, isAsPreviewed);
  },

  /** Students that the file brought along stay: their older rows still name them. */
  async rollBack(importId, rollbackId, deps) {
    const later = await deps.importRollbacks.laterGradeFile(importId);
    if (later !== null) throw supersededBy(later);
    return deps.importRollbacks.rollBackGrades(importId, rollbackId);
  },
};

async function changesOf(
  changed: readonly { readonly grade: GradeRow; readonly rowKey: string }[],
  known: ReadonlyMap<string, Student>,
  deps: UseCaseDeps,
): Promise<readonly ChangedRow[]> {
  const changes: ChangedRow[] = [];
  for (const { grade, rowKey } of changed) {
    const student = known.get(grade.studentNo);
    const rows = student ? await deps.grades.of(student.id) : [];
    const held = rows.find((row) => row.rowKey === rowKey);
    if (held) changes.push(gradeChange(held.grade, grade));
  }
  return changes;
}

/** Rows of students whom neither the roster nor the file itself can name are turned away. */
function splitByRoster(rows: readonly GradeRow[], known: ReadonlyMap<string, Student>) {
  const accepted: GradeRow[] = [];
  const rejected: RejectedImportRow[] = [];
  for (const grade of rows) {
    const reason = rosterConflict(grade, known.get(grade.studentNo));
    if (reason === null) accepted.push(grade);
    else rejected.push({ file: grade.file, row: grade.row, ...reason });
  }
  return { accepted, rejected };
}

function rosterConflict(grade: StagedStudent, student: Student | undefined) {
  if (student) {
    if (grade.studentName === null || grade.studentName === student.name) return null;
    const reason = `名册中学号 ${grade.studentNo} 的姓名是「${student.name}」，与文件不同。请核对学号，或先更正名册。`;
    return { column: '姓名', value: grade.studentName, reason };
  }
  if (grade.studentName !== null && grade.className !== null) return null;
  const reason = '名册中没有这个学号，文件里也没有姓名和班级。请先导入学生名册。';
  return { column: '学号', value: grade.studentNo, reason };
}

/** A student whom several rows name differently is the one of the last row. */
async function addStudents(named: readonly StagedStudent[], deps: UseCaseDeps): Promise<void> {
  const missing = new Map(named.map((student) => [student.studentNo, student]));
  if (missing.size === 0) return;
  const classIds = new Map((await deps.roster.classes()).map((held) => [held.name, held.id]));
  const classNames = new Set([...missing.values()].flatMap(({ className }) => className ?? []));
  // A class that is there keeps its area, and with it its counselor.
  const newClasses = [...classNames].filter((name) => !classIds.has(name));
  for (const name of newClasses) classIds.set(name, deps.ids.next());
  await deps.roster.upsertClasses(
    newClasses.map((name) => ({
      id: classIds.get(name) ?? deps.ids.next(),
      name,
      grade: null,
      major: null,
      areaName: null,
    })),
    deps.ids,
  );
  await deps.roster.upsertStudents(
    [...missing.values()].map((row) => ({
      id: deps.ids.next(),
      studentNo: row.studentNo,
      name: row.studentName ?? '',
      classId: row.className === null ? null : (classIds.get(row.className) ?? null),
    })),
  );
}

interface KeyedGrade {
  readonly grade: GradeRow;
  readonly rowKey: string;
  readonly contentHash: string;
}

/**
 * Names each attempt within its student and fingerprints its content, both independent of row
 * order. A row repeated to the letter counts once; different rows under one key are numbered by
 * their content.
 */
export function withKeys(
  rows: readonly GradeRow[],
  { hasher }: Pick<UseCaseDeps, 'hasher'>,
): readonly KeyedGrade[] {
  const groups = new Map<string, Map<string, GradeRow>>();
  for (const grade of rows) {
    const key = JSON.stringify([grade.studentNo, attemptKey(grade)]);
    const group = groups.get(key) ?? new Map<string, GradeRow>();
    const hash = hasher.sha256(contentOf(grade));
    if (!group.has(hash)) group.set(hash, grade);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) =>
    [...group]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([contentHash, grade], index) => ({
        grade,
        contentHash,
        rowKey: index === 0 ? attemptKey(grade) : `${attemptKey(grade)}#${index + 1}`,
      })),
  );
}

/** A layout without a kind of examination gives the regular one, as do those that name it: one attempt. */
const attemptKey = (grade: GradeRow, regular = '-'): string =>
  [
    grade.term,
    grade.courseCode,
    isRegular(grade) ? regular : grade.examKind,
    grade.isRetake ? 'retake' : '-',
    grade.isMinor ? 'minor' : '-',
  ].join('|');

const isRegular = ({ examKind }: GradeRow): boolean => examKind === null || examKind === 'regular';

/** The key under which the attempt stands already; earlier versions wrote the regular one out. */
function storedKey(
  { grade, rowKey }: KeyedGrade,
  held: { has(rowKey: string): boolean } | undefined,
): string {
  if (!held || held.has(rowKey) || !isRegular(grade)) return rowKey;
  const written = attemptKey(grade, 'regular') + rowKey.slice(attemptKey(grade).length);
  return held.has(written) ? written : rowKey;
}

/**
 * A file of the regular examinations alone says nothing of the resit that another system's file has in a
 * column of the same row: it stays. Where the resit has a row of its own, that one counts.
 */
async function withHeldResits(
  keyed: readonly KeyedGrade[],
  known: ReadonlyMap<string, Student>,
  current: ReadonlyMap<string, ReadonlyMap<string, { readonly contentHash: string }>>,
  deps: UseCaseDeps,
): Promise<readonly KeyedGrade[]> {
  const own = new Set(keyed.flatMap(({ grade }) => (grade.examKind === 'resit' ? [courseKey(grade)] : [])));
  const rowsOf = new Map<string, readonly StoredGradeRow[]>();
  const completed: KeyedGrade[] = [];
  for (const one of keyed) {
    const student = known.get(one.grade.studentNo);
    const held = student && current.get(student.id)?.get(one.rowKey);
    const isSilent = one.grade.examKind === 'regular' && held && held.contentHash !== one.contentHash;
    if (!student || !isSilent) {
      completed.push(one);
      continue;
    }
    const rows = rowsOf.get(student.id) ?? (await deps.grades.of(student.id));
    rowsOf.set(student.id, rows);
    const before = rows.find(({ rowKey }) => rowKey === one.rowKey)?.grade;
    const hasOwnRow =
      own.has(courseKey(one.grade)) ||
      rows.some(({ grade }) => grade.examKind === 'resit' && courseKey(grade) === courseKey(one.grade));
    completed.push(before === undefined || hasOwnRow ? one : withResitOf(before, one, deps));
  }
  return completed;
}

const courseKey = ({ studentNo, term, courseCode }: GradeRow): string =>
  JSON.stringify([studentNo, term, courseCode]);

function withResitOf(before: GradeRow, one: KeyedGrade, { hasher }: Pick<UseCaseDeps, 'hasher'>): KeyedGrade {
  const { resitScore, retakeScore } = before;
  if (resitScore === null && retakeScore === null) return one;
  const grade = { ...one.grade, resitScore, retakeScore };
  return { ...one, grade, contentHash: hasher.sha256(contentOf(grade)) };
}

const contentOf = (grade: GradeRow): string =>
  JSON.stringify([
    grade.courseName,
    grade.nature,
    grade.credit,
    grade.point,
    grade.score,
    grade.resitScore,
    grade.retakeScore,
    grade.isVoid,
    grade.remark,
  ]);
