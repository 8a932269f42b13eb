import type { LetterDesk, LetterItem, LetterShelf, LetterView } from '#core/contract/index';
import { LETTER_STATE_LABELS } from '#core/domain/labels';
import { toTier } from './tier';
import { sayDate, sayDay } from './when';

/** The shelves in the order of the office's work. */
const SHELVES: readonly (readonly [LetterShelf, string])[] = [
  ['owed', '待拟稿'],
  ['draft', '待审核'],
  ['approved', '待打印'],
  ['printed', '待寄出'],
  ['posted', '在途'],
  ['returned', '已退回'],
  ['delivered', '已签收'],
  ['withdrawn', '已撤回'],
];

const EMPTY: Readonly<Record<LetterShelf, readonly [string, string]>> = {
  owed: ['没有欠着的通知书', '二级学生认定后，这里会列出要寄信的学生。'],
  draft: ['没有待审核的信', '拟好的信由组长审核，审核时编号。'],
  approved: ['没有待打印的信', '审核后的信在这里一起打印。'],
  printed: ['没有待寄出的信', '寄出后登记挂号信收据上的号码。'],
  posted: ['没有在途的信', '寄出的信在这里等签收或退回。'],
  returned: ['没有退回的信', '退回的信核对地址后重新寄出。'],
  delivered: ['还没有签收的信', ''],
  withdrawn: ['没有撤回的信', ''],
};

export interface LetterRow {
  /** The letter's, or the case's where there is none. */
  readonly id: string;
  readonly caseId: string;
  readonly isOwed: boolean;
  readonly name: string;
  readonly detail: string;
  readonly tierWord: string;
  readonly tierTone: string;
  readonly line: string;
  readonly isWarning: boolean;
  readonly isReady: boolean;
}

export const toShelves = ({ counts }: Pick<LetterDesk, 'counts'>) =>
  SHELVES.map(([value, word]) => ({ value, label: `${word} ${counts[value]}` }));

export function toLetterRow(item: LetterItem, today: string): LetterRow {
  const { letterId, caseId, student, tier, problems, transit } = item;
  return {
    id: letterId ?? caseId,
    caseId,
    isOwed: letterId === null,
    name: student.name,
    detail: student.className,
    ...toTier(tier),
    line: lineOf(item, today),
    isWarning: problems.length > 0 || transit?.isLate === true || item.duty?.state === 'overdue',
    isReady: problems.length === 0,
  };
}

function lineOf(
  { duty, state, stateOn, number, mailNumber, transit, problems }: LetterItem,
  today: string,
): string {
  if (duty) {
    const due = duty.dueOn === null ? '' : `${sayDate(duty.dueOn, today)}前寄出`;
    return duty.state === 'overdue' ? `${due}，已逾期` : due;
  }
  if (problems.length > 0) return problems.join('；');
  const parts = [
    ...(number === null ? [] : [number]),
    ...(mailNumber === null ? [] : [`邮件 ${mailNumber}`]),
    ...(transit === null
      ? []
      : [transit.isLate ? `已寄出 ${transit.days} 天，请查询` : `已寄出 ${transit.days} 天`]),
  ];
  if (parts.length > 0) return parts.join(' · ');
  return stateOn === null ? '' : `${state === 'draft' ? '拟稿' : ''}${sayDate(stateOn, today)}`;
}

const ALL_CLASSES = '全部班级';
const TIERS = [
  { value: '', label: '全部类型' },
  { value: '2', label: '二级' },
  { value: '3', label: '三级（最重）' },
  { value: '1', label: '一级' },
] as const;

export interface LetterDeskHead {
  /** Classes to choose one of; nothing to choose where all are of one. */
  readonly classes: readonly string[];
  readonly tiers: readonly { readonly value: string; readonly label: string }[];
  readonly shelves: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly emptyTitle: string;
  readonly emptyHint: string;
  readonly late: string;
}

export const toDeskHead = (desk: LetterDesk): LetterDeskHead => ({
  classes: desk.classNames.length > 1 ? [ALL_CLASSES, ...desk.classNames] : [],
  tiers: TIERS,
  shelves: toShelves(desk),
  chosen: [desk.shelf],
  emptyTitle: EMPTY[desk.shelf][0],
  emptyHint: EMPTY[desk.shelf][1],
  late: desk.late === 0 ? '' : `${desk.late} 封信寄出半个月还没有签收，请向邮局查询。`,
});

export interface LetterPage {
  readonly name: string;
  readonly detail: string;
  readonly tierWord: string;
  readonly tierTone: string;
  readonly stateWord: string;
  readonly number: string;
  readonly standing: string;
  readonly problems: readonly string[];
  readonly addressee: string;
  readonly address: string;
  readonly courses: readonly {
    readonly key: number;
    readonly name: string;
    readonly detail: string;
    readonly credit: string;
  }[];
  readonly figures: string;
  readonly paragraphs: readonly string[];
  readonly corrects: string;
  readonly steps: readonly {
    readonly key: number;
    readonly word: string;
    readonly detail: string;
    readonly note: string;
  }[];
  readonly guardians: readonly {
    readonly key: string;
    readonly title: string;
    readonly note: string;
    readonly isBarred: boolean;
    readonly addressee: LetterView['addressee'];
  }[];
  readonly receipts: readonly {
    readonly receiptId: string;
    readonly url: string;
    readonly detail: string;
    readonly mayRemove: boolean;
  }[];
  readonly can: LetterView['can'];
  readonly printWord: string;
}

export function toLetterPage(view: LetterView): LetterPage {
  const { student, state, content, addressee, transit, steps, problems, can } = view;
  return {
    name: student.name,
    detail: `${student.className} · ${student.studentNo}`,
    ...toTier(view.tier),
    stateWord: LETTER_STATE_LABELS[state],
    number: content.number ?? '审核时编号',
    standing:
      transit === null
        ? ''
        : transit.isLate
          ? `已寄出 ${transit.days} 天还没有签收，请向邮局查询。`
          : `已寄出 ${transit.days} 天，等待签收。`,
    problems,
    addressee: [addressee.name, addressee.relation].filter((word) => word !== '').join('，') || '还没有填写',
    address: [addressee.address, addressee.postcode].filter((word) => word !== '').join(' ') || '还没有填写',
    courses: content.outstanding.map(({ term, courseName, nature, credit, result }, key) => ({
      key,
      name: courseName,
      detail: `${term} · ${nature} · ${result}`,
      credit,
    })),
    figures: `不及格学分合计 ${content.outstandingCredits}，平均学分绩点 ${content.gpa ?? '暂无数据'}`,
    paragraphs: Object.values(content.paragraphs).flat(),
    corrects: content.corrects === null ? '' : `更正 ${content.corrects}`,
    steps: steps.map(({ to, on, byName, mailNumber, note }, key) => ({
      key,
      word: to === 'draft' ? '拟稿' : to === 'posted' ? '寄出' : LETTER_STATE_LABELS[to],
      detail: `${sayDay(on)} · ${byName}${mailNumber === null ? '' : ` · ${mailNumber}`}`,
      note,
    })),
    guardians: view.guardians.map(({ addressee: to, because, guardianId, isBarred }) => ({
      key: guardianId,
      title: `${to.relation} ${to.name}`,
      note: [to.address, to.postcode, because ?? ''].filter((part) => part !== '').join(' · '),
      isBarred,
      addressee: to,
    })),
    receipts: view.receipts.map(({ receiptId, url, on, byName, mayRemove }) => ({
      receiptId,
      url,
      detail: `${sayDay(on)} · ${byName}`,
      mayRemove,
    })),
    can,
    printWord: state === 'draft' ? '看样' : state === 'approved' ? '打印' : '再打印一份',
  };
}

/** Dates on the page's pickers: never after today. */
export const dateWord = (on: string, today: string): string =>
  on === today ? `今天（${sayDay(on)}）` : sayDay(on);
