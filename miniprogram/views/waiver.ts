import type { WaiverPage, WaiverView } from '#core/contract/index';
import { DUTY_LABELS, DUTY_ROLE_LABELS } from '#core/domain/labels';
import { type DutyRow, toDutyRow } from './archive';
import { sayDate } from './when';

export interface OwedRow extends DutyRow {
  readonly kind: string;
  readonly role: string;
}

export interface WaivedRow {
  readonly id: string;
  readonly title: string;
  readonly when: string;
  readonly reason: string;
  /** How it ended; empty while it stands. */
  readonly end: string;
  readonly canEnd: boolean;
}

export interface WaiverPageView {
  readonly name: string;
  readonly detail: string;
  readonly owed: readonly OwedRow[];
  readonly waived: readonly WaivedRow[];
  readonly canWaive: boolean;
}

export const toWaiverPage = ({ can, duties, student, today, waivers }: WaiverPage): WaiverPageView => ({
  name: student.name,
  detail: `${student.className} · ${student.studentNo}`,
  owed: duties
    .filter(({ state }) => state !== 'done' && state !== 'waived')
    .map((duty) => ({ ...toDutyRow(duty, today), kind: duty.kind, role: duty.role })),
  waived: waivers.map((waiver) => ({
    id: waiver.waiverId,
    title: `${DUTY_LABELS[waiver.kind]}${waiver.role === null ? '' : `（${DUTY_ROLE_LABELS[waiver.role]}）`}`,
    when: sayWhen(waiver, today),
    reason: waiver.reason,
    end:
      waiver.end === null
        ? ''
        : `${sayDate(waiver.end.on, today)} ${waiver.end.by}恢复办理：${waiver.end.reason}`,
    canEnd: can.waive && waiver.isInForce,
  })),
  canWaive: can.waive,
});

const sayWhen = ({ by, end, isInForce, on, until }: WaiverView, today: string): string =>
  [
    `${sayDate(on, today)} ${by}同意`,
    until === null ? '长期' : `到${sayDate(until, today)}`,
    ...(end === null && !isInForce ? ['已到期'] : []),
  ].join(' · ');
