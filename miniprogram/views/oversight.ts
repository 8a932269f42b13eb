import type { OverdueOf, Oversight, OversightRow } from '#core/contract/index';
import { OVERSIGHT_LABELS, OVERSIGHT_SECTIONS, type OversightSection } from '#core/domain/oversight';
import { type DueView, toDue } from './due';
import { sayFullTerm } from './term';

export interface CountRow {
  readonly section: OversightSection;
  readonly label: string;
  readonly count: number;
  readonly tone: 'late' | 'zero';
  readonly url: string;
}

export interface OverdueRow {
  readonly key: string;
  readonly name: string;
  readonly detail: string;
  readonly count: string;
  readonly tone: 'late' | 'due';
  readonly url: string;
  readonly spoken: string;
}

export interface OversightView {
  readonly intro: string;
  readonly counts: readonly CountRow[];
  readonly people: readonly OverdueRow[];
  readonly morePeople: string;
  readonly classes: readonly OverdueRow[];
  readonly moreClasses: string;
  readonly isClear: boolean;
}

export function toOversightView(answer: Oversight): OversightView {
  const { classes, counts, moreClasses, morePeople, openCases, people, term } = answer;
  return {
    intro: `在办 ${openCases} 名学生${term === null ? '' : `，资料按${sayFullTerm(term)}清点`}。点数字看每一行。`,
    counts: OVERSIGHT_SECTIONS.map((section) => ({
      section,
      label: OVERSIGHT_LABELS[section],
      count: counts[section],
      tone: counts[section] > 0 ? 'late' : 'zero',
      url: section === 'messages' ? '/office/delivery/delivery' : rowsUrl(section),
    })),
    people: people.map((held) =>
      toOverdueRow(
        held.key,
        held.role === '' ? held.name : `${held.name}（${held.role}）`,
        held,
        rowsUrl('overdue', `&owner=${encodeURIComponent(held.key)}`),
      ),
    ),
    morePeople: morePeople === 0 ? '' : `还有 ${morePeople} 人，请从「${OVERSIGHT_LABELS.overdue}」里看`,
    classes: classes.map((held, at) =>
      toOverdueRow(
        `${held.classId ?? ''}:${at}`,
        held.name,
        held,
        rowsUrl('overdue', `&classId=${held.classId ?? 'none'}`),
      ),
    ),
    moreClasses: moreClasses === 0 ? '' : `还有 ${moreClasses} 个班，请从「${OVERSIGHT_LABELS.overdue}」里看`,
    isClear: OVERSIGHT_SECTIONS.every((section) => counts[section] === 0),
  };
}

const rowsUrl = (section: OversightSection, of = ''): string =>
  `/meeting/oversight-rows/oversight-rows?section=${section}${of}`;

function toOverdueRow(key: string, name: string, held: OverdueOf, url: string): OverdueRow {
  const { absent, longest, overdue, reasons } = held;
  const why = reasons.map(({ count, reason }) => `${reason} ${count}`).join('，');
  const count = overdue > 0 ? `逾期 ${overdue} 项` : `学生未到 ${absent} 项`;
  const detail = [overdue > 0 ? `最久 ${longest} 天` : '', why].filter((part) => part !== '').join('；');
  return {
    key,
    name,
    detail,
    count,
    tone: overdue > 0 ? 'late' : 'due',
    url,
    spoken: `${name}，${count}，${detail}`,
  };
}

export interface OversightRowView {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly reason: string;
  readonly due: DueView | null;
  readonly ways: readonly { readonly label: string; readonly url: string }[];
  readonly spoken: string;
}

/** What can be done about it from here, by those who may. */
export function toOversightRow(row: OversightRow, can: Oversight['can'], today: string): OversightRowView {
  const { caseId, classId, detail, due, duty, owners, reason, student, title } = row;
  const way = (label: string, url: string) => ({ label, url });
  return {
    key: row.key,
    title,
    detail,
    reason,
    due: due && toDue(due, today),
    ways: [
      ...(student ? [way('打开档案', `/student/archive/archive?studentId=${student.id}`)] : []),
      ...(can.waive && duty && caseId
        ? [way('免办，写明理由', `/student/waiver/waiver?caseId=${caseId}`)]
        : []),
      ...(can.standIn
        ? owners.map(({ name, personId }) =>
            way(`${name}不在：请人代办`, `/office/roster-person/roster-person?personId=${personId}`),
          )
        : []),
      ...(classId === null
        ? []
        : [
            way(
              can.reassign ? '班级：换班主任' : '班级和负责的人',
              `/office/roster-class/roster-class?classId=${classId}`,
            ),
            way('这个班的交接单', `/office/handover/handover?classId=${classId}`),
          ]),
    ].slice(0, 6),
    spoken: [title, detail, reason].filter((part) => part !== '').join('，'),
  };
}

/** A number without rows: what that means. */
export const EMPTY_WORDS: Readonly<Record<OversightSection, string>> = {
  overdue: '没有逾期的事项。',
  'unowned-classes': '每个班都有班主任和辅导员。',
  'no-plan': '该有学习计划的学生都有了。',
  letters: '该寄的通知书都寄出了。',
  meetings: '三级的学生都面谈过了。',
  messages: '提醒都送到了。',
  imports: '该导入的资料都导入了。',
  hours: '没有等学生确认的帮扶。',
};
