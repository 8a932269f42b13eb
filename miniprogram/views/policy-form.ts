import { formatHundredths, parseHundredths } from '#core/domain/decimal';
import { DomainError } from '#core/domain/errors';
import type { Policy } from '#core/domain/policy';
import { sayPolicyPath } from '#core/domain/policy-labels';

/** Single settings of a policy as fields that a person fills in, each with its path within it. */
export type FieldKind = 'decimal' | 'count' | 'text' | 'list' | 'flag' | 'cadence' | 'sides';

interface FieldSpec {
  readonly path: string;
  readonly kind: FieldKind;
  readonly label?: string;
  readonly unit?: string;
  readonly hint?: string;
}

export interface FormSection {
  readonly title: string;
  /** tables: the office and the leader; rules: the leader alone. */
  readonly of: 'tables' | 'rules';
  readonly hint: string;
  readonly fields: readonly FieldSpec[];
}

const TIERS = [0, 1, 2] as const;
const TIER_NAMES = ['一级', '二级', '三级（最重）'];
const credits = { kind: 'decimal', unit: '学分' } as const;
const days = { kind: 'count', unit: '天' } as const;
const minutes = { kind: 'count', unit: '分钟' } as const;

const tierDuties = (tier: string): readonly FieldSpec[] => {
  const at = (key: string) => `duties.tiers.${tier}.${key}`;
  return [
    { path: at('firstTalk'), kind: 'sides' },
    { path: at('firstTalkInPerson'), kind: 'flag' },
    { path: at('regularTalk.adviser'), kind: 'cadence', label: '定期谈话（班主任）' },
    { path: at('regularTalk.counselor'), kind: 'cadence', label: '定期谈话（辅导员）' },
    { path: at('studyPlan'), kind: 'flag' },
    { path: at('planReview'), kind: 'cadence' },
    { path: at('phoneParents'), kind: 'flag' },
    { path: at('warningLetter'), kind: 'flag' },
    { path: at('pairing'), kind: 'flag' },
    { path: at('volunteerGuidance'), kind: 'cadence' },
    { path: at('jointMeeting'), kind: 'flag' },
    { path: at('courseAdvice'), kind: 'flag' },
    { path: at('focusNote'), kind: 'cadence' },
  ];
};

const dutySection = (tier: string, title: string): FormSection => ({
  title: `应办事项：${title}`,
  of: 'rules',
  hint: '「没有」即办法未规定周期。已经作出的认定按当时的类型办理，后续到期日按新的周期推算。',
  fields: tierDuties(tier),
});

export const FORM_SECTIONS = {
  point: {
    title: '绩点公式',
    of: 'tables',
    hint: '导出的成绩没有绩点时才用：绩点 =（成绩 − 减去的分数）÷ 除以的分数；不及格为 0。',
    fields: [
      { path: 'grading.point.base', kind: 'decimal', unit: '分' },
      { path: 'grading.point.step', kind: 'count', unit: '分' },
      { path: 'grading.point.resitCap', kind: 'decimal' },
    ],
  },
  help: {
    title: '志愿帮扶',
    of: 'tables',
    hint: '按帮扶那天的办法计算；已经出具的证明不变。',
    fields: [
      { path: 'help.dayLimit', ...minutes },
      { path: 'help.filingDays', ...days },
      { path: 'help.codeMinutes', ...minutes },
      { path: 'help.clockAhead', ...minutes },
      { path: 'help.quietDays', ...days },
      { path: 'help.guidanceDays', ...days },
      { path: 'help.callDays', ...days },
    ],
  },
  matching: {
    title: '结对理由',
    of: 'tables',
    hint: '先让尽可能多的学生有人帮，再取合计分数最多的一组。0 即不算这一条。',
    fields: [
      ...['course', 'grade', 'period', 'campus', 'classWish', 'former', 'load'].map((key) => ({
        path: `matching.${key}`,
        kind: 'count' as const,
        unit: '分',
      })),
      { path: 'matching.periodsCounted', kind: 'count', unit: '段' },
    ],
  },
  teaching: {
    title: '专业教师',
    of: 'tables',
    hint: '课堂重点关注和集中答疑的期限。',
    fields: [
      { path: 'teaching.lessonDays', ...days },
      { path: 'teaching.qaAhead', ...days },
      { path: 'teaching.qaBack', ...days },
    ],
  },
  criteria: {
    title: '认定界线',
    of: 'rules',
    hint: '达到即符合；绩点为低于才符合，等于不算。',
    fields: [
      { path: 'criteria.truancyHours', kind: 'decimal', unit: '学时', label: '旷课学时（一个学期合计）' },
      { path: 'criteria.failedCoursesFrom', ...credits },
      { path: 'criteria.warningLine', ...credits },
      { path: 'criteria.gpaBelow', kind: 'decimal' },
      { path: 'nearMissWithin', ...credits },
      { path: 'grading.passMark', kind: 'decimal', unit: '分' },
      { path: 'criteria.studyDisciplineKinds', kind: 'list', hint: '用顿号隔开' },
      { path: 'facts.warningKinds', kind: 'list', hint: '用顿号隔开；名单里没写类型的按第一种' },
    ],
  },
  tiers: {
    title: '帮扶类型',
    of: 'rules',
    hint: '每一级到下一级的起点为止，不含下一级的起点；三级不设上限。',
    fields: TIERS.flatMap((at): readonly FieldSpec[] => [
      { path: `tiers[${at}].from`, ...credits, label: `${TIER_NAMES[at]}的起点学分` },
      { path: `tiers[${at}].word`, kind: 'text', label: `${TIER_NAMES[at]}的颜色名称`, hint: '没有就留空' },
    ]),
  },
  'duties-watch': dutySection('watch', '建档关注'),
  'duties-1': dutySection('1', '一级'),
  'duties-2': dutySection('2', '二级'),
  'duties-3': dutySection('3', '三级（最重）'),
  days: {
    title: '期限',
    of: 'rules',
    hint: '从认定那天算起；到期日不在教学日的顺延。',
    fields: [
      ...['firstTalk', 'studyPlan', 'phoneParents', 'warningLetter', 'pairing', 'jointMeeting'].map(
        (key) => ({
          path: `duties.dueDays.${key}`,
          ...days,
        }),
      ),
      { path: 'duties.openDaysBefore', ...days },
      { path: 'duties.handoverDays', ...days },
      { path: 'facts.referralAnswerDays', ...days },
    ],
  },
  reminders: {
    title: '提醒',
    of: 'rules',
    hint: '安静时段里不发消息，时刻写作 21:00。',
    fields: [
      { path: 'reminders.daysBefore', ...days },
      { path: 'reminders.overdueEvery', ...days },
      { path: 'reminders.leaderAfter', ...days },
      { path: 'reminders.quiet.from', kind: 'text' },
      { path: 'reminders.quiet.until', kind: 'text' },
    ],
  },
} as const satisfies Record<string, FormSection>;

export type FormSectionId = keyof typeof FORM_SECTIONS;
export const isFormSection = (id: string): id is FormSectionId => Object.hasOwn(FORM_SECTIONS, id);

const CADENCES = [
  { value: 'none', label: '没有' },
  { value: 'monthly', label: '每月' },
  { value: 'two-weeks', label: '每两周' },
];
const FLAGS = [
  { value: 'yes', label: '要' },
  { value: 'no', label: '不要' },
];
const SIDES = [
  { value: 'adviser', label: '班主任' },
  { value: 'counselor', label: '辅导员' },
];

export interface FieldView {
  readonly path: string;
  readonly kind: FieldKind;
  readonly isTyped: boolean;
  readonly label: string;
  readonly unit: string;
  readonly hint: string;
  /** As typed. */
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly isMultiple: boolean;
  readonly error: string;
}

/** @param typed what does not read yet, by path */
export function toFormView(
  policy: Policy,
  section: FormSectionId,
  typed: Readonly<Record<string, string>>,
): readonly FieldView[] {
  const { fields }: FormSection = FORM_SECTIONS[section];
  return fields.map(({ path, kind, label, unit = '', hint = '' }) => {
    const value = valueAt(policy, path);
    return {
      path,
      kind,
      isTyped: kind === 'decimal' || kind === 'count' || kind === 'text' || kind === 'list',
      label: label ?? nameOf(path),
      unit,
      hint,
      value: typed[path] ?? sayField(value, kind),
      choices: kind === 'cadence' ? CADENCES : kind === 'flag' ? FLAGS : kind === 'sides' ? SIDES : [],
      chosen: chosenOf(value, kind),
      isMultiple: kind === 'sides',
      error: '',
    };
  });
}

/** What a setting is called within its group; the name may have a 的 of its own. */
function nameOf(path: string): string {
  const whole = sayPolicyPath(path);
  const group = `${sayPolicyPath(path.replace(/\.[^.]+$/, ''))}的`;
  return whole.startsWith(group) ? whole.slice(group.length) : whole;
}

function sayField(value: unknown, kind: FieldKind): string {
  if (kind === 'decimal') return formatHundredths(value as number).replace(/\.?0+$/, '');
  if (kind === 'list') return (value as readonly string[]).join('、');
  return value === null || value === undefined ? '' : String(value);
}

function chosenOf(value: unknown, kind: FieldKind): readonly string[] {
  if (kind === 'cadence') return [value === null ? 'none' : String(value)];
  if (kind === 'flag') return [value === true ? 'yes' : 'no'];
  return kind === 'sides' ? (value as readonly string[]) : [];
}

/**
 * The policy with one field as it was typed or chosen.
 *
 * @throws DomainError FIELD with a sentence for that field, where it does not read
 */
export function withField(policy: Policy, path: string, kind: FieldKind, given: readonly string[]): Policy {
  const changed = setAt(policy, partsOf(path), readField(kind, given)) as Policy;
  return /^tiers\[\d\]\.from$/.test(path) ? withBounds(changed) : changed;
}

function readField(kind: FieldKind, given: readonly string[]): unknown {
  const text = (given[0] ?? '').normalize('NFKC').trim();
  switch (kind) {
    case 'decimal':
      return readDecimal(text);
    case 'count':
      if (!/^\d{1,5}$/.test(text)) throw new DomainError('FIELD', '请填整数，例如 7');
      return Number(text);
    case 'list':
      return text.split(/[、,;\n]/).flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
    case 'flag':
      return text === 'yes';
    case 'cadence':
      return text === 'none' ? null : text;
    case 'sides':
      return SIDES.flatMap(({ value }) => (given.includes(value) ? [value] : []));
    default:
      return text === '' ? null : text;
  }
}

/** @throws DomainError FIELD */
export function readDecimal(text: string): number {
  let value: number;
  try {
    value = parseHundredths(text.normalize('NFKC'));
  } catch {
    throw new DomainError('FIELD', '请填数字，最多两位小数，例如 12 或 12.5');
  }
  if (value < 0 || value > 1_000_000) throw new DomainError('FIELD', '应在 0 到 10000 之间');
  return value;
}

/** Each tier ends where the next one begins. */
const withBounds = (policy: Policy): Policy => ({
  ...policy,
  tiers: policy.tiers.map((band, at) => ({ ...band, below: policy.tiers[at + 1]?.from ?? null })),
});

/** The field that a refusal of the whole policy speaks of; "": none of this section. */
export function fieldAtFault(path: string, section: FormSectionId): string {
  // 上限 is the next one's 起点 here.
  const said = path.replace(/^tiers\[(\d)\]\.below$/, (_, at: string) => `tiers[${Number(at) + 1}].from`);
  const { fields }: FormSection = FORM_SECTIONS[section];
  return fields.find((field) => said === field.path || said.startsWith(`${field.path}[`))?.path ?? '';
}

const partsOf = (path: string): readonly string[] => path.replace(/\[(\d+)\]/g, '.$1').split('.');

function valueAt(value: unknown, path: string): unknown {
  return partsOf(path).reduce<unknown>(
    (held, part) => (typeof held === 'object' && held !== null ? Reflect.get(held, part) : undefined),
    value,
  );
}

function setAt(value: unknown, [part, ...rest]: readonly string[], to: unknown): unknown {
  if (part === undefined) return to;
  if (Array.isArray(value)) {
    return value.map((one, at) => (String(at) === part ? setAt(one, rest, to) : one));
  }
  const held = value as Readonly<Record<string, unknown>>;
  return { ...held, [part]: setAt(held[part], rest, to) };
}
