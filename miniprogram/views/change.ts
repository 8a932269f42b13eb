import type { ProposedChange, Tier } from '#core/contract/index';
import { CRITERION_LABELS, TIER_LABELS } from '#core/domain/labels';
import { isCaseChange } from '#core/domain/proposal-change';

type CourseChange = ProposedChange['courses'][number];

export interface ChangeView {
  readonly heading: string;
  /** 一级 → 二级 */
  readonly move: string;
  readonly figures: string;
  readonly courses: readonly {
    readonly key: string;
    readonly name: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly criteria: string;
  readonly hint: string;
}

export const NO_CHANGE: ChangeView = {
  heading: '',
  move: '',
  figures: '',
  courses: [],
  criteria: '',
  hint: '',
};

/** 一级 → 二级：有机化学补考未过; empty where nothing is new. @param tier proposed now; null: not identified */
export function sayChange(change: ProposedChange | null, tier: Tier | null): string {
  if (change === null || change.kind === 'settled') return '';
  return `${moveOf(change, tier)}：${whyOf(change)}`;
}

/** What is new since the decision before, for the page of one student; null: nothing. */
export function toChangeView(change: ProposedChange | null, tier: Tier | null): ChangeView | null {
  if (change === null || change.kind === 'settled') return null;
  const { credits, gpa } = change;
  const figures = [
    credits.before === credits.after ? '' : `不及格 ${credits.before} → ${credits.after} 学分`,
    gpa.before === gpa.after ? '' : `绩点 ${gpa.before ?? '无数据'} → ${gpa.after ?? '无数据'}`,
  ];
  return {
    heading: isCaseChange(change.kind) ? '变更建议' : '新依据',
    move: moveOf(change, tier),
    figures: figures.filter((part) => part !== '').join('，'),
    courses: change.courses.map((course, index) => ({
      key: String(index),
      name: course.courseName,
      before: course.before?.because ?? '不计入',
      after: course.after?.because ?? '不再计入不及格学分',
    })),
    criteria: criteriaOf(change).join('；'),
    hint: HINTS[change.kind],
  };
}

const HINTS: Readonly<Record<Exclude<ProposedChange['kind'], 'settled'>, string>> = {
  again: '上次决定之后依据有变化，请重新决定。',
  up: '诊断会确认前，类型和任务都不变。确认后，新类型的首次任务立即开始。',
  down: '诊断会确认前，类型和任务都不变。确认后，未完成的任务期限不变，以后的按新类型的周期。',
  cleared: '现在不符合任何认定情形。诊断会结案前，档案和任务都不变。',
};

function moveOf({ kind, caseTier, decision }: ProposedChange, tier: Tier | null): string {
  if (kind === 'again') return decision.outcome === 'dismiss' ? '上次不认定，有新依据' : '已结案，有新依据';
  const from = caseTier === null ? '' : TIER_LABELS[caseTier];
  return `${from} → ${kind === 'cleared' || tier === null ? '不再符合认定' : TIER_LABELS[tier]}`;
}

const NAMED = 3;

function whyOf(change: ProposedChange): string {
  const courses = change.courses.map(sayCourse);
  if (courses.length > NAMED) {
    return `${courses.slice(0, NAMED).join('、')}等 ${courses.length} 门`;
  }
  if (courses.length > 0) return courses.join('、');
  const criteria = criteriaOf(change);
  if (criteria.length > 0) return criteria.join('；');
  const { credits, gpa } = change;
  if (credits.before !== credits.after) return `不及格 ${credits.before} → ${credits.after} 学分`;
  if (gpa.before !== gpa.after) return `绩点 ${gpa.before ?? '无数据'} → ${gpa.after ?? '无数据'}`;
  return '依据有更新';
}

function sayCourse({ courseName, before, after }: CourseChange): string {
  if (after === null) return `${courseName}不再计入`;
  if (after.retakeScore !== null && after.retakeScore !== before?.retakeScore) return `${courseName}重修未过`;
  if (after.resitScore !== null && after.resitScore !== before?.resitScore) return `${courseName}补考未过`;
  if (before === null) return `${courseName}不及格`;
  if (before.credit !== after.credit) return `${courseName}学分 ${before.credit} → ${after.credit}`;
  return `${courseName}成绩有更正`;
}

function criteriaOf({ nowMet, noLongerMet }: ProposedChange): readonly string[] {
  const list = (ids: ProposedChange['nowMet']) => ids.map((id) => CRITERION_LABELS[id]).join('、');
  return [
    ...(nowMet.length === 0 ? [] : [`新符合${list(nowMet)}`]),
    ...(noLongerMet.length === 0 ? [] : [`不再符合${list(noLongerMet)}`]),
  ];
}
