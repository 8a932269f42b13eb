import type { RosterPersonDetail, RosterScopes } from '#core/contract/index';
import { ROLE_LABELS } from '#core/domain/labels';
import { dayLabel } from '#core/domain/local-date';
import type { Role } from '#core/domain/role';
import { type HistoryRow, type TenureRow, toHistoryRow, toTenureRow } from './roster';

/** What the form on a person's page is about. */
export type PersonFormKind =
  | ''
  | 'add'
  | 'rename'
  | 'assign'
  | 'end'
  | 'correct'
  | 'void'
  | 'leave'
  | 'stand-in'
  | 'end-stand-in';

export interface PersonForm {
  readonly kind: PersonFormKind;
  readonly title: string;
  readonly hint: string;
  readonly action: string;
  readonly asksName: boolean;
  readonly asksRole: boolean;
  readonly asksFirst: boolean;
  readonly asksLast: boolean;
  /** 没有期限 is an answer. */
  readonly isLastOptional: boolean;
  readonly asksPerson: boolean;
  readonly asksReason: boolean;
}

const form = (kind: PersonFormKind, title: string, hint: string, action: string): PersonForm => ({
  kind,
  title,
  hint,
  action,
  asksName: kind === 'add' || kind === 'rename',
  asksRole: kind === 'assign',
  asksFirst: kind === 'assign' || kind === 'correct' || kind === 'stand-in',
  asksLast: kind !== '' && kind !== 'add' && kind !== 'rename' && kind !== 'void',
  isLastOptional: kind === 'assign' || kind === 'correct',
  asksPerson: kind === 'stand-in',
  asksReason: kind !== '' && kind !== 'add',
});

export const PERSON_FORMS: Readonly<Record<PersonFormKind, PersonForm>> = {
  '': form('', '', '', ''),
  add: form('add', '添加人员', '工号（志愿者填学号）是开通微信的凭据，请核对。', '添加'),
  rename: form('rename', '改姓名或工号', '工号改了，已发出、还没用的激活码会失效。', '保存'),
  assign: form('assign', '登记身份', '权限从第一天起生效，最后一天之后自动结束。', '登记'),
  end: form('end', '结束任期', '最后一天当天仍有权限；写过的记录不变。', '结束任期'),
  correct: form('correct', '更正日期', '原来写错的会留在变更记录里。', '更正'),
  void: form('void', '作废', '登记错了才用作废：视为从未在任，仍留在变更记录里。', '作废'),
  leave: form(
    'leave',
    '办理离开（离校、离职）',
    '所有身份在这一天结束。最后一天是今天或更早的，微信马上解绑，登录立即失效。',
    '办理离开',
  ),
  'stand-in': form(
    'stand-in',
    '请人代办',
    '代办期间，代办的人看得到这些学生，记录写自己的名字；本人仍然看得到。到最后一天自动结束，期限不变。',
    '安排代办',
  ),
  'end-stand-in': form('end-stand-in', '提前结束代办', '最后一天之后，代办的人不再看得到。', '结束代办'),
};

export interface RosterPersonView {
  readonly name: string;
  readonly detail: string;
  readonly tenures: readonly TenureRow[];
  readonly history: readonly HistoryRow[];
  readonly canEdit: boolean;
  readonly canStandIn: boolean;
  readonly canLeave: boolean;
}

/** The page shows as many assignments as WeChat allows children; older ones are in the changes. */
const TENURES_SHOWN = 50;

export function toRosterPersonView(detail: RosterPersonDetail): RosterPersonView {
  const { can, history, person, tenures, today } = detail;
  const left = person.leftOn === null ? '' : `${dayLabel(person.leftOn, today)}离开`;
  return {
    name: person.name,
    detail: [person.workNo, left, person.isBound ? '已开通微信' : '没有开通微信']
      .filter((part) => part !== '')
      .join(' · '),
    tenures: tenures.slice(0, TENURES_SHOWN).map((held) => toTenureRow(held, today, person.personId, can)),
    history: history.map((change) => toHistoryRow(change, today)),
    canEdit: can.edit,
    canStandIn: can.standIn && takeable(detail).length > 0,
    canLeave: can.leave,
  };
}

/** What a colleague may take over: classes and areas held in one's own right, now or soon. */
export const takeable = ({ person, tenures }: RosterPersonDetail) =>
  tenures
    .filter(
      ({ actingFor, personId, role, state }) =>
        personId === person.personId &&
        actingFor === null &&
        (role === 'adviser' || role === 'counselor') &&
        (state === 'in-force' || state === 'coming'),
    )
    .map(({ role, scope, tenureId }) => ({ value: tenureId, label: `${ROLE_LABELS[role]} ${scope}` }));

/** Names of what a role is for; empty where it is for the whole department. */
export const scopeNames = (role: Role | '', scopes: RosterScopes): readonly string[] =>
  scopesOf(role, scopes).map(({ name }) => name);

export const scopesOf = (role: Role | '', { areas, classes }: RosterScopes): RosterScopes['classes'] =>
  role === 'adviser' ? classes : role === 'counselor' ? areas : [];
