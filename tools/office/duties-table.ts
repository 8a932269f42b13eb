import type { Calendar } from '#core/domain/calendar';
import type { Duty, TalkSide } from '#core/domain/duty';
import type { DutyFacts } from '#core/domain/duty-facts';
import { periodOf, tierOn } from '#core/domain/duty-period';
import { DUTY_LABELS, DUTY_ROLE_LABELS, DUTY_STATE_LABELS, TIER_LABELS } from '#core/domain/labels';
import type { LocalDate } from '#core/domain/local-date';
import type { Policy } from '#core/domain/policy';
import { formatTable, type TextColumn } from './text-table';

const COLUMNS: readonly TextColumn[] = [
  { title: '应办事项' },
  { title: '责任人' },
  { title: '期限' },
  { title: '状态' },
  { title: '完成' },
  { title: '说明' },
];

const SIDES: readonly TalkSide[] = ['adviser', 'counselor'];

/** The duties for people; what the rule sets no cadence for is said, not left out. */
export function dutiesTable(
  duties: readonly Duty[],
  given: {
    readonly policy: Policy;
    readonly asOf: LocalDate;
    readonly facts: DutyFacts;
    readonly calendar: Calendar;
  },
): string {
  const { policy, asOf, facts, calendar } = given;
  const period = periodOf(facts.decisions, calendar, asOf);
  const basis = `依据：${policy.title}（版本 ${policy.version}）`;
  if (period === null) return `${asOf}    ${basis}\n\n到这一天还没有认定，没有应办事项。\n`;
  const tier = tierOn(period, asOf);
  const head = `${asOf}    帮扶类型：${TIER_LABELS[tier]}，${period.start} 认定    ${basis}`;
  if (duties.length === 0) return `${head}\n\n没有应办事项。\n`;
  const rows = duties.map(({ kind, role, dueOn, state, doneOn, because }) => [
    DUTY_LABELS[kind],
    DUTY_ROLE_LABELS[role],
    dueOn ?? '',
    DUTY_STATE_LABELS[state],
    doneOn ?? '',
    because,
  ]);
  const silent = SIDES.filter(
    (side) =>
      tier !== 'watch' &&
      policy.duties.tiers[tier].regularTalk[side] === null &&
      !duties.some(({ kind, role }) => kind === 'regular-talk' && role === side),
  ).map((side) => `${DUTY_ROLE_LABELS[side]}${DUTY_LABELS['regular-talk']}：办法未规定周期。`);
  return [head, '', ...formatTable(COLUMNS, rows), ...(silent.length > 0 ? ['', ...silent] : []), ''].join(
    '\n',
  );
}
