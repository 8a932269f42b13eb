import { ROLE_LABELS } from '../domain/labels';
import type { Role } from '../domain/role';
import type { ImportPart } from './import-part';
import { differences, hidden, plan } from './import-plan';
import { rollBackRoster } from './import-rollback';
import type {
  ClassRecord,
  ClassRow,
  StaffRow,
  StaffUpsert,
  Student,
  StudentRow,
  StudentSensitiveRecord,
  StudentUpsert,
} from './ports';
import type { UseCaseDeps } from './use-case';

/** 班级 with their areas; a class is known by its name. A blank cell leaves what is stored as it is. */
export const classesImport: ImportPart<ClassRow> = {
  rollBack: rollBackRoster,
  async compare(rows, fileName, deps) {
    const held = new Map((await deps.roster.classes()).map((known) => [known.name, known]));
    return plan(
      rows,
      fileName,
      (row) => row.name,
      '班级',
      (row) => {
        const known = held.get(row.name);
        if (!known) return 'new';
        const wanted = completedClass(row, known);
        const same =
          known.grade === wanted.grade && known.major === wanted.major && known.areaName === wanted.areaName;
        return same ? 'unchanged' : 'changed';
      },
      () => null,
      (row) => {
        const known = held.get(row.name);
        if (!known) return null;
        const wanted = completedClass(row, known);
        return differences(row.name, row.row, [
          ['年级', known.grade, wanted.grade],
          ['专业', known.major, wanted.major],
          ['责任区', known.areaName, wanted.areaName],
        ]);
      },
    );
  },
  async apply(rows, _importId, deps) {
    const held = new Map((await deps.roster.classes()).map((known) => [known.name, known]));
    await deps.roster.upsertClasses(
      rows.map((row) => {
        const known = held.get(row.name);
        return { id: known?.id ?? deps.ids.next(), name: row.name, ...completedClass(row, known) };
      }),
      deps.ids,
    );
  },
};

const completedClass = ({ grade, major, area }: ClassRow, held: ClassRecord | undefined) => ({
  grade: grade ?? held?.grade ?? null,
  major: major ?? held?.major ?? null,
  areaName: area ?? held?.areaName ?? null,
});

/** 学生名册; a student is known by the 学号. A blank cell leaves what is stored as it is. */
export const studentsImport: ImportPart<StudentRow> = {
  rollBack: rollBackRoster,
  async compare(rows, fileName, deps) {
    const classes = new Set((await deps.roster.classes()).map(({ name }) => name));
    const known = await deps.roster.studentsByNo(rows.map((row) => row.studentNo));
    const sensitive = await deps.roster.sensitiveOf([...known.values()].map(({ id }) => id));
    return plan(
      rows,
      fileName,
      (row) => row.studentNo,
      '学号',
      (row) => {
        const student = known.get(row.studentNo);
        if (!student) return 'new';
        const rest = sensitive.get(student.id);
        const pairs: readonly (readonly [string | null, string | null | undefined])[] = [
          [row.name, student.name],
          [row.gender, student.gender],
          [row.nativePlace, student.nativePlace],
          [row.className, student.className],
          [row.family, rest?.family],
          [row.contact, rest?.contact],
          [row.guardians, rest?.guardians],
        ];
        return pairs.some(([ours, theirs]) => ours !== null && ours !== theirs) ? 'changed' : 'unchanged';
      },
      (row) =>
        row.className !== null && !classes.has(row.className)
          ? {
              column: '班级',
              value: row.className,
              reason: '班级名单中没有这个班级。请先导入班级，或更正写法。',
            }
          : null,
      (row) => {
        const student = known.get(row.studentNo);
        const rest = student && sensitive.get(student.id);
        if (!student) return null;
        return differences(`${row.name} · ${row.studentNo}`, row.row, [
          ['姓名', student.name, row.name],
          ['性别', student.gender, row.gender ?? student.gender],
          ['籍贯', student.nativePlace, row.nativePlace ?? student.nativePlace],
          ['班级', student.className, row.className ?? student.className],
          ...hidden('家庭', rest?.family ?? null, row.family),
          ...hidden('联系方式', rest?.contact ?? null, row.contact),
          ...hidden('家长', rest?.guardians ?? null, row.guardians),
        ]);
      },
    );
  },
  async apply(rows, _importId, deps) {
    const classIds = new Map((await deps.roster.classes()).map(({ name, id }) => [name, id]));
    const known = await deps.roster.studentsByNo(rows.map((row) => row.studentNo));
    const sensitive = await deps.roster.sensitiveOf([...known.values()].map(({ id }) => id));
    for (const row of rows) {
      const student = known.get(row.studentNo);
      if (student) await recordChange(row, student, sensitive.get(student.id), deps);
    }
    await deps.roster.upsertStudents(
      rows.map((row): StudentUpsert => {
        const student = known.get(row.studentNo);
        const rest = student && sensitive.get(student.id);
        return {
          id: student?.id ?? deps.ids.next(),
          studentNo: row.studentNo,
          name: row.name,
          gender: row.gender ?? student?.gender ?? null,
          nativePlace: row.nativePlace ?? student?.nativePlace ?? null,
          classId:
            row.className === null ? (student?.classId ?? null) : (classIds.get(row.className) ?? null),
          sensitive: {
            family: row.family ?? rest?.family ?? null,
            contact: row.contact ?? rest?.contact ?? null,
            guardians: row.guardians ?? rest?.guardians ?? null,
          },
        };
      }),
    );
  },
};

/** That a field of a person was changed: the audit outlives a correction, so it keeps none of the texts. */
const untold = (before: string | null | undefined, after: string | null) =>
  after === null || after === (before ?? null) ? null : ([before ? 'held' : null, 'other'] as const);

async function recordChange(
  row: StudentRow,
  student: Student,
  rest: StudentSensitiveRecord | undefined,
  { audit }: UseCaseDeps,
): Promise<void> {
  const changes = {
    name: untold(student.name, row.name),
    gender: untold(student.gender, row.gender),
    nativePlace: untold(student.nativePlace, row.nativePlace),
    className:
      row.className === null || row.className === student.className
        ? null
        : ([student.className || null, row.className] as const),
    family: untold(rest?.family, row.family),
    contact: untold(rest?.contact, row.contact),
    guardians: untold(rest?.guardians, row.guardians),
  };
  const changed = Object.entries(changes).flatMap(([field, change]) => (change ? [[field, change]] : []));
  if (changed.length === 0) return;
  await audit.record({
    action: 'students.changed',
    subject: { type: 'student', id: student.id },
    changes: Object.fromEntries(changed),
  });
}

/** 教职工与志愿者 with their assignments; a person is known by the 工号. */
export const staffImport: ImportPart<StaffRow> = {
  rollBack: rollBackRoster,
  async compare(rows, fileName, deps) {
    const scopes = await readScopes(deps);
    const held = await readStaff(deps);
    const firstOf = new Map<string, StaffRow>();
    return plan(
      rows,
      fileName,
      (row) => [row.workNo, row.role, row.scopes.join('、'), row.firstDay].join('|'),
      '工号',
      (row) => {
        const person = held.get(row.workNo);
        if (!person) return 'new';
        const states = assignmentsOf(row, scopes).map((wanted) => {
          const stored = person.assignments.find((assignment) => isSameAssignment(assignment, wanted));
          return stored ? stored.lastDay === row.lastDay : null;
        });
        // Another name is shown as old → new also where the row brings new work.
        if (person.person.name !== row.name) return 'changed';
        if (states.includes(null)) return 'new';
        return states.every(Boolean) ? 'unchanged' : 'changed';
      },
      (row) => nameConflict(row, firstOf) ?? scopeConflict(row, scopes),
      (row) => {
        const person = held.get(row.workNo);
        if (!person) return null;
        const wanted = assignmentsOf(row, scopes);
        const stored = person.assignments.find((one) => wanted.some((other) => isSameAssignment(one, other)));
        return differences(`${row.name} · ${ROLE_LABELS[row.role]}`, row.row, [
          ['姓名', person.person.name, row.name],
          ...(stored ? [] : ([['开始日期', null, row.firstDay]] as const)),
          ['结束日期', stored?.lastDay ?? null, row.lastDay],
        ]);
      },
    );
  },
  async apply(rows, _importId, deps) {
    const scopes = await readScopes(deps);
    const held = await readStaff(deps);
    const personIds = new Map([...held].map(([workNo, { person }]) => [workNo, person.id]));
    const upserts: StaffUpsert[] = [];
    for (const row of rows) {
      const personId = personIds.get(row.workNo) ?? deps.ids.next();
      personIds.set(row.workNo, personId);
      const stored = held.get(row.workNo)?.assignments ?? [];
      for (const wanted of assignmentsOf(row, scopes)) {
        const known = stored.find((assignment) => isSameAssignment(assignment, wanted));
        upserts.push({
          person: { id: personId, name: row.name, workNo: row.workNo },
          assignment: { id: known?.id ?? deps.ids.next(), ...wanted, lastDay: row.lastDay },
        });
      }
    }
    await deps.roster.upsertStaff(upserts);
  },
};

interface Scopes {
  readonly classes: ReadonlyMap<string, string>;
  readonly areas: ReadonlyMap<string, string>;
}

interface WantedAssignment {
  readonly role: Role;
  readonly classId: string | null;
  readonly areaId: string | null;
  readonly firstDay: string;
}

async function readScopes(deps: UseCaseDeps): Promise<Scopes> {
  const classes = await deps.roster.classes();
  const areas = await deps.roster.areas();
  return {
    classes: new Map(classes.map(({ name, id }) => [name, id])),
    areas: new Map(areas.map(({ name, id }) => [name, id])),
  };
}

/** By 工号. */
export const readStaff = async (deps: UseCaseDeps) =>
  new Map((await deps.roster.staff()).map((entry) => [entry.person.workNo, entry]));

/** Advisers have classes, counselors areas, the others the department. */
function assignmentsOf(
  { role, scopes: names, firstDay }: StaffRow,
  scopes: Scopes,
): readonly WantedAssignment[] {
  if (role === 'adviser') {
    return names.map((name) => ({ role, classId: scopes.classes.get(name) ?? null, areaId: null, firstDay }));
  }
  if (role === 'counselor') {
    return names.map((name) => ({ role, classId: null, areaId: scopes.areas.get(name) ?? null, firstDay }));
  }
  return [{ role, classId: null, areaId: null, firstDay }];
}

/** Two names under one 工号 of one file: nobody can say whose it is. */
function nameConflict(row: StaffRow, firstOf: Map<string, StaffRow>) {
  const first = firstOf.get(row.workNo);
  if (!first) firstOf.set(row.workNo, row);
  if (!first || first.name === row.name) return null;
  const reason = `第 ${first.row} 行的工号也是 ${row.workNo}，姓名是「${first.name}」，这一行是「${row.name}」。请核对工号和姓名。`;
  return { column: '工号', value: row.workNo, reason };
}

function scopeConflict(row: StaffRow, scopes: Scopes) {
  if (row.role !== 'adviser' && row.role !== 'counselor') return null;
  const [known, what] = row.role === 'adviser' ? [scopes.classes, '班级'] : [scopes.areas, '责任区'];
  if (row.scopes.length === 0) {
    return { column: '范围', value: '', reason: `${ROLE_LABELS[row.role]}须写明${what}。` };
  }
  const missing = row.scopes.find((name) => !known.has(name));
  if (missing === undefined) return null;
  return { column: '范围', value: missing, reason: `没有这个${what}。请先导入班级名单，或更正写法。` };
}

const isSameAssignment = (a: WantedAssignment, b: WantedAssignment): boolean =>
  a.role === b.role && a.classId === b.classId && a.areaId === b.areaId && a.firstDay === b.firstDay;
