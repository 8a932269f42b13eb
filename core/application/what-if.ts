import type { ComparedStudent } from '../contract/outputs/what-if';
import { checkedPolicy } from '../domain/checked-policy';
import { onDuty } from '../domain/tenure';
import { type ClassStaff, compareStudent, isUntouched } from '../domain/what-if';
import { tierLoads } from '../domain/workload';
import { openCohort } from './cohort';
import { nameOf } from './policies';
import { readPolicy, readPolicyVersion } from './policy-in-force';
import type { Student } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** Students of one part: a second's work, so that a phone sees how far it has come. */
const STUDENTS_A_PART = 1000;

/**
 * Another rule on the same cohort: who moves where. `after` names a version, or `draft` is an edit not
 * yet saved. Writes nothing.
 */
export const comparePolicies: UseCase<'policies.what-if'> = async (
  { term, before, after, draft, cursor },
  actor,
  deps,
) => {
  const old = before === undefined ? await readPolicy(deps) : await readPolicyVersion(before, deps);
  const own =
    draft !== undefined
      ? checkedPolicy(draft)
      : after === undefined
        ? await readPolicy(deps)
        : await readPolicyVersion(after, deps);
  const rows: ComparedStudent[] = [];
  const classes = new Map<string, string>();
  let compared = 0;
  let last = cursor ?? '';
  let nextCursor: string | null = null;
  const { students } = await openCohort(term, { policy: old, today: actor.today }, deps, last);
  for await (const { student, input } of students) {
    if (compared === STUDENTS_A_PART) {
      nextCursor = last;
      break;
    }
    compared += 1;
    last = student.studentNo;
    const row = compareStudent(input, classOf(student), old, own);
    if (isUntouched(row)) continue;
    rows.push({ ...row, studentId: student.id });
    if (student.classId !== null) classes.set(student.classId, student.className);
  }
  return {
    before: nameOf(old),
    after: nameOf(own),
    total: await deps.roster.countStudents({}),
    compared,
    rows,
    loads: cursor === undefined ? { before: tierLoads(old), after: tierLoads(own) } : null,
    staff: await staffOf(classes, deps),
    nextCursor,
  };
};

const classOf = ({ className }: Student): string | null => (className === '' ? null : className);

async function staffOf(
  classes: ReadonlyMap<string, string>,
  deps: UseCaseDeps,
): Promise<readonly ClassStaff[]> {
  const responsible = await deps.people.responsible([...classes.keys()]);
  return [...responsible].map(([classId, { advisers, counselors }]) => ({
    className: classes.get(classId) ?? '',
    advisers: onDuty(advisers).map(({ id, name }) => ({ id, name })),
    counselors: onDuty(counselors).map(({ id, name }) => ({ id, name })),
  }));
}
