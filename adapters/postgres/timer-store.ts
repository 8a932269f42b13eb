import type { LocalDate } from '#core/application/ports';
import type { TimerStore } from '#core/application/timer-ports';
import { type Context, makeKeyring } from './context';
import type { Database, Transaction } from './database';
import type { MasterKeys } from './master-keys';
import { outboxRepository } from './outbox';
import { departmentRepository } from './people';
import { policyRepository } from './policies';
import { sealedColumns } from './sealed-columns';
import { sweepRepository } from './sweeps';
import { textCheckQueue } from './text-checks';

/**
 * The store as the timers see it: under row-level security, in the role `timer` and without a person.
 *
 * @param masters only where a department has WeChat asked about records that are sealed
 */
export function createTimerStore(database: Database, masters?: MasterKeys): TimerStore {
  return {
    departments: () =>
      database.transaction(async (tx) => {
        await tx.query(`select set_config('role', 'xueye_app', true)`);
        const rows = await tx.query<{ id: string }>(
          'select timer_departments as id from xueye.timer_departments()',
        );
        return rows.map(({ id }) => id);
      }),
    transaction: (scope, work) =>
      database.transaction(async (tx) => {
        const context = await enterAsTimer(tx, scope, masters);
        return work({
          departments: departmentRepository(context),
          policies: policyRepository(context),
          sweeps: sweepRepository(context),
          outbox: outboxRepository(context),
          textChecks: textCheckQueue(context),
        });
      }),
  };
}

/** Repositories that name the person who acts are not for a timer: row-level security would refuse them. */
const NOBODY = { personId: '', role: 'office' } as const;

/** As `enterAs`, for no person. The department may be empty where a table belongs to none. */
export async function enterAsTimer(
  tx: Transaction,
  { departmentId, today }: { readonly departmentId: string; readonly today: LocalDate },
  held?: MasterKeys,
): Promise<Context> {
  await tx.query(
    `select set_config('role', 'xueye_app', true),
      set_config('search_path', 'xueye, pg_temp', true),
      set_config('app.department_id', $1, true),
      set_config('app.person_id', '', true),
      set_config('app.role', 'timer', true),
      set_config('app.today', $2, true)`,
    [departmentId, today],
  );
  // Without a master key, as a timer is by default, nothing sealed can be opened.
  const { masters, unwrapped } = makeKeyring(held);
  const sealed = sealedColumns(tx, departmentId, masters, unwrapped);
  const aside = () => {};
  const actor = { departmentId, today, ...NOBODY };
  return { tx, db: tx.db, actor, sealed, aside };
}
