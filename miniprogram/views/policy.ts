import type { PolicyName, PolicyVersionItem, PolicyView } from '#core/contract/index';
import { formatHundredths } from '#core/domain/decimal';
import { TIER_LABELS } from '#core/domain/labels';
import type { CadenceRule, Policy, TierDuties } from '#core/domain/policy';
import { type PolicyDifference, sayPointFormula } from '#core/domain/policy-differences';
import { toLine } from './line';
import { FORM_SECTIONS, type FormSectionId } from './policy-form';
import { POLICY_TABLE_SPECS, type PolicyTableId } from './policy-table';
import { sayFullDate, sayInstant } from './when';

export interface LabelledLine {
  readonly label: string;
  readonly text: string;
}

export interface EditLink {
  readonly title: string;
  readonly note: string;
  readonly url: string;
}

export interface PolicyPageView {
  readonly title: string;
  readonly standing: string;
  readonly criteria: readonly LabelledLine[];
  readonly tiers: readonly LabelledLine[];
  readonly duties: readonly LabelledLine[];
  readonly tables: readonly EditLink[];
  readonly tablesNote: string;
  readonly rules: readonly EditLink[];
  readonly rulesNote: string;
}

const number = (hundredths: number): string => formatHundredths(hundredths).replace(/\.?0+$/, '');

export function toPolicyPage(policy: Policy, shown: PolicyView, isDraft: boolean): PolicyPageView {
  const { can } = shown;
  const version = encodeURIComponent(shown.policy.version);
  return {
    title: policy.title,
    standing: isDraft ? '还没有保存的修改' : sayStanding(shown),
    criteria: criteriaOf(policy),
    tiers: policy.tiers.map(({ tier, from, below, word }) => ({
      label: TIER_LABELS[tier],
      text: toLine([
        below === null
          ? `${number(from)} 学分以上（含 ${number(from)}）`
          : `${number(from)} 至 ${number(below)} 学分（不含 ${number(below)}）`,
        word ?? '',
      ]),
    })),
    duties: (['1', '2', '3'] as const).map((tier) => ({
      label: TIER_LABELS[Number(tier) as 1 | 2 | 3],
      text: sayDuties(policy.duties.tiers[tier], policy),
    })),
    tables: [
      ...tableLinks(policy, 'tables', version),
      ...formLinks('tables', version).map((link) =>
        link.id === 'point'
          ? { ...link, note: sayPointFormula(policy.grading.point.base, policy.grading.point.step) }
          : link,
      ),
    ],
    tablesNote: can.editTables ? '' : '由系学工办或组长修改。',
    rules: [...formLinks('rules', version), ...tableLinks(policy, 'rules', version)],
    rulesNote: can.editRules ? '' : '认定界线、帮扶类型和周期由工作组组长修改，这里可以查看。',
  };
}

const formLinks = (
  of: 'tables' | 'rules',
  version: string,
): readonly (EditLink & { readonly id: FormSectionId })[] =>
  (Object.keys(FORM_SECTIONS) as FormSectionId[])
    .filter((id) => FORM_SECTIONS[id].of === of)
    .map((id) => ({
      id,
      title: FORM_SECTIONS[id].title,
      note: '',
      url: `/office/policy-form/policy-form?section=${id}&version=${version}`,
    }));

const tableLinks = (policy: Policy, of: 'tables' | 'rules', version: string): readonly EditLink[] =>
  (Object.keys(POLICY_TABLE_SPECS) as PolicyTableId[])
    .filter((id) => POLICY_TABLE_SPECS[id].of === of)
    .map((id) => ({
      title: POLICY_TABLE_SPECS[id].title,
      note: `${POLICY_TABLE_SPECS[id].rowsOf(policy).length} 行`,
      url: `/office/policy-table/policy-table?table=${id}&version=${version}`,
    }));

function sayStanding({ policy, inForce, upcoming }: PolicyView): string {
  const since = `${sayFullDate(policy.effectiveFrom)}起`;
  if (policy.version === inForce.version) return toLine(['现行', `版本 ${policy.version}`, since]);
  const isUpcoming = upcoming.some(({ version }) => version === policy.version);
  return toLine([isUpcoming ? '将要生效' : '没有在用', `版本 ${policy.version}`, since]);
}

function criteriaOf({ criteria, nearMissWithin, grading }: Policy): readonly LabelledLine[] {
  return [
    { label: '旷课', text: `一个学期旷课达到 ${number(criteria.truancyHours)} 学时` },
    {
      label: '不合格课程较多',
      text: `不及格学分 ${number(criteria.failedCoursesFrom)} 至 ${number(criteria.warningLine)}（不含 ${number(criteria.warningLine)}）`,
    },
    {
      label: '学业预警',
      text: `在教务处本学期的预警名单上，或不及格学分达到 ${number(criteria.warningLine)}`,
    },
    { label: '绩点偏低', text: `平均学分绩点低于 ${number(criteria.gpaBelow)}，等于不算` },
    { label: '学习违纪', text: '有效的学习类违纪处分，有文号' },
    { label: '早报告', text: '工作组成员报告，诊断会采纳' },
    {
      label: '接近',
      text: `离一级不超过 ${number(nearMissWithin)} 学分的列为接近；百分制 ${number(grading.passMark)} 分及格`,
    },
  ];
}

const sayCadence = (cadence: CadenceRule): string =>
  cadence === 'monthly' ? '每月' : cadence === 'two-weeks' ? '每两周' : '';

function sayDuties(rules: TierDuties, { duties: { dueDays } }: Policy): string {
  const { regularTalk, firstTalk, planReview, volunteerGuidance, focusNote } = rules;
  const often = (cadence: CadenceRule, what: string) =>
    cadence === null ? '' : `${what}${sayCadence(cadence)}一次`;
  const once = (isOwed: boolean, what: string, days: number) => (isOwed ? `${what} ${days} 天内` : '');
  const parts = [
    once(firstTalk.length > 0, `首次谈话${rules.firstTalkInPerson ? '（面对面）' : ''}`, dueDays.firstTalk),
    often(regularTalk.adviser, '班主任谈话'),
    often(regularTalk.counselor, '辅导员谈话'),
    once(rules.studyPlan, '学习计划', dueDays.studyPlan),
    often(planReview, '计划检查'),
    once(rules.phoneParents, '电话告知家长', dueDays.phoneParents),
    once(rules.warningLetter, '书面通知书', dueDays.warningLetter),
    once(rules.pairing, '结对', dueDays.pairing),
    often(volunteerGuidance, '指导志愿者'),
    once(rules.jointMeeting, '家长来校面谈', dueDays.jointMeeting),
    rules.courseAdvice ? '选课周前选课咨询' : '',
    often(focusNote, '课堂重点关注'),
  ];
  return `${parts.filter((part) => part !== '').join('；') || '没有'}。`;
}

export interface DifferenceRow {
  readonly key: string;
  readonly label: string;
  readonly change: string;
}

export const toDifferenceRows = (differences: readonly PolicyDifference[]): readonly DifferenceRow[] =>
  differences.map(({ section, label, before, after }) => ({
    key: `${section}|${label}`,
    label,
    change: before === null ? `加上：${after}` : after === null ? `去掉：${before}` : `${before} → ${after}`,
  }));

export interface HistoryRow {
  readonly key: string;
  readonly version: string;
  readonly title: string;
  readonly word: string;
  readonly by: string;
  readonly reason: string;
  readonly differences: readonly DifferenceRow[];
  readonly more: string;
  readonly count: string;
}

export const toHistoryRows = (items: readonly PolicyVersionItem[], today: string): readonly HistoryRow[] =>
  items.map((item) => ({
    key: item.version,
    version: item.version,
    title: toLine([`版本 ${item.version}`, `${sayFullDate(item.effectiveFrom)}起`]),
    word: item.isInForce ? '现行' : item.effectiveFrom > today ? '将要生效' : '',
    by: `${item.by} ${sayInstant(item.madeAt, today)} 保存`,
    reason: item.reason,
    differences: toDifferenceRows(item.differences),
    more:
      item.differenceCount > item.differences.length
        ? `另有 ${item.differenceCount - item.differences.length} 处，没有列出。`
        : '',
    count: `${item.differenceCount} 处修改`,
  }));

/** What the save means, said once it is done. */
export function saySaved(
  { version, effectiveFrom }: Pick<PolicyName, 'version' | 'effectiveFrom'>,
  today: string,
): string {
  const since = effectiveFrom <= today ? '今天起' : `${sayFullDate(effectiveFrom)}起`;
  return `已保存为版本 ${version}，${since}适用。以后的筛查按它计算，已经作出的筛查和认定不变。`;
}
