import type { Role } from '../domain/role';
import { termLabel, termOn } from '../domain/term';
import type { UseCase } from './use-case';

/** Who I am, in which roles, and what day it is. */
export const showMe: UseCase<'session.me'> = async (_input, actor, deps) => {
  const department = await deps.departments.get();
  const calendar = await deps.departments.calendar();
  const assignments = await deps.people.assignments(actor.personId);
  const roles = new Map<Role, string[]>();
  for (const { actingForName, role, scopeName } of assignments) {
    const scopes = roles.get(role) ?? [];
    const scope = actingForName === null ? scopeName : `${scopeName}（代${actingForName}）`;
    roles.set(role, scope ? [...scopes, scope] : scopes);
  }
  const term = termOn(calendar.terms, actor.today);
  return {
    personId: actor.personId,
    name: actor.name,
    workNo: actor.workNo,
    department: { name: department.name, shortName: department.shortName },
    roles: [...roles].map(([role, scopes]) => ({ role, scope: scopes.join('、') })),
    activeRole: actor.role,
    today: actor.today,
    termLabel: term === null ? null : termLabel(term),
  };
};
