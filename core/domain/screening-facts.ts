import type { CriterionFigures, ListedFigure } from './evaluate-criteria';
import type { Hundredths } from './grade-row';
import type { LocalDate } from './local-date';
import type { Policy } from './policy';
import type { Term } from './term';

/** A row of a list beside the grades, as read; which words mean what, the policy has already said. */
export interface FactRow {
  readonly file: string;
  /** Its number as the office sees it in Excel. */
  readonly row: number;
  /** All that the row says, to tell a copy of it; other columns of the file included. */
  readonly content: string;
}

/** 旷课 */
export interface Absence extends FactRow {
  readonly term: Term;
  readonly courseName: string;
  /** Class-hours in 1/100. */
  readonly hours: Hundredths;
  readonly date: LocalDate | null;
  /** With leave: listed, in no sum. */
  readonly isExcused: boolean;
}

/** 违纪处分 */
export interface DisciplinaryAction extends FactRow {
  /** 处分类别 and 性质 as written; one of them says whether it concerns study. */
  readonly kinds: readonly string[];
  readonly document: string;
  readonly decidedOn: LocalDate | null;
  /** From this day on no longer in force; null: not lifted. */
  readonly liftedOn: LocalDate | null;
}

/** A line of the academic office's list: 学业预警 or 编入下一年级 */
export interface ListedWarning extends FactRow {
  readonly term: Term;
  readonly kind: string;
}

/** 早报告 */
export interface Referral extends FactRow {
  readonly term: Term;
  readonly referrer: string;
  readonly reason: string;
  /** 状态 as written. */
  readonly status: string;
  readonly isAccepted: boolean;
}

/** What a list says of one student. A list without the student: no rows, which is an answer. */
export interface Known<T extends FactRow> {
  readonly rows: readonly T[];
  /** Rows of the student that could not be read: with them, "not met" cannot be said. */
  readonly unread: number;
}

/** Facts beside grades; null: no list was handed in for the criterion. */
export interface ScreeningFacts {
  readonly absences: Known<Absence> | null;
  /** In force is asked for the day `asOf`. */
  readonly discipline: (Known<DisciplinaryAction> & { readonly asOf: LocalDate }) | null;
  readonly warnings: Known<ListedWarning> | null;
  readonly referrals: Known<Referral> | null;
}

/**
 * The day for which a disciplinary action must be in force: the end of the semester screened, or
 * today where that is still to come. So an old screening gives its old answer again.
 */
export function inForceOn(term: Term, today: LocalDate, policy: Policy): LocalDate {
  const semester = term.slice(10) as '1' | '2' | '3';
  const end = `${term.slice(5, 9)}-${policy.facts.termEnds[semester]}`;
  return end < today ? end : today;
}

export const NO_FACTS: ScreeningFacts = { absences: null, discipline: null, warnings: null, referrals: null };

/** A row with what became of it, and why. */
export interface Judged<T extends FactRow> {
  readonly row: T;
  readonly counts: boolean;
  readonly because: string;
}

type Verdict = Omit<Judged<FactRow>, 'row'>;
const not = (because: string): Verdict => ({ counts: false, because });
const yes = (because: string): Verdict => ({ counts: true, because });

/** In the order of the files; of rows that say exactly the same, the first counts. */
function judge<T extends FactRow>(
  known: Known<T> | null,
  verdictOn: (row: T) => Verdict,
): readonly Judged<T>[] {
  const firsts = new Map<string, T>();
  return [...(known?.rows ?? [])].sort(byPlace).map((row) => {
    const first = firsts.get(row.content);
    if (first !== undefined) return { row, ...not(`与${first.file} 第 ${first.row} 行完全相同，只计一次`) };
    firsts.set(row.content, row);
    return { row, ...verdictOn(row) };
  });
}

const byPlace = (a: FactRow, b: FactRow): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.row - b.row;

const OTHER_TERM = not('其他学期，不计入');

export const judgeAbsences = (known: Known<Absence> | null, term: Term): readonly Judged<Absence>[] =>
  judge(known, (row) =>
    row.term !== term ? OTHER_TERM : row.isExcused ? not('已请假，不计入') : yes('旷课，计入'),
  );

/** Unexcused class-hours over all courses of the one semester, in 1/100. */
export const truancyHours = (judged: readonly Judged<Absence>[]): Hundredths =>
  judged.reduce((sum, { row, counts }) => (counts ? sum + row.hours : sum), 0);

/** In force on `asOf`, of a kind that the policy counts as a matter of study. */
export function judgeDiscipline(
  known: ScreeningFacts['discipline'],
  policy: Policy,
): readonly Judged<DisciplinaryAction>[] {
  const asOf = known?.asOf ?? '';
  return judge(known, ({ kinds, decidedOn, liftedOn }) => {
    if (!kinds.some((kind) => concernsStudy(kind, policy))) return not('不属于学习类违纪，不计入');
    if (decidedOn !== null && decidedOn > asOf) return not(`处分日期 ${decidedOn} 晚于 ${asOf}，不计入`);
    if (liftedOn !== null && liftedOn <= asOf) return not(`已于 ${liftedOn} 解除，不计入`);
    return yes(`学习类违纪，${asOf} 处分有效`);
  });
}

/** A listed kind is a part of the text: 期末考试作弊 is 考试作弊; 非学习类 is not 学习类. */
const concernsStudy = (text: string, { criteria }: Policy): boolean =>
  criteria.studyDisciplineKinds.some((kind) => text.includes(kind) && !text.includes(`非${kind}`));

export const judgeWarnings = (
  known: Known<ListedWarning> | null,
  term: Term,
): readonly Judged<ListedWarning>[] =>
  judge(known, (row) => (row.term === term ? yes(`列入本学期名单：${row.kind}`) : OTHER_TERM));

export const judgeReferrals = (known: Known<Referral> | null, term: Term): readonly Judged<Referral>[] =>
  judge(known, ({ term: held, isAccepted, status }) => {
    if (held !== term) return OTHER_TERM;
    return isAccepted ? yes('诊断会已接受') : not(`诊断会未接受（${status || '状态未填'}），只列出`);
  });

const countOf = (judged: readonly Judged<FactRow>[]): number => judged.filter(({ counts }) => counts).length;

/** What the lists come to in the term. */
export function figuresOfFacts(
  { absences, warnings, discipline, referrals }: ScreeningFacts,
  term: Term,
  policy: Policy,
): Pick<CriterionFigures, 'absences' | 'warnings' | 'discipline' | 'referrals'> {
  const figure = (known: Known<FactRow> | null, amount: number): ListedFigure | null =>
    known && { amount, unread: known.unread };
  return {
    absences: figure(absences, truancyHours(judgeAbsences(absences, term))),
    warnings: figure(warnings, countOf(judgeWarnings(warnings, term))),
    discipline: figure(discipline, countOf(judgeDiscipline(discipline, policy))),
    referrals: figure(referrals, countOf(judgeReferrals(referrals, term))),
  };
}
