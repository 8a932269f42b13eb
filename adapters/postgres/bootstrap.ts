import type { CalendarRecord, Department, Person } from '#core/application/ports';
import { insertRows } from './context';
import type { Database, Transaction } from './database';
import { beginSealed } from './sealed-columns';

export interface Bootstrap {
  readonly department: Pick<Department, 'id' | 'name' | 'shortName'>;
  readonly policyId: string;
  /** The first person of 系学工办, who then imports everyone else. */
  readonly officer: Person & { /** Of the assignment. */ readonly assignmentId: string };
  /** What it begins with; without `holidays` the published ones hold alone. */
  readonly calendar: CalendarRecord;
}

/** The officer's first day where nothing says when the department began. */
const BEGINNING = '2000-01-01';

/**
 * Sets up a department, with owner's rights. Doing it again renews name and policy, and leaves the
 * calendar, people and assignments as they are: by then they are the office's.
 */
export async function bootstrapDepartment(
  database: Database,
  { department, policyId, officer, calendar }: Bootstrap,
): Promise<void> {
  const department_id = department.id;
  const [firstDay = BEGINNING] = calendar.terms.map(({ from }) => from).sort();
  await database.transaction(async (tx) => {
    const [isHeld] = await tx.query('select 1 as one from xueye.department where department_id = $1', [
      department_id,
    ]);
    const isNew = isHeld === undefined;
    await tx.query(
      `insert into xueye.department (department_id, name, short_name, policy_id) values ($1, $2, $3, $4)
      on conflict (department_id) do update
        set name = excluded.name, short_name = excluded.short_name, policy_id = excluded.policy_id`,
      [department_id, department.name, department.shortName, policyId],
    );
    if (isNew) {
      await beginSealed(tx, department_id);
      await storeCalendar(tx, department_id, calendar);
    }
    await insertRows(
      tx,
      'person',
      [{ department_id, id: officer.id, work_no: officer.workNo, name: officer.name }],
      'on conflict (department_id, work_no) do nothing',
    );
    // Only where the department has no office at all: authority is never handed out twice.
    await tx.query(
      `insert into xueye.assignment (department_id, id, person_id, role, first_day)
      select person.department_id, $4::uuid, person.id, 'office', $3::date
      from xueye.person
      where person.department_id = $1 and person.work_no = $2 and not exists (
        select from xueye.assignment
        where assignment.department_id = person.department_id and assignment.role = 'office'
      )`,
      [department_id, officer.workNo, firstDay, officer.assignmentId],
    );
  });
}

async function storeCalendar(
  tx: Transaction,
  department_id: string,
  calendar: CalendarRecord,
): Promise<void> {
  await insertRows(
    tx,
    'calendar_term',
    calendar.terms.map(({ term, from, to }) => ({ department_id, term, first_day: from, last_day: to })),
  );
  const ofKind = (kind: 'holiday' | 'makeup-workday') => (day: string) => ({ department_id, day, kind });
  await insertRows(tx, 'calendar_day', [
    ...calendar.holidays.map(ofKind('holiday')),
    ...calendar.makeupWorkdays.map(ofKind('makeup-workday')),
  ]);
}

/**
 * Binds an identity of a provider to a person, with owner's rights; bound to another before, it moves.
 */
export async function bindIdentity(
  database: Database,
  identity: {
    readonly departmentId: string;
    /** `wechat` */
    readonly provider: string;
    /** For WeChat the openid. */
    readonly subject: string;
    readonly personId: string;
    /** UUIDv7: names the sessions of this binding. */
    readonly bindingId: string;
  },
): Promise<void> {
  await database.query(
    `insert into xueye.identity (provider, subject, department_id, person_id, binding_id)
    values ($1, $2, $3, $4, $5)
    on conflict (provider, subject) do update
      set department_id = excluded.department_id, person_id = excluded.person_id,
        binding_id = excluded.binding_id, bound_at = now()`,
    [identity.provider, identity.subject, identity.departmentId, identity.personId, identity.bindingId],
  );
}
