import type { ImportPart } from './import-part';
import { type Conflict, differences, hidden, plan } from './import-plan';
import { rollBackRoster } from './import-rollback';
import { readStaff } from './import-roster';
import type { Assignment, StaffUpsert, VolunteerRecord, VolunteerRow } from './ports';
import type { UseCaseDeps } from './use-case';

/**
 * 学业帮扶志愿者: the person, known by the 学号, their role from a day on, and what they can help with. A blank
 * cell leaves what is stored as it is.
 */
export const volunteersImport: ImportPart<VolunteerRow> = {
  rollBack: rollBackRoster,
  async compare(rows, fileName, deps) {
    const held = await readHeld(deps);
    const students = await deps.roster.studentsByNo(rows.map(({ studentNo }) => studentNo));
    const conflictOf = ({ studentNo, name }: VolunteerRow): Conflict | null => {
      const staff = staffConflict(studentNo, name, held.get(studentNo));
      if (staff) return staff;
      const student = students.get(studentNo);
      if (!student || student.name === name) return null;
      const reason = `这个学号在学生名册里是「${student.name}」。请核对学号和姓名。`;
      return { column: '姓名', value: name, reason };
    };
    return plan(
      rows,
      fileName,
      ({ studentNo }) => studentNo,
      '学号',
      (row) => {
        const known = held.get(row.studentNo);
        if (!known?.profile) return 'new';
        const isSame =
          known.name === row.name &&
          roleOf(row, known) !== undefined &&
          isSameProfile(completed(row, known.profile), known.profile);
        return isSame ? 'unchanged' : 'changed';
      },
      conflictOf,
      (row) => {
        const known = held.get(row.studentNo);
        if (!known?.profile) return null;
        const { profile } = known;
        return differences(`${row.name} · ${row.studentNo}`, row.row, [
          ['姓名', known.name, row.name],
          ['班级', profile.className, row.className ?? profile.className],
          ['可帮扶课程', profile.courses.join('、'), row.courses.join('、')],
          ['空闲时间', profile.freeTime, row.freeTime ?? profile.freeTime],
          ...hidden('联系方式', profile.contact, row.contact),
          ...(roleOf(row, known) === undefined ? ([['开始日期', null, row.firstDay]] as const) : []),
        ]);
      },
    );
  },
  async apply(rows, _importId, deps) {
    const held = await readHeld(deps);
    const people: StaffUpsert[] = [];
    const profiles: VolunteerRecord[] = [];
    for (const row of rows) {
      const known = held.get(row.studentNo);
      const personId = known?.personId ?? deps.ids.next();
      const person = { id: personId, name: row.name, workNo: row.studentNo };
      const role = known && roleOf(row, known);
      people.push({ person, assignment: role ?? newRole(row, deps) });
      const id = known?.profile?.id ?? deps.ids.next();
      profiles.push({ id, personId, ...completed(row, known?.profile) });
    }
    await deps.roster.upsertStaff(people);
    await deps.volunteers.upsert(profiles);
  },
};

interface Held {
  readonly personId: string;
  readonly name: string;
  readonly assignments: readonly Assignment[];
  readonly profile: VolunteerRecord | undefined;
}

/** Only a volunteer's own name is corrected by this list; anyone else's number is a slip of the pen. */
function staffConflict(value: string, name: string, known: Held | undefined): Conflict | null {
  if (!known || known.name === name) return null;
  const isVolunteer = known.profile && known.assignments.every(({ role }) => role === 'volunteer');
  if (isVolunteer) return null;
  const reason = `这个号码在教职工与志愿者名单里是「${known.name}」，文件里写的是「${name}」。请核对学号和姓名。`;
  return { column: '学号', value, reason };
}

async function readHeld(deps: UseCaseDeps): Promise<ReadonlyMap<string, Held>> {
  const profiles = new Map((await deps.volunteers.list()).map((profile) => [profile.personId, profile]));
  const staff = await readStaff(deps);
  return new Map(
    [...staff].map(([workNo, { person, assignments }]) => [
      workNo,
      { personId: person.id, name: person.name, assignments, profile: profiles.get(person.id) },
    ]),
  );
}

const newRole = ({ firstDay }: VolunteerRow, deps: UseCaseDeps): StaffUpsert['assignment'] => ({
  id: deps.ids.next(),
  role: 'volunteer',
  classId: null,
  areaId: null,
  firstDay,
  lastDay: null,
});

/** The volunteer's work from that very day, ended or not. */
const roleOf = ({ firstDay }: VolunteerRow, { assignments }: Held): Assignment | undefined =>
  assignments.find((known) => known.role === 'volunteer' && known.firstDay === firstDay);

type Profile = Omit<VolunteerRecord, 'id' | 'personId'>;

const completed = (row: VolunteerRow, held: VolunteerRecord | undefined): Profile => ({
  className: row.className ?? held?.className ?? null,
  courses: row.courses,
  freeTime: row.freeTime ?? held?.freeTime ?? null,
  contact: row.contact ?? held?.contact ?? null,
});

const isSameProfile = (a: Profile, b: Profile): boolean =>
  a.className === b.className &&
  a.freeTime === b.freeTime &&
  a.contact === b.contact &&
  a.courses.join('、') === b.courses.join('、');
