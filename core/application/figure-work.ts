import { coursesOf } from '../domain/attempts';
import { outstandingCredits } from '../domain/credits';
import { groupBy } from '../domain/group-by';
import type { LocalDate } from '../domain/local-date';
import { courseOutcomes } from '../domain/recovered';
import { minutesOf, standingOf } from '../domain/service-hours';
import { talkTurns } from '../domain/talk-turns';
import type { CaseWork } from '../domain/work-figures';
import { type DutyContext, factsOf } from './case-duties';
import type { CaseWithFacts, FigureRepository } from './ports';
import type { UseCaseDeps } from './use-case';

type Openings = Awaited<ReturnType<FigureRepository<CaseWithFacts>['openings']>>;

/** What was done for the cases of a semester, and what came of it; a few statements however many. */
export async function gatherWork(
  cases: readonly CaseWithFacts[],
  openings: Openings,
  context: DutyContext,
  today: LocalDate,
  deps: UseCaseDeps,
) {
  const ids = cases.map(({ id }) => id);
  const talkers = await deps.figures.talkers(ids);
  const letters = groupBy(await deps.figures.letters(ids), caseOf);
  const sessions = groupBy(await deps.figures.sessions(ids), caseOf);
  const grades = await deps.figures.grades([...new Set(cases.map(({ student }) => student.id))]);
  const talkersOf = groupBy(talkers, caseOf);
  const rules = { duties: context.policy.duties, calendar: context.calendar };
  const work = cases.map((held): CaseWork => {
    const facts = factsOf(held);
    const until = held.closedOn ?? today;
    const courses = coursesOf(grades.get(held.student.id) ?? [], context.policy);
    const opened = openings.get(held.id)?.outstanding ?? [];
    return {
      caseId: held.id,
      tier: held.tier,
      turns: {
        adviser: talkTurns(facts, 'adviser', rules, until),
        counselor: talkTurns(facts, 'counselor', rules, until),
      },
      talkers: talkersOf.get(held.id) ?? [],
      calls: held.calls,
      letters: letters.get(held.id) ?? [],
      pairs: pairsDuring(held, until),
      sessions: (sessions.get(held.id) ?? []).map((session) => ({
        heldOn: session.heldOn,
        minutes: minutesOf(session),
        standing: standingOf(session),
      })),
      courses: courseOutcomes(opened, held.term, courses, outstandingCredits(courses, context.policy)),
      hasPlan: held.studyPlans.length > 0,
    };
  });
  return { work, names: new Map(talkers.map(({ personId, name }) => [personId, name])) };
}

/** Pairs of the student that were at work between the opening of the case and a day. */
const pairsDuring = ({ pairings, openedOn }: CaseWithFacts, until: LocalDate): CaseWork['pairs'] =>
  pairings
    .filter(({ from, to }) => from <= until && (to === undefined || to >= openedOn))
    .map(({ from, to }) => ({ from, to: to === undefined || to > until ? null : to }));

const caseOf = ({ caseId }: { readonly caseId: string }): string => caseId;
