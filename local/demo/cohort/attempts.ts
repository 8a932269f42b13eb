import { type Course, clubs, enrolments, type Hundredths, type Slot } from './courses';
import type { Mark } from './plans';
import { createRandom, type Random } from './random';
import type { Student } from './students';

/** The semesters that the cohort's files cover, oldest first. */
export const terms = ['2024-2025-1', '2024-2025-2', '2025-2026-1', '2025-2026-2'] as const;
export type CohortTerm = (typeof terms)[number];

/** One line of a student's record as the registrar holds it, before any layout. */
export interface Attempt {
  readonly student: Student;
  readonly term: string;
  readonly course: Course;
  readonly score: string;
  readonly point: Hundredths | null;
  readonly resitScore: string;
  readonly resitNote: string;
  readonly retakeScore: string;
  readonly isRetake: boolean;
  /** For a retake: the semester of the first attempt. */
  readonly firstTerm: string;
  readonly remark: string;
  readonly isMinor: boolean;
}

type Result = Pick<Attempt, 'score' | 'point'> &
  Partial<Pick<Attempt, 'resitScore' | 'resitNote' | 'retakeScore' | 'remark'>>;

/** The school's formula: 60 is 1.0, 95 is 4.5; a pass at the resit is 1.0, a fail 0. */
const pointOf = (score: number): Hundredths => (score < 60 ? 0 : Math.round(score * 10) - 500);
const levels: readonly (readonly [from: number, word: string, point: Hundredths])[] = [
  [90, '优', 450],
  [80, '良', 350],
  [70, '中', 250],
  [60, '及格', 100],
  [0, '不及格', 0],
];

function expressPass(course: Course, score: number): Result {
  if (course.marks === 'pass') return { score: '合格', point: null };
  if (course.marks === 'score') return { score: String(score), point: pointOf(score) };
  const [, word, point] = levels.find(([from]) => score >= from) ?? [0, '不及格', 0];
  return { score: word, point };
}

const failText = (course: Course, random: Random) =>
  course.marks === 'levels' ? '不及格' : String(random.between(30, 57) + (random.chance(0.1) ? 0.5 : 0));
const passText = (course: Course, random: Random) =>
  course.marks === 'levels' ? '及格' : String(random.between(60, 78));

function express(course: Course, mark: Mark, random: Random): Result {
  const fail = failText(course, random);
  switch (mark) {
    case 'failed':
    case 'retaken':
    case 'failed-again':
      return random.chance(0.15)
        ? { score: fail, point: 0, resitScore: '缺考', resitNote: '缺考' }
        : { score: fail, point: 0, resitScore: failText(course, random) };
    case 'absent':
      return random.chance(0.5)
        ? { score: '缺考', point: 0, remark: '缺考', resitScore: '缺考', resitNote: '缺考' }
        : { score: '0', point: 0, remark: '缺考', resitScore: failText(course, random) };
    case 'cheated':
      return { score: '作弊', point: 0, remark: '作弊' };
    case 'deferred':
      return { score: '缓考', point: null, remark: '缓考' };
    case 'deferred-passed': {
      const score = random.between(66, 80);
      return { score: '缓考', point: pointOf(score), resitScore: String(score), remark: '缓考' };
    }
    case 'blank':
      return { score: '', point: null };
    case 'withdrawn':
      return { score: 'W', point: 0, remark: '中期退课' };
    case 'exempt':
      return { score: '免修', point: null };
    case 'resit-passed':
      return { score: fail, point: 100, resitScore: passText(course, random) };
    case 'retake-column':
      return {
        score: fail,
        point: 100,
        resitScore: failText(course, random),
        retakeScore: passText(course, random),
      };
  }
}

const counts = (course: Course) => course.nature === '必修课' || course.nature === '限选课';
/** An ordinary student never has more outstanding at any time: nobody is identified by chance. */
const ordinaryCeiling: Hundredths = 400;

function ordinaryMark(course: Course, open: Hundredths, mayRetake: boolean, random: Random): Mark {
  if (!counts(course)) return random.chance(0.5) ? 'failed' : 'resit-passed';
  if (random.chance(0.7) || open + course.credit > ordinaryCeiling) return 'resit-passed';
  if (!mayRetake || random.chance(0.3)) return 'failed';
  return random.chance(0.7) ? 'retaken' : 'retake-column';
}

/** Shifts whole-mark scores until the semester's average point is exactly 1.5, or one small step below. */
function steer(attempts: Attempt[], below: boolean): Attempt[] {
  const graded = attempts.filter(({ point }) => point !== null);
  let excess = graded.reduce((sum, { course, point }) => sum + course.credit * ((point ?? 0) - 150), 0);
  if (below) excess += 250;
  const shifted = new Map<Attempt, number>();
  const movable = graded
    .filter(({ course }) => course.marks === 'score')
    .sort((a, b) => b.course.credit - a.course.credit);
  for (let round = 0; excess !== 0 && round < 40; round += 1) {
    for (const attempt of movable) {
      const step = attempt.course.credit * 10;
      const score = shifted.get(attempt) ?? Number(attempt.score);
      const direction = excess > 0 ? -1 : 1;
      // Small courses keep their room for the remainder that the large ones cannot take.
      const isReserved = attempt.course.credit < 200 && Math.abs(excess) >= 3000;
      if (isReserved || Math.abs(excess) < step || score + direction < 60 || score + direction > 84) continue;
      shifted.set(attempt, score + direction);
      excess += direction * step;
    }
  }
  if (excess !== 0) throw new RangeError(`the average of ${attempts[0]?.student.name} cannot be steered`);
  return attempts.map((attempt) => {
    const score = shifted.get(attempt);
    return score === undefined ? attempt : { ...attempt, ...expressPass(attempt.course, score) };
  });
}

/** Everything a student has in the bulk files, in order of term. */
export function createAttempts(student: Student): Attempt[] {
  const { plan } = student;
  const random = createRandom(`attempts ${student.studentNo}`);
  const firstTerm = student.class.grade === 2024 ? 0 : 2;
  const club = plan ? 0 : random.between(0, clubs.length - 1);
  const means = plan ? [plan.mean].flat() : [Math.max(72, Math.min(91, 80 + 6 * random.normal()))];
  const byTerm: Attempt[][] = terms.map(() => []);
  let open: Hundredths = 0;

  const add = (termIndex: number, course: Course, result: Result, first = '') => {
    byTerm[termIndex]?.push({
      student,
      term: terms[termIndex] ?? '',
      course,
      resitScore: '',
      resitNote: '',
      retakeScore: '',
      remark: '',
      ...result,
      isRetake: first !== '',
      firstTerm: first,
      isMinor: false,
    });
  };
  const addRetake = (termIndex: number, course: Course, mark: Mark, slot: Slot) => {
    if (mark !== 'retaken' && mark !== 'failed-again') return;
    const again = termIndex + 2;
    if (again >= terms.length) throw new RangeError(`${student.name} cannot retake ${slot} in time`);
    const result: Result =
      mark === 'retaken'
        ? expressPass(course, random.between(61, 80))
        : { score: failText(course, random), point: 0, resitScore: failText(course, random) };
    add(again, course, result, terms[termIndex]);
  };

  for (let semester = 0; firstTerm + semester < terms.length; semester += 1) {
    const termIndex = firstTerm + semester;
    if (plan?.transferred && semester < 2) continue;
    const mean = means[semester] ?? means[means.length - 1] ?? 75;
    for (const { slot, course } of enrolments(student.class.major, semester, club, random.between(0, 2))) {
      const drawn = Math.min(98, mean + 7 * random.normal());
      const half = random.chance(0.05) ? 0.5 : 0;
      // A steered student's scores leave room on either side.
      const score = plan?.steer ? Math.floor(Math.max(63, Math.min(71, drawn))) : Math.floor(drawn) + half;
      let mark = plan?.marks[slot];
      if (!plan && score < 60 && course.marks !== 'pass') {
        mark = ordinaryMark(course, open, student.class.grade === 2024 && semester < 2, random);
        if (counts(course) && mark !== 'resit-passed') open += course.credit;
      }
      if (mark) {
        add(termIndex, course, express(course, mark, random));
        addRetake(termIndex, course, mark, slot);
      } else {
        add(termIndex, course, expressPass(course, Math.max(60, score)));
      }
    }
    const isLast = termIndex === terms.length - 1;
    if (plan?.steer) byTerm[termIndex] = steer(byTerm[termIndex] ?? [], isLast && plan.steer === 'below');
  }
  return byTerm.flat();
}

/** What a student who changed departments brings along: two terms of another programme. */
export function createTransferRecord(student: Student): Attempt[] {
  const college = '数学与统计学院';
  const course = (
    code: string,
    name: string,
    credit: Hundredths,
    nature: Course['nature'] = '必修课',
    category = ' ',
  ): Course => ({
    code,
    name,
    nature,
    category,
    credit,
    marks: 'score',
    teacher: '',
    teacherNo: '',
    college,
  });
  const line = (term: string, taken: Course, result: Result, isMinor = false): Attempt => ({
    student,
    term,
    course: taken,
    resitScore: '',
    resitNote: '',
    retakeScore: '',
    remark: '',
    ...result,
    isRetake: false,
    firstTerm: '',
    isMinor,
  });
  const passed = (score: number): Result => ({ score: String(score), point: pointOf(score) });
  const [first, second] = terms;
  return [
    line(first, course('SX040101', '数学分析(一)', 500), { score: '41', point: 0, resitScore: '52' }),
    line(first, course('SX040103', '高等代数(一)', 400), { score: '55', point: 100, resitScore: '63' }),
    line(first, course('TS030101', '大学英语(一)', 300), passed(72)),
    line(first, course('TS250101', '思想道德与法治', 300), passed(78)),
    line(first, course('TY170003', '羽毛球-俱乐部', 100, '必修课', '体育类'), passed(81)),
    line(first, course('TS220191', '军事训练与国防教育', 200), passed(85)),
    line(second, course('JS130101', '大学计算机基础', 250), passed(76.5)),
    line(second, course('TS030102', '大学英语(二)', 300), passed(68)),
    line(second, course('TS250102', '中国近现代史纲要', 300), passed(74)),
    line(second, course('TY170003', '羽毛球-俱乐部', 100, '必修课', '体育类'), passed(79)),
    line(second, course('SX040190', '数学建模入门', 200, '校公选课'), { score: '48', point: 0 }),
    line(second, course('SK039001', '生命科学导论', 200), { score: '45', point: 0 }, true),
  ];
}
