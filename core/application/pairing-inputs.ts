import { canonicalCode } from '../domain/attempts';
import type { StudentInNeed, VolunteerOffer } from '../domain/pairing';
import type { CourseRules } from '../domain/policy';
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

/**
 * @param needs whose courses and refusals count
 * @param rules a volunteer helps with a course by its code, its name, or what may stand in for it (课程替代)
 */
export function toOffers(
  volunteers: readonly VolunteerOnOffer[],
  needs: readonly PairingNeed[],
  rules: CourseRules,
): readonly VolunteerOffer[] {
  const needed = neededCodes(needs, rules);
  return volunteers.map((volunteer) => ({
    id: volunteer.personId,
    personNo: volunteer.workNo,
    campus: volunteer.campus,
    classId: volunteer.className,
    ...passedBy(volunteer, needed),
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

interface NeededCodes {
  readonly byName: ReadonlyMap<string, ReadonlySet<string>>;
  /** By what a course and its substitutes go by alike. */
  readonly byCourse: ReadonlyMap<string, ReadonlySet<string>>;
  readonly names: ReadonlyMap<string, string>;
  readonly canonical: (code: string) => string;
}

function neededCodes(needs: readonly PairingNeed[], rules: CourseRules): NeededCodes {
  const canonical = (code: string) => canonicalCode(code, rules);
  const byName = new Map<string, Set<string>>();
  const byCourse = new Map<string, Set<string>>();
  const names = new Map<string, string>();
  const add = (map: Map<string, Set<string>>, key: string, code: string) =>
    map.set(key, (map.get(key) ?? new Set()).add(code));
  for (const { code, name } of needs.flatMap(({ courses }) => courses)) {
    add(byName, plain(name), code);
    add(byCourse, canonical(code), code);
    names.set(code, plain(name));
  }
  return { byName, byCourse, names, canonical };
}

/** Of several passes that help with one course the best one. */
function passedBy(
  { helpsWith, passed }: VolunteerOnOffer,
  { byCourse, byName, canonical, names }: NeededCodes,
): Required<Pick<VolunteerOffer, 'passed' | 'passedAs'>> {
  const found = new Map<string, number | null>();
  const passedAs = new Map<string, string>();
  for (const name of helpsWith) for (const code of byName.get(plain(name)) ?? []) found.set(code, null);
  for (const { code, name, score } of passed) {
    const same = [code, ...(byName.get(plain(name)) ?? []), ...(byCourse.get(canonical(code)) ?? [])];
    for (const needed of same) {
      if ((found.get(needed) ?? -1) > (score ?? -1)) continue;
      found.set(needed, score);
      if (needed === code || names.get(needed) === plain(name)) passedAs.delete(needed);
      else passedAs.set(needed, name);
    }
  }
  return { passed: found, passedAs };
}

/** Names differ between files in blanks and in the width of their brackets. */
const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
