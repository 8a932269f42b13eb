import type {
  CriterionStates,
  Evidence,
  EvidenceFact,
  EvidenceRow,
  EvidenceSource,
} from '#core/contract/index';
import { CRITERION_LABELS, CRITERION_STATE_LABELS } from '#core/domain/labels';
import { sayFullTerm } from './term';
import { sayInstant } from './when';

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
  /** What is missing and how it comes in; empty where there is an answer. */
  readonly hint: string;
}

/** Who imported the file of a row, and when; empty where that is not for the reader. */
export type SayImport = (file: string) => string;

const NOBODY: SayImport = () => '';

/** A sheet's rows are named `file[sheet]`; a file of one name may have come more than once. */
export const sayImports =
  (sources: readonly EvidenceSource[], today: string): SayImport =>
  (file) =>
    sources
      .filter((source) => file === source.file || file.startsWith(`${source.file}[`))
      .map(({ by, at }) => `${by} ${sayInstant(at, today)} 导入`)
      .join('，');

const TONES = { met: 'late', 'not-met': 'done', 'no-data': 'calm' } as const;
const ROWS_UNFOLDED = 12;

export function toEvidenceRow(row: EvidenceRow, sayImport: SayImport = NOBODY): EvidenceRowView {
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
    meta: [sayFullTerm(row.term), row.nature, row.point === null ? '' : `绩点 ${row.point}`]
      .filter((part) => part !== '')
      .join(' · '),
    because: row.because,
    source: [row.courseCode, sayPlace(row, sayImport)].join(' · '),
    spoken: `${row.courseName}，${score || '无成绩'}，${credit}`,
  };
}

/** A row of a list beside the grades. */
export function toFactRow(fact: EvidenceFact, sayImport: SayImport = NOBODY): EvidenceRowView {
  const subject = fact.subject || '没有说明';
  const hours = fact.hours === null ? '' : `${fact.hours} 学时`;
  return {
    key: `${fact.file}:${fact.row}:${fact.subject}`,
    course: subject,
    score: '',
    credit: hours,
    meta: fact.term === null ? '' : sayFullTerm(fact.term),
    because: fact.because,
    source: sayPlace(fact, sayImport),
    spoken: [subject, hours, fact.because].filter((part) => part !== '').join('，'),
  };
}

/** What was reported in the app has no row of a file. */
const sayPlace = ({ file, row }: Pick<EvidenceFact, 'file' | 'row'>, sayImport: SayImport): string =>
  [row === 0 ? file : `${file} 第 ${row} 行`, sayImport(file)].filter((part) => part !== '').join(' · ');

export const toEvidence = (evidence: Evidence, sayImport: SayImport = NOBODY): EvidenceView => ({
  key: evidence.criterion,
  heading: CRITERION_LABELS[evidence.criterion],
  statement: evidence.statement,
  word: CRITERION_STATE_LABELS[evidence.state],
  tone: TONES[evidence.state],
  rows: [
    ...(evidence.facts ?? []).map((fact) => toFactRow(fact, sayImport)),
    ...evidence.rows.map((row) => toEvidenceRow(row, sayImport)),
  ],
  isFolded:
    evidence.state !== 'met' || evidence.criterion === 'low-gpa' || evidence.rows.length > ROWS_UNFOLDED,
});

/** The list that each criterion asks for. */
const MISSING: Readonly<Record<Evidence['criterion'], string>> = {
  truancy: '本学期的旷课记录',
  'failed-courses': '这位学生的成绩',
  'academic-warning': '这位学生的成绩和教务处的学业预警名单',
  'low-gpa': '有绩点的成绩',
  'study-discipline': '违纪处分名单',
  referral: '早报告，或纸质早报告的汇总表',
};

/** How many rows an answer rests on. */
export const rowsOf = ({ rows, facts }: Evidence): number => rows.length + (facts?.length ?? 0);

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
      hint: state === 'no-data' ? `缺${MISSING[criterion]}。由系学工办在「导入」里补上，再筛查一次。` : '',
    }));
}
