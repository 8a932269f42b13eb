import { DomainError } from '../domain/errors';
import { requireApplicationStep, standingOfApplication } from '../domain/recruiting';
import { periodLabel } from '../domain/weekly-period';
import { claimsOf } from './applicant-claims';
import type { ApplicationRecord } from './ports';
import { changed, criteriaOf, lockedApplication, step } from './recruiting';
import { give, requireFree } from './roster-changes';
import { rivalsOf } from './roster-tenures';
import type { UseCase, UseCaseDeps } from './use-case';

/**
 * To work: the person, known by the 学号, is a volunteer from a day on and can be paired. One who is
 * identified by then takes nobody: pairing sees that by itself.
 */
export const activateVolunteer: UseCase<'recruiting.activate'> = async (input, actor, deps) => {
  const { held, call } = await lockedApplication(input.applicationId, 'recruiting.activate', actor, deps);
  if (held.steps.some(({ kind }) => kind === 'activated')) return changed(held.id, deps);
  requireApplicationStep(standingOfApplication(held.steps, call.training.length), 'activated');
  const obstacle = (await criteriaOf(held, deps)).find(({ isHard, isMet }) => isHard && !isMet);
  if (obstacle) throw new DomainError('NOT_ELIGIBLE', obstacle.sentence);
  await deps.rosterBook.lock();
  const personId = await personOf(held, deps);
  const tenure = {
    id: input.id,
    personId,
    role: 'volunteer' as const,
    classId: null,
    areaId: null,
    firstDay: input.firstDay,
    lastDay: null,
    actingFor: null,
  };
  requireFree(tenure, await rivalsOf(tenure, deps));
  await give(tenure, { id: input.id, reason: `${call.title}：培训完成并登记备案` }, deps);
  await deps.volunteers.upsert([
    {
      id: deps.ids.next(),
      personId,
      className: held.student.className,
      courses: held.courses.map(({ name }) => name),
      freeTime: held.free.map(periodLabel).join('、') || null,
      contact: held.contact || null,
    },
  ]);
  const claims = await claimsOf(held, deps);
  await deps.pairings.saveProfile(
    personId,
    {
      passed: claims.flatMap(({ name, found }) =>
        found ? [{ code: found.code, name, score: found.score }] : [],
      ),
      free: held.free.length === 0 ? null : held.free,
      campus: held.campus === '' ? null : held.campus,
      places: 1,
    },
    actor.personId,
    deps.clock.now(),
  );
  const done = { id: input.id, kind: 'activated' as const, on: actor.today, item: null, minutes: null };
  return step(held, { ...done, reason: `从 ${input.firstDay} 起`, told: input.told }, actor, deps);
};

/** The person of the 学号, made where there is none; one who had left comes back. */
async function personOf({ student }: ApplicationRecord, deps: UseCaseDeps): Promise<string> {
  const known = await deps.rosterBook.personByNo(student.studentNo);
  if (known) {
    if (known.leftOn !== null) await deps.rosterBook.setLeft(known.id, null);
    return known.id;
  }
  const id = deps.ids.next();
  await deps.rosterBook.addPerson({ id, name: student.name, workNo: student.studentNo });
  await deps.audit.record({ action: 'roster.add-person', subject: { type: 'person', id } });
  return id;
}
