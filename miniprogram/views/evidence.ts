import type { CriterionStates, Evidence, EvidenceRow } from '#core/contract/index';
import { CRITERION_LABELS, CRITERION_STATE_LABELS } from '#core/domain/labels';
import { sayTerm } from './term';

export interface EvidenceRowView {
  readonly key: string;
  readonly course: string;
  readonly score: string;
  readonly credit: string;
  readonly meta: string;
  readonly because: string;
  readonly source: string;
  readonly spoken: string;
}

export interface EvidenceView {
  readonly key: string;
  readonly heading: string;
  readonly statement: string;
  readonly word: string;
  readonly tone: 'late' | 'done' | 'calm';
  readonly rows: readonly EvidenceRowView[];
  /** Too many rows to read through at the meeting, or rows of a criterion that is not met. */
  readonly isFolded: boolean;
}

export interface CriterionView {
  readonly key: string;
  readonly label: string;
  readonly word: string;
  readonly tone: 'late' | 'done' | 'calm';
}

const TONES = { met: 'late', 'not-met': 'done', 'no-data': 'calm' } as const;
const ROWS_UNFOLDED = 12;

export function toEvidenceRow(row: EvidenceRow): EvidenceRowView {
  const score = [
    row.score,
    row.resitScore === null ? null : `补考 ${row.resitScore}`,
    row.retakeScore === null ? null : `重修 ${row.retakeScore}`,
  ]
    .filter((part) => part !== null && part !== '')
    .join('，');
  const credit = `${row.credit} 学分`;
  return {
    key: `${row.file}:${row.row}:${row.courseCode}`,
    course: row.courseName,
    score: score || '无成绩',
    credit,
    meta: [sayTerm(row.term), row.nature, row.point === null ? '' : `绩点 ${row.point}`]
      .filter((part) => part !== '')
      .join(' · '),
    because: row.because,
    source: `${row.courseCode} · ${row.file} 第 ${row.row} 行`,
    spoken: `${row.courseName}，${score || '无成绩'}，${credit}`,
  };
}

export const toEvidence = (evidence: Evidence): EvidenceView => ({
  key: evidence.criterion,
  heading: CRITERION_LABELS[evidence.criterion],
  statement: evidence.statement,
  word: CRITERION_STATE_LABELS[evidence.state],
  tone: TONES[evidence.state],
  rows: evidence.rows.map(toEvidenceRow),
  isFolded:
    evidence.state !== 'met' || evidence.criterion === 'low-gpa' || evidence.rows.length > ROWS_UNFOLDED,
});

const ORDER = { met: 0, 'no-data': 1, 'not-met': 2 } as const;

/** Met first, so that the meeting reads the reasons at once. */
export const byState = (a: Pick<Evidence, 'state'>, b: Pick<Evidence, 'state'>): number =>
  ORDER[a.state] - ORDER[b.state];

/** Met first; what has no data stays visible. */
export function toCriteria(states: CriterionStates): readonly CriterionView[] {
  return (Object.keys(states) as (keyof CriterionStates)[])
    .map((criterion) => ({ criterion, state: states[criterion] }))
    .sort(byState)
    .map(({ criterion, state }) => ({
      key: criterion,
      label: CRITERION_LABELS[criterion],
      word: CRITERION_STATE_LABELS[state],
      tone: TONES[state],
    }));
}
