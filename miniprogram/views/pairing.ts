import type {
  PairingDesk,
  PairingRow,
  PairView,
  StudentPairing,
  VolunteerChoice,
} from '#core/contract/index';
import { PAIRING_END_LABELS, PAIRING_OBSTACLE_LABELS, TIER_LABELS } from '#core/domain/labels';
import {
  CHOSEN_END_KINDS,
  CLASS_WISHES,
  type ClassWish,
  type PairingEndKind,
} from '#core/domain/pairing-end';
import { toLine, toSentence } from './line';
import { toTier } from './tier';
import { sayDate } from './when';

export type PairingShow = PairingDesk['show'];

/** The lists of the desk with how many stand in each. */
export const toShows = ({ counts }: Pick<PairingDesk, 'counts'>) => [
  { value: 'open', label: `待结对 ${counts.open}` },
  { value: 'offered', label: `可选 ${counts.offered}` },
  { value: 'paired', label: `结对中 ${counts.paired}` },
];

export interface DeskRow {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly tierWord: string;
  readonly tierTone: string;
  readonly courses: string;
  readonly lead: string;
  readonly text: string;
  readonly isWarning: boolean;
  readonly volunteerId: string;
  readonly volunteerName: string;
  /** What the first button does; empty: there is none. */
  readonly action: '' | '确认' | '请志愿者';
  readonly more: string;
}

export function toDeskRow(row: PairingRow, today: string): DeskRow {
  const { student, suggestion, tier, pair, because } = row;
  const common = {
    id: student.id,
    name: student.name,
    detail: student.className,
    ...toTier(tier),
    courses: row.courses.length === 0 ? '' : `未通过：${row.courses.join('、')}`,
    volunteerId: suggestion?.volunteerId ?? '',
    volunteerName: suggestion?.name ?? '',
  };
  if (pair) {
    return {
      ...common,
      lead: `${pair.volunteerName}，${sayDate(pair.firstDay, today)}开始`,
      text: pair.isInterrupted ? '志愿者暂停或已不在岗，需要换一位。' : pair.because,
      isWarning: pair.isInterrupted,
      action: '',
      more: pair.isInterrupted ? '换一位' : '查看或更换',
    };
  }
  if (suggestion) {
    return {
      ...common,
      lead: `建议 ${toLine([suggestion.name, suggestion.className])}`,
      text: toSentence(suggestion.sentence),
      isWarning: false,
      action: '确认',
      more: '换一位',
    };
  }
  if (because === null) {
    return {
      ...common,
      lead: '',
      text: `${TIER_LABELS[tier]}不要求结对，需要时可以安排。`,
      isWarning: false,
      action: '请志愿者',
      more: '查看',
    };
  }
  return { ...common, lead: '没有合适的志愿者', text: because, isWarning: true, action: '', more: '自己选' };
}

export interface DeskHead {
  readonly shows: ReturnType<typeof toShows>;
  readonly chosen: readonly PairingShow[];
  readonly intro: string;
  readonly emptyTitle: string;
  readonly emptyHint: string;
}

const EMPTY: Readonly<Record<PairingShow, readonly [title: string, hint: string]>> = {
  open: ['没有待结对的学生', '二级的学生认定之后会列在这里；一级、三级的在「可选」里。'],
  offered: ['没有一级、三级的学生在等', '办法对他们不要求结对；认定之后可以在这里安排。'],
  paired: ['还没有结对', '在「待结对」里确认之后会列在这里。'],
};

export function toDeskHead(desk: PairingDesk): DeskHead {
  const { atWork, places } = desk.volunteers;
  const [emptyTitle, emptyHint] = EMPTY[desk.show];
  return {
    shows: toShows(desk),
    chosen: [desk.show],
    intro:
      atWork === 0
        ? '还没有在岗的志愿者。可导入志愿者名单。'
        : `在岗志愿者 ${atWork} 名，还能接 ${places} 名学生。`,
    emptyTitle,
    emptyHint,
  };
}

export interface ChoiceRow {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly text: string;
  readonly word: string;
  readonly isAllowed: boolean;
  readonly isOn: boolean;
}

export const toChoiceRow = (choice: VolunteerChoice, chosenId: string): ChoiceRow => ({
  id: choice.volunteerId,
  name: choice.name,
  detail: toLine([
    choice.className,
    choice.load === 0 ? '' : `已帮扶 ${choice.load} 人`,
    choice.freeTime === null ? '' : `空闲：${choice.freeTime}`,
  ]),
  text: choice.sentence,
  word: choice.obstacle === null ? '' : PAIRING_OBSTACLE_LABELS[choice.obstacle],
  isAllowed: choice.isAllowed,
  isOn: choice.volunteerId === chosenId,
});

export const END_CHOICES = CHOSEN_END_KINDS.map((kind) => ({ value: kind, label: PAIRING_END_LABELS[kind] }));

const CLASS_LABELS: Readonly<Record<ClassWish, string>> = {
  'own-class': '希望本班同学',
  'other-class': '希望外班同学',
};
export const CLASS_CHOICES = CLASS_WISHES.map((value) => ({ value, label: CLASS_LABELS[value] }));

export const toEndKind = (value: string | undefined): Exclude<PairingEndKind, 'case-closed'> | null =>
  CHOSEN_END_KINDS.find((known) => known === value) ?? null;
export const toClassWish = (value: string | undefined): ClassWish | null =>
  CLASS_WISHES.find((known) => known === value) ?? null;

export interface StudentPairingView {
  readonly name: string;
  readonly detail: string;
  readonly tierWord: string;
  readonly tierTone: string;
  readonly courses: string;
  readonly standing: string;
  readonly canAsk: boolean;
  readonly canWithdraw: boolean;
  readonly pair: { readonly id: string; readonly line: string; readonly because: string } | null;
  readonly isInterrupted: boolean;
  readonly former: readonly { readonly id: string; readonly line: string; readonly why: string }[];
}

export function toStudentPairingView(held: StudentPairing, today: string): StudentPairingView {
  const { student, tier, standing, pair, courses, former } = held;
  return {
    name: student.name,
    detail: student.className,
    ...toTier(tier),
    courses: courses.length === 0 ? '' : courses.join('、'),
    standing: STANDINGS[standing],
    canAsk: standing === 'offered' && pair === null,
    canWithdraw: standing === 'asked' && pair === null,
    pair: pair && { id: pair.pairingId, line: sayPair(pair, today), because: toSentence(pair.because) },
    isInterrupted: pair?.isInterrupted ?? false,
    former: former.map(({ pairingId, volunteerName, firstDay, lastDay, kind, note }) => ({
      id: pairingId,
      line: `${volunteerName}，${sayDate(firstDay, today)}至${sayDate(lastDay, today)}`,
      why: toLine([PAIRING_END_LABELS[kind], note]),
    })),
  };
}

const STANDINGS: Readonly<Record<StudentPairing['standing'], string>> = {
  owed: '办法要求：认定二级后 21 天内结对。',
  asked: '办法不要求，已列入待结对。',
  offered: '办法不要求结对；需要时可以安排。',
  none: '建档关注，不结对。',
};

const sayPair = ({ volunteerName, firstDay, courses }: PairView, today: string): string =>
  `${volunteerName}，${sayDate(firstDay, today)}开始${courses.length === 0 ? '' : `，帮扶${courses.join('、')}`}`;
