import type { StudentInNeed, VolunteerOffer } from '../domain/pairing';
import type { NeededCourse, PairingNeed, PairingRecord, VolunteerOnOffer } from './ports';

/** The pair that is active today; null: none. */
export const activePair = ({ pairings }: PairingNeed): PairingRecord | null =>
  pairings.find(({ end }) => end === null) ?? null;

/** Owed at tier 2; at tier 1 and 3 only once it was asked for in this case (art. 5). */
export const isWanted = ({ tier, wish, openedOn }: PairingNeed): boolean =>
  tier === 2 || (tier !== 'watch' && wish?.askedOn !== null && wish !== null && wish.askedOn >= openedOn);

/** Where the rule owes none, one tap asks for it. */
export const isOffered = (need: PairingNeed): boolean =>
  (need.tier === 1 || need.tier === 3) && !isWanted(need) && activePair(need) === null;

export function toStudentInNeed({ student, courses, wish, refusals, pairings }: PairingNeed): StudentInNeed {
  const former = pairings.find(({ end }) => end?.kind === 'goal-reached' || end?.kind === 'case-closed');
  return {
    id: student.id,
    personNo: student.studentNo,
    campus: wish?.campus ?? null,
    // A class is known by its name on both sides.
    classId: student.className === '' ? null : student.className,
    courses,
    free: wish?.free ?? null,
    classWish: wish?.classWish ?? null,
    refused: refusals.filter(({ by }) => by === 'student').map(({ volunteerId }) => volunteerId),
    former: former?.volunteerId ?? null,
  };
}

/** @param needs whose courses and refusals count; a volunteer helps with a course by code, or by its name */
export function toOffers(
  volunteers: readonly VolunteerOnOffer[],
  needs: readonly PairingNeed[],
): readonly VolunteerOffer[] {
  const codes = new Map<string, Set<string>>();
  for (const { code, name } of needs.flatMap(({ courses }) => courses)) {
    codes.set(plain(name), (codes.get(plain(name)) ?? new Set()).add(code));
  }
  return volunteers.map((volunteer) => ({
    id: volunteer.personId,
    personNo: volunteer.workNo,
    campus: volunteer.campus,
    classId: volunteer.className,
    passed: passedBy(volunteer, codes),
    free: volunteer.free,
    places: volunteer.isPaused ? 0 : Math.max(0, volunteer.places - volunteer.load),
    refused: needs
      .filter(({ refusals }) =>
        refusals.some(({ by, volunteerId }) => by === 'volunteer' && volunteerId === volunteer.personId),
      )
      .map(({ student }) => student.id),
    load: volunteer.load,
  }));
}

/** What the student needs and the volunteer has passed; where nothing is known, all that the student needs. */
export function coursesToHelp(student: StudentInNeed, offer: VolunteerOffer): readonly NeededCourse[] {
  const helped = student.courses.filter(({ code }) => offer.passed.has(code));
  return helped.length > 0 ? helped : student.courses;
}

function passedBy(
  { helpsWith, passed }: VolunteerOnOffer,
  codes: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, number | null> {
  const found = new Map<string, number | null>();
  for (const name of helpsWith) for (const code of codes.get(plain(name)) ?? []) found.set(code, null);
  for (const { code, name, score } of passed) {
    for (const same of [code, ...(codes.get(plain(name)) ?? [])]) found.set(same, score);
  }
  return found;
}

/** Names differ between files in blanks and in the width of their brackets. */
const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
