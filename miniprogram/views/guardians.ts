import type { CallFiled, CallForm, GuardianList, GuardianNumbers, Input } from '#core/contract/index';
import {
  CALL_FAILURES,
  GUARDIAN_RELATIONS,
  GUARDIAN_SOURCES,
  GUARDIAN_STANDINGS,
} from '#core/domain/guardian';
import {
  CALL_FAILURE_LABELS,
  GUARDIAN_RELATION_LABELS,
  GUARDIAN_SOURCE_LABELS,
  GUARDIAN_STANDING_LABELS,
  NUMBER_DOUBT_LABELS,
} from '#core/domain/labels';
import { type DueView, toDue } from './due';
import { sayDate } from './when';

const choices = <T extends string>(values: readonly T[], labels: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, label: labels[value] }));

export const RELATION_CHOICES = choices(GUARDIAN_RELATIONS, GUARDIAN_RELATION_LABELS);
export const SOURCE_CHOICES = choices(GUARDIAN_SOURCES, GUARDIAN_SOURCE_LABELS);
export const STANDING_CHOICES = choices(GUARDIAN_STANDINGS, GUARDIAN_STANDING_LABELS);
export const FAILURE_CHOICES = choices(CALL_FAILURES, CALL_FAILURE_LABELS);
export const REACHED_CHOICES = [
  { value: 'yes', label: '打通了' },
  { value: 'no', label: '没有打通' },
];
export const PREFERRED_CHOICE = [{ value: 'preferred', label: '首选联系人' }];

export interface GuardianRow {
  readonly key: string;
  readonly title: string;
  readonly source: string;
  readonly doubt: string;
  readonly lines: readonly string[];
  readonly history: readonly string[];
}

const sayDoubt = (doubt: keyof typeof NUMBER_DOUBT_LABELS | null): string =>
  doubt === null ? '' : NUMBER_DOUBT_LABELS[doubt];

/** Without the numbers, or with them once they were asked for. */
export function toGuardians(list: GuardianList | GuardianNumbers): readonly GuardianRow[] {
  return list.guardians.map((held) => {
    const standing = held.standing === 'reachable' ? '' : `（${GUARDIAN_STANDING_LABELS[held.standing]}）`;
    const relation = `${GUARDIAN_RELATION_LABELS[held.relation]}${standing}`;
    const detail = 'name' in held ? held : null;
    return {
      key: held.guardianId,
      title: `${relation}${detail === null ? '' : ` ${detail.name}`}${held.isPreferred ? ' · 首选' : ''}`,
      source: `${GUARDIAN_SOURCE_LABELS[held.source]} · ${sayDate(held.since, list.today)} · ${held.by}登记`,
      doubt:
        held.phoneHint === '' ? '' : held.doubt === null ? '号码已核实' : `未核实：${sayDoubt(held.doubt)}`,
      lines:
        detail === null
          ? [held.phoneHint].filter((line) => line !== '')
          : [detail.phone, detail.address, detail.preference].filter((line) => line !== ''),
      history: (detail?.history ?? []).map(
        ({ address, by, name, on, phone, reason, source }) =>
          `${sayDate(on, list.today)} ${by}登记：${[name, phone, address].filter(Boolean).join('，')}（${GUARDIAN_SOURCE_LABELS[source]}）${reason === '' ? '' : `；更正原因：${reason}`}`,
      ),
    };
  });
}

export interface GuardianFields {
  readonly guardianId: string;
  /** The entry that it corrects; null: a new guardian. */
  readonly replaces: string | null;
  readonly name: string;
  readonly relation: Input<'guardians.save'>['relation'];
  readonly phone: string;
  readonly address: string;
  readonly preference: string;
  readonly standing: Input<'guardians.save'>['standing'];
  readonly isPreferred: boolean;
  readonly source: Input<'guardians.save'>['source'];
  readonly reason: string;
  readonly studentName: string;
}

export const newGuardian = (guardianId: string, studentName: string): GuardianFields => ({
  guardianId,
  replaces: null,
  name: '',
  relation: 'father',
  phone: '',
  address: '',
  preference: '',
  standing: 'reachable',
  isPreferred: false,
  source: 'school-file',
  reason: '',
  studentName,
});

export interface CallFields {
  readonly calledOn: string;
  /** Of the list, or typed. */
  readonly phone: string;
  readonly isOther: boolean;
  readonly reached: boolean | null;
  readonly failure: Input<'contacts.file'>['failure'];
  readonly who: string;
  readonly identityPassed: boolean | null;
  readonly told: string;
  readonly answer: string;
  readonly next: string;
  readonly studentName: string;
}

export const firstCall = (form: CallForm): CallFields => ({
  calledOn: form.today,
  phone: '',
  isOther: false,
  reached: null,
  failure: null,
  who: '',
  identityPassed: null,
  told: '',
  answer: '',
  next: '',
  studentName: form.student.name,
});

export interface CallView {
  readonly name: string;
  readonly detail: string;
  readonly due: DueView | null;
  readonly numbers: readonly {
    readonly key: string;
    readonly phone: string;
    readonly title: string;
    readonly note: string;
    readonly tone: 'done' | 'small';
  }[];
  readonly calls: readonly { readonly key: string; readonly head: string; readonly text: string }[];
  readonly nextWay: string;
  readonly waiver: string;
  readonly canFile: boolean;
  readonly canWaive: boolean;
}

/** What may be asked that only the family knows, without what everybody on the class list knows. */
export const IDENTITY_HINT = '请对方说出学生的出生年月、宿舍或入学前的中学，和登记的一致才算核对。';

export function toCallView(form: CallForm): CallView {
  const { can, duty, nextWay, numbers, student, today, waiver } = form;
  return {
    name: student.name,
    detail: `${student.className} · ${student.studentNo}`,
    due: duty && toDue(duty, today),
    numbers: numbers.map(({ doubt, failed, isPreferred, label, phone, preference }) => ({
      key: phone,
      phone,
      title: `${label === '' ? '家长' : label}${isPreferred ? ' · 首选' : ''}`,
      note: [
        doubt === null ? '号码已核实' : `未核实：${sayDoubt(doubt)}，打通也不计`,
        failed === 0 ? '' : `${failed} 次没有打通`,
        preference,
      ]
        .filter((part) => part !== '')
        .join(' · '),
      tone: doubt === null ? 'done' : 'small',
    })),
    calls: form.calls.map((call) => ({
      key: call.callId,
      head: `${sayDate(call.calledOn, today)} · ${call.by} · ${call.phoneHint}`,
      text: call.reached
        ? [
            `${call.who}接听`,
            call.identityPassed === true ? '身份已核对' : '身份没有核对上',
            call.doubt === null ? '' : `号码未核实：${sayDoubt(call.doubt)}`,
            call.told,
            call.answer === '' ? '' : `家长：${call.answer}`,
            call.next === '' ? '' : `下一步：${call.next}`,
          ]
            .filter((part) => part !== '')
            .join('。')
        : [call.failure === null ? '没有打通' : CALL_FAILURE_LABELS[call.failure], call.next]
            .filter((part) => part !== '')
            .join('。'),
    })),
    nextWay:
      nextWay === null
        ? ''
        : nextWay.kind === 'another-guardian'
          ? '有的号码已经三次没有打通，请打给另一位家长。'
          : '登记的家长都联系不上。可以登记另一位家长再打；确实没有的，请组长写明理由免办。',
    waiver: waiver === null ? '' : `${sayDate(waiver.on, today)} ${waiver.by}免办：${waiver.reason}`,
    canFile: can.file,
    canWaive: can.waive,
  };
}

const WHY_NOT: Readonly<Record<Exclude<CallFiled['doubt'], null>, string>> = {
  'not-reached': '这次没有打通，已记一次。电话告知家长仍为待办。',
  'not-identified': '接听人的身份没有核对上，这次不计。电话告知家长仍为待办。',
  unknown: '这个号码没有登记过，这次不计。电话告知家长仍为待办。',
  'by-student': '这个号码是学生提供的，这次不计。电话告知家长仍为待办。',
  'after-warning': '这个号码是认定之后才登记的，这次不计。电话告知家长仍为待办。',
};

export const sayFiled = ({ doubt, repeated }: CallFiled): { heading: string; notes: readonly string[] } => ({
  heading: doubt === null ? '已告知家长' : '通话已记录',
  notes: [
    ...(doubt === null ? [] : [WHY_NOT[doubt]]),
    ...(repeated ? ['这次通话先前已经收到，没有重复保存。'] : []),
  ],
});

/** The id was made with the draft: a second tap or a retry sends the same one. */
export const toCallInput = (fields: CallFields, caseId: string, id: string): Input<'contacts.file'> => ({
  id,
  caseId,
  calledOn: fields.calledOn,
  phone: fields.phone,
  reached: fields.reached === true,
  failure: fields.reached === true ? null : fields.failure,
  who: fields.who,
  identityPassed: fields.reached === true ? fields.identityPassed : null,
  told: fields.told,
  answer: fields.answer,
  next: fields.next,
});
