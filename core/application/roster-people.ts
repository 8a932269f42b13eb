import type { RosterPersonDetail } from '../contract/outputs';
import { DomainError } from '../domain/errors';
import { mayRole, notFound } from './access';
import { nextPosition, PAGE_SIZE, positionOf } from './paging';
import type { Actor, RosterFilter, RosterPersonRecord } from './ports';
import { toChangeView, toRosterPerson, toTenureView } from './roster-views';
import type { UseCase, UseCaseDeps } from './use-case';

/** Everyone on the roster, also who has left, with the roles of today. */
export const listPeople: UseCase<'roster.people'> = async ({ search, role, state, cursor }, actor, deps) => {
  const filter: RosterFilter = {
    ...(search?.trim() ? { search: search.trim() } : {}),
    ...(role === undefined ? {} : { role }),
    ...(state === undefined ? {} : { state }),
  };
  const position = positionOf(cursor);
  const people = await deps.rosterBook.people(filter, position, PAGE_SIZE);
  const tenures = await deps.rosterBook.tenures({ people: people.map(({ id }) => id) });
  return {
    items: people.map((person) => toRosterPerson(person, tenures, actor.today)),
    nextCursor: nextPosition(people, position),
  };
};

export const showPerson: UseCase<'roster.person'> = ({ personId }, actor, deps) =>
  personDetail(personId, actor, deps);

/** A new person, by 工号 or 学号. The same id again changes nothing. */
export const addPerson: UseCase<'roster.add-person'> = async ({ id, name, workNo }, actor, deps) => {
  await deps.rosterBook.lock();
  const number = workNo.normalize('NFKC').trim();
  if ((await deps.rosterBook.person(id)) === null) {
    await requireFreeNumber(number, id, deps);
    await deps.rosterBook.addPerson({ id, name, workNo: number });
    await deps.audit.record({ action: 'roster.add-person', subject: { type: 'person', id } });
  }
  return personDetail(id, actor, deps);
};

/** A name or number that was written wrong. An activation code belongs to the number: an open one ends. */
export const renamePerson: UseCase<'roster.rename-person'> = async (input, actor, deps) => {
  await deps.rosterBook.lock();
  const person = await requirePerson(input.personId, deps);
  const workNo = input.workNo.normalize('NFKC').trim();
  await requireFreeNumber(workNo, person.id, deps);
  if (person.name !== input.name || person.workNo !== workNo) {
    await deps.rosterBook.renamePerson(person.id, input.name, workNo);
    if (person.workNo !== workNo) await deps.accounts.endCode(person.id, deps.clock.now());
    await deps.audit.record({
      action: 'roster.rename-person',
      subject: { type: 'person', id: person.id },
      changes: {
        ...(person.name === input.name ? {} : { name: [person.name, input.name] as const }),
        ...(person.workNo === workNo ? {} : { workNo: [person.workNo, workNo] as const }),
      },
    });
  }
  return personDetail(person.id, actor, deps);
};

async function requireFreeNumber(workNo: string, personId: string, deps: UseCaseDeps): Promise<void> {
  const holder = await deps.rosterBook.personByNo(workNo);
  if (holder === null || holder.id === personId) return;
  throw new DomainError(
    'WORK_NO_TAKEN',
    `工号（学号）${workNo} 已经是${holder.name}的。请核对；同一个人不要登记两次。`,
    'workNo',
  );
}

/** @throws DomainError NOT_FOUND */
export async function requirePerson(personId: string, deps: UseCaseDeps): Promise<RosterPersonRecord> {
  const person = await deps.rosterBook.person(personId);
  if (person === null) throw notFound();
  return person;
}

/** One person with everything they hold or held, and what was changed of it. */
export async function personDetail(
  personId: string,
  actor: Actor,
  deps: UseCaseDeps,
): Promise<RosterPersonDetail> {
  const person = await requirePerson(personId, deps);
  const tenures = await deps.rosterBook.tenures({ personId, actingFor: personId });
  const sources = await deps.rosterBook.sources(personId);
  const history = await deps.rosterBook.changes({ personId });
  const isEditor = mayRole(actor.role, 'roster.assign');
  return {
    today: actor.today,
    person: toRosterPerson(person, tenures, actor.today),
    tenures: tenures
      .map((held) => toTenureView(held, actor.today, sources.get(held.id)?.file ?? null))
      .sort((a, b) => b.firstDay.localeCompare(a.firstDay) || b.tenureId.localeCompare(a.tenureId)),
    history: history.map(toChangeView),
    can: {
      edit: isEditor,
      standIn: mayRole(actor.role, 'roster.stand-in'),
      leave: isEditor && personId !== actor.personId && person.leftOn === null,
    },
  };
}
