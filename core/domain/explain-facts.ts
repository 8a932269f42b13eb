import type { EvidenceFact } from './criterion';
import { formatHundredths } from './decimal';
import type { Policy } from './policy';
import {
  type DisciplinaryAction,
  type FactRow,
  type Judged,
  judgeAbsences,
  judgeDiscipline,
  judgeReferrals,
  judgeWarnings,
  type Known,
  type ScreeningFacts,
  truancyHours,
} from './screening-facts';
import type { Term } from './term';

export interface ExplainedFact {
  readonly statement: string;
  readonly rows: readonly EvidenceFact[];
}

/** The sentence and the rows of each list that was handed in; null: it was not. */
export interface ExplainedFacts {
  readonly absences: ExplainedFact | null;
  readonly discipline: ExplainedFact | null;
  readonly warnings: ExplainedFact | null;
  readonly referrals: ExplainedFact | null;
}

export function explainFacts(facts: ScreeningFacts, term: Term, policy: Policy): ExplainedFacts {
  const absences = judgeAbsences(facts.absences, term);
  const discipline = judgeDiscipline(facts.discipline, policy);
  const warnings = judgeWarnings(facts.warnings, term);
  const referrals = judgeReferrals(facts.referrals, term);
  return {
    absences: explained(
      facts.absences,
      `本学期旷课 ${formatHundredths(truancyHours(absences))} 学时，界限为 ${formatHundredths(policy.criteria.truancyHours)} 学时（含）`,
      absences.map(({ row, because }) =>
        toFact(row, because, {
          term: row.term,
          subject: [row.courseName, row.date].filter(Boolean).join(' '),
          hours: formatHundredths(row.hours),
        }),
      ),
    ),
    discipline: explained(
      facts.discipline,
      listOf(discipline, actionOf) || '没有有效的学习违纪处分',
      discipline.map(({ row, because }) => toFact(row, because, { subject: actionOf(row) })),
    ),
    warnings: explained(
      facts.warnings,
      warnings.some(({ counts }) => counts)
        ? `在教务处预警名单上（${listOf(warnings, ({ kind }) => kind)}）`
        : '不在教务处预警名单上',
      warnings.map(({ row, because }) => toFact(row, because, { term: row.term, subject: row.kind })),
    ),
    referrals: explained(
      facts.referrals,
      referrals.some(({ counts }) => counts)
        ? `早报告已被诊断会接受（${listOf(referrals, ({ referrer }) => referrer || '报告人未填')}）`
        : '没有被诊断会接受的早报告',
      referrals.map(({ row, because }) =>
        toFact(row, because, {
          term: row.term,
          subject: [row.referrer, row.reason].filter(Boolean).join('：'),
        }),
      ),
    ),
  };
}

function explained(
  known: Known<FactRow> | null,
  sentence: string,
  rows: readonly EvidenceFact[],
): ExplainedFact | null {
  if (known === null) return null;
  const unread = known.unread === 0 ? '' : `；另有 ${known.unread} 行不能采用，更正后才能确定`;
  return { statement: sentence + unread, rows };
}

const actionOf = ({ kinds, document }: DisciplinaryAction): string => `${kinds.join(' ')}（${document}）`;

const listOf = <T extends FactRow>(judged: readonly Judged<T>[], name: (row: T) => string): string =>
  [...new Set(judged.filter(({ counts }) => counts).map(({ row }) => name(row)))].join('、');

const toFact = (
  { file, row }: FactRow,
  because: string,
  what: { readonly subject: string; readonly term?: Term; readonly hours?: string },
): EvidenceFact => ({ file, row, term: null, hours: null, ...what, because });
