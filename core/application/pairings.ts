import type { PairsConfirmed } from '../contract/outputs/pairings';
import { DomainError } from '../domain/errors';
import { describePair, type PairingObstacle, type VolunteerOffer } from '../domain/pairing';
import { parseWeeklyPeriods } from '../domain/weekly-period';
import { requireAccess } from './access';
import { endPair } from './end-pairs';
import { findNeed, hardObstacle } from './pairing-desk';
import { activePair, coursesToHelp, isWanted, toOffers, toStudentInNeed } from './pairing-inputs';
import { readPolicy } from './policy-in-force';
import type { Actor, PairingRecord } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

type Asked = Parameters<UseCase<'pairings.confirm'>>[0]['pairs'][number];

/** What the desk suggested or a person chose; all of it or nothing. Same id: same pair. */
export const confirmPairs: UseCase<'pairings.confirm'> = async ({ pairs }, actor, deps) => {
  let repeated = 0;
  for (const asked of pairs) if (!(await confirmPair(asked, actor, deps))) repeated += 1;
  return { confirmed: pairs.length - repeated, repeated } satisfies PairsConfirmed;
};

async function confirmPair(asked: Asked, actor: Actor, deps: UseCaseDeps): Promise<boolean> {
  const need = await findNeed(asked.studentId, 'pairings.confirm', actor, deps);
  const held = need.pairings.find(({ id }) => id === asked.id);
  if (held?.volunteerId === asked.volunteerId) return false;
  const before = activePair(need);
  if (before && before.id !== asked.replaces?.pairingId) {
    throw new DomainError(
      'ALREADY_PAIRED',
      `${need.student.name}已和${before.volunteerName}结对。要换人，请打开这位学生，点「换一位」。`,
    );
  }
  if (before && asked.replaces) await endPair(before, asked.replaces, actor, deps);
  // Read again: the place that has just become free may be the one.
  const volunteers = await deps.pairings.offers();
  const at = volunteers.findIndex(({ personId }) => personId === asked.volunteerId);
  const volunteer = volunteers[at];
  if (!volunteer) {
    throw new DomainError('VOLUNTEER_GONE', '这位志愿者已不在岗。请刷新，换一位。', 'volunteerId');
  }
  const [fresh = need] = await deps.pairings.needs(asked.studentId);
  const student = toStudentInNeed(fresh);
  const { courses, matching } = await readPolicy(deps);
  const offer = toOffers(volunteers, [fresh], courses)[at] as VolunteerOffer;
  const obstacle = hardObstacle(student, offer);
  if (obstacle !== null) throw refusalOf(obstacle, volunteer.name);
  const isNew = await deps.pairings.add({
    id: asked.id,
    caseId: need.caseId,
    studentId: need.student.id,
    volunteerId: asked.volunteerId,
    firstDay: actor.today,
    courses: coursesToHelp(student, offer),
    agreedContact: asked.agreedContact.trim(),
    because: describePair(student, offer, matching).sentence,
    madeBy: actor.personId,
    madeAt: deps.clock.now(),
  });
  if (!isNew) throw new DomainError('CONFLICT', '这次结对的编号已被占用。请刷新后重试。');
  await deps.audit.record({
    action: 'pairings.confirm',
    subject: { type: 'pairing', id: asked.id },
    student: need.student.id,
    detail: { student: need.student.id, volunteer: asked.volunteerId },
  });
  return true;
}

function refusalOf(obstacle: PairingObstacle, name: string): DomainError {
  const words: Readonly<Record<PairingObstacle, string>> = {
    full: `${name}的名额已满，或暂停接受结对。请换一位，或先增加名额。`,
    refused: `两人中有一方此前谢绝过。请换一位。`,
    'same-person': '不能和自己结对。请换一位。',
    'no-course': '',
    'no-period': '',
  };
  return new DomainError(obstacle === 'full' ? 'VOLUNTEER_FULL' : 'PAIR_REFUSED', words[obstacle]);
}

/** Ends a pair with its reason; said twice it is the same. */
export const endPairing: UseCase<'pairings.end'> = async ({ pairingId, kind, note }, actor, deps) => {
  const pair = await findPair(pairingId, 'pairings.end', actor, deps);
  if (pair.end === null) await endPair(pair, { kind, note: note.trim() }, actor, deps);
  return { pairingId, lastDay: pair.end?.lastDay ?? actor.today };
};

/** The way the two have agreed to reach each other. */
export const setPairContact: UseCase<'pairings.contact'> = async (
  { pairingId, agreedContact },
  actor,
  deps,
) => {
  const pair = await findPair(pairingId, 'pairings.contact', actor, deps);
  if (pair.end !== null) throw new DomainError('PAIR_ENDED', '这次结对已经结束。请刷新后查看。');
  await deps.pairings.setContact(pairingId, agreedContact.trim());
  await deps.audit.record({
    action: 'pairings.contact',
    subject: { type: 'pairing', id: pairingId },
    student: pair.studentId,
  });
  return { pairingId, agreedContact: agreedContact.trim() };
};

async function findPair(
  pairingId: string,
  action: 'pairings.end' | 'pairings.contact',
  actor: Actor,
  deps: UseCaseDeps,
): Promise<PairingRecord> {
  const pair = await deps.pairings.get(pairingId);
  requireAccess(actor, action, pair && (await deps.roster.student(pair.studentId)));
  return pair as PairingRecord;
}

/** Free periods, campus and class as the student wishes them, and whether a pair is asked for. */
export const savePairingWish: UseCase<'pairings.wish'> = async (input, actor, deps) => {
  const need = await findNeed(input.studentId, 'pairings.wish', actor, deps);
  const { wish } = need;
  const { free, campus, classWish } = input;
  const isAsked = input.isAsked ?? isWanted(need);
  await deps.pairings.saveWish(
    need.student.id,
    {
      free: free === undefined ? (wish?.free ?? null) : free && parseWeeklyPeriods(free),
      campus: campus === undefined ? (wish?.campus ?? null) : campus?.trim() || null,
      classWish: classWish === undefined ? (wish?.classWish ?? null) : classWish,
      askedOn: isAsked ? actor.today : null,
    },
    actor.personId,
    deps.clock.now(),
  );
  await deps.audit.record({
    action: 'pairings.wish',
    subject: { type: 'student', id: need.student.id },
    detail: { asked: isAsked },
  });
  return { studentId: need.student.id, isAsked };
};

/** The volunteer's own pairs, with no more of a student than reading §1 allows. */
export const listOwnPairs: UseCase<'pairings.mine'> = async (_input, _actor, deps) => {
  const pairs = await deps.pairings.mine();
  const plans = new Map(
    (await deps.pairings.sharedPlans()).map(({ pairingId, ...plan }) => [pairingId, plan]),
  );
  return {
    filingDays: (await readPolicy(deps)).help.filingDays,
    items: pairs.map(({ courses, ...pair }) => ({
      ...pair,
      courses: courses.map(({ name }) => name),
      plan: plans.get(pair.pairingId) ?? null,
    })),
  };
};
