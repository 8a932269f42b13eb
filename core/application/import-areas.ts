import type { ImportPart } from './import-part';
import { type Conflict, differences, plan } from './import-plan';
import { rollBackRoster } from './import-rollback';
import { readStaff } from './import-roster';
import type { AreaRow, ClassRecord } from './ports';
import type { UseCaseDeps } from './use-case';

/** 责任区 with its classes and, where named, its counselor from today on; an area is known by its name. */
export const areasImport: ImportPart<AreaRow> = {
  rollBack: rollBackRoster,
  async compare(rows, fileName, deps) {
    const held = await readHeld(deps);
    const areaOf = new Map<string, AreaRow>();
    const conflictOf = (row: AreaRow): Conflict | null => {
      const conflict = conflictWith(row, areaOf, held);
      if (conflict === null) for (const name of row.classNames) areaOf.set(name, row);
      return conflict;
    };
    return plan(
      rows,
      fileName,
      (row) => [row.name, [...row.classNames].sort().join('、'), row.workNo ?? ''].join('|'),
      '责任区',
      (row) => {
        if (!held.areas.has(row.name)) return 'new';
        const isSame = movedClasses(row, held).length === 0 && !lacksCounselor(row, held);
        return isSame ? 'unchanged' : 'changed';
      },
      conflictOf,
      (row) =>
        differences(row.name, row.row, [
          ...movedClasses(row, held).map(({ name, areaName }) => [name, areaName, row.name] as const),
          ...(lacksCounselor(row, held) && row.workNo !== null
            ? [['辅导员', null, held.staff.get(row.workNo)?.person.name ?? row.workNo] as const]
            : []),
        ]),
    );
  },
  async apply(rows, _importId, deps) {
    const held = await readHeld(deps);
    const classes = rows.flatMap((row) =>
      movedClasses(row, held).map((known) => ({ ...known, areaName: row.name })),
    );
    await deps.roster.upsertClasses(classes, deps.ids);
    const areas = new Map((await deps.roster.areas()).map(({ id, name }) => [name, id]));
    await deps.roster.upsertStaff(
      rows.flatMap((row) => {
        const person = row.workNo === null ? undefined : held.staff.get(row.workNo)?.person;
        const areaId = areas.get(row.name);
        if (!person || areaId === undefined || !lacksCounselor(row, held)) return [];
        const firstDay = deps.clock.today();
        const assignment = { id: deps.ids.next(), role: 'counselor' as const, classId: null, areaId };
        return [{ person, assignment: { ...assignment, firstDay, lastDay: null } }];
      }),
    );
  },
};

interface Held {
  readonly classes: ReadonlyMap<string, ClassRecord>;
  readonly areas: ReadonlyMap<string, string>;
  readonly staff: Awaited<ReturnType<typeof readStaff>>;
  readonly today: string;
}

async function readHeld(deps: UseCaseDeps): Promise<Held> {
  const classes = await deps.roster.classes();
  const areas = await deps.roster.areas();
  return {
    classes: new Map(classes.map((known) => [known.name, known])),
    areas: new Map(areas.map(({ id, name }) => [name, id])),
    staff: await readStaff(deps),
    today: deps.clock.today(),
  };
}

function conflictWith(
  row: AreaRow,
  areaOf: ReadonlyMap<string, AreaRow>,
  { classes, staff }: Held,
): Conflict | null {
  for (const value of row.classNames) {
    if (!classes.has(value)) {
      return { column: '班级', value, reason: '班级名单中没有这个班级。请先导入班级，或更正写法。' };
    }
    const other = areaOf.get(value);
    if (other && other.name !== row.name) {
      const reason = `第 ${other.row} 行已把它归入「${other.name}」。一个班级只能属于一个责任区。`;
      return { column: '班级', value, reason };
    }
  }
  const { workNo } = row;
  return workNo === null || staff.has(workNo)
    ? null
    : {
        column: '工号',
        value: workNo,
        reason: '教职工名单中没有这个工号。请先导入教职工名单，或把这一格留空。',
      };
}

/** The row's classes that are of another area so far, or of none. */
const movedClasses = ({ name, classNames }: AreaRow, { classes }: Held): readonly ClassRecord[] =>
  classNames.flatMap((className) => {
    const known = classes.get(className);
    return known && known.areaName !== name ? [known] : [];
  });

/** True where the row names a counselor who is not this area's today or later. */
function lacksCounselor({ name, workNo }: AreaRow, { areas, staff, today }: Held): boolean {
  if (workNo === null) return false;
  const areaId = areas.get(name);
  const assignments = staff.get(workNo)?.assignments ?? [];
  return !assignments.some(
    (known) =>
      areaId !== undefined &&
      known.areaId === areaId &&
      known.role === 'counselor' &&
      (known.lastDay === null || known.lastDay >= today),
  );
}
