import type { PairingRow, PairView, StudentPairing, VolunteerChoice } from '../contract/outputs/pairings';
import {
  describePair,
  obstacleBetween,
  type PairingSuggestion,
  type StudentInNeed,
  suggestPairs,
  type VolunteerOffer,
} from '../domain/pairing';
import type { Policy } from '../domain/policy';
import { notFound, requireAccess } from './access';
import { pageOf } from './paging';
import { activePair, isOffered, isWanted, toOffers, toStudentInNeed } from './pairing-inputs';
import { readPolicy } from './policy-in-force';
import type { PairingNeed, PairingRecord, VolunteerOnOffer } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** Obstacles that only say what the lists do not know; people may know better. */
const PASSABLE = ['no-course', 'no-period'];

/** Everyone who is to have a volunteer, with the best pairs for all at once (art. 4, 5). */
export const showPairingDesk: UseCase<'pairings.desk'> = async ({ show, cursor }, _actor, deps) => {
  const needs = await deps.pairings.needs();
  const volunteers = await deps.pairings.offers();
  const { courses, matching } = await readPolicy(deps);
  const offers = toOffers(volunteers, needs, courses);
  const open = needs.filter((need) => isWanted(need) && activePair(need) === null);
  const shown = {
    open,
    offered: needs.filter(isOffered),
    paired: needs.filter((need) => activePair(need) !== null),
  };
  const suggested = show === 'open' ? suggestPairs(open.map(toStudentInNeed), offers, matching) : null;
  const { items, nextCursor } = pageOf(shown[show], cursor);
  return {
    show,
    counts: { open: open.length, offered: shown.offered.length, paired: shown.paired.length },
    volunteers: {
      atWork: volunteers.filter(({ isPaused }) => !isPaused).length,
      places: offers.reduce((sum, { places }) => sum + places, 0),
    },
    items: items.map((need) => toRow(need, volunteers, suggested)),
    nextCursor,
  };
};

/** One student: what is wished, who helps or helped, and everyone who could. */
export const showStudentPairing: UseCase<'pairings.student'> = async (
  { studentId, cursor },
  actor,
  deps,
): Promise<StudentPairing> => {
  const need = await findNeed(studentId, 'pairings.student', actor, deps);
  const volunteers = await deps.pairings.offers();
  const pair = activePair(need);
  return {
    ...headOf(need),
    wish: {
      free: need.wish?.free ?? null,
      campus: need.wish?.campus ?? null,
      classWish: need.wish?.classWish ?? null,
    },
    standing:
      need.tier === 2 ? 'owed' : isWanted(need) ? 'asked' : need.tier === 'watch' ? 'none' : 'offered',
    pair: pair && toPairView(pair, volunteers),
    former: need.pairings.flatMap(({ id, volunteerName, firstDay, end }) =>
      end === null ? [] : [{ pairingId: id, volunteerName, firstDay, ...end }],
    ),
    choices: pageOf(rank(need, volunteers, await readPolicy(deps)), cursor),
  };
};

/** The student's open case; absent and out of reach are refused alike. */
export async function findNeed(
  studentId: string,
  action: 'pairings.student' | 'pairings.confirm' | 'pairings.wish',
  actor: Parameters<UseCase<'pairings.student'>>[1],
  deps: UseCaseDeps,
): Promise<PairingNeed> {
  const [need] = await deps.pairings.needs(studentId);
  requireAccess(actor, action, need ?? null);
  if (!need) throw notFound();
  return need;
}

/** Why a person may not pair the two; what the lists merely do not know stops nobody. */
export const hardObstacle = (student: StudentInNeed, offer: VolunteerOffer) => {
  const obstacle = obstacleBetween(student, offer);
  return obstacle === null || PASSABLE.includes(obstacle) ? null : obstacle;
};

function rank(
  need: PairingNeed,
  volunteers: readonly VolunteerOnOffer[],
  { courses, matching }: Policy,
): readonly VolunteerChoice[] {
  const student = toStudentInNeed(need);
  const offers = toOffers(volunteers, [need], courses);
  return volunteers
    .map((volunteer, at) => {
      const offer = offers[at] as VolunteerOffer;
      const obstacle = obstacleBetween(student, offer);
      const { points, sentence } = describePair(student, offer, matching);
      const isAllowed = hardObstacle(student, offer) === null;
      return { volunteer, obstacle, points, sentence, isAllowed };
    })
    .sort(
      (a, b) =>
        Number(b.obstacle === null) - Number(a.obstacle === null) ||
        Number(b.isAllowed) - Number(a.isAllowed) ||
        b.points - a.points ||
        (a.volunteer.workNo < b.volunteer.workNo ? -1 : 1),
    )
    .map(({ volunteer, obstacle, sentence, isAllowed }) => ({
      volunteerId: volunteer.personId,
      name: volunteer.name,
      className: volunteer.className ?? '',
      sentence,
      obstacle,
      isAllowed,
      freeTime: volunteer.freeTime,
      load: volunteer.load,
      places: volunteer.places,
    }));
}

function toRow(
  need: PairingNeed,
  volunteers: readonly VolunteerOnOffer[],
  suggested: PairingSuggestion | null,
): PairingRow {
  const best = suggested?.pairs.find(({ studentId }) => studentId === need.student.id);
  const volunteer = best && volunteers.find(({ personId }) => personId === best.volunteerId);
  const pair = activePair(need);
  return {
    ...headOf(need),
    suggestion:
      best && volunteer
        ? {
            volunteerId: volunteer.personId,
            name: volunteer.name,
            className: volunteer.className ?? '',
            sentence: best.sentence,
          }
        : null,
    because: suggested?.alone.find(({ studentId }) => studentId === need.student.id)?.because ?? null,
    pair: pair && toPairView(pair, volunteers),
  };
}

const headOf = ({ student, caseId, tier, courses }: PairingNeed) => ({
  student: { id: student.id, name: student.name, className: student.className },
  caseId,
  tier,
  courses: courses.map(({ name }) => name),
});

function toPairView(pair: PairingRecord, volunteers: readonly VolunteerOnOffer[]): PairView {
  const volunteer = volunteers.find(({ personId }) => personId === pair.volunteerId);
  return {
    pairingId: pair.id,
    volunteerId: pair.volunteerId,
    volunteerName: pair.volunteerName,
    firstDay: pair.firstDay,
    courses: pair.courses.map(({ name }) => name),
    agreedContact: pair.agreedContact,
    because: pair.because,
    isInterrupted: volunteer?.isPaused !== false,
  };
}
