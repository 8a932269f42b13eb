import { DomainError } from '#core/domain/errors';
import type { LocalDate } from '#core/domain/local-date';
import type { Transaction } from './database';

export interface Officer {
  readonly id: string;
  readonly role: string;
}

/**
 * The officer or leader of today by that number, for the audit.
 *
 * @throws DomainError NOT_AN_OFFICER
 */
export async function findOfficer(
  tx: Transaction,
  departmentId: string,
  { by, today }: { readonly by: string; readonly today: LocalDate },
): Promise<Officer> {
  const [officer] = await tx.query<Officer>(
    `select person.id, assignment.role from xueye.person
    join xueye.assignment on assignment.department_id = person.department_id
      and assignment.person_id = person.id
    where person.department_id = $1 and person.work_no = $2 and assignment.role in ('office', 'leader')
      and assignment.first_day <= $3 and (assignment.last_day is null or assignment.last_day >= $3)
    order by assignment.role desc limit 1`,
    [departmentId, by, today],
  );
  if (!officer)
    throw new DomainError(
      'NOT_AN_OFFICER',
      `工号 ${by} 今天不是系学工办人员，也不是组长。请写经手人的工号。`,
    );
  return officer;
}

/** What a command did with owner's rights, in the name of who had it done. */
export async function recordAsOwner(
  tx: Transaction,
  departmentId: string,
  officer: Officer,
  event: {
    readonly today: LocalDate;
    readonly action: string;
    readonly subjectType: string;
    readonly subjectId: string;
    /** Codes and numbers only. */
    readonly detail?: object;
    readonly changes?: object;
  },
): Promise<void> {
  await tx.query(
    `insert into xueye.audit_event
      (department_id, on_day, person_id, role, action, subject_type, subject_id, detail, changes)
    values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb)`,
    [
      departmentId,
      event.today,
      officer.id,
      officer.role,
      event.action,
      event.subjectType,
      event.subjectId,
      JSON.stringify(event.detail ?? {}),
      JSON.stringify(event.changes ?? {}),
    ],
  );
}
