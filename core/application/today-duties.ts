import type { DutyView, TodoItem } from '../contract/outputs';
import type { TalkSide } from '../domain/duty';
import { DUTY_HINTS } from '../domain/duty-hints';
import { DUTY_LABELS, TIER_LABELS } from '../domain/labels';
import { addDays, dayOfWeek, type LocalDate } from '../domain/local-date';
import { type DutyContext, dutiesOf } from './case-duties';
import type { CaseWithFacts, DutyRecords } from './ports';

/** What 今日 shows of the duties. */
const LISTED: readonly DutyView['state'][] = ['overdue', 'open', 'upcoming'];

/** A duty that is owed, and whose it is about. */
export interface OwedDuty {
  readonly held: CaseWithFacts;
  readonly duty: DutyView;
}

/** A duty on the list, with what filters ask of it. */
export interface DutyTodo extends OwedDuty {
  readonly item: TodoItem;
}

export const isTalk = ({ kind }: Pick<DutyView, 'kind'>): boolean =>
  kind === 'first-talk' || kind === 'regular-talk';

/** What is owed of the cases and wanted, case by case. */
export function owedDuties(
  cases: readonly CaseWithFacts[],
  context: DutyContext,
  today: LocalDate,
  isWanted: (duty: DutyView, held: CaseWithFacts) => boolean,
): readonly OwedDuty[] {
  const owed: OwedDuty[] = [];
  for (const held of cases)
    for (const duty of dutiesOf(held, context, today))
      if (LISTED.includes(duty.state) && duty.dueOn !== null && isWanted(duty, held))
        owed.push({ held, duty });
  return owed;
}

/**
 * The duties of the cases that are wanted, overdue first. Without a date (no selection week entered)
 * one is in the archive, not among what is due.
 */
export function dutyTodos(
  cases: readonly CaseWithFacts[],
  context: DutyContext,
  today: LocalDate,
  isWanted: (duty: DutyView, held: CaseWithFacts) => boolean,
): readonly DutyTodo[] {
  return owedDuties(cases, context, today, isWanted)
    .map(({ held, duty }) => ({ held, duty, item: dutyTodo(held, duty, today) }))
    .sort((a, b) => byUrgency(a.item, b.item));
}

function dutyTodo({ id, student, tier }: CaseWithFacts, duty: DutyView, today: LocalDate): TodoItem {
  return {
    id: `${id}:${duty.kind}:${duty.role}:${duty.dueOn ?? ''}`,
    kind: duty.kind,
    section: sectionOf(duty, today),
    state: duty.state === 'paused' || duty.state === 'waived' ? 'upcoming' : duty.state,
    title: DUTY_LABELS[duty.kind],
    detail: `${student.className} · ${TIER_LABELS[tier]}`,
    hint: isTalk(duty) ? null : DUTY_HINTS[duty.kind],
    dueOn: duty.dueOn,
    because: duty.because,
    student: { id: student.id, name: student.name, className: student.className },
    caseId: id,
    target: targetOf(duty, id, student.id),
  };
}

/** The form that closes it; the archive where there is none yet. */
function targetOf({ kind }: DutyView, caseId: string, studentId: string): TodoItem['target'] {
  switch (kind) {
    case 'first-talk':
    case 'regular-talk':
      return { page: 'talk-edit', caseId };
    case 'warning-letter':
      return { page: 'letters' };
    case 'pairing':
      return { page: 'pairing-desk' };
    case 'volunteer-guidance':
      return { page: 'guidance', studentId };
    case 'study-plan':
      return { page: 'plan-edit', caseId };
    case 'phone-parents':
      return { page: 'call-log', caseId };
    case 'plan-review':
    case 'course-advice':
    case 'joint-meeting':
      return { page: kind, caseId };
    default:
      return { page: 'archive', studentId };
  }
}

/** 逾期, 今天, 本周 (to Sunday), 以后. */
export function sectionOf(
  { state, dueOn }: Pick<DutyView, 'state' | 'dueOn'>,
  today: LocalDate,
): TodoItem['section'] {
  if (state === 'overdue') return 'overdue';
  if (dueOn === null) return 'later';
  if (dueOn <= today) return 'today';
  return dueOn <= addDays(today, (7 - dayOfWeek(today)) % 7) ? 'week' : 'later';
}

/** The longest due first; then by 学生. */
const byUrgency = (a: TodoItem, b: TodoItem): number =>
  (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') || a.id.localeCompare(b.id);

/** What was filed today and needs no more; the record is a tap away, and cannot be taken back. */
export function filedToday(
  cases: readonly CaseWithFacts[],
  side: TalkSide,
  today: LocalDate,
): readonly TodoItem[] {
  return cases.flatMap((held) => [
    ...talksToday(held, side, today),
    ...(side === 'adviser' ? plansToday(held, today) : []),
    ...callsToday(held, side, today),
    ...waivedToday(held, side, today),
    ...meetingsToday(held, today),
  ]);
}

/** The plan's are the adviser's. */
function plansToday(held: CaseWithFacts, today: LocalDate): readonly TodoItem[] {
  const { id, planReviews, courseAdvices, studyPlans } = held;
  const done = (key: string, title: string, on: LocalDate, page: PlanPage): TodoItem => ({
    ...doneItem(held, `done:${key}`, title, on),
    target: { page, caseId: id },
  });
  return [
    ...studyPlans
      .filter(({ on }) => on === today)
      .map(({ planId, on }) => done(planId, '学习计划已签名确认', on, 'plan-edit')),
    ...planReviews
      .filter(({ filedOn }) => filedOn === today)
      .map(({ reviewId, on }) => done(reviewId, '学习计划已检查', on, 'plan-edit')),
    ...courseAdvices
      .filter(({ filedOn }) => filedOn === today)
      .map(({ adviceId, on }) => done(adviceId, '选课咨询已记录', on, 'course-advice')),
  ];
}
/** Calls of one's own side, whether they counted or not. */
const callsToday = (held: CaseWithFacts, side: TalkSide, today: LocalDate): readonly TodoItem[] =>
  held.calls
    .filter(({ by, filedOn }) => filedOn === today && by === side)
    .map(({ callId, on, reached }) => ({
      ...doneItem(held, `done:${callId}`, reached ? '家长电话已记录' : '家长电话没有打通，已记录', on),
      target: { page: 'call-log' as const, caseId: held.id },
    }));
/** What the leader has just taken off one's list, with the reason. */
const waivedToday = (held: CaseWithFacts, side: TalkSide, today: LocalDate): readonly TodoItem[] =>
  held.waivers
    .filter(({ on, role }) => on === today && (role === undefined || role === 'either' || role === side))
    .map(({ kind, on, reason, waiverId }) => ({
      ...doneItem(held, `done:${waiverId}`, `免办：${DUTY_LABELS[kind]}`, on),
      because: `组长同意免办：${reason}`,
      target: { page: 'archive' as const, studentId: held.student.id },
    }));

/** One record serves both sides. */
const meetingsToday = (held: CaseWithFacts, today: LocalDate): readonly TodoItem[] =>
  held.meetings
    .filter(({ filedOn }) => filedOn === today)
    .map(({ entryId, on }) => ({
      ...doneItem(held, `done:${entryId}`, '家长面谈纪要已记录', on),
      target: { page: 'joint-meeting' as const, caseId: held.id },
    }));

type PlanPage = 'plan-edit' | 'plan-review' | 'course-advice';

const doneItem = ({ id, student, tier }: CaseWithFacts, key: string, title: string, on: LocalDate) => ({
  id: key,
  kind: 'filed' as const,
  section: 'done' as const,
  state: 'done' as const,
  title,
  detail: `${student.className} · ${TIER_LABELS[tier]}`,
  hint: null,
  dueOn: on,
  because: null,
  student: { id: student.id, name: student.name, className: student.className },
  caseId: id,
});

const talksToday = (held: CaseWithFacts, side: TalkSide, today: LocalDate): readonly TodoItem[] =>
  held.talks
    .filter(({ by, filedOn }) => filedOn === today && by.includes(side))
    .map(
      ({ attended, heldOn, talkId }): TodoItem => ({
        ...doneItem(held, `done:${talkId}`, attended ? '谈话已记录' : '学生未到，已记录', heldOn),
        target: { page: 'talk-view', talkId },
      }),
    );

/**
 * The student did not come since the last talk that counts: the duty stays open, and nobody is to
 * blame (reading §4).
 */
function isStudentAbsent({ talks }: Pick<DutyRecords, 'talks'>, side: TalkSide): boolean {
  const own = talks.filter(({ by }) => by.includes(side));
  const last = own.reduce((day, { attended, heldOn }) => (attended && heldOn > day ? heldOn : day), '');
  return own.some(({ attended, heldOn }) => !attended && heldOn >= last);
}

/** A talk to which whoever owes it has invited the student in vain: late, but not the owner's fault. */
export const isExcused = (duty: Pick<DutyView, 'kind' | 'role'>, held: Pick<DutyRecords, 'talks'>): boolean =>
  isTalk(duty) &&
  (['adviser', 'counselor'] as const).some(
    (side) => (duty.role === side || duty.role === 'either') && isStudentAbsent(held, side),
  );
