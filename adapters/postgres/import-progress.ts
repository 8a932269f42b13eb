import { sql } from 'kysely';
import type { ImportProgress } from '#core/application/ports';
import { type Context, enterAs } from './context';

/** Whoever stages or applies an import says so often; one of whom nothing was heard for so long is over. */
const HEARD_WITHIN = '60 seconds';

/** A shorter one is over before anyone asks. */
const LONG_FROM_ROWS = 10_000;

/** Beside the import's own transaction, where there is a connection for it; nothing waits for it. */
export function noteProgress(
  { aside, actor }: Context,
  importId: string,
  { step, done, total }: ImportProgress,
): void {
  if (total < LONG_FROM_ROWS) return;
  aside(async (tx) => {
    const { db } = await enterAs(tx, actor);
    await sql`
      insert into import_progress (department_id, import_id, step, rows_done, rows_total)
      values (${actor.departmentId}::uuid, ${importId}::uuid, ${step}, ${done}, ${total})
      on conflict (department_id, import_id) do update
      set step = excluded.step, rows_done = excluded.rows_done, rows_total = excluded.rows_total,
        noted_at = clock_timestamp()`.execute(db);
  });
}

export async function readProgress({ db, actor }: Context, importId: string): Promise<ImportProgress | null> {
  const { rows } = await sql<ImportProgress>`
    select step, rows_done as done, rows_total as total from import_progress
    where department_id = ${actor.departmentId}::uuid and import_id = ${importId}::uuid
      and noted_at > clock_timestamp() - ${HEARD_WITHIN}::interval`.execute(db);
  return rows[0] ?? null;
}
