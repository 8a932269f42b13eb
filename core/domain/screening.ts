import { type Course, coursesOf } from './attempts';
import { formatCredits, type OutstandingCredits, outstandingCredits, sumOf } from './credits';
import {
  CRITERIA,
  type CriterionId,
  type CriterionState,
  type Evidence,
  type EvidenceRow,
} from './criterion';
import { formatHundredths, formatQuotient } from './decimal';
import { evaluateCriteria } from './evaluate-criteria';
import { explainAverage, explainCounted, explainOutstanding, explainPending } from './evidence';
import { type ExplainedFact, explainFacts } from './explain-facts';
import { formatGpa, type GradePointAverage, gradePointAverage } from './gpa';
import type { GradeRow, Hundredths } from './grade-row';
import type { Policy } from './policy';
import { figuresOfFacts, NO_FACTS, type ScreeningFacts } from './screening-facts';
import { decideTier, type SupportTier } from './support-tier';
import type { Term } from './term';

export interface ScreeningInput {
  readonly studentNo: string;
  readonly name: string | null;
  readonly term: Term;
  readonly rows: readonly GradeRow[];
  readonly facts?: ScreeningFacts;
}

/** The answer for one student, as it is stored, sent and printed as JSON. */
export interface ScreeningResult {
  readonly studentNo: string;
  readonly name: string | null;
  readonly identified: boolean;
  /** Of an identified student; else null. */
  readonly tier: SupportTier | null;
  readonly outstandingCredits: string;
  /** Four places, for display; null: nothing graded. */
  readonly gpa: string | null;
  readonly toNextTier: string | null;
  readonly criteria: Readonly<Record<CriterionId, CriterionState>>;
  /** The courses that make up the outstanding credits. */
  readonly outstanding: readonly EvidenceRow[];
  readonly evidence: readonly Evidence[];
  /** 缓考 and results not yet entered: in no sum. */
  readonly pending: readonly EvidenceRow[];
  /** Not identified, and within the policy's distance below the first tier. */
  readonly nearMiss: boolean;
  /** Credits of a tier without any criterion met: for the meeting, never dropped. */
  readonly creditsWithoutCriterion: boolean;
}

/** The answer without the rows behind it: a line of a list. */
export type ScreeningFigures = Omit<ScreeningResult, 'outstanding' | 'evidence' | 'pending'>;

/** The sums and answers of one student without the rows behind them: what bulk screening needs. */
export interface Assessment {
  readonly courses: readonly Course[];
  readonly outstanding: OutstandingCredits;
  readonly average: GradePointAverage | null;
  readonly criteria: Readonly<Record<CriterionId, CriterionState>>;
  readonly identified: boolean;
  readonly tier: SupportTier | null;
  readonly toNext: Hundredths | null;
}

/**
 * The six criteria (art. 3) and the proposed tier (art. 5), each with its evidence. Independent of
 * the order of rows.
 *
 * @throws DomainError UNKNOWN_SCORE where a score text is not in the policy's tables
 */
export function screenStudent(input: ScreeningInput, policy: Policy): ScreeningResult {
  return explain(input, assess(input, policy), policy);
}

/** @throws DomainError UNKNOWN_SCORE */
export function assess(input: ScreeningInput, policy: Policy): Assessment {
  const { rows, term, facts = NO_FACTS } = input;
  const courses = coursesOf(rows, policy);
  const outstanding = outstandingCredits(courses, policy);
  const average = gradePointAverage(courses, policy);
  const criteria = evaluateCriteria(
    {
      isGraded: courses.length > 0,
      outstanding: outstanding.total,
      outstandingAtMost: outstanding.total + sumOf(outstanding.unknownNature),
      average,
      ...figuresOfFacts(facts, term, policy),
    },
    policy,
  );
  const identified = CRITERIA.some((id) => criteria[id] === 'met');
  const { tier, toNext } = decideTier(outstanding.total, policy.tiers);
  return { courses, outstanding, average, criteria, identified, tier: identified ? tier : null, toNext };
}

/** Adds to an assessment the rows that it summed and the sentences that say so. */
export function explain(input: ScreeningInput, assessment: Assessment, policy: Policy): ScreeningResult {
  return {
    ...figuresOf(input, assessment, policy),
    outstanding: explainCounted(assessment.outstanding),
    evidence: evidenceOf(input, assessment, policy),
    pending: explainPending(assessment.outstanding),
  };
}

export function figuresOf(input: ScreeningInput, assessment: Assessment, policy: Policy): ScreeningFigures {
  const { outstanding, average, criteria, identified, tier, toNext } = assessment;
  const first = policy.tiers[0];
  const isNear = first !== undefined && outstanding.total > 0 && outstanding.total < first.from;
  return {
    studentNo: input.studentNo,
    name: input.name,
    identified,
    tier,
    outstandingCredits: formatCredits(outstanding.total),
    gpa: average === null ? null : formatGpa(average),
    toNextTier: toNext === null ? null : formatCredits(toNext),
    criteria,
    nearMiss: !identified && isNear && first.from - outstanding.total <= policy.nearMissWithin,
    creditsWithoutCriterion: !identified && first !== undefined && outstanding.total >= first.from,
  };
}

const NOT_HANDED_IN: ExplainedFact = { statement: '未提供数据', rows: [] };

function evidenceOf(input: ScreeningInput, assessment: Assessment, policy: Policy): readonly Evidence[] {
  const { courses, outstanding, average, criteria } = assessment;
  const { failedCoursesFrom, warningLine, gpaBelow } = policy.criteria;
  const unclear = sumOf(outstanding.unknownNature);
  const total =
    courses.length === 0
      ? '没有可用的成绩'
      : `不及格学分 ${formatCredits(outstanding.total)}${unclear === 0 ? '' : `（另有 ${formatCredits(unclear)} 学分的课程性质待确认）`}`;
  const rows = explainOutstanding(courses, outstanding, policy);
  const facts = explainFacts(input.facts ?? NO_FACTS, input.term, policy);
  const listed = facts.warnings?.statement ?? '未提供教务处预警名单';
  const byGrades = (criterion: CriterionId, statement: string, held: readonly EvidenceRow[]): Evidence => ({
    criterion,
    state: criteria[criterion],
    statement,
    rows: held,
  });
  const byFacts = (criterion: CriterionId, explained: ExplainedFact | null): Evidence => ({
    ...byGrades(criterion, (explained ?? NOT_HANDED_IN).statement, []),
    ...(explained === null ? {} : { facts: explained.rows }),
  });
  return [
    byFacts('truancy', facts.absences),
    byGrades(
      'failed-courses',
      courses.length === 0
        ? total
        : `${total}，本情形为 ${formatCredits(failedCoursesFrom)}（含）到 ${formatCredits(warningLine)}（不含）`,
      rows,
    ),
    {
      ...byFacts('academic-warning', facts.warnings),
      statement: `${total}，学业预警线为 ${formatCredits(warningLine)}（含）；${listed}`,
      rows,
    },
    byGrades(
      'low-gpa',
      average === null
        ? '没有可计算绩点的成绩'
        : `平均学分绩点 ${formatGpa(average)}（${formatQuotient(average.points, 10000)} ÷ ${formatCredits(average.credits)} 学分），界限为小于 ${formatHundredths(gpaBelow)}`,
      average === null ? [] : explainAverage(average),
    ),
    byFacts('study-discipline', facts.discipline),
    byFacts('referral', facts.referrals),
  ];
}
