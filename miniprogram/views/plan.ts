import type { DutyView, Input, PlanSeen, StudyPlanView } from '#core/contract/index';
import { AGREEMENT_WAY_LABELS, PLAN_WAY_LABELS, REVIEW_PROGRESS_LABELS } from '#core/domain/labels';
import {
  type LineStanding,
  PLAN_LIMITS,
  PLAN_WAYS,
  type PlanLine,
  REVIEW_PROGRESS,
  sharedPart,
} from '#core/domain/study-plan';
import { termLabel } from '#core/domain/term';
import { sayDuty } from './archive';
import { type DueView, toDue } from './due';
import { toTier } from './tier';
import { sayDate, sayFullDate } from './when';

/** What is typed and chosen for a plan: what a draft keeps. */
export interface PlanFields {
  /** The version that it changes; null: the first one. */
  readonly basedOn: string | null;
  readonly goal: string;
  readonly reason: string;
  readonly lines: readonly PlanLine[];
  readonly steps: readonly { readonly key: string; readonly text: string; readonly isShared: boolean }[];
  /** So that 我的 can name the draft without a call. */
  readonly studentName: string;
}

export const WAY_CHOICES = PLAN_WAYS.map((way) => ({ value: way, label: PLAN_WAY_LABELS[way] }));
export const SHARED_CHOICE = [{ value: 'shared', label: '志愿者可看' }];
export const PROGRESS_CHOICES = REVIEW_PROGRESS.map((value) => ({
  value,
  label: REVIEW_PROGRESS_LABELS[value],
}));

/** A revision goes on from what is still open, and takes in the courses that came since. */
export function firstPlanFields(view: StudyPlanView): PlanFields {
  const { missing, plan, student } = view;
  const kept = plan?.lines.filter(({ standing }) => standing.kind !== 'cleared') ?? [];
  const lines = kept.map(({ key: _key, progress: _progress, standing: _standing, ...line }) => line);
  const steps = plan?.steps ?? [{ text: '', isShared: true }];
  return {
    basedOn: view.versions[0]?.planId ?? null,
    goal: plan?.goal ?? '',
    reason: '',
    lines: [...lines, ...missing].slice(0, PLAN_LIMITS.lines),
    steps: steps.map((step, at) => ({ key: `s${at}`, ...step })),
    studentName: student.name,
  };
}

/** The id was made with the draft: a second tap or a retry sends the same one. */
export const toPlanInput = (fields: PlanFields, caseId: string, id: string): Input<'plans.save'> => ({
  id,
  caseId,
  basedOn: fields.basedOn,
  reason: fields.reason,
  goal: fields.goal,
  lines: [...fields.lines],
  steps: fields.steps
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, isShared }) => ({ text, isShared })),
});

export interface PlanHead {
  readonly name: string;
  readonly tierWord: string;
  readonly tierTone: string;
  readonly detail: string;
  readonly dues: readonly (DueView & { readonly key: string })[];
}

export const NO_PLAN_HEAD: PlanHead = { name: '', tierWord: '', tierTone: 'none', detail: '', dues: [] };

/** Who it is, and what of the plan is due. */
export function toPlanHead(view: StudyPlanView, kinds: readonly DutyView['kind'][]): PlanHead {
  const { duties, student, tier, today } = view;
  return {
    name: student.name,
    ...toTier(tier),
    detail: `${student.className} · ${student.studentNo}`,
    dues: duties
      .filter(({ kind, state }) => kinds.includes(kind) && state !== 'waived')
      .map((duty) => {
        const due = toDue(duty, today);
        return { ...due, key: duty.kind, text: [sayDuty(duty.kind), due.text].filter(Boolean).join(' · ') };
      }),
  };
}

export interface LineRow {
  readonly key: string;
  readonly course: string;
  readonly how: string;
  readonly target: string;
  readonly standing: string;
  readonly tone: 'done' | 'plain';
  readonly progress: string;
  readonly shared: string;
}

export interface ShownPlan {
  readonly heading: string;
  readonly note: string;
  readonly reason: string;
  readonly goal: string;
  readonly lines: readonly LineRow[];
  readonly steps: readonly { readonly key: string; readonly text: string; readonly shared: string }[];
  readonly sharedNote: string;
  readonly isOld: boolean;
  readonly isAgreed: boolean;
  readonly agreed: string;
  readonly signatureUrl: string;
  /** What the student would have otherwise, until a newer version or an agreement. */
  readonly wishes: readonly { readonly key: string; readonly text: string }[];
  /** Outstanding courses that it does not speak of. */
  readonly missing: string;
}

/** A plan as it is read. @returns null where there is none yet */
export function toShownPlan({ plan, today, missing }: StudyPlanView): ShownPlan | null {
  if (plan === null) return null;
  const { agreement, isInForce, lines, objections, ordinal, steps } = plan;
  const shared = sharedPart(plan);
  return {
    heading: `学习计划${ordinal === 1 ? '' : `（第 ${ordinal} 版）`}`,
    note: `${sayDate(plan.madeOn, today)} · ${plan.by}`,
    reason: plan.reason,
    goal: plan.goal,
    lines: lines.map((line) => ({
      key: line.key,
      course: `${line.courseName} · ${line.credit} 学分`,
      how: sayWay(line),
      target: line.target,
      ...sayStanding(line.standing),
      progress:
        line.progress === null || line.standing.kind === 'cleared'
          ? ''
          : `上次检查：${REVIEW_PROGRESS_LABELS[line.progress]}`,
      shared: line.isShared ? '' : '志愿者不可看',
    })),
    steps: steps.map(({ text, isShared }, at) => ({
      key: String(at),
      text,
      shared: isShared ? '' : '志愿者不可看',
    })),
    sharedNote: `志愿者能看到 ${shared.lines.length} 门课、${shared.steps.length} 件每周做的事，看不到目标和情况。`,
    isOld: !isInForce,
    isAgreed: agreement !== null,
    agreed:
      agreement === null
        ? '学生还没有确认'
        : `${sayFullDate(agreement.on)}学生${AGREEMENT_WAY_LABELS[agreement.way]}确认`,
    signatureUrl: agreement?.signatureUrl ?? '',
    wishes: objections.map(({ on, wish }, at) => ({
      key: String(at),
      text: `${sayDate(on, today)}学生希望修改：${wish}`,
    })),
    missing:
      isInForce && missing.length > 0
        ? `新增未通过的课还不在计划里：${missing.map(({ courseName }) => courseName).join('、')}`
        : '',
  };
}

/** 重修，2026-2027学年第2学期 */
export const sayWay = ({ on, term, way }: Pick<PlanLine, 'way' | 'term' | 'on'>): string =>
  `${PLAN_WAY_LABELS[way]}，${on === null ? termLabel(term) : sayFullDate(on)}`;

function sayStanding(standing: LineStanding): Pick<LineRow, 'standing' | 'tone'> {
  switch (standing.kind) {
    case 'cleared':
      return standing.by === null
        ? { standing: '成绩已更正，不再是不及格', tone: 'done' }
        : {
            standing: `已通过：${termLabel(standing.by.term)}，成绩 ${standing.by.score}`,
            tone: 'done',
          };
    case 'pending':
      return { standing: '成绩未定（缓考或未录入）', tone: 'plain' };
    case 'no-data':
      return { standing: '成绩里没有这门课，请核对', tone: 'plain' };
    case 'outstanding':
      return { standing: '未通过', tone: 'plain' };
  }
}

/** A plan as the student sees it by a code: nothing beside what was agreed. */
export interface SeenPlan {
  readonly goal: string;
  readonly lines: readonly {
    readonly key: number;
    readonly course: string;
    readonly how: string;
    readonly target: string;
  }[];
  readonly steps: readonly string[];
}

export const toSeenPlan = ({ goal, lines, steps }: PlanSeen): SeenPlan => ({
  goal,
  lines: lines.map((line, key) => ({
    key,
    course: `${line.courseName} · ${line.credit} 学分`,
    how: sayWay(line),
    target: line.target,
  })),
  steps,
});

export interface VersionRow {
  readonly planId: string;
  readonly title: string;
  readonly detail: string;
}

export const toVersions = ({ today, versions }: StudyPlanView): readonly VersionRow[] =>
  versions.map(({ agreedWay, by, madeOn, ordinal, planId, reason }) => ({
    planId,
    title: `第 ${ordinal} 版 · ${sayDate(madeOn, today)} · ${by}`,
    detail: [reason, agreedWay === null ? '学生未确认' : `学生已${AGREEMENT_WAY_LABELS[agreedWay]}确认`]
      .filter((part) => part !== '')
      .join(' · '),
  }));

export interface ReviewRow {
  readonly key: string;
  readonly head: string;
  readonly note: string;
  readonly progress: string;
  readonly next: string;
}

/** At most this many on the page: the archive has them all. */
const REVIEWS_SHOWN = 20;

export const toReviews = ({ reviews, today }: StudyPlanView): readonly ReviewRow[] =>
  reviews.slice(0, REVIEWS_SHOWN).map(({ by, heldOn, next, note, progress, reviewId }) => ({
    key: reviewId,
    head: `${sayDate(heldOn, today)} · ${by}`,
    note,
    progress: progress
      .map(({ courseName, progress: word }) => `${courseName}${REVIEW_PROGRESS_LABELS[word]}`)
      .join('，'),
    next: next === '' ? '' : `下一步：${next}`,
  }));

export interface PlanDone {
  readonly heading: string;
  readonly next: string;
  readonly because: string;
  readonly notes: readonly string[];
}

export const NO_PLAN_DONE: PlanDone = { heading: '', next: '', because: '', notes: [] };

/** What happened and what comes next of a kind of duty. */
export function toPlanDone(
  view: StudyPlanView,
  kind: DutyView['kind'],
  heading: string,
  { repeated, late }: { readonly repeated: boolean; readonly late: { readonly days: number } | null },
): PlanDone {
  const next = view.duties.find((duty) => duty.kind === kind && duty.state !== 'done');
  const word = sayDuty(kind);
  return {
    heading,
    next:
      next?.dueOn == null
        ? '办法没有规定下一次的日期，需要时随时可以再记。'
        : next.dueOn < view.today
          ? `${word}应于${sayDate(next.dueOn, view.today)}，请尽快`
          : `下次${word} ${sayDate(next.dueOn, view.today)}前`,
    because: next?.because ?? '',
    notes: [
      ...(late === null ? [] : [`第 ${late.days} 天填写，记录上注明补录。`]),
      ...(repeated ? ['这份记录先前已经收到，没有重复保存。'] : []),
    ],
  };
}
