import { formatHundredths } from '#core/domain/decimal';
import { DomainError } from '#core/domain/errors';
import type { AbsenceMeaning, ReferralMeaning } from '#core/domain/fact-rules';
import { type MarkMeaning, NATURE_KINDS, type NatureKind, type Policy } from '#core/domain/policy';
import { fromEntries } from '#core/domain/policy-fields';
import { MARK_LABELS, NATURE_LABELS } from '#core/domain/policy-labels';
import { readDecimal } from './policy-form';

/** The tables of a policy as rows that a person adds, changes and takes out; a row is texts by column. */
export type TableRow = Readonly<Record<string, string>>;

export interface TableColumn {
  readonly key: string;
  readonly label: string;
  readonly placeholder: string;
  /** Empty: typed. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

export interface PolicyTableSpec {
  readonly title: string;
  readonly of: 'tables' | 'rules';
  readonly hint: string;
  readonly empty: string;
  readonly columns: readonly TableColumn[];
  /** The first that fits wins: rows may be moved. */
  readonly isOrdered: boolean;
  rowsOf(policy: Policy): readonly TableRow[];
  /** @throws DomainError FIELD whose field is `row.column` */
  withRows(policy: Policy, rows: readonly TableRow[]): Policy;
  /** Which row and column a path of a refusal means; null: none of this table. */
  locate(path: string, rows: readonly TableRow[]): { readonly row: number; readonly key: string } | null;
  sayRow(row: TableRow): string;
}

const typed = (key: string, label: string, placeholder: string): TableColumn => ({
  key,
  label,
  placeholder,
  choices: [],
});
const chosen = (
  key: string,
  label: string,
  words: Readonly<Record<string, string>>,
  order = Object.keys(words),
): TableColumn => ({
  key,
  label,
  placeholder: '',
  choices: order.map((value) => ({ value, label: words[value] ?? value })),
});

const text = (row: TableRow, key: string): string => row[key] ?? '';

/** A path such as `courses.natures[3].text`. */
const inList =
  (prefix: string, first: string): PolicyTableSpec['locate'] =>
  (path) => {
    if (!path.startsWith(`${prefix}[`)) return null;
    const [, row = '', key = first] = /\[(\d+)\](?:\.(\w+))?$/.exec(path) ?? [];
    return { row: Number(row), key };
  };

/** A path such as `grading.levels.优秀.percent`. */
const byWord =
  (prefix: string): PolicyTableSpec['locate'] =>
  (path, rows) => {
    if (!path.startsWith(`${prefix}.`)) return null;
    const rest = path.slice(prefix.length + 1);
    const row = rows.findIndex(({ word = '' }) => rest === word || rest.startsWith(`${word}.`));
    if (row === -1) return null;
    return { row, key: rest.slice((rows[row]?.word ?? '').length + 1) || 'word' };
  };

/** @throws DomainError FIELD where a word is empty or stands twice */
function ofWords<T>(rows: readonly TableRow[], meaningOf: (row: TableRow, at: number) => T) {
  const met = new Set<string>();
  return fromEntries(
    rows.map((row, at) => {
      const word = text(row, 'word');
      if (word === '') throw new DomainError('FIELD', '请填写', `${at}.word`);
      if (met.has(word)) throw new DomainError('FIELD', '已经有这一行', `${at}.word`);
      met.add(word);
      return [word, meaningOf(row, at)] as const;
    }),
  );
}

const meaningTable = <T extends string>(
  key: 'absences' | 'referrals',
  title: string,
  hint: string,
  words: Readonly<Record<T, string>>,
): PolicyTableSpec => ({
  title,
  of: 'rules',
  hint,
  empty: '一个词也没有：名单里的词都会被拒收。',
  columns: [typed('word', '名单里的词', '例如：无故缺课'), chosen('meaning', '含义', words)],
  isOrdered: false,
  rowsOf: ({ facts }) => Object.entries(facts[key]).map(([word, meaning]) => ({ word, meaning })),
  withRows: (policy, rows) => ({
    ...policy,
    facts: { ...policy.facts, [key]: ofWords(rows, (row) => text(row, 'meaning') as T) },
  }),
  locate: byWord(`facts.${key}`),
  sayRow: (row) => `${text(row, 'word')}：${words[text(row, 'meaning') as T] ?? ''}`,
});

const MATCHES = { part: '含这些字', whole: '完全相同' } as const;
const REPEATS = { code: '课程代码', name: '课程名称含' } as const;
const PASSES = { yes: '通过', no: '不及格' } as const;

export const POLICY_TABLE_SPECS = {
  substitutions: {
    title: '课程替代',
    of: 'tables',
    hint: '替代课程通过，原课程的不及格就清除。一门课只能替代一门。',
    empty: '还没有课程替代。',
    columns: [typed('code', '原课程代码', '例如：SK1001'), typed('by', '替代课程代码', '例如：SK2001')],
    isOrdered: false,
    rowsOf: ({ courses }) => courses.substitutions.map(({ code, by }) => ({ code, by })),
    withRows: (policy, rows) => ({
      ...policy,
      courses: {
        ...policy.courses,
        substitutions: rows.map((row) => ({ code: text(row, 'code'), by: text(row, 'by') })),
      },
    }),
    locate: inList('courses.substitutions', 'code'),
    sayRow: (row) => `${text(row, 'by')} 替代 ${text(row, 'code')}`,
  },
  repeatables: {
    title: '可重复课程',
    of: 'tables',
    hint: '同一代码按学期重复开的课（如体育俱乐部）：只有标明重修的才清除以前的不及格。',
    empty: '没有可重复课程。',
    columns: [chosen('kind', '按什么认', REPEATS), typed('text', '代码或名称', '例如：TY170002')],
    isOrdered: false,
    rowsOf: ({ courses }) => [
      ...courses.repeatableCodes.map((code) => ({ kind: 'code', text: code })),
      ...courses.repeatableNames.map((name) => ({ kind: 'name', text: name })),
    ],
    withRows: (policy, rows) => {
      const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => text(row, 'text'));
      return {
        ...policy,
        courses: { ...policy.courses, repeatableCodes: of('code'), repeatableNames: of('name') },
      };
    },
    locate: (path, rows) => {
      const [, list = '', at = ''] = /^courses\.repeatable(Codes|Names)\[(\d+)\]/.exec(path) ?? [];
      if (list === '') return null;
      const places = rows.flatMap(({ kind }, row) =>
        kind === (list === 'Codes' ? 'code' : 'name') ? [row] : [],
      );
      return { row: places[Number(at)] ?? 0, key: 'text' };
    },
    sayRow: (row) => `${REPEATS[text(row, 'kind') as keyof typeof REPEATS]} ${text(row, 'text')}`,
  },
  natures: {
    title: '课程性质',
    of: 'tables',
    hint: '从上往下，第一条对得上的算数。对不上任何一条的课程性质不明：会影响认定时，那一项写「未提供数据」。',
    empty: '一条也没有：所有课程的性质都不明。',
    columns: [
      typed('text', '成绩表里的性质', '例如：学科基础课'),
      chosen('match', '怎样算对上', MATCHES),
      chosen('kind', '算作', NATURE_LABELS, [...NATURE_KINDS]),
    ],
    isOrdered: true,
    rowsOf: ({ courses }) =>
      courses.natures.map(({ text: words, match, kind }) => ({ text: words, match, kind })),
    withRows: (policy, rows) => ({
      ...policy,
      courses: {
        ...policy.courses,
        natures: rows.map((row) => ({
          text: text(row, 'text'),
          match: text(row, 'match') as keyof typeof MATCHES,
          kind: text(row, 'kind') as NatureKind,
        })),
      },
    }),
    locate: inList('courses.natures', 'text'),
    sayRow: (row) =>
      `${row.match === 'whole' ? '「' : '含「'}${text(row, 'text')}」：${NATURE_LABELS[text(row, 'kind') as NatureKind]}`,
  },
  levels: {
    title: '等级成绩',
    of: 'tables',
    hint: '五级制、两级制。折合的分数只用来算绩点；留空就不算绩点，也不进平均。',
    empty: '没有等级成绩。',
    columns: [
      typed('word', '等级', '例如：优秀'),
      typed('percent', '折合百分成绩', '例如：95，可以留空'),
      chosen('isPass', '是否通过', PASSES),
    ],
    isOrdered: false,
    rowsOf: ({ grading }) =>
      Object.entries(grading.levels).map(([word, { percent, isPass }]) => ({
        word,
        percent: percent === null ? '' : formatHundredths(percent).replace(/\.?0+$/, ''),
        isPass: isPass ? 'yes' : 'no',
      })),
    withRows: (policy, rows) => ({
      ...policy,
      grading: {
        ...policy.grading,
        levels: ofWords(rows, (row, at) => ({
          percent: percentOf(text(row, 'percent'), at),
          isPass: row.isPass === 'yes',
        })),
      },
    }),
    locate: byWord('grading.levels'),
    sayRow: (row) =>
      `${text(row, 'word')}：${row.percent === '' ? '不折合' : `${text(row, 'percent')} 分`}，${PASSES[text(row, 'isPass') as keyof typeof PASSES]}`,
  },
  marks: {
    title: '成绩标记',
    of: 'tables',
    hint: '待定的不计入学分和绩点，单独列出；不计的忽略；作废的整行去掉。',
    empty: '没有成绩标记。',
    columns: [
      typed('word', '标记', '例如：缓考'),
      chosen('meaning', '含义', MARK_LABELS, ['passed', 'failed', 'pending', 'ignored', 'void']),
    ],
    isOrdered: false,
    rowsOf: ({ grading }) => Object.entries(grading.marks).map(([word, meaning]) => ({ word, meaning })),
    withRows: (policy, rows) => ({
      ...policy,
      grading: { ...policy.grading, marks: ofWords(rows, (row) => text(row, 'meaning') as MarkMeaning) },
    }),
    locate: byWord('grading.marks'),
    sayRow: (row) => `${text(row, 'word')}：${MARK_LABELS[text(row, 'meaning') as MarkMeaning]}`,
  },
  absences: meaningTable<AbsenceMeaning>(
    'absences',
    '旷课名单用语',
    '名单里「是否请假」一列写的词。以后导入的名单按这里读，已经导入的不变。',
    {
      unexcused: '旷课',
      excused: '请假',
    },
  ),
  referrals: meaningTable<ReferralMeaning>(
    'referrals',
    '早报告名单用语',
    '名单里「状态」一列写的词。以后导入的名单按这里读，已经导入的不变。',
    {
      accepted: '已接受',
      open: '未接受',
    },
  ),
} as const satisfies Record<string, PolicyTableSpec>;

export type PolicyTableId = keyof typeof POLICY_TABLE_SPECS;
export const isPolicyTable = (id: string): id is PolicyTableId => Object.hasOwn(POLICY_TABLE_SPECS, id);

function percentOf(given: string, at: number): number | null {
  if (given === '') return null;
  try {
    return readDecimal(given);
  } catch (error) {
    throw new DomainError('FIELD', error instanceof Error ? error.message : '', `${at}.percent`);
  }
}

/** What is typed by hand or pasted: full-width letters and blanks around are not meant. */
export const cleanRow = (row: TableRow): TableRow =>
  fromEntries(Object.entries(row).map(([key, value]) => [key, value.normalize('NFKC').trim()] as const));

/** A row to begin with: the first of each choice. */
export const newRow = ({ columns }: PolicyTableSpec): TableRow =>
  fromEntries(columns.map(({ key, choices }) => [key, choices[0]?.value ?? ''] as const));

/** Which column of the row at `place` an error speaks of; "": not of it. */
export function columnAtFault(
  error: unknown,
  spec: PolicyTableSpec,
  rows: readonly TableRow[],
  place: number,
): string {
  if (!(error instanceof DomainError) || error.field === undefined) return '';
  if (error.code === 'FIELD') {
    const [row, key = ''] = error.field.split('.');
    return Number(row) === place ? key : '';
  }
  const found = spec.locate(error.field, rows);
  return found?.row === place ? found.key : '';
}
