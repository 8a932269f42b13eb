import type { FigureRow, FigureRows } from '../contract/outputs/figures';
import { type CauseFactor, isSensitiveCause } from '../domain/cause-factor';
import { ALL_PARTS, type FigureAudience, type FigureItem, type FigureSplitId } from '../domain/figure-items';
import { add, isApart, sumFigures } from '../domain/figure-sums';
import { hideTiers } from '../domain/shared-figures';
import { isSmall } from '../domain/small-numbers';
import { HEAVIEST_FIRST, type SupportTier } from '../domain/support-tier';
import { previousTerm } from '../domain/term';
import { type FigureCase, NO_PART, newestOfStudents, partLabel, studentItems } from '../domain/term-figures';
import type { TermTiers } from '../domain/term-summary';
import { workItems } from '../domain/work-figures';
import { can } from './access';
import { readDutyContext } from './case-duties';
import { gatherWork } from './figure-work';
import { pageOf } from './paging';
import type { Actor, CaseWithFacts } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** The numbers of a semester, of the students in reach; shared with others, small ones are hidden. */
export const showFigures: UseCase<'figures.show'> = async ({ term: asked, audience }, actor, deps) => {
  const terms = await termsInReach(audience, actor, deps);
  const term = asked ?? terms.at(-1)?.term ?? null;
  const isWhole = actor.reach.kind === 'department';
  if (term === null) return { term, terms, audience, isWhole, splits: [] };
  const { items, nameOf } = await gatherFigures(term, actor, deps);
  return { term, terms, audience, isWhole, splits: sumFigures(items, audience, nameOf) };
};

/** The rows of one number. What is behind a sensitive cause or a discipline is logged. */
export const listFigureRows: UseCase<'figures.rows'> = async ({ term, split, part, cursor }, actor, deps) => {
  const { items, cases, nameOf } = await gatherFigures(term, actor, deps);
  const all = items.filter((item) => item.split === split && (part === undefined || item.part === part));
  // A student of two criteria is one of those that the total counts.
  const own = part === undefined && !isApart(split) ? onceEach(all) : all;
  if (all.some((item) => isSensitive(split, item.part))) {
    await deps.audit.record({
      action: 'figures.rows',
      subject: { type: 'term', id: term },
      detail: { split, part: part ?? ALL_PARTS, rows: own.length },
    });
  }
  const rows = own.flatMap((item, at): FigureRow[] => {
    const held = cases.get(item.caseId);
    return held ? [toRow(item, held, at)] : [];
  });
  return {
    value: add(own.map(({ amount }) => amount)),
    label: part === undefined ? '合计' : (nameOf(split, part) ?? partLabel(split, part)),
    overTerms: part === undefined ? [] : await overTerms(split, part, actor, deps),
    ...pageOf(
      rows.sort((a, b) => (a.studentNo < b.studentNo ? -1 : a.studentNo > b.studentNo ? 1 : 0)),
      cursor,
    ),
  };
};

const onceEach = (items: readonly FigureItem[]): readonly FigureItem[] => [
  ...new Map(items.map((item) => [item.caseId, item])).values(),
];

/** The number of students in one part, semester by semester. */
async function overTerms(
  split: FigureSplitId,
  part: string,
  actor: Actor,
  deps: UseCaseDeps,
): Promise<FigureRows['overTerms']> {
  if (split !== 'tier' && split !== 'class' && split !== 'criterion' && split !== 'cause') return [];
  const counts = new Map<string, number>();
  for (const { term, classId, students } of await deps.figures.tallyPart(split, part))
    if (can(actor, 'figures.show', { classId })) counts.set(term, (counts.get(term) ?? 0) + students);
  return [...counts].map(([term, value]) => ({ term, value }));
}

function toRow({ detail }: FigureItem, { student, tier }: CaseWithFacts, at: number): FigureRow {
  const { id, studentNo, name, className } = student;
  return { key: `${id}:${at}`, studentId: id, studentNo, name, className, tier, detail };
}

export const isSensitive = (split: FigureSplitId, part: string): boolean =>
  (split === 'criterion' && part === 'study-discipline') ||
  (split === 'cause' && part !== NO_PART && isSensitiveCause(part as CauseFactor));

/** Every row behind every number of a semester. */
export async function gatherFigures(term: string, actor: Actor, deps: UseCaseDeps) {
  const now = await casesInReach(term, actor, deps);
  const before = await casesInReach(previousTerm(term), actor, deps);
  const openings = await deps.figures.openings(now.map(({ id }) => id));
  const cases = new Map([...now, ...before].map((held) => [held.id, held]));
  const classNames = new Map(
    now.flatMap(({ student: { classId, className } }) =>
      classId === null ? [] : [[classId, className] as const],
    ),
  );
  const toFigure = (held: CaseWithFacts): FigureCase => ({
    caseId: held.id,
    studentId: held.student.id,
    classId: held.student.classId,
    tier: held.tier,
    openedOn: held.openedOn,
    criteria: openings.get(held.id)?.criteria ?? [],
    causes: held.decisions.at(-1)?.causes ?? [],
  });
  const { work, names } = await gatherWork(now, openings, await readDutyContext(deps), actor.today, deps);
  const items = [
    ...studentItems({ cases: now.map(toFigure), before: before.map(toFigure) }),
    ...workItems(work),
  ];
  const nameOf = (split: FigureSplitId, part: string): string | undefined =>
    split === 'class' ? classNames.get(part) : split === 'workload' ? names.get(part) : undefined;
  // A student of two cases stands on lists once, with the newest.
  const newest = new Set(newestOfStudents(now.map(toFigure)).map(({ caseId }) => caseId));
  const students = now.filter(({ id }) => newest.has(id));
  return { items, cases, nameOf, openings, work, students };
}

const casesInReach = async (term: string, actor: Actor, deps: UseCaseDeps) =>
  (await deps.figures.cases(term)).filter(({ student }) => can(actor, 'figures.show', { student }));

export async function termsInReach(
  audience: FigureAudience,
  actor: Actor,
  deps: UseCaseDeps,
): Promise<readonly TermTiers[]> {
  const counts = new Map<string, Map<SupportTier, number>>();
  for (const { term, tier, classId, students } of await deps.figures.tally()) {
    if (!can(actor, 'figures.show', { classId })) continue;
    const own = counts.get(term) ?? new Map<SupportTier, number>();
    own.set(tier, (own.get(tier) ?? 0) + students);
    counts.set(term, own);
  }
  return [...counts].map(([term, own]) => {
    const values = HEAVIEST_FIRST.map((tier) => own.get(tier) ?? 0);
    const total = add(values);
    const hidden = audience === 'shared' ? hideTiers(values) : new Set<number>();
    return {
      term,
      tiers: HEAVIEST_FIRST.map((tier, at) => ({ tier, value: hidden.has(at) ? null : (values[at] ?? 0) })),
      total: audience === 'shared' && isSmall(total) ? null : total,
    };
  });
}
