import type { ActionName } from '../contract/actions';
import type { ArchivePart, ArchiveViewers } from '../contract/outputs/archive';
import { ROLES, type Role } from '../domain/role';
import { mayRole, reachOf, requireAccess } from './access';
import type { Assignment } from './ports';
import { sayResponsible } from './roster-views';
import type { UseCase } from './use-case';

/** By which action each part is opened. */
const OPENED_BY: Readonly<Record<ArchivePart, ActionName>> = {
  archive: 'students.archive',
  talks: 'talks.view',
  sensitive: 'students.sensitive',
  'guardian-numbers': 'guardians.numbers',
  referrals: 'referrals.show',
  letters: 'letters.show',
  'whole-archive': 'papers.archive-with-sensitive',
};
const PARTS = Object.keys(OPENED_BY) as readonly ArchivePart[];

/** 谁能看到: read off the gate's own table and today's assignments, so that it says what holds. */
export const showViewers: UseCase<'students.viewers'> = async ({ studentId }, actor, deps) => {
  const student = await deps.roster.student(studentId);
  requireAccess(actor, 'students.viewers', student);
  const staff = await deps.roster.staff();
  const inForce = ({ firstDay, lastDay }: Assignment) =>
    firstDay <= actor.today && (lastDay === null || lastDay >= actor.today);
  const responsible =
    student.classId === null
      ? undefined
      : (await deps.people.responsible([student.classId])).get(student.classId);
  const namesOf = (role: Role): readonly string[] => {
    if (reachOf(role, []).kind === 'department') {
      return staff
        .filter(({ assignments }) => assignments.some((held) => held.role === role && inForce(held)))
        .map(({ person }) => person.name);
    }
    return (role === 'adviser' ? responsible?.advisers : responsible?.counselors)?.map(sayResponsible) ?? [];
  };
  const sees = (role: Role) => reachOf(role, []).kind !== 'none' && mayRole(role, OPENED_BY.archive);
  return {
    roles: ROLES.filter(sees).map((role) => ({
      role,
      reach: reachOf(role, []).kind === 'department' ? ('department' as const) : ('class' as const),
      names: namesOf(role),
      parts: PARTS.filter((part) => mayRole(role, OPENED_BY[part])),
    })),
    others: ROLES.filter((role) => !sees(role)),
  } satisfies ArchiveViewers;
};
