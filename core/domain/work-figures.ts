import type { TalkSide } from './duty';
import type { FigureItem, FigureSplitId } from './figure-items';
import { LETTER_STATE_LABELS, TIER_LABELS } from './labels';
import { dayLabel, daysBetween, type LocalDate } from './local-date';
import type { CourseOutcome } from './recovered';
import { type HelpStanding, sayMinutes } from './service-hours';
import type { SupportTier } from './support-tier';
import type { LateReason, TalkTurn } from './talk-turns';
import type { LetterState } from './warning-letter';

/** What was done for one case of a semester. */
export interface CaseWork {
  readonly caseId: string;
  readonly tier: SupportTier;
  readonly turns: Readonly<Record<TalkSide, readonly TalkTurn[]>>;
  /** Talks that were held, once for each person who held them. */
  readonly talkers: readonly { readonly personId: string; readonly heldOn: LocalDate }[];
  readonly calls: readonly {
    readonly on: LocalDate;
    readonly reached: boolean;
    readonly verified: boolean;
  }[];
  /** Without withdrawn ones. */
  readonly letters: readonly { readonly state: LetterState; readonly on: LocalDate }[];
  /** Pairs of the student while the case was open. */
  readonly pairs: readonly { readonly from: LocalDate; readonly to: LocalDate | null }[];
  readonly sessions: readonly {
    readonly heldOn: LocalDate;
    readonly minutes: number;
    readonly standing: HelpStanding;
  }[];
  readonly courses: readonly CourseOutcome[];
  readonly hasPlan: boolean;
}

export const HELP_WAYS = ['hours', 'pair', 'plan', 'talks', 'none'] as const;
/** The most that was done: confirmed hours, a pair, an agreed plan, talks, nothing on record. */
export type HelpWay = (typeof HELP_WAYS)[number];

/** Rows behind the numbers of what was done, and of what came of it. */
export const workItems = (work: readonly CaseWork[]): readonly FigureItem[] => work.flatMap(itemsOf);

function itemsOf(held: CaseWork): readonly FigureItem[] {
  const item = (split: FigureSplitId, part: string, detail: string, amount = 1): FigureItem => ({
    split,
    part,
    amount,
    caseId: held.caseId,
    detail,
  });
  const turns = [...held.turns.adviser, ...held.turns.counselor];
  const way = helpWayOf(held);
  return [
    ...held.turns.adviser.map((turn) => item('talks-adviser', turn.state, sayTurn(turn))),
    ...held.turns.counselor.map((turn) => item('talks-counselor', turn.state, sayTurn(turn))),
    ...turns.flatMap((turn) =>
      turn.reason === null ? [] : [item('late-reason', turn.reason, sayTurn(turn))],
    ),
    ...held.talkers.map(({ personId, heldOn }) => item('workload', personId, `${dayLabel(heldOn)}谈话`)),
    ...held.calls.map(({ on, reached, verified }) =>
      item('calls', !reached ? 'unreached' : verified ? 'verified' : 'unverified', `${dayLabel(on)}致电`),
    ),
    ...held.letters.map(({ state, on }) =>
      item('letters', LETTER_PARTS[state], `${LETTER_STATE_LABELS[state]}，${dayLabel(on)}`),
    ),
    ...held.pairs.map(({ from, to }) =>
      item(
        'pairs',
        to === null ? 'active' : 'ended',
        `${dayLabel(from)}起${to === null ? '' : `，到${dayLabel(to)}`}`,
      ),
    ),
    ...held.sessions.flatMap(({ heldOn, minutes, standing }) => {
      const part = standing === 'counted' ? 'confirmed' : isOpen(standing) ? 'open' : null;
      return part === null
        ? []
        : [item('minutes', part, `${dayLabel(heldOn)}，${sayMinutes(minutes)}`, minutes)];
    }),
    ...held.courses.map(({ credit, isRecovered, said }) =>
      item('credits', isRecovered ? 'recovered' : 'open', said, credit),
    ),
    ...held.courses.flatMap(({ credit, isRecovered, said }) =>
      isRecovered
        ? [
            item('recovered-tier', String(held.tier), said, credit),
            item('recovered-help', way, `${TIER_LABELS[held.tier]} · ${said}`, credit),
          ]
        : [],
    ),
  ];
}

const isOpen = (standing: HelpStanding): boolean => standing === 'waiting' || standing === 'too-long';

const LETTER_PARTS: Readonly<Record<LetterState, string>> = {
  draft: 'unposted',
  approved: 'unposted',
  printed: 'unposted',
  posted: 'posted',
  delivered: 'delivered',
  returned: 'returned',
  withdrawn: 'unposted',
};

/** Each case one way, so that the ways add up. */
function helpWayOf({ sessions, pairs, hasPlan, turns }: CaseWork): HelpWay {
  if (sessions.some(({ standing }) => standing === 'counted')) return 'hours';
  if (pairs.length > 0) return 'pair';
  if (hasPlan) return 'plan';
  const isHeld = ({ doneOn }: TalkTurn) => doneOn !== null;
  return turns.adviser.some(isHeld) || turns.counselor.some(isHeld) ? 'talks' : 'none';
}

function sayTurn({ dueOn, doneOn, state, reason }: TalkTurn): string {
  const held = doneOn === null ? '没有谈' : `${dayLabel(doneOn)}谈`;
  if (dueOn === null) return `${held}，办法未规定周期`;
  const lag = state === 'late' && doneOn !== null ? `，晚 ${daysBetween(dueOn, doneOn)} 天` : '';
  const why = reason === null || reason === 'unsaid' ? '' : `；${LATE_REASON_LABELS[reason]}`;
  return `应于${dayLabel(dueOn)}，${held}${lag}${why}`;
}

export const LATE_REASON_LABELS: Readonly<Record<LateReason, string>> = {
  absent: '约过，学生未到',
  handover: '换人接手',
  unsaid: '没有记录原因',
};

export const WORK_PART_LABELS = {
  talks: { 'on-time': '按期', late: '逾期后谈', missed: '逾期未谈', extra: '规定以外或已免办' },
  calls: { verified: '打通并核实身份', unverified: '打通，未核实', unreached: '没有打通' },
  letters: { delivered: '已签收', posted: '在途', returned: '退回', unposted: '未寄出' },
  pairs: { active: '在结', ended: '已结束' },
  minutes: { confirmed: '已确认', open: '待确认' },
  credits: { recovered: '已补回', open: '尚未补回' },
  ways: {
    hours: '结对，有确认时数',
    pair: '结对，还没有确认时数',
    plan: '签有学习计划',
    talks: '谈话',
    none: '没有记录',
  },
} as const;
