import type { Person } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import type { Database } from './database';
import { beginSealed } from './sealed-columns';

export interface Registration {
  readonly departmentId: string;
  readonly name: string;
  readonly shortName: string;
  readonly policyId: string;
  readonly officer: Person;
  readonly assignmentId: string;
  readonly code: {
    readonly id: string;
    /** SHA-256 of `activationSecret`, hex. */
    readonly hash: string;
    readonly issuedAt: string;
    readonly expiresAt: string;
  };
  readonly today: string;
}

/**
 * Sets a department up with its first officer of 系学工办 and an activation code, with owner's rights.
 * Once more for the same officer: only a new code, the earlier one ends. Authority is never handed out
 * twice this way.
 *
 * @returns whether the department was made now
 * @throws DomainError SCHEMA_MISSING, ALREADY_BOUND or OFFICE_EXISTS
 */
export async function registerDepartment(
  database: Database,
  { departmentId, name, shortName, policyId, officer, assignmentId, code, today }: Registration,
): Promise<{ readonly isNew: boolean }> {
  return database.transaction(async (tx) => {
    const [schema] = await tx.query<{ found: boolean }>(
      `select to_regclass('xueye.key_run') is not null as found`,
      [],
    );
    if (!schema?.found) {
      throw new DomainError(
        'SCHEMA_MISSING',
        '数据库里还没有本系统的表，或还没有升级到这个版本。请先按 docs/deployment.md 第 1 节执行迁移。',
      );
    }
    // Two runs at once would both find nothing.
    await tx.query('lock table xueye.department in share row exclusive mode', []);
    const [held] = await tx.query<{ id: string }>(
      'select department_id as id from xueye.department where name = $1',
      [name],
    );
    const department = held?.id ?? departmentId;
    if (!held) {
      await tx.query(
        'insert into xueye.department (department_id, name, short_name, policy_id) values ($1, $2, $3, $4)',
        [department, name, shortName, policyId],
      );
      await beginSealed(tx, department);
      await tx.query('insert into xueye.person (department_id, id, work_no, name) values ($1, $2, $3, $4)', [
        department,
        officer.id,
        officer.workNo,
        officer.name,
      ]);
      await tx.query(
        `insert into xueye.assignment (department_id, id, person_id, role, first_day)
        values ($1, $2, $3, 'office', $4)`,
        [department, assignmentId, officer.id, today],
      );
    }
    const [person] = await tx.query<{ id: string; bound: boolean }>(
      `select person.id, exists (
        select from xueye.identity
        where identity.department_id = person.department_id and identity.person_id = person.id
      ) as bound
      from xueye.person
      join xueye.assignment on assignment.department_id = person.department_id
        and assignment.person_id = person.id and assignment.role = 'office'
        and assignment.first_day <= $3 and (assignment.last_day is null or assignment.last_day >= $3)
      where person.department_id = $1 and person.work_no = $2`,
      [department, officer.workNo, today],
    );
    if (!person) {
      throw new DomainError(
        'OFFICE_EXISTS',
        `「${name}」已经登记过，工号 ${officer.workNo} 不是在任的系学工办人员。请由现任的系学工办人员导入教职工名单，再在“人员与开通”里发激活码。`,
      );
    }
    if (person.bound) {
      throw new DomainError(
        'ALREADY_BOUND',
        `工号 ${officer.workNo} 已经开通。换微信请由另一位系学工办人员在“人员与开通”里发激活码。`,
      );
    }
    await tx.query(
      `update xueye.activation_code set ended_at = $3, ended_as = 'replaced'
      where department_id = $1 and person_id = $2 and ended_at is null`,
      [department, person.id, code.issuedAt],
    );
    await tx.query(
      `insert into xueye.activation_code
        (department_id, id, person_id, code_hash, issued_by, issued_at, expires_at)
      values ($1, $2, $3, $4, null, $5, $6)`,
      [department, code.id, person.id, code.hash, code.issuedAt, code.expiresAt],
    );
    return { isNew: !held };
  });
}
