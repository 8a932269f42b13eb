import { sql } from 'kysely';
import type { CertifiableVolunteer, CertificateRecord, CertificateRepository } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import type {
  CertifiableSession,
  CertificateContent,
  CertificateState,
} from '#core/domain/service-certificate';
import { type Context, insertRows } from './context';
import { dayLimitOn } from './help-sessions';

export const certificateRepository = (context: Context): CertificateRepository => {
  const { tx, db, actor } = context;
  const department_id = actor.departmentId;
  return {
    volunteers: async () =>
      tx.query<CertifiableVolunteer>(
        `select person_id as "personId", work_no as "workNo", name, class_name as "className"
         from xueye.certifiable_volunteers()`,
        [],
      ),
    hours: async (volunteerId) =>
      tx.query<CertifiableSession>(
        `select session_id as id, volunteer_id as "volunteerId", kind, held_on as "heldOn", from_minute as "from",
           to_minute as "to", answer, review, day_minutes as "dayMinutes",
           ${dayLimitOn('held_on')} as "dayLimit", certificate_id as "certificateId"
         from xueye.volunteer_hours($1)`,
        [volunteerId ?? null],
      ),
    async list(volunteerId) {
      let query = selectCertificates(context);
      if (volunteerId !== undefined)
        query = query.where('service_certificate.volunteer_id', '=', volunteerId);
      const rows = await query
        .orderBy('service_certificate.issued_at', 'desc')
        .orderBy('service_certificate.serial', 'desc')
        .execute();
      return rows.map(toRecord);
    },
    async get(certificateId) {
      const row = await selectCertificates(context)
        .where('service_certificate.id', '=', certificateId)
        .executeTakeFirst();
      return row ? toRecord(row) : null;
    },
    async checkCode(certificateId) {
      const { check_code } = await db
        .selectFrom('service_certificate')
        .where('department_id', '=', department_id)
        .where('id', '=', certificateId)
        .select('check_code')
        .executeTakeFirstOrThrow();
      const opener = await context.sealed.toOpen();
      return opener.open('service_certificate', 'check_code', certificateId, check_code);
    },
    async nextSerial(year) {
      const [row] = await tx.query<{ last: number }>(
        `insert into xueye.certificate_series (department_id, year, last) values ($1, $2, 1)
         on conflict (department_id, year) do update set last = certificate_series.last + 1
         returning last`,
        [department_id, year],
      );
      if (!row) throw new Error('the series answered nothing');
      return row.last;
    },
    async add(row) {
      const sealer = await context.sealed.toSeal();
      await insertRows(context, 'service_certificate', [
        {
          department_id,
          id: row.id,
          volunteer_id: row.volunteerId,
          year: row.year,
          serial: row.serial,
          number: row.content.number,
          // What goes in is a JSON column's value.
          content: row.content as unknown as string,
          content_hash: row.contentHash,
          code_hash: row.codeHash,
          check_code: sealer.seal('service_certificate', 'check_code', row.id, row.checkCode),
          replaces: row.replaces,
          issued_on: row.content.issuedOn,
          issued_at: row.issuedAt,
          issued_by: row.issuedBy,
        },
      ]);
      await insertRows(
        context,
        'certified_session',
        row.sessionIds.map((session_id) => ({ department_id, certificate_id: row.id, session_id })),
      ).catch(refuseCertified);
    },
    async end(end) {
      const written = await insertRows(
        context,
        'service_certificate_end',
        [
          {
            department_id,
            certificate_id: end.certificateId,
            kind: end.kind,
            reason: end.reason,
            ended_on: end.on,
            ended_at: end.at,
            ended_by: end.by,
          },
        ],
        'on conflict (department_id, certificate_id) do nothing',
      );
      return written === 1;
    },
  };
};

function refuseCertified(error: unknown): never {
  const { constraint } = error as { readonly constraint?: string };
  if (constraint === 'certified_session_once' || constraint === 'certified_session_confirmed') {
    throw new DomainError('HOURS_CERTIFIED', '其中有的时数刚刚出过证明，或有了变化。请刷新后重试。');
  }
  throw error;
}

const selectCertificates = ({ db, actor }: Context) =>
  db
    .selectFrom('service_certificate')
    .leftJoin('service_certificate_end', (join) =>
      join
        .onRef('service_certificate_end.department_id', '=', 'service_certificate.department_id')
        .onRef('service_certificate_end.certificate_id', '=', 'service_certificate.id'),
    )
    .leftJoin('person', (join) =>
      join
        .onRef('person.department_id', '=', 'service_certificate.department_id')
        .onRef('person.id', '=', 'service_certificate.issued_by'),
    )
    .where('service_certificate.department_id', '=', actor.departmentId)
    .select([
      'service_certificate.id as id',
      'service_certificate.volunteer_id as volunteerId',
      'service_certificate.number as number',
      'service_certificate.content as content',
      'service_certificate.content_hash as contentHash',
      'service_certificate.issued_on as issuedOn',
      // A volunteer does not read colleagues: the issuer is then the department.
      'person.name as issuedByName',
      sql<CertificateState>`coalesce(service_certificate_end.kind, 'valid')`.as('state'),
      'service_certificate_end.ended_on as endedOn',
      'service_certificate_end.reason as reason',
    ]);

type CertificateColumns = Awaited<
  ReturnType<ReturnType<typeof selectCertificates>['executeTakeFirstOrThrow']>
>;

function toRecord({ content, endedOn, reason, ...row }: CertificateColumns): CertificateRecord {
  return {
    ...row,
    // The JSON column holds what `add` was given.
    content: content as unknown as CertificateContent,
    end: endedOn === null || reason === null ? null : { on: endedOn, reason },
  };
}
