import type { RosterAreas, RosterClass, RosterClassDetail } from '../contract/outputs';
import { DomainError } from '../domain/errors';
import { addDays } from '../domain/local-date';
import { isInForceOn, isVoid, voidedLastDay } from '../domain/tenure';
import { compareTerms } from '../domain/term';
import { mayRole, notFound } from './access';
import { nextPosition, PAGE_SIZE, pageOf, positionOf } from './paging';
import type { Actor, ClassResponsibles, NewTenure, RosterClassRecord } from './ports';
import { give, requireFree, setLastDay } from './roster-changes';
import { requirePerson } from './roster-people';
import { sayResponsible, toChangeView, toTenureView } from './roster-views';
import type { UseCase, UseCaseDeps } from './use-case';

/** Classes with who answers for them today, and what is missing. */
export const listClasses: UseCase<'roster.classes'> = async ({ search, cursor }, _actor, deps) => {
  const position = positionOf(cursor);
  const filter = search?.trim() ? { search: search.trim() } : {};
  const classes = await deps.rosterBook.classes(filter, position, PAGE_SIZE);
  const responsible = await deps.people.responsible(classes.map(({ id }) => id));
  return {
    items: classes.map((held) => toRosterClass(held, responsible.get(held.id))),
    nextCursor: nextPosition(classes, position),
  };
};

export const showClass: UseCase<'roster.class'> = ({ classId }, actor, deps) =>
  classDetail(classId, actor, deps);

/** A class that no list brought. */
export const addClass: UseCase<'roster.add-class'> = async ({ id, name, ...rest }, actor, deps) => {
  await deps.rosterBook.lock();
  if ((await deps.rosterBook.class(id)) === null) {
    if ((await deps.rosterBook.classByName(name)) !== null) {
      throw new DomainError('CLASS_EXISTS', `班级「${name}」已经在名册里。`, 'name');
    }
    await requireArea(rest.areaId, deps);
    const blank = (value: string | null) => (value?.trim() ? value.trim() : null);
    await deps.rosterBook.addClass({
      id,
      name,
      grade: blank(rest.grade),
      major: blank(rest.major),
      areaId: rest.areaId,
    });
    await deps.audit.record({ action: 'roster.add-class', subject: { type: 'class', id }, detail: { name } });
  }
  return classDetail(id, actor, deps);
};

/** To another 责任区: its counselors take the class over from today. */
export const moveClass: UseCase<'roster.move-class'> = async ({ classId, areaId, reason }, actor, deps) => {
  await deps.rosterBook.lock();
  const held = await requireClass(classId, deps);
  if (held.areaId !== areaId) {
    const areaName = await requireArea(areaId, deps);
    await deps.rosterBook.moveClass(classId, areaId, reason);
    await deps.audit.record({
      action: 'roster.move-class',
      subject: { type: 'class', id: classId },
      detail: { name: held.name, from: held.areaId, to: areaId },
      changes: { area: [held.areaName, areaName] },
    });
  }
  return classDetail(classId, actor, deps);
};

/**
 * 换班主任: the present adviser, and whoever stands in, ends on the day before; the new one begins. Open
 * duties pass on with the days of the handover (reading §1); what was overdue stays the former one's.
 */
export const handOver: UseCase<'roster.hand-over'> = async (input, actor, deps) => {
  await deps.rosterBook.lock();
  const held = await requireClass(input.classId, deps);
  if (await deps.rosterBook.wasDone(input.id)) return classDetail(held.id, actor, deps);
  const person = await requirePerson(input.personId, deps);
  const before = await deps.rosterBook.tenures({ classId: held.id, role: 'adviser' });
  const tenure: NewTenure = {
    id: input.id,
    personId: person.id,
    role: 'adviser',
    classId: held.id,
    areaId: null,
    firstDay: input.firstDay,
    lastDay: null,
    actingFor: null,
  };
  const present = before.filter((one) => isInForceOn(one, input.firstDay));
  if (present.some((one) => one.personId === person.id && one.actingFor === null)) {
    throw new DomainError('ALREADY_HELD', `${person.name}已经是${held.name}的班主任。`, 'personId');
  }
  requireFree(
    tenure,
    before.filter((one) => !present.includes(one) && !isVoid(one)),
  );
  for (const one of present) {
    const isNever = one.firstDay >= input.firstDay;
    const lastDay = isNever ? voidedLastDay(one.firstDay) : addDays(input.firstDay, -1);
    await setLastDay(one, lastDay, isNever ? 'voided' : 'ended', input, deps);
  }
  await give(tenure, input, deps);
  if (person.leftOn !== null) await deps.rosterBook.setLeft(person.id, null);
  return classDetail(held.id, actor, deps);
};

export const listAreas: UseCase<'roster.areas'> = (_input, actor, deps) => readAreas(actor, deps);

export const addArea: UseCase<'roster.add-area'> = async ({ id, name }, actor, deps) => {
  await deps.rosterBook.lock();
  const areas = await deps.roster.areas();
  if (!areas.some((area) => area.id === id)) {
    if (areas.some((area) => area.name === name)) {
      throw new DomainError('AREA_EXISTS', `责任区「${name}」已经在名册里。`, 'name');
    }
    await deps.rosterBook.addArea({ id, name });
    await deps.audit.record({ action: 'roster.add-area', subject: { type: 'area', id }, detail: { name } });
  }
  return readAreas(actor, deps);
};

/** Names to choose from. */
export const listScopes: UseCase<'roster.scopes'> = async (_input, _actor, deps) => ({
  classes: (await deps.roster.classes()).map(({ id, name }) => ({ id, name })),
  areas: await deps.roster.areas(),
});

/** 教学班, the newest semester first. */
export const listOfferings: UseCase<'roster.offerings'> = async ({ search, cursor }, _actor, deps) => {
  const wanted = search?.trim() ?? '';
  const found = (await deps.offerings.list())
    .filter(({ courseCode, courseName, teacher }) =>
      [courseCode, courseName, teacher.name, teacher.workNo].some((text) => text.includes(wanted)),
    )
    .sort((a, b) => compareTerms(b.term, a.term) || a.courseCode.localeCompare(b.courseCode));
  const { items, nextCursor } = pageOf(found, cursor);
  return {
    items: items.map(({ classes, courseCode, courseName, id, teacher, term }) => ({
      offeringId: id,
      term,
      courseCode,
      courseName,
      teacher: teacher.name,
      classNames: classes.map(({ name }) => name),
    })),
    nextCursor,
  };
};

async function readAreas(actor: Actor, deps: UseCaseDeps): Promise<RosterAreas> {
  const classes = await deps.roster.classes();
  const counselors = await deps.rosterBook.tenures({ role: 'counselor' });
  return {
    areas: (await deps.roster.areas()).map(({ id, name }) => {
      const held = counselors.filter((one) => one.areaId === id && isInForceOn(one, actor.today));
      const classNames = classes.filter(({ areaId }) => areaId === id).map((one) => one.name);
      return {
        areaId: id,
        name,
        counselors: held.map((one) =>
          one.actingForName === null ? one.personName : `${one.personName}（代${one.actingForName}）`,
        ),
        classNames,
        problems:
          held.length === 0 && classNames.length > 0
            ? ['没有在任的辅导员，辅导员的谈话无人承担。请给一位登记这个责任区。']
            : [],
      };
    }),
    loose: classes.filter(({ areaId }) => areaId === null).map(({ name }) => name),
    can: { edit: mayRole(actor.role, 'roster.add-area') },
  };
}

async function requireClass(classId: string, deps: UseCaseDeps): Promise<RosterClassRecord> {
  const held = await deps.rosterBook.class(classId);
  if (held === null) throw notFound();
  return held;
}

/** @returns its name; null: of none */
async function requireArea(areaId: string | null, deps: UseCaseDeps): Promise<string | null> {
  if (areaId === null) return null;
  const area = (await deps.roster.areas()).find(({ id }) => id === areaId);
  if (!area) throw notFound();
  return area.name;
}

async function classDetail(classId: string, actor: Actor, deps: UseCaseDeps): Promise<RosterClassDetail> {
  const held = await requireClass(classId, deps);
  const responsible = (await deps.people.responsible([classId])).get(classId);
  const tenures = await deps.rosterBook.tenures({ classId });
  const moves = await deps.rosterBook.moves(classId);
  return {
    ...toRosterClass(held, responsible),
    today: actor.today,
    tenures: tenures
      .map((one) => toTenureView(one, actor.today))
      .sort((a, b) => b.firstDay.localeCompare(a.firstDay) || b.tenureId.localeCompare(a.tenureId)),
    history: (await deps.rosterBook.changes({ classId })).map(toChangeView),
    moves: moves
      .map(({ by, fromName, on, reason, toName }) => ({ on, from: fromName, to: toName, by, reason }))
      .reverse(),
    can: { edit: mayRole(actor.role, 'roster.hand-over') },
  };
}

function toRosterClass(held: RosterClassRecord, responsible: ClassResponsibles | undefined): RosterClass {
  const { areaId, areaName, grade, id, major, name, openCases, students } = held;
  const advisers = responsible?.advisers ?? [];
  const counselors = responsible?.counselors ?? [];
  return {
    classId: id,
    name,
    grade,
    major,
    area: areaId === null ? null : { id: areaId, name: areaName ?? '' },
    advisers: advisers.map(sayResponsible),
    counselors: counselors.map(sayResponsible),
    students,
    openCases,
    problems: [
      ...(advisers.length === 0 ? ['没有在任的班主任，班主任的谈话无人承担。'] : []),
      ...(advisers.filter(({ actingFor }) => actingFor === null).length > 1
        ? ['同时有两位以上班主任，应办事项会各提醒一遍。请结束其中的任期。']
        : []),
      ...(areaId === null
        ? ['不属于任何责任区，没有辅导员。']
        : counselors.length === 0
          ? [`${areaName}没有在任的辅导员。`]
          : []),
    ],
  };
}
