import { formatHundredths } from './decimal';
import type { Policy } from './policy';
import { MARK_LABELS, NATURE_LABELS, sayPolicyPath } from './policy-labels';

/** The tables and everyday settings that the office keeps; all else of a policy is the leader's to change. */
const POLICY_TABLES = [
  'substitutions',
  'repeatables',
  'natures',
  'levels',
  'marks',
  'point',
  'help',
  'matching',
  'teaching',
] as const;
export type PolicyTable = (typeof POLICY_TABLES)[number];
export type PolicySection = PolicyTable | 'rules';

export interface PolicyDifference {
  readonly section: PolicySection;
  readonly label: string;
  /** null: was not there. */
  readonly before: string | null;
  /** null: is no longer there. */
  readonly after: string | null;
}

interface Entry {
  readonly section: PolicySection;
  readonly label: string;
  readonly value: string;
}

/** What differs between two policies, line by line; its id, version, title and date apart. */
export function policyDifferences(before: Policy, after: Policy): readonly PolicyDifference[] {
  const olds = entriesOf(before);
  const news = entriesOf(after);
  const differences: PolicyDifference[] = [];
  for (const [key, { section, label, value }] of olds) {
    const other = news.get(key);
    if (other?.value !== value)
      differences.push({ section, label, before: value, after: other?.value ?? null });
  }
  for (const [key, { section, label, value }] of news) {
    if (!olds.has(key)) differences.push({ section, label, before: null, after: value });
  }
  const order = orderOf(before, after);
  return order === null ? differences : [...differences, order];
}

/** True where something beyond the office's tables differs. */
export const changesRules = (differences: readonly PolicyDifference[]): boolean =>
  differences.some(({ section }) => section === 'rules');

function entriesOf(policy: Policy): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  const add = (section: PolicySection, label: string, value: string) => {
    entries.set(`${section}|${label}`, { section, label, value });
  };
  const { courses, grading } = policy;
  for (const { code, by } of courses.substitutions) add('substitutions', `${by} 替代 ${code}`, '可替代');
  for (const code of courses.repeatableCodes) add('repeatables', `代码 ${code}`, '可重复');
  for (const name of courses.repeatableNames) add('repeatables', `名称含「${name}」`, '可重复');
  for (const { text, match, kind } of courses.natures)
    add('natures', `${match === 'whole' ? '性质为' : '性质含'}「${text}」`, NATURE_LABELS[kind]);
  add(
    'natures',
    '计入不及格学分的性质',
    courses.countedNatures.map((kind) => NATURE_LABELS[kind]).join('、') || '没有',
  );
  for (const [word, { percent, isPass }] of Object.entries(grading.levels)) {
    const points = percent === null ? '不折合分数' : `${formatHundredths(percent)} 分`;
    add('levels', `等级「${word}」`, `${points}，${isPass ? '通过' : '不及格'}`);
  }
  for (const [word, meaning] of Object.entries(grading.marks))
    add('marks', `标记「${word}」`, MARK_LABELS[meaning]);
  const { base, step, resitCap } = grading.point;
  add('point', '绩点公式', sayPointFormula(base, step));
  add('point', '补考通过的最高绩点', formatHundredths(resitCap));
  const { passMark } = grading;
  const { criteria, nearMissWithin, tiers } = policy;
  const { facts, duties, reminders } = policy;
  const rules = { criteria, tiers, nearMissWithin, grading: { passMark }, facts, duties, reminders };
  flatten(rules, '', (label, value) => add('rules', label, value));
  for (const section of ['help', 'matching', 'teaching'] as const) {
    flatten(policy[section], section, (label, value) => add(section, label, value));
  }
  return entries;
}

/** point = (percent − base) ÷ step: both sides in 1/100, so a step of 10 is ten marks a point. */
export const sayPointFormula = (base: number, step: number): string =>
  `（成绩 − ${formatHundredths(base)}）÷ ${step}`;

type Add = (label: string, value: string) => void;

/** Every leaf of the rules; a list is one leaf, since its order may matter. */
function flatten(value: unknown, path: string, add: Add): void {
  if (Array.isArray(value) && value.some((entry) => typeof entry === 'object')) {
    value.forEach((entry, index) => {
      flatten(entry, `${path}[${index}]`, add);
    });
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    add(sayPolicyPath(path), sayValue(value, path));
    return;
  }
  for (const [key, part] of Object.entries(value)) flatten(part, path === '' ? key : `${path}.${key}`, add);
}

const PLAIN_NUMBERS = /^(duties|reminders|help|matching|teaching)\.|\.tier$|Days$/;
const VALUE_WORDS: Readonly<Record<string, string>> = {
  monthly: '每月',
  'two-weeks': '每两周',
  adviser: '班主任',
  counselor: '辅导员',
  unexcused: '旷课',
  excused: '请假',
  accepted: '已接受',
  open: '未接受',
};

function sayValue(value: unknown, path: string): string {
  if (value === null) return path.endsWith('.below') ? '不设上限' : '没有';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return PLAIN_NUMBERS.test(path) ? String(value) : formatHundredths(value);
  if (Array.isArray(value)) return value.map((entry) => sayValue(entry, path)).join('、') || '没有';
  const text = String(value);
  return VALUE_WORDS[text] ?? text;
}

/** The first alias that fits wins: the same ones in another order may mean something else. */
function orderOf(before: Policy, after: Policy): PolicyDifference | null {
  const keys = (policy: Policy) => policy.courses.natures.map(({ text, match }) => `${match}|${text}`);
  const [olds, news] = [keys(before), keys(after)];
  const kept = (own: readonly string[], other: readonly string[]) => own.filter((key) => other.includes(key));
  const say = (own: readonly string[]) => own.map((key) => key.slice(key.indexOf('|') + 1)).join('、');
  const [oldOrder, newOrder] = [kept(olds, news), kept(news, olds)];
  if (oldOrder.join('\n') === newOrder.join('\n')) return null;
  return { section: 'natures', label: '比对的先后', before: say(oldOrder), after: say(newOrder) };
}
