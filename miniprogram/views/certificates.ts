import type {
  CertifiableItem,
  CertificateDesk,
  CertificateItem,
  CertificateSeen,
  OwnCertificates,
  VolunteerCertificates,
} from '#core/contract/index';
import { CERTIFICATE_STATE_LABELS } from '#core/domain/labels';
import type { MonthOfService } from '#core/domain/service-certificate';
import { sayMinutes } from '#core/domain/service-hours';
import { toLine } from './line';
import { sayFullDate } from './when';

export interface CertifiableRow {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly line: string;
  readonly isOwed: boolean;
}

export const toCertifiableRow = (item: CertifiableItem): CertifiableRow => ({
  id: item.volunteerId,
  name: item.name,
  detail: toLine([item.className, item.studentNo]),
  line: sayHours(item),
  isOwed: item.uncertified > 0,
});

const sayHours = ({ counted, uncertified, open }: CertifiableItem): string =>
  toLine([
    counted === 0 ? '还没有确认过的时数' : `已计入 ${sayMinutes(counted)}`,
    uncertified === 0 ? '' : `${sayMinutes(uncertified)}未出证明`,
    open === 0 ? '' : `${sayMinutes(open)}待确认`,
  ]);

export const toCertificateDesk = ({ counted, uncertified }: CertificateDesk) => ({
  total: sayMinutes(counted),
  owed:
    counted === 0
      ? '还没有同学确认过的时数'
      : uncertified === 0
        ? '都已出过证明'
        : `其中 ${sayMinutes(uncertified)}还没有出证明`,
});

export interface CertificateRow {
  readonly id: string;
  readonly number: string;
  readonly word: string;
  readonly tone: 'done' | 'calm';
  readonly line: string;
  readonly issued: string;
  readonly end: string;
  readonly isValid: boolean;
  readonly outdated: string;
}

export const toCertificateRow = (
  item: Omit<CertificateItem, 'isOutdated'> & { readonly isOutdated?: boolean },
): CertificateRow => ({
  id: item.certificateId,
  number: item.number,
  word: CERTIFICATE_STATE_LABELS[item.state],
  tone: item.state === 'valid' ? 'done' : 'calm',
  line: toLine([sayPeriod(item), `${item.sessions} 次`, sayMinutes(item.minutes)]),
  issued: toLine([
    `${sayFullDate(item.issuedOn)}出具`,
    item.issuedByName === null ? '' : `经办 ${item.issuedByName}`,
  ]),
  end: item.end === null ? '' : `${sayFullDate(item.end.on)}：${item.end.reason}`,
  isValid: item.state === 'valid',
  outdated: item.isOutdated === true ? '其中的时数后来有变化，请重新出具。' : '',
});

const sayPeriod = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  from === to ? sayFullDate(from) : `${sayFullDate(from)} 至 ${sayFullDate(to)}`;

const toMonths = (months: readonly MonthOfService[]) =>
  months.map(({ month, sessions, minutes }) => ({
    key: month,
    month: `${month.slice(0, 4)}年${Number(month.slice(5))}月`,
    line: `${sessions} 次，${sayMinutes(minutes)}`,
  }));

export const toCertificatePage = (answer: VolunteerCertificates) => ({
  name: answer.name,
  detail: toLine([answer.className, answer.studentNo]),
  hours: sayHours(answer),
  months: toMonths(answer.next),
  total: answer.uncertified === 0 ? '' : sayMinutes(answer.uncertified),
  rows: answer.items.map(toCertificateRow),
});

export const toOwnCertificates = ({ items }: OwnCertificates) => items.map(toCertificateRow);

/** What whoever asked by a check code reads: no more than the paper says. */
export function toCertificateSeen({ state, content, endedOn, replacedBy }: CertificateSeen) {
  const { volunteer, number, issuedOn, departmentName, sessions, minutes, months } = content;
  return {
    isValid: state === 'valid',
    verdict:
      state === 'valid'
        ? '这份证明有效'
        : state === 'withdrawn'
          ? `这份证明已撤回（${sayFullDate(endedOn ?? '')}），不再有效`
          : `这份证明已由 ${replacedBy ?? '新的一份'} 代替，不再有效`,
    number,
    who: `${volunteer.name}（学号 ${volunteer.studentNo}）`,
    className: volunteer.className,
    period: sayPeriod(content),
    hours: `${sessions} 次，合计 ${sayMinutes(minutes)}`,
    months: toMonths(months),
    issued: `${departmentName}，${sayFullDate(issuedOn)}`,
  };
}
