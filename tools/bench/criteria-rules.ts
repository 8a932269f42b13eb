import { Engine, type TopLevelCondition } from 'json-rules-engine';
import { CRITERIA, type CriterionId, type CriterionState } from '#core/domain/criterion';
import type { CriterionFigures, ListedFigure } from '#core/domain/evaluate-criteria';
import type { Policy } from '#core/domain/policy';

type Answer = Readonly<Record<CriterionId, CriterionState>>;

/** The same figures as flat facts, as these rules read them. */
export function factsOf(figures: CriterionFigures, policy: Policy): Record<string, number | boolean> {
  const listed = (name: string, figure: ListedFigure | null) => ({
    [`${name}Known`]: figure !== null,
    [name]: figure?.amount ?? 0,
    [`${name}Unread`]: figure?.unread ?? 0,
  });
  return {
    isGraded: figures.isGraded,
    outstanding: figures.outstanding,
    outstandingAtMost: figures.outstandingAtMost,
    isAveraged: figures.average !== null,
    points: figures.average?.points ?? 0,
    // Such rules do not multiply.
    pointsNeeded: policy.criteria.gpaBelow * (figures.average?.credits ?? 0),
    ...listed('absences', figures.absences),
    ...listed('warnings', figures.warnings),
    ...listed('discipline', figures.discipline),
    ...listed('referrals', figures.referrals),
  };
}

const is = (fact: string, operator: string, value: number | boolean | { fact: string }) => ({
  fact,
  operator,
  value,
});
const ofList = (name: string, limit: number) => ({
  met: { all: [is(`${name}Known`, 'equal', true), is(name, 'greaterThanInclusive', limit)] },
  'not-met': {
    all: [is(`${name}Known`, 'equal', true), is(name, 'lessThan', limit), is(`${name}Unread`, 'equal', 0)],
  },
});

/** The six criteria as rules of json-rules-engine: one for each answer but "no data". */
export function createRuleEngine({ criteria }: Policy): (facts: Record<string, unknown>) => Promise<Answer> {
  const { truancyHours, failedCoursesFrom: floor, warningLine } = criteria;
  const rules: Record<CriterionId, Record<'met' | 'not-met', TopLevelCondition>> = {
    truancy: ofList('absences', truancyHours),
    'failed-courses': {
      met: {
        all: [is('outstanding', 'greaterThanInclusive', floor), is('outstanding', 'lessThan', warningLine)],
      },
      'not-met': {
        any: [
          is('outstanding', 'greaterThanInclusive', warningLine),
          { all: [is('isGraded', 'equal', true), is('outstandingAtMost', 'lessThan', floor)] },
        ],
      },
    },
    'academic-warning': {
      met: {
        any: [
          is('outstanding', 'greaterThanInclusive', warningLine),
          is('warnings', 'greaterThanInclusive', 1),
        ],
      },
      'not-met': {
        all: [
          is('isGraded', 'equal', true),
          is('outstandingAtMost', 'lessThan', warningLine),
          ...ofList('warnings', 1)['not-met'].all,
        ],
      },
    },
    'low-gpa': {
      met: { all: [is('isAveraged', 'equal', true), is('points', 'lessThan', { fact: 'pointsNeeded' })] },
      'not-met': {
        all: [
          is('isAveraged', 'equal', true),
          is('points', 'greaterThanInclusive', { fact: 'pointsNeeded' }),
        ],
      },
    },
    'study-discipline': ofList('discipline', 1),
    referral: ofList('referrals', 1),
  };
  const engine = new Engine();
  for (const criterion of CRITERIA) {
    for (const state of ['met', 'not-met'] as const) {
      engine.addRule({
        conditions: rules[criterion][state],
        event: { type: criterion, params: { state } },
      });
    }
  }
  return async (facts) => {
    const { events } = await engine.run(facts);
    const answer = Object.fromEntries(CRITERIA.map((id) => [id, 'no-data'])) as Record<
      CriterionId,
      CriterionState
    >;
    for (const { type, params } of events) answer[type as CriterionId] = params?.state as CriterionState;
    return answer;
  };
}
