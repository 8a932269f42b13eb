import type { Rollover, RolloverCases } from '../contract/outputs';
import { validateClosing } from '../domain/case-closing';
import { DomainError } from '../domain/errors';
import { dayLabel } from '../domain/local-date';
import { ROLLOVER_STEPS, type RolloverStep, stepStates } from '../domain/rollover';
import { compareTerms, endedTerm, previousTerm, termLabel, termOn } from '../domain/term';
import { mayRole, requireAccess } from './access';
import { endPairsOfClosed } from './end-pairs';
import { missingImports } from './oversight';
import { nextPosition, PAGE_SIZE, positionOf } from './paging';
import type { Actor, OldCase, ScreeningRecord } from './ports';
import { headingOf } from './student-heading';
import { exceptions } from './today-department';
import type { UseCase, UseCaseDeps } from './use-case';

/** 换学期: which steps the data shows as done. Nothing is kept of it, so it goes on where it was left. */
export const showRollover: UseCase<'rollover.show'> = async (_input, actor, deps) => {
  const { terms } = await deps.departments.calendar();
  const current = termOn(terms, actor.today);
  const ended = endedTerm(terms, actor.today);
  const dates = terms.find(({ term }) => term === current);
  const unowned = (await exceptions(deps)).length;
  const { missing } = await missingImports(actor, deps);
  const hasGrades = ended !== null && !missing.some(({ key }) => key === 'grades' || key === 'term');
  const others = missing.filter(({ key }) => key !== 'grades' && key !== 'term').map(({ title }) => title);
  const screening = await officialOf(ended, deps);
  const open = screening ? (await deps.screenings.counts(screening.id)).open : 0;
  const old = screening ? await deps.rollover.counts(screening.id, screening.term) : { carry: 0, close: 0 };
  const found: Readonly<Record<RolloverStep, readonly [isDone: boolean, detail: string]>> = {
    calendar: dates
      ? [true, `${termLabel(dates.term)}：${dayLabel(dates.from)}至${dayLabel(dates.to, dates.from)}`]
      : [false, '没有录入现在的学期，期限和假期无从计算'],
    assignments: unowned === 0 ? [true, '每个班都有人负责'] : [false, `${unowned} 个班没有班主任或辅导员`],
    imports: hasGrades
      ? [
          true,
          others.length === 0 ? '成绩和其他资料都已导入' : `成绩已导入；还没有导入的：${others.join('、')}`,
        ]
      : [false, ended === null ? '先录入校历' : `还没有${termLabel(ended)}的成绩`],
    screening: screening
      ? [true, `${dayLabel(screening.ranOn)}筛查，认定 ${screening.identified} 人`]
      : [false, '还没有正式筛查'],
    meeting: [screening !== null && open === 0, open === 0 ? '没有待决定的学生' : `${open} 名学生待决定`],
    'carry-over': [
      screening !== null && old.carry === 0,
      old.carry === 0
        ? '没有待转入的档案'
        : `${old.carry} 份旧档案待诊断会决定：仍认定的转入新档案，不再认定的当场结案`,
    ],
    closing: [
      // Whom the meeting dismisses is left over too.
      screening !== null && open === 0 && old.close === 0,
      old.close === 0
        ? open === 0
          ? '没有待结案的档案'
          : '诊断会决定完才知道还剩哪些'
        : `${old.close} 份旧档案没有转入，请逐份写明结果`,
    ],
    summary: await summaryStep(ended, deps),
  };
  const states = stepStates(
    Object.fromEntries(ROLLOVER_STEPS.map((step) => [step, found[step][0]])) as Record<RolloverStep, boolean>,
  );
  return {
    today: actor.today,
    ended,
    current,
    screeningId: screening?.id ?? null,
    steps: ROLLOVER_STEPS.map((step) => ({
      step,
      state: states[step],
      detail: screening === null && OF_SCREENING.includes(step) ? '先做正式筛查' : found[step][1],
    })),
    can: rightsOf(actor),
  } satisfies Rollover;
};

/**
 * 学期总结 of the semester that has ended: of the students who were found by the grades of the one before
 * and helped in it (art. 7).
 */
async function summaryStep(
  ended: string | null,
  deps: UseCaseDeps,
): Promise<readonly [isDone: boolean, detail: string]> {
  if (ended === null) return [false, '先录入校历'];
  const term = previousTerm(ended);
  const isHelped = (await deps.figures.tally()).some((one) => one.term === term && one.students > 0);
  if (!isHelped) return [true, `${termLabel(ended)}没有帮扶的学生，不用总结`];
  const [signed] = await deps.summaries.versions(term);
  return signed
    ? [true, `${termLabel(ended)}的总结已由${signed.signedByName}签发（第 ${signed.version} 版）`]
    : [false, `${termLabel(ended)}的总结还没有签发`];
}

/** Nothing is known of them before. */
const OF_SCREENING: readonly RolloverStep[] = ['meeting', 'carry-over', 'closing'];

/** Cases of earlier semesters that are to be carried over by the meeting, or to be closed. */
export const listRolloverCases: UseCase<'rollover.cases'> = async ({ kind, cursor }, actor, deps) => {
  const screening = await currentScreening(actor, deps);
  if (!screening) return { total: 0, items: [], nextCursor: null, can: rightsOf(actor) };
  const of = { screeningId: screening.id, term: screening.term };
  const position = positionOf(cursor);
  const cases = await deps.rollover.list({ ...of, kind }, position, PAGE_SIZE);
  const counts = await deps.rollover.counts(of.screeningId, of.term);
  return {
    total: counts[kind],
    items: cases.map(toItem),
    nextCursor: nextPosition(cases, position),
    can: rightsOf(actor),
  } satisfies RolloverCases;
};

/** 结案 with outcome and reason: of a case that the new semester's screening has left behind. Once. */
export const closeCase: UseCase<'rollover.close'> = async ({ caseId, outcome, reason }, actor, deps) => {
  const held = await deps.cases.find(caseId);
  requireAccess(actor, 'rollover.close', held);
  validateClosing({ reason });
  const screening = await currentScreening(actor, deps);
  const left = async () => (screening ? (await deps.rollover.counts(screening.id, screening.term)).close : 0);
  if (held.status === 'closed') {
    if (held.closeReason === reason.trim() && (await deps.rollover.outcomeOf(caseId)) === outcome)
      return { caseId, outcome, repeated: true, left: await left() };
    throw new DomainError('ALREADY_CLOSED', `这份档案已经结案：${held.closeReason ?? ''}。请刷新后再看。`);
  }
  if (outcome === 'other') await requireEarlier(held.term, actor, deps);
  if (outcome === 'cleared') await requireCleared(held.student.id, held.term, screening, deps);
  if (!(await deps.rollover.close(caseId, actor.today, outcome, reason.trim())))
    throw new DomainError('ALREADY_CLOSED', '这份档案刚刚有人结案。请刷新后再看。');
  await endPairsOfClosed(held.student.id, actor, deps);
  await deps.audit.record({
    action: 'rollover.close',
    subject: { type: 'case', id: caseId },
    detail: { outcome, term: held.term },
  });
  return { caseId, outcome, repeated: false, left: await left() };
};

/** Who leaves may leave at any time; all else ends with the semester of help. */
async function requireEarlier(term: string, actor: Actor, deps: UseCaseDeps): Promise<void> {
  const { terms } = await deps.departments.calendar();
  const ended = endedTerm(terms, actor.today);
  if (ended !== null && compareTerms(term, ended) < 0) return;
  throw new DomainError(
    'CASE_OF_TERM',
    `这份档案按${termLabel(term)}的成绩认定，还在帮扶的学期里，不能按“其他”结案。`,
    'outcome',
  );
}

/** Nobody is cleared without a look at the grades that came since (reading §2: left out is not cleared). */
async function requireCleared(
  studentId: string,
  term: string,
  screening: ScreeningRecord | null,
  deps: UseCaseDeps,
): Promise<void> {
  if (!screening || compareTerms(screening.term, term) <= 0)
    throw new DomainError(
      'NOT_SCREENED',
      '还没有新学期的正式筛查，不能按“不再符合认定情形”结案。',
      'outcome',
    );
  const proposal = await deps.screenings.proposalOf(screening.id, studentId);
  if ((proposal?.group === 'identified' || proposal?.group === 'cleared') && proposal.decision === null)
    throw new DomainError(
      'WAITS_FOR_MEETING',
      '这位学生还在诊断会的名单上，请先在会上决定：仍认定的转入新档案，不再认定的当场结案。',
      'outcome',
    );
}

async function currentScreening(actor: Actor, deps: UseCaseDeps): Promise<ScreeningRecord | null> {
  const { terms } = await deps.departments.calendar();
  return officialOf(endedTerm(terms, actor.today), deps);
}

/** The official screening of the semester that has ended. */
const officialOf = async (ended: string | null, deps: UseCaseDeps): Promise<ScreeningRecord | null> =>
  ended === null ? null : deps.screenings.latest({ term: ended, kind: 'official' });

const toItem = ({ caseId, proposalId, student, term, tier }: OldCase): RolloverCases['items'][number] => ({
  caseId,
  student: headingOf(student),
  term,
  tier,
  proposalId,
});

const rightsOf = ({ role }: Actor): Rollover['can'] => ({ close: mayRole(role, 'rollover.close') });
