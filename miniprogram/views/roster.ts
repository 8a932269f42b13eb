import type {
  RosterArea,
  RosterClass,
  RosterOffering,
  RosterPerson,
  TenureChangeView,
  TenureView,
} from '#core/contract/index';
import { ROLE_LABELS, TENURE_CHANGE_LABELS, TENURE_STATE_LABELS } from '#core/domain/labels';
import { dayLabel } from '#core/domain/local-date';
import { ROLES, type Role } from '#core/domain/role';
import { tenureLabel } from '#core/domain/tenure';
import { sayFullTerm } from './term';
import { sayInstant } from './when';

/** A line of any of the roster's lists. */
export interface RosterRow {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly word: string;
  readonly tone: 'done' | 'due' | 'calm' | 'late';
  /** Sentences about what is missing. */
  readonly problem: string;
  /** Where one tap leads; empty: nowhere. */
  readonly url: string;
}

export const ROSTER_TABS = [
  { value: 'people', label: '人员' },
  { value: 'classes', label: '班级' },
  { value: 'areas', label: '责任区' },
  { value: 'offerings', label: '教学班' },
] as const;
export type RosterTab = (typeof ROSTER_TABS)[number]['value'];

export const ROLE_CHOICES = ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }));
export const STATE_CHOICES = [
  { value: 'in-office', label: '在任' },
  { value: 'none', label: '没有身份' },
  { value: 'left', label: '已离开' },
];

export function toPersonRow(person: RosterPerson, today: string): RosterRow {
  const { isBound, leftOn, name, personId, roles, workNo } = person;
  const hasLeft = leftOn !== null && leftOn < today;
  return {
    id: personId,
    title: name,
    detail: [workNo, ...roles.map((held) => sayRole(held, today))].join(' · '),
    word: hasLeft ? '已离开' : roles.length === 0 ? '没有身份' : isBound ? '在任' : '未开通',
    tone: hasLeft || roles.length === 0 ? 'calm' : isBound ? 'done' : 'due',
    problem: '',
    url: `/office/roster-person/roster-person?personId=${personId}`,
  };
}

/** 班主任 生物科学241（代张老师，至9月25日） */
export function sayRole({ actingFor, lastDay, role, scope }: RosterPerson['roles'][number], today: string) {
  const notes = [
    ...(actingFor === null ? [] : [`代${actingFor}`]),
    ...(lastDay === null ? [] : [`至${dayLabel(lastDay, today)}`]),
  ];
  const what = `${ROLE_LABELS[role]}${scope === '' ? '' : ` ${scope}`}`;
  return notes.length === 0 ? what : `${what}（${notes.join('，')}）`;
}

export const toClassRow = (held: RosterClass): RosterRow => ({
  id: held.classId,
  title: held.name,
  detail: [
    held.advisers.length === 0 ? '' : `班主任 ${held.advisers.join('、')}`,
    held.counselors.length === 0 ? '' : `辅导员 ${held.counselors.join('、')}`,
    held.area === null ? '' : held.area.name,
    `${held.students} 名学生`,
  ]
    .filter((part) => part !== '')
    .join(' · '),
  word: held.openCases === 0 ? '' : `在办 ${held.openCases}`,
  tone: 'calm',
  problem: held.problems.join(''),
  url: `/office/roster-class/roster-class?classId=${held.classId}`,
});

export const toAreaRow = (area: RosterArea): RosterRow => ({
  id: area.areaId,
  title: area.name,
  detail: [
    area.counselors.length === 0 ? '' : `辅导员 ${area.counselors.join('、')}`,
    area.classNames.length === 0
      ? '还没有班级'
      : `${area.classNames.length} 个班：${area.classNames.slice(0, 8).join('、')}${area.classNames.length > 8 ? '等' : ''}`,
  ]
    .filter((part) => part !== '')
    .join(' · '),
  word: '',
  tone: 'calm',
  problem: area.problems.join(''),
  url: '',
});

export const toOfferingRow = (offering: RosterOffering): RosterRow => ({
  id: offering.offeringId,
  title: offering.courseName,
  detail: [
    offering.courseCode,
    offering.teacher,
    sayFullTerm(offering.term),
    offering.classNames.join('、') || '没有班级',
  ].join(' · '),
  word: '',
  tone: 'calm',
  problem: '',
  url: '',
});

export interface TenureRow {
  readonly id: string;
  readonly title: string;
  readonly days: string;
  readonly note: string;
  readonly word: string;
  readonly tone: 'done' | 'due' | 'calm';
  /** What may be done to it. */
  readonly canEnd: boolean;
  readonly canCorrect: boolean;
  readonly canEndStandIn: boolean;
}

/** @param whose the person of the page; empty on the page of a class, where names lead */
export function toTenureRow(
  held: TenureView,
  today: string,
  whose: string,
  can: { readonly edit: boolean; readonly standIn: boolean },
): TenureRow {
  const { actingFor, firstDay, lastDay, name, personId, role, scope, source, state, tenureId } = held;
  const isCurrent = state === 'in-force' || state === 'coming';
  const isOthers = personId !== whose;
  const what = `${ROLE_LABELS[role]}${scope === '' || whose === '' ? '' : ` ${scope}`}`;
  return {
    id: tenureId,
    title: whose === '' ? name : isOthers ? `${name} 代办 ${what}` : what,
    days: tenureLabel({ firstDay, lastDay }, today),
    note: [
      actingFor === null || (isOthers && whose !== '') ? '' : `代${actingFor.name}`,
      source === null ? '' : `来自「${source}」`,
    ]
      .filter((part) => part !== '')
      .join('，'),
    word: TENURE_STATE_LABELS[state],
    tone: state === 'in-force' ? 'done' : state === 'coming' ? 'due' : 'calm',
    canEnd: can.edit && isCurrent && actingFor === null,
    canCorrect: can.edit,
    canEndStandIn: can.standIn && isCurrent && actingFor !== null,
  };
}

export interface HistoryRow {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly by: string;
}

/** What was changed, from what to what, by whom and why. */
export function toHistoryRow(change: TenureChangeView, today: string): HistoryRow {
  const { actingFor, at, by, firstDay, kind, lastDay, name, reason, role, scope, wasLastDay } = change;
  const before = kind === 'given' ? '' : tenureLabel({ firstDay, lastDay: wasLastDay }, today);
  const after = tenureLabel({ firstDay, lastDay }, today);
  const acting = actingFor === null ? '' : `，代${actingFor}`;
  return {
    id: change.id,
    title: `${TENURE_CHANGE_LABELS[kind]}：${name} ${ROLE_LABELS[role as Role]}${scope === '' ? '' : ` ${scope}`}${acting}`,
    detail: `${before === '' || before === after ? after : `${before} → ${after}`}。${reason}`,
    by: `${by}，${sayInstant(at, today)}`,
  };
}
