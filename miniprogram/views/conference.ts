import type { ConferenceHead, ConferenceOfMember, ConferenceView } from '#core/contract/index';
import { sayWord } from '#core/domain/conference-words';
import { DIFFICULTY_LABELS, ROLE_LABELS } from '#core/domain/labels';
import { type Group, inGroups } from './groups';
import { toLine } from './line';
import { sayFullTerm } from './term';
import { sayDate } from './when';

export interface PreparedRow {
  readonly id: string;
  readonly proposalId: string;
  readonly name: string;
  readonly word: string;
  readonly detail: string;
  /** Empty: it can be put in force. */
  readonly problem: string;
}

export interface EarlierRow {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly hasMinutes: boolean;
}

export interface ConferencePageView {
  readonly isOpen: boolean;
  readonly conferenceId: string;
  readonly heading: string;
  readonly began: string;
  /** 到会 5 人 */
  readonly presentNote: string;
  readonly members: readonly { readonly value: string; readonly label: string }[];
  readonly present: readonly string[];
  readonly groups: readonly Group<PreparedRow>[];
  readonly preparedNote: string;
  readonly left: string;
  readonly nextProposalId: string | null;
  readonly goLabel: string;
  readonly applyLabel: string;
  readonly canApply: boolean;
  readonly whoApplies: string;
  readonly earlier: readonly EarlierRow[];
}

export function toConferenceView(view: ConferenceView, today: string): ConferencePageView {
  const { conference, members, prepared, waiting, nextProposalId, canApply } = view;
  const present = members.filter(({ isPresent }) => isPresent);
  const isPrepared = prepared.length > 0;
  return {
    isOpen: conference !== null,
    conferenceId: conference?.conferenceId ?? '',
    heading: conference === null ? '' : `${sayFullTerm(conference.term)}诊断会`,
    began: sayBegan(conference, today),
    presentNote: `到会 ${present.length} 人`,
    members: members.map(({ personId, name, role }) => ({
      value: personId,
      label: `${name} ${ROLE_LABELS[role]}`,
    })),
    present: present.map(({ personId }) => personId),
    groups: inGroups(
      prepared.map(
        ({ preparedId, proposalId, name, className, outcome, tier, isKept, owner, by, problem }) => ({
          id: preparedId,
          proposalId,
          name,
          word: sayWord({ outcome, tier }, isKept),
          detail: toLine([className, owner === null ? '' : `下一步：${owner}`, `${by}记`]),
          problem: problem ?? '',
        }),
      ),
    ),
    preparedNote: isPrepared ? `${prepared.length} 位，会后一起生效` : '还没有',
    left:
      conference === null
        ? ''
        : nextProposalId === null
          ? '名单上的学生都已记下决定。'
          : `名单上 ${waiting} 位，还有 ${Math.max(waiting - prepared.length, 1)} 位没有记下决定。`,
    nextProposalId,
    goLabel: isPrepared ? '接着会诊' : '开始会诊',
    applyLabel: `${prepared.length} 个决定一起生效`,
    canApply: canApply && isPrepared,
    whoApplies: canApply || !isPrepared ? '' : '由组长在这一页上确认，一起生效。',
    earlier: view.earlier.map((held) => toEarlier(held, today)),
  };
}

const sayBegan = (conference: Pick<ConferenceHead, 'heldOn' | 'openedBy'> | null, today: string): string =>
  conference === null ? '' : `${sayDate(conference.heldOn, today)}由${conference.openedBy}开始，正在进行`;

const toEarlier = (
  { conferenceId, term, heldOn, state, endedBy, minutesHash }: ConferenceHead,
  today: string,
): EarlierRow => ({
  id: conferenceId,
  label: `${sayDate(heldOn, today)} · ${sayFullTerm(term)}`,
  detail: state === 'applied' ? `${endedBy ?? ''}已生效，可打印纪要` : `${endedBy ?? ''}结束，没有生效`,
  hasMinutes: minutesHash !== null,
});

export interface ConsultRow {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly said: string;
  readonly chosen: readonly string[];
  readonly remark: string;
}

export interface ConsultView {
  readonly conferenceId: string;
  readonly began: string;
  readonly isPresent: boolean;
  readonly groups: readonly Group<ConsultRow>[];
  readonly left: string;
}

/** On a member's own phone. */
export function toConsultView(
  { conference, isPresent, students }: ConferenceOfMember,
  today: string,
): ConsultView {
  const open = students.filter(({ difficulty }) => difficulty === null).length;
  return {
    conferenceId: conference?.conferenceId ?? '',
    began: sayBegan(conference, today),
    isPresent,
    groups: inGroups(
      students.map(({ proposalId, name, className, outstandingCredits, gpa, difficulty, remark }) => ({
        id: proposalId,
        name,
        detail: toLine([className, `不及格 ${outstandingCredits} 学分`, gpa === null ? '' : `绩点 ${gpa}`]),
        said: difficulty === null ? '' : DIFFICULTY_LABELS[difficulty],
        chosen: difficulty === null ? [] : [difficulty],
        remark,
      })),
    ),
    left: students.length === 0 ? '' : open === 0 ? '您的学生都写了看法。' : `还有 ${open} 位没有写看法。`,
  };
}
