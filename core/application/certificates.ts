import type { CertifiableItem, CertificateItem } from '../contract/outputs/certificates';
import { DomainError } from '../domain/errors';
import { groupBy } from '../domain/group-by';
import { type CertifiableSession, monthsOf, toCertify } from '../domain/service-certificate';
import { minutesOf, tally } from '../domain/service-hours';
import { notFound } from './access';
import { pageOf } from './paging';
import type { CertifiableVolunteer, CertificateRecord } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** Volunteers and their hours; those with hours that no certificate says come first (art. 6). */
export const listCertifiable: UseCase<'certificates.list'> = async ({ cursor }, _actor, deps) => {
  const hours = byVolunteer(await deps.certificates.hours());
  const held = byVolunteer(await deps.certificates.list());
  const items = (await deps.certificates.volunteers())
    .map((volunteer) => toCertifiable(volunteer, hours(volunteer.personId), held(volunteer.personId)))
    .sort((a, b) => b.uncertified - a.uncertified);
  const sum = (part: 'counted' | 'uncertified') => items.reduce((minutes, item) => minutes + item[part], 0);
  return { counted: sum('counted'), uncertified: sum('uncertified'), ...pageOf(items, cursor) };
};

function byVolunteer<T extends { readonly volunteerId: string }>(
  items: readonly T[],
): (volunteerId: string) => readonly T[] {
  const found = groupBy(items, (item) => item.volunteerId);
  return (volunteerId) => found.get(volunteerId) ?? [];
}

/** One volunteer: what was certified, and what a new certificate would say. */
export const showCertifiable: UseCase<'certificates.volunteer'> = async ({ volunteerId }, _actor, deps) => {
  const volunteer = await requireVolunteer(volunteerId, deps);
  const hours = await deps.certificates.hours(volunteerId);
  const held = await deps.certificates.list(volunteerId);
  return {
    ...toCertifiable(volunteer, hours, held),
    next: monthsOf(toCertify(hours, null)),
    items: held.map((record) => ({ ...toItem(record), isOutdated: isOutdated(record, hours) })),
  };
};

/** One's own, newest first. */
export const listOwnCertificates: UseCase<'certificates.mine'> = async (_input, actor, deps) => ({
  items: (await deps.certificates.list(actor.personId)).map(toItem),
});

/** Absent and out of reach are refused alike. */
export async function requireVolunteer(
  volunteerId: string,
  deps: Pick<UseCaseDeps, 'certificates'>,
): Promise<CertifiableVolunteer> {
  const found = (await deps.certificates.volunteers()).find(({ personId }) => personId === volunteerId);
  if (!found) throw notFound();
  return found;
}

/** It is found by its code ever after, with the word that it no longer stands. Twice is once. */
export const withdrawCertificate: UseCase<'certificates.withdraw'> = async (
  { certificateId, reason },
  actor,
  deps,
) => {
  const held = await deps.certificates.get(certificateId);
  if (!held) throw notFound();
  if (held.state === 'replaced') {
    throw new DomainError('CERTIFICATE_ENDED', '这份证明已由新的一份代替，请撤回新的那份。');
  }
  if (reason.trim() === '') throw new DomainError('REASON_MISSING', '请写明撤回的理由。', 'reason');
  const isNew = await deps.certificates.end({
    certificateId,
    kind: 'withdrawn',
    reason: reason.trim(),
    on: actor.today,
    at: deps.clock.now(),
    by: actor.personId,
  });
  if (isNew) {
    await deps.audit.record({
      action: 'certificates.withdraw',
      subject: { type: 'person', id: held.volunteerId },
      detail: { number: held.number },
    });
  }
  return { certificateId };
};

function toCertifiable(
  volunteer: CertifiableVolunteer,
  hours: readonly CertifiableSession[],
  held: readonly CertificateRecord[],
): CertifiableItem {
  const uncertified = toCertify(hours, null).reduce((sum, session) => sum + minutesOf(session), 0);
  return {
    volunteerId: volunteer.personId,
    name: volunteer.name,
    studentNo: volunteer.workNo,
    className: volunteer.className ?? '',
    ...tally(hours),
    uncertified,
    certificates: held.filter(({ state }) => state === 'valid').length,
  };
}

const toItem = (record: CertificateRecord): Omit<CertificateItem, 'isOutdated'> => ({
  certificateId: record.id,
  number: record.number,
  issuedOn: record.issuedOn,
  issuedByName: record.issuedByName,
  from: record.content.from,
  to: record.content.to,
  sessions: record.content.sessions,
  minutes: record.content.minutes,
  state: record.state,
  end: record.end,
});

/** A counselor may refuse a session after it was certified. */
const isOutdated = (
  { id, state, content }: CertificateRecord,
  hours: readonly CertifiableSession[],
): boolean =>
  state === 'valid' &&
  tally(hours.filter(({ certificateId }) => certificateId === id)).counted !== content.minutes;
