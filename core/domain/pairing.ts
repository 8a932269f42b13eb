import { assign, FORBIDDEN } from './assignment';
import { PAIRING_WEIGHTS, type PairingWeights } from './service-rules';
import { periodLabel, type WeeklyPeriod } from './weekly-period';

/** A student who may have a volunteer at their side (art. 5, tier 2; others on request). */
export interface StudentInNeed {
  readonly id: string;
  readonly personNo: string;
  readonly campus: string | null;
  readonly classId: string | null;
  readonly courses: readonly { readonly code: string; readonly name: string }[];
  /** null: not said yet. */
  readonly free: readonly WeeklyPeriod[] | null;
  readonly classWish: 'own-class' | 'other-class' | null;
  /** Volunteers that the student, or who decided for them, has turned down. */
  readonly refused: readonly string[];
  /** The one who helped last semester. */
  readonly former: string | null;
}

export interface VolunteerOffer {
  readonly id: string;
  readonly personNo: string;
  readonly campus: string | null;
  readonly classId: string | null;
  /** Course code → score in 1/100, null for a pass without a score. */
  readonly passed: ReadonlyMap<string, number | null>;
  /** Course code → the name of the other course that was passed in its place (课程替代). */
  readonly passedAs?: ReadonlyMap<string, string>;
  readonly free: readonly WeeklyPeriod[] | null;
  /** How many more students this volunteer takes. */
  readonly places: number;
  readonly refused: readonly string[];
  /** Pairs that are active today. */
  readonly load: number;
}

export type PairingReasonKind = 'courses' | 'period' | 'campus' | 'class' | 'former' | 'load';

/** One part of a pair's points and its words. */
export interface PairingReason {
  readonly kind: PairingReasonKind;
  readonly points: number;
  readonly text: string;
}

/** Why a pair may not be. */
export type PairingObstacle = 'same-person' | 'full' | 'refused' | 'no-course' | 'no-period';

export interface SuggestedPair {
  readonly studentId: string;
  readonly volunteerId: string;
  /** The sum of the reasons' points. */
  readonly points: number;
  readonly reasons: readonly PairingReason[];
  readonly sentence: string;
}

export interface PairingSuggestion {
  readonly pairs: readonly SuggestedPair[];
  readonly alone: readonly { readonly studentId: string; readonly because: string }[];
}

const OBSTACLES: readonly (readonly [PairingObstacle, string])[] = [
  ['full', '名额已满'],
  ['no-course', '没有学过所缺的课程'],
  ['no-period', '没有共同的空闲时间'],
  ['refused', '此前已被谢绝'],
  ['same-person', '是本人'],
];

/**
 * The best pairs for all at once: as many students as can be helped, then the most points. Equal
 * suggestions for equal input in whatever order it comes.
 */
export function suggestPairs(
  students: readonly StudentInNeed[],
  volunteers: readonly VolunteerOffer[],
  weights: PairingWeights = PAIRING_WEIGHTS,
): PairingSuggestion {
  const rows = [...students].sort(byId);
  const columns = [...volunteers].sort(byId);
  const cost = new Int32Array(rows.length * columns.length);
  rows.forEach((student, row) => {
    columns.forEach((volunteer, column) => {
      const isPossible = obstacleBetween(student, volunteer) === null;
      cost[row * columns.length + column] = isPossible
        ? -pointsOf(reasonsFor(student, volunteer, weights))
        : FORBIDDEN;
    });
  });
  const capacities = columns.map(({ places }) => Math.max(0, places));
  const { columnOf } = assign({ rows: rows.length, columns: columns.length, cost, capacities });
  const pairs: SuggestedPair[] = [];
  const alone: { studentId: string; because: string }[] = [];
  rows.forEach((student, row) => {
    const volunteer = columns[columnOf[row] ?? -1];
    if (volunteer) pairs.push(describePair(student, volunteer, weights));
    else alone.push({ studentId: student.id, because: explainAlone(student, columns) });
  });
  return { pairs, alone };
}

/** A pair that a person made or keeps, in the same words as a suggested one. */
export function describePair(
  student: StudentInNeed,
  volunteer: VolunteerOffer,
  weights: PairingWeights = PAIRING_WEIGHTS,
): SuggestedPair {
  const reasons = reasonsFor(student, volunteer, weights);
  return {
    studentId: student.id,
    volunteerId: volunteer.id,
    points: pointsOf(reasons),
    reasons,
    sentence:
      reasons.length === 0 ? '没有特别的理由，只是都有空位' : reasons.map(({ text }) => text).join('；'),
  };
}

/** What rules a pair out, or null. What is not known rules nothing out. */
export function obstacleBetween(student: StudentInNeed, volunteer: VolunteerOffer): PairingObstacle | null {
  if (student.personNo === volunteer.personNo) return 'same-person';
  if (volunteer.places <= 0) return 'full';
  if (student.refused.includes(volunteer.id) || volunteer.refused.includes(student.id)) return 'refused';
  if (student.courses.length > 0 && !student.courses.some(({ code }) => volunteer.passed.has(code))) {
    return 'no-course';
  }
  if (student.free && volunteer.free && commonPeriods(student, volunteer).length === 0) return 'no-period';
  return null;
}

function reasonsFor(
  student: StudentInNeed,
  volunteer: VolunteerOffer,
  weights: PairingWeights,
): readonly PairingReason[] {
  const reasons: PairingReason[] = [];
  const add = (kind: PairingReasonKind, points: number, text: string) => reasons.push({ kind, points, text });
  const helped = student.courses.filter(({ code }) => volunteer.passed.has(code));
  if (helped.length > 0) {
    const scores = helped.map(({ code, name }) => ({
      name,
      score: volunteer.passed.get(code) ?? null,
      as: volunteer.passedAs?.get(code),
    }));
    const points = scores.reduce((sum, { score }) => sum + weights.course + gradePoints(score, weights), 0);
    const named = scores.map(({ as, name, score }) => {
      const said = as === undefined ? name : `${as}（可替代${name}）`;
      return score === null ? said : `${said}（${score / 100}）`;
    });
    add('courses', points, `已通过${named.join('、')}`);
  }
  const periods = commonPeriods(student, volunteer);
  if (periods.length > 0) {
    const counted = Math.min(periods.length, weights.periodsCounted);
    const shown = periods.slice(0, 3).map(periodLabel).join('、');
    add(
      'period',
      counted * weights.period,
      `${shown}${periods.length > 3 ? `等 ${periods.length} 个时段` : ''}都有空`,
    );
  }
  if (student.campus !== null && student.campus === volunteer.campus) {
    add('campus', weights.campus, `同在${student.campus}`);
  }
  const isOwnClass = student.classId !== null && student.classId === volunteer.classId;
  if (
    student.classWish !== null &&
    volunteer.classId !== null &&
    (student.classWish === 'own-class') === isOwnClass
  ) {
    add('class', weights.classWish, isOwnClass ? '如所愿是本班同学' : '如所愿不是本班同学');
  }
  if (student.former === volunteer.id) add('former', weights.former, '上学期就由这位志愿者帮扶');
  if (volunteer.load > 0) add('load', -weights.load * volunteer.load, `已在帮扶 ${volunteer.load} 人`);
  return reasons;
}

const pointsOf = (reasons: readonly PairingReason[]) => reasons.reduce((sum, { points }) => sum + points, 0);

const gradePoints = (score: number | null, { grade }: PairingWeights) =>
  score === null ? 0 : Math.round((grade * Math.min(4000, Math.max(0, score - 6000))) / 4000);

function commonPeriods(student: StudentInNeed, volunteer: VolunteerOffer): readonly WeeklyPeriod[] {
  if (!student.free || !volunteer.free) return [];
  const theirs = new Set(volunteer.free);
  return [...new Set(student.free)].filter((period) => theirs.has(period)).sort();
}

function explainAlone(student: StudentInNeed, volunteers: readonly VolunteerOffer[]): string {
  if (volunteers.length === 0) return '还没有已上岗的志愿者。可发布招募，或导入志愿者名单。';
  const counts = new Map<PairingObstacle | null, number>();
  for (const volunteer of volunteers) {
    const obstacle = obstacleBetween(student, volunteer);
    counts.set(obstacle, (counts.get(obstacle) ?? 0) + 1);
  }
  const suitable = counts.get(null) ?? 0;
  const obstacles = OBSTACLES.flatMap(([kind, text]) => {
    const count = counts.get(kind) ?? 0;
    return count === 0 ? [] : [`${count} 名${text}`];
  });
  if (suitable === 0) return `${volunteers.length} 名志愿者中没有合适的：${obstacles.join('，')}。`;
  const rest = obstacles.length === 0 ? '' : `其余：${obstacles.join('，')}。`;
  return `合适的 ${suitable} 名志愿者这次都排给了别的同学，名额不够。${rest}`;
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
