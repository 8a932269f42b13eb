import { sql } from 'kysely';
import type { AuditRepository } from '#core/application/ports';
import type { Context } from './context';

/** The database numbers and times each event itself. */
export const auditRepository = ({ db, actor }: Context): AuditRepository => ({
  async record({ action, subject, detail = {} }) {
    await sql`
      insert into audit_event
        (department_id, on_day, person_id, role, action, subject_type, subject_id, detail)
      values (${actor.departmentId}::uuid, ${actor.today}::date, ${actor.personId}::uuid, ${actor.role}, ${action},
        ${subject.type}, ${subject.id}, ${JSON.stringify(detail)}::jsonb)`.execute(db);
  },
});
