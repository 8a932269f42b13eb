import { formatCredits } from '../domain/credits';
import type { CriterionId } from '../domain/criterion';
import { FIGURE_AUDIENCES, type FigureAudience } from '../domain/figure-items';
import { sumFigures } from '../domain/figure-sums';
import { CRITERION_LABELS, LETTER_STATE_LABELS } from '../domain/labels';
import { previousTerm, type Term } from '../domain/term';
import { openCriteria, partLabel, sayCriteria } from '../domain/term-figures';
import type { SummaryContent, SummaryNumbers, SummaryRow, SummaryStudent } from '../domain/term-summary';
import type { CaseWork } from '../domain/work-figures';
import { gatherFigures, isSensitive, termsInReach } from './figures';
import { readPolicy } from './policy-in-force';
import type { Actor, CaseWithFacts, FigureRepository } from './ports';
import type { UseCaseDeps } from './use-case';

/** What a summary of a semester says by itself; the words of people come besides. */
export type SummaryFacts = Omit<SummaryContent, 'words' | 'version' | 'signed' | 'reason'>;

export async function gatherSummary(term: Term, actor: Actor, deps: UseCaseDeps): Promise<SummaryFacts> {
  const now = await gatherFigures(term, actor, deps);
  const before = await gatherFigures(previousTerm(term), actor, deps);
  const numbers: Partial<Record<FigureAudience, SummaryNumbers>> = {};
  for (const audience of FIGURE_AUDIENCES) {
    numbers[audience] = {
      figures: sumFigures(now.items, audience, now.nameOf),
      before: before.items.length === 0 ? [] : sumFigures(before.items, audience, before.nameOf),
      terms: (await termsInReach(audience, actor, deps)).filter((one) => one.term <= term),
    };
  }
  const { name } = await deps.departments.get();
  const { title } = await readPolicy(deps);
  const work = new Map(now.work.map((one) => [one.caseId, one]));
  return {
    departmentName: name,
    term,
    policyTitle: title,
    numbers: numbers as SummaryContent['numbers'],
    rows: rowsOf(now),
    students: now.students.map((held) => toStudent(held, now.openings.get(held.id), work.get(held.id))),
  };
}

/** 明细: what is sensitive stands in the archive, where each look is logged. */
const rowsOf = ({
  items,
  cases,
  nameOf,
  openings,
}: Awaited<ReturnType<typeof gatherFigures>>): readonly SummaryRow[] =>
  items.flatMap(({ split, part, amount, caseId, detail }) => {
    const held = cases.get(caseId);
    if (!held || isSensitive(split, part)) return [];
    const { studentNo, name, className } = held.student;
    const namesCriteria = split === 'criterion' || split === 'cause';
    return [
      {
        split,
        part,
        label: nameOf(split, part) ?? partLabel(split, part),
        studentNo,
        name,
        className,
        detail: namesCriteria ? sayOpen(held, openings.get(caseId)) : detail,
        amount,
      },
    ];
  });

const sayOpen = ({ tier }: CaseWithFacts, opening: ReturnType<Openings['get']>): string =>
  sayCriteria({ tier, criteria: openCriteria(opening?.criteria ?? []) });

type Openings = Awaited<ReturnType<FigureRepository<CaseWithFacts>['openings']>>;

function toStudent(
  { student, tier }: CaseWithFacts,
  opening: ReturnType<Openings['get']>,
  work: CaseWork | undefined,
): SummaryStudent {
  const criteria: readonly CriterionId[] = opening?.criteria ?? [];
  const turns = [...(work?.turns.adviser ?? []), ...(work?.turns.counselor ?? [])];
  const recovered = work?.courses.reduce(
    (sum, { credit, isRecovered }) => sum + (isRecovered ? credit : 0),
    0,
  );
  const letter = work?.letters.at(-1);
  return {
    studentNo: student.studentNo,
    name: student.name,
    className: student.className,
    tier,
    criteria: openCriteria(criteria)
      .map((id) => CRITERION_LABELS[id])
      .join('、'),
    isWarned: criteria.includes('academic-warning'),
    outstandingCredits: opening?.outstandingCredits ?? '',
    gpa: opening?.gpa ?? '',
    recoveredCredits: formatCredits(recovered ?? 0),
    talks: turns.filter(({ doneOn }) => doneOn !== null).length,
    letter: letter ? LETTER_STATE_LABELS[letter.state] : '',
  };
}
