import { DomainError } from '../domain/errors';
import { onDuty } from '../domain/tenure';
import type { Person, Student } from './ports';
import type { UseCaseDeps } from './use-case';

type TalkRole = 'adviser' | 'counselor';

export const otherRole = (role: TalkRole): TalkRole => (role === 'adviser' ? 'counselor' : 'adviser');

/** Who is the student's adviser or counselor today; null: nobody is on the roster. */
export async function colleagueOf(
  student: Student,
  role: TalkRole,
  deps: UseCaseDeps,
): Promise<Person | null> {
  if (student.classId === null) return null;
  const inForce = (await deps.people.responsible([student.classId])).get(student.classId);
  return onDuty((role === 'adviser' ? inForce?.counselors : inForce?.advisers) ?? [])[0] ?? null;
}

/**
 * The other side of the pair where a talk was held together; null: it was not.
 *
 * @param own the author's role @param field that a refusal names
 * @throws DomainError NO_COLLEAGUE
 */
export async function requireColleague(
  joint: TalkRole | null,
  student: Student,
  own: TalkRole,
  deps: UseCaseDeps,
  field: string,
): Promise<Person | null> {
  if (joint === null) return null;
  const colleague = joint === own ? null : await colleagueOf(student, own, deps);
  if (colleague) return colleague;
  throw new DomainError(
    'NO_COLLEAGUE',
    '这个班级没有登记另一位谈话教师，不能填写为共同谈话。可请系学工办登记。',
    field,
  );
}
