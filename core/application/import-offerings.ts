import type { ImportPart } from './import-part';
import { type Conflict, differences, plan } from './import-plan';
import { rollBackRoster } from './import-rollback';
import { readStaff } from './import-roster';
import type { Offering, OfferingRow } from './ports';
import type { UseCaseDeps } from './use-case';

/**
 * 教学班, known by semester, course and teacher. The rows of one may name a class each; together they are all
 * its classes. An offering that a new file leaves out stays.
 */
export const offeringsImport: ImportPart<OfferingRow> = {
  rollBack: rollBackRoster,
  async compare(rows, fileName, deps) {
    const classes = new Set((await deps.roster.classes()).map(({ name }) => name));
    const staff = await readStaff(deps);
    const held = await readHeld(deps);
    const firsts = new Map<string, OfferingRow>();
    const conflictOf = (row: OfferingRow): Conflict | null => {
      const missing = row.classNames.find((name) => !classes.has(name));
      if (missing !== undefined) {
        const reason = '班级名单中没有这个班级。请先导入班级，或更正写法。';
        return { column: '班级', value: missing, reason };
      }
      const first = firsts.get(keyOf(row)) ?? row;
      if (first.courseName !== row.courseName) {
        const reason = `与第 ${first.row} 行是同一个教学班，课程名称却不同。请改成一致。`;
        return { column: '课程名称', value: row.courseName, reason };
      }
      const conflict = teacherConflict(row, staff);
      if (conflict === null) firsts.set(keyOf(row), first);
      return conflict;
    };
    // Whether an offering changes hangs on all its rows: those that are turned away are known first.
    const taken = rows.filter((row) => conflictOf(row) === null);
    firsts.clear();
    const wanted = classesByOffering(taken);
    return plan(
      rows,
      fileName,
      (row) => [keyOf(row), [...row.classNames].sort().join('、')].join('|'),
      '课程代码',
      (row) => {
        const known = held.get(keyOf(row));
        if (!known) return 'new';
        const isSame =
          known.courseName === row.courseName && sorted(wanted.get(keyOf(row))) === namesOf(known);
        return isSame ? 'unchanged' : 'changed';
      },
      conflictOf,
      (row) => {
        const known = held.get(keyOf(row));
        if (!known) return null;
        return differences(`${row.courseName} · ${known.teacher.name} · ${row.term}`, row.row, [
          ['课程名称', known.courseName, row.courseName],
          ['班级', namesOf(known), sorted(wanted.get(keyOf(row)))],
        ]);
      },
    );
  },
  async apply(rows, _importId, deps) {
    const classIds = new Map((await deps.roster.classes()).map(({ name, id }) => [name, id]));
    const staff = await readStaff(deps);
    const held = await readHeld(deps);
    const wanted = classesByOffering(rows);
    const one = new Map(rows.map((row) => [keyOf(row), row]));
    await deps.offerings.upsert(
      [...one].flatMap(([key, { term, courseCode, courseName, workNo }]) => {
        const teacherId = staff.get(workNo)?.person.id;
        if (teacherId === undefined) return [];
        const classes = [...(wanted.get(key) ?? [])].flatMap((name) => {
          const classId = classIds.get(name);
          return classId === undefined ? [] : [{ id: deps.ids.next(), classId }];
        });
        const id = held.get(key)?.id ?? deps.ids.next();
        return [{ id, term, courseCode, courseName, teacherId, classes }];
      }),
    );
  },
};

const keyOf = ({ courseCode, term, workNo }: Pick<OfferingRow, 'term' | 'courseCode' | 'workNo'>): string =>
  [courseCode, term, workNo].join('|');

async function readHeld(deps: UseCaseDeps): Promise<ReadonlyMap<string, Offering>> {
  const offerings = await deps.offerings.list();
  return new Map(offerings.map((known) => [keyOf({ ...known, workNo: known.teacher.workNo }), known]));
}

function classesByOffering(rows: readonly OfferingRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const row of rows) {
    const names = found.get(keyOf(row)) ?? new Set();
    for (const name of row.classNames) names.add(name);
    found.set(keyOf(row), names);
  }
  return found;
}

const sorted = (names: Iterable<string> | undefined): string => [...(names ?? [])].sort().join('、');
const namesOf = ({ classes }: Offering): string => sorted(classes.map(({ name }) => name));

/** Whoever has no work as a teacher could not see the offering. */
function teacherConflict(
  { workNo, teacherName }: OfferingRow,
  staff: Awaited<ReturnType<typeof readStaff>>,
): Conflict | null {
  const known = staff.get(workNo);
  if (!known) {
    const reason = '教职工名单中没有这个工号。请先导入教职工名单，或更正工号。';
    return { column: '教师工号', value: workNo, reason };
  }
  if (teacherName !== null && teacherName !== known.person.name) {
    const reason = `这个工号在教职工名单里是「${known.person.name}」。请核对工号和姓名。`;
    return { column: '教师姓名', value: teacherName, reason };
  }
  if (!known.assignments.some(({ role }) => role === 'teacher')) {
    const reason = '这个人在教职工名单里不是专业教师。请先在教职工名单里加上这个角色。';
    return { column: '教师工号', value: workNo, reason };
  }
  return null;
}
