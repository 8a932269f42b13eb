import { canonicalJson } from '../domain/canonical-json';
import { DomainError } from '../domain/errors';
import { PAPER_MEDIA_TYPES } from '../domain/paper-format';
import {
  type CertificateContent,
  certificateNumber,
  checkSecret,
  makeCheckCode,
  serviceOf,
  toCertify,
} from '../domain/service-certificate';
import { standingOf } from '../domain/service-hours';
import { notFound } from './access';
import { requireVolunteer } from './certificates';
import { keepFile } from './kept-files';
import type { HoursRow } from './ports';
import { readerMark } from './reader-mark';
import type { UseCase } from './use-case';

/**
 * Certifies all hours that no valid certificate says yet, and those of the one that it takes the place of.
 * Same id: same certificate. What cannot be printed has no number.
 */
export const issueCertificate: UseCase<'papers.issue-certificate'> = async (
  { id, volunteerId, replaces, reason },
  actor,
  deps,
) => {
  const volunteer = await requireVolunteer(volunteerId, deps);
  const stored = await deps.certificates.get(id);
  if (stored) {
    if (stored.volunteerId !== volunteerId) throw taken();
    return { certificateId: id, number: stored.number };
  }
  const old = replaces === null ? null : await deps.certificates.get(replaces);
  if (replaces !== null && old?.volunteerId !== volunteerId) throw notFound();
  if (old && old.state !== 'valid') {
    throw new DomainError('CERTIFICATE_ENDED', '要代替的那份证明已经撤回或已被代替。请刷新后查看。');
  }
  if (old && reason.trim() === '') {
    throw new DomainError('REASON_MISSING', '重新出具请写明理由。', 'reason');
  }
  const sessions = toCertify(await deps.certificates.hours(volunteerId), old?.id ?? null);
  if (sessions.length === 0) {
    throw new DomainError('NO_HOURS', '没有可以证明的时数：同学确认过、还没有出过证明的才算。');
  }
  if (old) {
    await deps.certificates.end({
      certificateId: old.id,
      kind: 'replaced',
      reason: reason.trim(),
      on: actor.today,
      at: deps.clock.now(),
      by: actor.personId,
    });
  }
  const year = Number(actor.today.slice(0, 4));
  const { name, shortName } = await deps.departments.get();
  const serial = await deps.certificates.nextSerial(year);
  const content: CertificateContent = {
    number: certificateNumber(shortName, year, serial),
    issuedOn: actor.today,
    departmentName: name,
    volunteer: {
      name: volunteer.name,
      studentNo: volunteer.workNo,
      className: volunteer.className ?? '',
    },
    ...serviceOf(sessions),
    replaces: old?.number ?? null,
  };
  const checkCode = makeCheckCode(deps.random);
  await deps.papers.certificate(content, checkCode);
  const contentHash = deps.hasher.sha256(canonicalJson(content));
  await deps.certificates.add({
    id,
    volunteerId,
    year,
    serial,
    content,
    contentHash,
    checkCode,
    codeHash: deps.hasher.sha256(checkSecret(checkCode)),
    replaces: old?.id ?? null,
    issuedBy: actor.personId,
    issuedAt: deps.clock.now(),
    sessionIds: sessions.map((session) => session.id),
  });
  await deps.audit.record({
    action: 'papers.issue-certificate',
    subject: { type: 'person', id: volunteerId },
    detail: { number: content.number, minutes: content.minutes, hash: contentHash },
  });
  return { certificateId: id, number: content.number };
};

const taken = () => new DomainError('CONFLICT', '这份证明的编号已被占用。请刷新后重试。');

/** The paper as it was issued, for whoever issues them and for whom it is about. */
export const printCertificate: UseCase<'papers.certificate'> = async ({ certificateId }, actor, deps) => {
  const held = await deps.certificates.get(certificateId);
  if (!held) throw notFound();
  if (held.state !== 'valid') {
    throw new DomainError('CERTIFICATE_ENDED', '这份证明已经撤回或已被代替，不再打印。');
  }
  if (deps.hasher.sha256(canonicalJson(held.content)) !== held.contentHash) {
    throw new Error('a certificate does not fit its hash');
  }
  const bytes = await deps.papers.certificate(held.content, await deps.certificates.checkCode(certificateId));
  await deps.audit.record({
    action: 'papers.certificate',
    subject: { type: 'person', id: held.volunteerId },
    detail: { number: held.number },
  });
  return keepFile(
    bytes,
    `志愿服务时数证明-${held.content.volunteer.name}.pdf`,
    PAPER_MEDIA_TYPES.pdf,
    actor,
    deps,
  );
};

/** Each confirmed session of a span of days, for the school's volunteer system. */
export const printHoursList: UseCase<'papers.hours-list'> = async ({ from, to }, actor, deps) => {
  const counted = (await deps.certificates.hours()).filter(
    (session) => standingOf(session) === 'counted' && session.heldOn >= from && session.heldOn <= to,
  );
  if (counted.length === 0) {
    throw new DomainError('NO_HOURS', `${from} 至 ${to} 没有确认过的志愿服务。请换一段日期。`, 'from');
  }
  const people = new Map((await deps.certificates.volunteers()).map((one) => [one.personId, one]));
  const numbers = new Map((await deps.certificates.list()).map(({ id, number }) => [id, number]));
  const rows = counted
    .map((session): HoursRow => {
      const volunteer = people.get(session.volunteerId);
      return {
        studentNo: volunteer?.workNo ?? '',
        name: volunteer?.name ?? '',
        className: volunteer?.className ?? '',
        on: session.heldOn,
        from: session.from,
        to: session.to,
        certificate: numbers.get(session.certificateId ?? '') ?? '',
      };
    })
    .sort((a, b) => (a.studentNo < b.studentNo ? -1 : a.studentNo > b.studentNo ? 1 : 0));
  const bytes = await deps.papers.hoursList(rows, readerMark(actor));
  await deps.audit.record({
    action: 'papers.hours-list',
    subject: { type: 'help-session', id: from },
    detail: { from, to, rows: rows.length },
  });
  return keepFile(bytes, `志愿服务时数-${from}至${to}.xlsx`, PAPER_MEDIA_TYPES.xlsx, actor, deps);
};
