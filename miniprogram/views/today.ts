import type { Input, Me, TodayList, TodayWorkload, TodoItem } from '#core/contract/index';
import { ROLE_LABELS } from '#core/domain/labels';
import { dayLabel, weekdayLabel } from '#core/domain/local-date';
import type { Role } from '#core/domain/role';
import { type DueView, toDue } from './due';
import { type RoleView, toRoles } from './role';
import { toTierCode } from './tier';
import { sayDate, sayDay } from './when';

export interface TodoView {
  readonly id: string;
  /** The heading above it, where one begins; else empty. */
  readonly heading: string;
  readonly section: TodoItem['section'];
  readonly title: string;
  readonly who: string;
  readonly detail: string;
  readonly due: DueView;
  readonly hasDue: boolean;
  readonly isDone: boolean;
  readonly url: string;
  /** Whose overdue talks it opens, instead of a page. */
  readonly personId: string;
  readonly spoken: string;
}

export interface TodayHead {
  readonly day: string;
  readonly termLabel: string;
  readonly role: RoleView;
  readonly roles: readonly RoleView[];
}

/** A day of the strip. */
export interface DayChip {
  readonly day: string;
  readonly weekday: string;
  readonly label: string;
  /** 3 项, 休 where there is no teaching, or –. */
  readonly count: string;
  readonly isOn: boolean;
  readonly spoken: string;
}

/** What the person narrowed the list by; kept while the tab lives. */
export interface TodayFilters {
  readonly show: 'talks' | 'others';
  readonly search: string;
  readonly kind: '' | 'first-talk' | 'regular-talk';
  readonly tier: string;
  readonly classId: string;
  readonly overdue: boolean;
  readonly day: string;
  readonly personId: string;
}

export const NO_FILTERS: TodayFilters = {
  show: 'talks',
  search: '',
  kind: '',
  tier: '',
  classId: '',
  overdue: false,
  day: '',
  personId: '',
};

export const KIND_CHOICES = [
  { value: 'first-talk', label: '首次谈话' },
  { value: 'regular-talk', label: '定期谈话' },
];

export interface TodayView {
  readonly figures: readonly { readonly label: string; readonly value: string; readonly tone: string }[];
  readonly badge: number;
  readonly days: readonly DayChip[];
  readonly hasDuties: boolean;
  readonly classNames: readonly string[];
  /** 其他应办（23 项，逾期 4 项）; empty where there are none, or they are shown. */
  readonly others: string;
  readonly othersNote: string;
  /** What the list is narrowed to, and 12 项; empty where it is not. */
  readonly narrowed: string;
  readonly state: 'content' | 'empty';
  readonly isNobody: boolean;
  readonly emptyTitle: string;
  readonly emptyHint: string;
  readonly emptyAction: string;
}

export function toTodayHead(me: Me, today: string): TodayHead {
  const roles = toRoles(me);
  return {
    day: sayDay(today),
    termLabel: me.termLabel ?? '',
    role: roles.find(({ isActive }) => isActive) ?? {
      role: me.activeRole,
      label: ROLE_LABELS[me.activeRole],
      scope: '',
      isActive: true,
    },
    roles,
  };
}

const EMPTY: Readonly<Record<Role, { title: string; hint: string; action: string }>> = {
  leader: { title: '没有等您决定的事', hint: '下一次筛查之后，待认定的学生会列在这里。', action: '看诊断会' },
  office: { title: '没有待办', hint: '本学期的成绩已导入，筛查也已完成。', action: '看导入记录' },
  counselor: {
    title: '没有到期的谈话',
    hint: '责任区内的谈话都已完成。下一次要谈时会列在这里。',
    action: '看学生名单',
  },
  adviser: {
    title: '没有到期的谈话',
    hint: '本班的谈话都已完成。下一次要谈时会列在这里。',
    action: '看学生名单',
  },
  teacher: {
    title: '您的课上没有需要重点关注的学生',
    hint: '教学班由系学工办导入；认定之后，课上不及格或重修的学生会列在这里。看到学生有困难，可以写早报告。',
    action: '写早报告',
  },
  volunteer: {
    title: '今天没有要办的事',
    hint: '您帮扶的同学在「学生」里。看到同学有困难，可以写早报告。',
    action: '写早报告',
  },
};

/** What the server is asked for. */
export function toQuestion(filters: TodayFilters, cursor?: string): Input<'today.list'> {
  const { show, search, kind, tier, classId, overdue, day, personId } = filters;
  return {
    show,
    ...(search === '' ? {} : { search }),
    ...(kind === '' ? {} : { kind }),
    ...(tier === '' ? {} : { tier: toTierCode(tier) }),
    ...(classId === '' ? {} : { classId }),
    ...(overdue ? { overdue } : {}),
    ...(day === '' ? {} : { day }),
    ...(personId === '' ? {} : { personId }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}

export function toTodayView(list: TodayList, filters: TodayFilters): TodayView {
  const { classes, counts, days, items, others, person, role, today, total } = list;
  const empty = EMPTY[role];
  const isNarrowed = JSON.stringify(filters) !== JSON.stringify(NO_FILTERS);
  const hasDuties = days.length > 0;
  const isEmpty = items.length === 0;
  // With something to open beside the list, or to take back, the page is not empty as a whole.
  const isWhole = isNarrowed || others.total > 0 || hasDuties;
  return {
    figures: figuresOf(counts),
    // What others have let pass is not the leader's own to do.
    badge: role === 'leader' ? counts.open : counts.overdue + counts.open,
    days: days.map(({ day, due, isTeaching }) => toChip(day, due, isTeaching, today, filters.day)),
    hasDuties,
    classNames: ['全部班级', ...classes.map(({ name }) => name)],
    others: others.total === 0 || filters.show === 'others' ? '' : sayOthers(others),
    othersNote:
      filters.show === 'others'
        ? '学习计划、计划检查、选课咨询、家长电话、家长面谈、结对和志愿者指导点开就能记录；课堂重点关注由专业教师记录。'
        : '',
    narrowed: isNarrowed ? sayNarrowed(filters, person, total, today) : '',
    state: isEmpty && !isWhole ? 'empty' : 'content',
    isNobody: isEmpty && isWhole,
    emptyTitle: isNarrowed ? '没有符合条件的事' : empty.title,
    emptyHint: isNarrowed ? '换一个条件，或点「看全部」。' : empty.hint,
    emptyAction: empty.action,
  };
}

const sayOthers = ({ overdue, total }: TodayList['others']): string =>
  `其他应办 ${total} 项${overdue === 0 ? '' : `，逾期 ${overdue} 项`}`;

function sayNarrowed(
  { day, show }: TodayFilters,
  person: TodayList['person'],
  total: number,
  today: string,
): string {
  const what = [
    person === null ? '' : `${person.name}逾期的应办事项`,
    show === 'others' ? '其他应办' : '',
    day === '' ? '' : `${sayDate(day, today)}到期`,
  ].filter((part) => part !== '');
  return `${what.length === 0 ? '符合条件' : what.join('，')}：${total} 项`;
}

function toChip(day: string, due: number, isTeaching: boolean, today: string, chosen: string): DayChip {
  return {
    day,
    weekday: day === today ? '今天' : weekdayLabel(day),
    label: dayLabel(day),
    count: due > 0 ? `${due} 项` : isTeaching ? '–' : '休',
    isOn: day === chosen,
    spoken: `${dayLabel(day)}，${weekdayLabel(day)}，${due > 0 ? `${due} 项到期` : isTeaching ? '没有到期' : '不上课'}`,
  };
}

function figuresOf(counts: TodayList['counts']): TodayView['figures'] {
  const figure = (label: string, count: number, tone: string) => ({
    label,
    value: String(count),
    tone: count === 0 ? 'zero' : tone,
  });
  return [
    figure('逾期', counts.overdue, 'late'),
    figure('待办', counts.open, 'due'),
    figure('未到期', counts.upcoming, 'calm'),
  ];
}

const HEADINGS: Readonly<Record<TodoItem['section'], string>> = {
  task: '要办的事',
  people: '逾期的应办事项，按人',
  overdue: '已逾期',
  today: '今天到期',
  week: '本周到期',
  later: '以后',
  exception: '没有人负责的班级',
  done: '今天已完成',
};

/** The rows, with a heading where a section begins. @param above the rows before these */
export function toTodos(list: TodayList, above: readonly TodoView[] = []): readonly TodoView[] {
  let section = above.at(-1)?.section;
  return list.items.map((item) => {
    const heading = item.section === section ? '' : HEADINGS[item.section];
    section = item.section;
    return { ...toTodo(item, list.today), heading };
  });
}

/** The student's name leads where there is one: that is whom one looks for. */
export function toTodo(item: TodoItem, today: string): TodoView {
  const isDone = item.section === 'done';
  const due: DueView = isDone
    ? {
        word: '已完成',
        tone: 'done',
        text: item.dueOn === null ? '' : sayDate(item.dueOn, today),
        because: '',
      }
    : toDue(item, today);
  const who = item.student?.name ?? '';
  return {
    id: item.id,
    heading: '',
    section: item.section,
    title: item.title,
    who,
    detail: [item.detail, item.hint ?? ''].filter((part) => part !== '').join('。'),
    due,
    hasDue: item.dueOn !== null || (item.state === 'overdue' && item.section !== 'people'),
    isDone,
    url: urlOf(item.target),
    personId: item.target.page === 'person' ? item.target.personId : '',
    spoken: [who, item.title, due.word, due.text].filter((part) => part !== '').join('，'),
  };
}

function urlOf(target: TodoItem['target']): string {
  switch (target.page) {
    case 'talk-edit':
      return `/student/talk-edit/talk-edit?caseId=${target.caseId}`;
    case 'talk-view':
      return `/student/talk-view/talk-view?talkId=${target.talkId}`;
    case 'plan-edit':
    case 'plan-review':
    case 'course-advice':
    case 'call-log':
    case 'joint-meeting':
      return `/student/${target.page}/${target.page}?caseId=${target.caseId}`;
    case 'archive':
      return `/student/archive/archive?studentId=${target.studentId}`;
    case 'agenda':
      return `/meeting/agenda/agenda?screeningId=${target.screeningId}`;
    case 'referral':
      return `/meeting/referral/referral?referralId=${target.referralId}`;
    case 'help-log':
      return `/volunteer/session-edit/session-edit?pairingId=${target.pairingId}`;
    case 'messages':
      return '/volunteer/messages/messages';
    case 'guidance':
      return `/volunteer/guidance/guidance?studentId=${target.studentId}`;
    case 'applicants':
      return `/volunteer/applicants/applicants?callId=${target.callId}`;
    case 'qa':
      return '/teacher/qa/qa';
    case 'qa-report':
      return `/teacher/qa-report/qa-report?sessionId=${target.sessionId}`;
    case 'focus':
      return `/teacher/focus/focus?offeringId=${target.offeringId}`;
    case 'focus-note':
      return `/teacher/focus-note/focus-note?offeringId=${target.offeringId}&studentId=${target.studentId}`;
    case 'hours':
      return '/volunteer/hours/hours';
    case 'letters':
      return '/office/letters/letters';
    case 'pairing-desk':
      return '/volunteer/pairing-desk/pairing-desk';
    case 'data-requests':
      return '/office/data-requests/data-requests';
    case 'text-hints':
      return '/office/text-hints/text-hints';
    case 'delivery':
      return '/office/delivery/delivery';
    case 'imports':
      return '/office/imports/imports';
    case 'class':
      return `/office/roster-class/roster-class?classId=${target.classId}`;
    case 'calendar':
      return '/office/calendar/calendar';
    case 'screening':
      return '/meeting/agenda/agenda?run=1';
    case 'person':
      return '';
  }
}

export interface WorkloadRow {
  readonly key: string;
  readonly label: string;
  readonly total: string;
  /** A bar a week: its word and its height in percent of the heaviest. */
  readonly bars: readonly {
    readonly key: string;
    readonly label: string;
    readonly count: number;
    readonly height: number;
  }[];
  readonly spoken: string;
}

/** People on the page at most: the rest would need a list of its own. */
const PEOPLE_SHOWN = 12;

/** Talks of the coming weeks, by person, on one scale. */
export function toWorkload(
  { people, weeks }: TodayWorkload,
  hasNames: boolean,
): { readonly rows: readonly WorkloadRow[]; readonly more: string } {
  const most = Math.max(1, ...people.flatMap(({ talks }) => talks));
  const rows = people.slice(0, PEOPLE_SHOWN).map(({ key, name, role, talks }) => {
    const bars = weeks.map(({ from }, at) => {
      const count = talks[at] ?? 0;
      const label = at === 0 ? '本周' : dayLabel(from).replace('月', '/').replace('日', '');
      return { key: from, label, count, height: Math.round((count / most) * 100) };
    });
    const total = talks.reduce((all, one) => all + one, 0);
    return {
      key,
      label: hasNames ? `${name}（${role}）` : '',
      total: `六周共 ${total} 次`,
      bars,
      spoken: bars.map(({ count, label }) => `${label} ${count} 次`).join('，'),
    };
  });
  const left = people.length - rows.length;
  return { rows, more: left > 0 ? `另有 ${left} 位，谈话都不比上面的多。` : '' };
}
