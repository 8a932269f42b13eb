import type { ImportPart, ImportPlan } from './import-part';
import { supersededBy } from './import-rollback';
import type { CourseEntry, CourseRow, RejectedImportRow, RowChange } from './ports';

/**
 * The course list 课程目录; a course is known by its code. A course that a new file leaves out stays, and a
 * blank cell leaves what is stored as it is.
 */
export const coursesImport: ImportPart<CourseRow> = {
  async compare(rows, fileName, deps) {
    const held = new Map((await deps.courses.list()).map((entry) => [entry.code, entry]));
    const firsts = new Map<string, CourseRow>();
    const staged: { row: number; change: RowChange; payload: CourseRow }[] = [];
    const rejected: RejectedImportRow[] = [];
    for (const payload of rows) {
      const first = firsts.get(payload.code);
      if (first === undefined) {
        firsts.set(payload.code, payload);
        staged.push({ row: payload.row, change: changeOf(payload, held.get(payload.code)), payload });
      } else if (!isSame(first, payload)) {
        const reason = `与第 ${first.row} 行的课程代码相同，内容不同。请只保留一行。`;
        rejected.push({ file: fileName, row: payload.row, column: '课程代码', value: payload.code, reason });
      }
    }
    return { staged, rejected, students: 0, terms: [], unknownStudents: [] } satisfies ImportPlan<CourseRow>;
  },

  async apply(rows, importId, deps) {
    const held = new Map((await deps.courses.list()).map((entry) => [entry.code, entry]));
    await deps.courses.append(
      importId,
      rows.map((row) => ({ id: deps.ids.next(), ...completed(row, held.get(row.code)) })),
    );
  },

  /** Grades read with the list keep the credits that they were read with. */
  async rollBack(importId, _rollbackId, deps) {
    const later = await deps.importRollbacks.laterCourseFile(importId);
    if (later !== null) throw supersededBy(later);
    return deps.courses.withoutImport(importId);
  },
};

const completed = ({ code, name, credit, nature }: CourseEntry, held: CourseEntry | undefined) => ({
  code,
  name: name ?? held?.name ?? null,
  credit,
  nature: nature ?? held?.nature ?? null,
});

const isSame = (a: CourseEntry, b: CourseEntry): boolean =>
  a.credit === b.credit && a.name === b.name && a.nature === b.nature;

function changeOf(row: CourseEntry, held: CourseEntry | undefined): RowChange {
  if (!held) return 'new';
  return isSame(completed(row, held), held) ? 'unchanged' : 'changed';
}
