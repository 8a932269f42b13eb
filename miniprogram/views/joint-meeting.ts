import type { Input, JointMeetingItem, JointMeetingView } from '#core/contract/index';
import {
  MEETING_PARTIES,
  MEETING_PARTY_LABELS,
  type MeetingContent,
  type MeetingParty,
} from '#core/domain/joint-meeting';
import { draftTold, draftWays, phoneScript, sayProposedTime } from '#core/domain/joint-meeting-words';
import { GUARDIAN_RELATION_LABELS, GUARDIAN_STANDING_LABELS, NUMBER_DOUBT_LABELS } from '#core/domain/labels';
import { type DueView, toDue } from './due';
import { sayDate } from './when';

export type MeetingForm = MeetingContent['kind'];

/** What is typed and chosen for any of the three forms: what a draft keeps. */
export interface MeetingFields {
  readonly form: MeetingForm;
  readonly on: string;
  readonly guardianId: string | null;
  readonly times: readonly { readonly on: string; readonly from: string }[];
  readonly place: string;
  readonly answer: string;
  readonly reason: string;
  readonly next: string;
  readonly present: readonly MeetingParty[];
  readonly identityChecked: boolean;
  readonly told: string;
  readonly ways: string;
  readonly agreed: string;
  /** So that 我的 can name the draft without a call. */
  readonly studentName: string;
}

export const PARTY_CHOICES = MEETING_PARTIES.map((party) => ({
  value: party,
  label: MEETING_PARTY_LABELS[party],
}));
export const IDENTITY_CHOICE = [{ value: 'checked', label: '已看过家长的身份证' }];

/** What the last invitation said is known already. */
export function firstMeeting(view: JointMeetingView, form: MeetingForm): MeetingFields {
  const invited = view.entries.map(({ content }) => content).find((content) => content.kind === 'invited');
  const first = view.guardians.find(({ standing }) => standing === 'reachable');
  return {
    form,
    on: view.today,
    guardianId: invited?.guest.guardianId ?? first?.guardianId ?? null,
    times: [{ on: view.today, from: '14:30' }],
    place: invited?.place ?? '',
    answer: '',
    reason: '',
    next: '',
    present: [...MEETING_PARTIES],
    identityChecked: false,
    told: draftTold(view.sheet),
    ways: draftWays(view.sheet),
    agreed: '',
    studentName: view.student.name,
  };
}

/** The id was made with the draft: a second tap or a retry sends the same one. */
export function toMeetingInput(
  fields: MeetingFields,
  caseId: string,
  id: string,
): Input<'joint-meetings.add'> {
  const shared = { id, caseId, on: fields.on };
  switch (fields.form) {
    case 'invited':
      return {
        ...shared,
        kind: 'invited',
        guardianId: fields.guardianId ?? '',
        times: fields.times.map(({ on, from }) => ({ on, from })),
        place: fields.place,
        answer: fields.answer,
      };
    case 'failed':
      return { ...shared, kind: 'failed', reason: fields.reason, next: fields.next };
    case 'held':
      return {
        ...shared,
        kind: 'held',
        place: fields.place,
        present: [...fields.present],
        guardianId: fields.guardianId,
        identityChecked: fields.identityChecked,
        told: fields.told,
        ways: fields.ways,
        agreed: fields.agreed,
        next: fields.next,
      };
  }
}

export interface MeetingEntryRow {
  readonly key: string;
  readonly head: string;
  readonly title: string;
  readonly note: string;
  readonly lines: readonly { readonly label: string; readonly text: string }[];
  /** Signed and still to be signed, of minutes. */
  readonly signed: readonly { readonly key: string; readonly label: string; readonly url: string }[];
  readonly unsigned: readonly { readonly key: MeetingParty; readonly label: string }[];
  readonly paper: string;
}

export interface MeetingPage {
  readonly name: string;
  readonly detail: string;
  readonly due: DueView | null;
  readonly sheet: {
    readonly figures: string;
    readonly courses: readonly { readonly key: string; readonly course: string; readonly how: string }[];
  };
  /** Those who can be asked, as choices; why another cannot. */
  readonly guests: readonly { readonly value: string; readonly label: string }[];
  readonly guestNotes: readonly string[];
  readonly people: string;
  readonly entries: readonly MeetingEntryRow[];
  readonly canFile: boolean;
}

export function toMeetingPage(view: JointMeetingView): MeetingPage {
  const { student, duty, today, sheet, guardians, people } = view;
  return {
    name: student.name,
    detail: `${student.className} · ${student.studentNo}`,
    due: duty && toDue(duty, today),
    sheet: {
      figures: [
        `${sheet.tier} · 不及格 ${sheet.courses.length} 门 ${sheet.outstandingCredits} 学分`,
        sheet.gpa === null ? '' : `平均学分绩点 ${sheet.gpa}`,
      ]
        .filter((part) => part !== '')
        .join(' · '),
      courses: sheet.courses.map(({ courseName, credit, next, result, term }, at) => ({
        key: `${at}`,
        course: `${courseName} · ${credit} 学分`,
        how: `${term}，${result}；${next}`,
      })),
    },
    guests: guardians
      .filter(({ standing }) => standing === 'reachable')
      .map(({ guardianId, name, relation, isPreferred }) => ({
        value: guardianId,
        label: `${GUARDIAN_RELATION_LABELS[relation]} ${name}${isPreferred ? '（首选）' : ''}`,
      })),
    guestNotes: guardians.flatMap(({ doubt, name, standing }) =>
      standing !== 'reachable'
        ? [`${name}：${GUARDIAN_STANDING_LABELS[standing]}，不能邀请`]
        : doubt === null
          ? []
          : [`${name}：号码未核实（${NUMBER_DOUBT_LABELS[doubt]}），来校时请看身份证`],
    ),
    people: `班主任 ${people.adviser ?? '暂缺'}，辅导员 ${people.counselor ?? '暂缺'}`,
    entries: view.entries.map((entry) => toEntryRow(entry, view)),
    canFile: view.can.file,
  };
}

function toEntryRow(
  { entryId, on, by, content, missing, signatures }: JointMeetingItem,
  view: JointMeetingView,
): MeetingEntryRow {
  const row = {
    key: entryId,
    head: `${sayDate(on, view.today)} · ${by}`,
    note: '',
    signed: [],
    unsigned: [],
    paper: '',
  };
  switch (content.kind) {
    case 'invited':
      return {
        ...row,
        title: `邀请${GUARDIAN_RELATION_LABELS[content.guest.relation]} ${content.guest.name}`,
        lines: withText([
          ['时间', content.times.map(sayProposedTime).join('，或 ')],
          ['地点', content.place],
          ['家长答复', content.answer],
          ['电话里可以这样说', scriptOf(content, view)],
        ]),
        paper: '打印邀请',
      };
    case 'failed':
      return {
        ...row,
        title: '没有谈成',
        lines: withText([
          ['原因', content.reason],
          ['下一步', content.next],
        ]),
      };
    case 'held': {
      const signedBy = new Set(signatures.map(({ party }) => party));
      const guest =
        content.guest === null
          ? ''
          : `家长是${GUARDIAN_RELATION_LABELS[content.guest.relation]} ${content.guest.name}`;
      return {
        ...row,
        title: missing.length === 0 ? '面谈纪要' : `面谈纪要（缺${sayParties(missing)}，不计）`,
        note: [
          `到场：${sayParties(content.present)}`,
          guest,
          content.present.includes('guardian') && !content.identityChecked ? '家长的身份没有核对' : '',
        ]
          .filter((part) => part !== '')
          .join('；'),
        lines: withText([
          ['地点', content.place],
          ['学习情况', content.told],
          ['学位弥补方法', content.ways],
          ['商定的事', content.agreed],
          ['下一步', content.next],
        ]),
        signed: signatures.map(({ party, on: signedOn, url }) => ({
          key: party,
          label: `${MEETING_PARTY_LABELS[party]} ${sayDate(signedOn, view.today)}签`,
          url,
        })),
        unsigned: view.can.file
          ? MEETING_PARTIES.filter((party) => content.present.includes(party) && !signedBy.has(party)).map(
              (party) => ({ key: party, label: MEETING_PARTY_LABELS[party] }),
            )
          : [],
        paper: '打印纪要',
      };
    }
  }
}

export const scriptOf = (
  invitation: Parameters<typeof phoneScript>[0],
  { caller, departmentName, student }: Pick<JointMeetingView, 'caller' | 'departmentName' | 'student'>,
): string => phoneScript(invitation, { caller, departmentName, studentName: student.name });

const sayParties = (parties: readonly MeetingParty[]): string =>
  MEETING_PARTIES.filter((party) => parties.includes(party))
    .map((party) => MEETING_PARTY_LABELS[party])
    .join('、');

const withText = (rows: readonly (readonly [string, string])[]): MeetingEntryRow['lines'] =>
  rows.filter(([, text]) => text !== '').map(([label, text]) => ({ label, text }));
