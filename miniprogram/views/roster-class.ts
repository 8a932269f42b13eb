import type { HandoverSheet, RosterClassDetail } from '#core/contract/index';
import { DUTY_LABELS, DUTY_ROLE_LABELS, TIER_LABELS } from '#core/domain/labels';
import { dayLabel } from '#core/domain/local-date';
import { toDue } from './due';
import { type Group, inGroups } from './groups';
import { type HistoryRow, type TenureRow, toHistoryRow, toTenureRow } from './roster';
import { sayDate } from './when';

export interface RosterClassView {
  readonly name: string;
  readonly detail: string;
  readonly people: string;
  readonly area: string;
  readonly problems: readonly string[];
  readonly tenures: readonly TenureRow[];
  readonly moves: readonly string[];
  readonly history: readonly HistoryRow[];
  readonly canEdit: boolean;
}

const SHOWN = 50;

export function toRosterClassView(held: RosterClassDetail): RosterClassView {
  const { advisers, area, can, counselors, grade, history, major, moves, tenures, today } = held;
  const nobody = { edit: false, standIn: false };
  return {
    name: held.name,
    detail: [
      grade === null ? '' : `${grade}级`,
      major ?? '',
      `${held.students} 名学生`,
      `在办 ${held.openCases} 名`,
    ]
      .filter((part) => part !== '')
      .join(' · '),
    people: [`班主任：${advisers.join('、') || '没有'}`, `辅导员：${counselors.join('、') || '没有'}`].join(
      '；',
    ),
    area: area === null ? '不属于任何责任区' : area.name,
    problems: held.problems,
    tenures: tenures.slice(0, SHOWN).map((one) => toTenureRow(one, today, '', nobody)),
    moves: moves
      .slice(0, SHOWN)
      .map(
        ({ by, from, on, reason, to }) =>
          `${dayLabel(on, today)}：${from ?? '无责任区'} → ${to ?? '无责任区'}。${reason ?? '由导入'}${by === null ? '' : `（${by}）`}`,
      ),
    history: history.map((change) => toHistoryRow(change, today)),
    canEdit: can.edit,
  };
}

export interface HandoverRow {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly duties: readonly { readonly key: string; readonly text: string; readonly tone: string }[];
}

export interface HandoverView {
  readonly className: string;
  readonly people: string;
  readonly note: string;
  readonly groups: readonly Group<HandoverRow>[];
  readonly isEmpty: boolean;
}

/** 交接单: each student with what is owed and by when, and what was late before. */
export function toHandoverView(sheet: HandoverSheet): HandoverView {
  const { className, former, handedOverOn, overdueBefore, present, students, today } = sheet;
  const from = former.join('、') || '没有班主任';
  return {
    className,
    people:
      handedOverOn === null
        ? `现任班主任：${present.join('、') || '没有'}`
        : `${from} → ${present.join('、') || '没有'}，${dayLabel(handedOverOn, today)}交接`,
    note:
      overdueBefore === 0
        ? ''
        : `交接时已有 ${overdueBefore} 项逾期，记在${from}名下；接手的人从交接日起另有期限。`,
    groups: inGroups(
      students.map((student) => ({
        id: student.studentId,
        name: student.name,
        detail: [
          student.studentNo,
          TIER_LABELS[student.tier],
          student.lastTalk === null
            ? '还没有谈过话'
            : `上次谈话 ${sayDate(student.lastTalk.heldOn, today)}（${student.lastTalk.by}）`,
        ].join(' · '),
        duties: student.duties.map((duty) => {
          const due = toDue({ dueOn: duty.dueOn, state: duty.state, because: duty.because }, today);
          const late = duty.lateBefore === 0 ? '' : `，交接时已逾期 ${duty.lateBefore} 天`;
          return {
            key: `${duty.kind}:${duty.role}`,
            text: `${DUTY_LABELS[duty.kind]}（${DUTY_ROLE_LABELS[duty.role]}）：${[due.word, due.text].filter((part) => part !== '').join(' ')}${late}`,
            tone: due.tone,
          };
        }),
      })),
    ),
    isEmpty: students.length === 0,
  };
}
