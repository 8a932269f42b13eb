import { DomainError } from '../domain/errors';
import { ROSTER_LIMITS } from '../domain/roster-limits';
import { notFound } from './access';
import type { Actor, DataRequestRecord, StudentUpsert } from './ports';
import { renamePerson } from './roster-people';
import type { UseCaseDeps } from './use-case';

/** From what to what, for the audit; of what is sensitive only that it changed. */
type Changes = Readonly<Record<string, readonly [string | null, string | null]>>;

/** Kept with a change of the roster. */
const REASON = '本人申请更正';

/**
 * Writes an accepted correction into the roster, in the transaction of the answer.
 *
 * @param record of a field that `isAppliedField`
 * @returns what has changed, where the roster's own use-case does not record it
 * @throws DomainError VALUE_TOO_LONG, NO_CLASS, NOT_A_VOLUNTEER, and those of the roster
 */
export async function applyCorrection(
  record: DataRequestRecord,
  value: string,
  actor: Actor,
  deps: UseCaseDeps,
): Promise<Changes> {
  const { personId, studentId } = record;
  if (studentId !== null) return correctStudent(studentId, record, value, deps);
  if (personId === null) throw new Error('a request of nobody');
  if (record.field === 'contact') return correctContact(personId, value, deps);
  const person = await deps.rosterBook.person(personId);
  if (!person) throw notFound();
  const { name, workNo } = person;
  requireLength(value, record.field === 'name' ? ROSTER_LIMITS.name : ROSTER_LIMITS.workNo);
  const renamed = record.field === 'name' ? { name: value, workNo } : { name, workNo: value };
  await renamePerson({ personId, ...renamed, reason: REASON }, actor, deps);
  return {};
}

async function correctContact(personId: string, value: string, deps: UseCaseDeps): Promise<Changes> {
  const volunteer = (await deps.volunteers.list()).find((held) => held.personId === personId);
  if (!volunteer) throw new DomainError('NOT_A_VOLUNTEER', '这个人没有登记为志愿者，名册里没有联系方式。');
  await deps.volunteers.upsert([{ ...volunteer, contact: value }]);
  return { contact: ['held', 'other'] };
}

async function correctStudent(
  studentId: string,
  { field }: DataRequestRecord,
  value: string,
  deps: UseCaseDeps,
): Promise<Changes> {
  const student = await deps.roster.student(studentId);
  if (!student) throw notFound();
  const { id, studentNo, name } = student;
  const write = (change: Partial<StudentUpsert>) =>
    deps.roster.upsertStudents([{ id, studentNo, name, ...change }]);
  switch (field) {
    case 'name':
      requireLength(value, ROSTER_LIMITS.name);
      await write({ name: value });
      return { name: [name, value] };
    case 'gender':
      requireLength(value, GENDER_LENGTH);
      await write({ gender: value });
      return { gender: [student.gender, value] };
    case 'native-place':
      requireLength(value, ROSTER_LIMITS.name);
      await write({ nativePlace: value });
      return { nativePlace: [student.nativePlace, value] };
    case 'class': {
      const found = await deps.rosterBook.classByName(value);
      if (!found)
        throw new DomainError('NO_CLASS', `名册里没有“${value}”这个班级。请照名册写班级的全称。`, 'value');
      await write({ classId: found.id });
      return { className: [student.className, found.name] };
    }
    case 'contact':
    case 'family': {
      const held = (await deps.roster.sensitive(id)) ?? { family: null, contact: null, guardians: null };
      await write({ sensitive: { ...held, [field]: value } });
      return { [field]: [held[field] === null ? null : 'held', 'other'] };
    }
    default:
      throw new Error(`not a field that the roster changes: ${field}`);
  }
}

const GENDER_LENGTH = 10;

function requireLength(value: string, most: number): void {
  if (value.length <= most) return;
  throw new DomainError('VALUE_TOO_LONG', `这一项最多 ${most} 字，现在 ${value.length} 字。`, 'value');
}
