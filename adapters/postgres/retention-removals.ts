import type { LocalDate } from '#core/domain/local-date';
import type { RetentionKind } from '#core/domain/retention';
import type { Transaction } from './database';
import { DUE } from './retention-due';

/** Of one transaction: short locks, and little to do again after a kill. */
const BATCH = 100;

/** What is removed: of a department, before a day. */
interface RemovalWork {
  readonly departmentId: string;
  /** The first day that is still kept. */
  readonly cutoff: LocalDate;
  readonly options: {
    readonly today: LocalDate;
    readonly removeFile: (path: string) => Promise<void>;
  };
}

type Removal = (tx: Transaction, work: RemovalWork) => Promise<number>;

const removeFiles =
  (kind: 'photos' | 'papers'): Removal =>
  async (tx, { departmentId, cutoff, options }) => {
    const files = await tx.query<{ id: string; path: string }>(`${DUE[kind]} order by f.id limit ${BATCH}`, [
      departmentId,
      cutoff,
    ]);
    // The file first: a row without its file is found again, a file without its row never.
    for (const { path } of files) await options.removeFile(path);
    await tx.query('delete from xueye.file_object where department_id = $1 and id = any ($2::uuid[])', [
      departmentId,
      files.map(({ id }) => id),
    ]);
    return files.length;
  };

/** Removes what is due of a kind, a batch of it; answers how much that was. */
export const REMOVALS: Readonly<Record<Exclude<RetentionKind, 'students'>, Removal>> = {
  photos: removeFiles('photos'),
  papers: removeFiles('papers'),
  /** One import's rows may be many: file by file. */
  async imports(tx, { departmentId, cutoff, options }) {
    const [file] = await tx.query<{ id: string; path: string }>(`${DUE.imports} order by f.id limit 1`, [
      departmentId,
      cutoff,
    ]);
    if (!file) return 0;
    await options.removeFile(file.path);
    const ofFile = `department_id = $1 and import_id in
      (select id from xueye.import_batch where department_id = $1 and file_id = $2)`;
    for (const table of ['import_row', 'import_rejection', 'import_change', 'import_progress'])
      await tx.query(`delete from xueye.${table} where ${ofFile}`, [departmentId, file.id]);
    // A preview without its rows is none: nobody applies it any more.
    await tx.query(
      `update xueye.import_batch set state = 'discarded', settled_at = clock_timestamp()
      where department_id = $1 and file_id = $2 and state = 'previewed'`,
      [departmentId, file.id],
    );
    await tx.query(
      'update xueye.import_batch set emptied_on = $3 where department_id = $1 and file_id = $2',
      [departmentId, file.id, options.today],
    );
    await tx.query('update xueye.file_object set removed_on = $3 where department_id = $1 and id = $2', [
      departmentId,
      file.id,
      options.today,
    ]);
    return 1;
  },
  async reminders(tx, { departmentId, cutoff }) {
    const told = await tx.query(
      `delete from xueye.reminder_told where ctid in (
        select s.ctid from xueye.reminder_told s
        join xueye.support_case c on c.department_id = s.department_id and c.id = s.case_id
        where s.department_id = $1 and s.day < $2::date and c.status <> 'open' limit ${BATCH}
      ) returning 1`,
      [departmentId, cutoff],
    );
    const events = await tx.query(
      `delete from xueye.reminder_credit_event where ctid in (
        select e.ctid from xueye.reminder_credit_event e
        left join xueye.reminder_message m on m.department_id = e.department_id and m.id = e.message_id
        where e.department_id = $1 and (e.at < $2::date or (m.day < $2::date
          and m.state not in ('waiting', 'leased', 'sending'))) limit ${BATCH}
      ) returning 1`,
      [departmentId, cutoff],
    );
    const messages = await tx.query(
      `delete from xueye.reminder_message where ctid in (
        select m.ctid from xueye.reminder_message m
        where m.department_id = $1 and m.day < $2::date and m.state not in ('waiting', 'leased', 'sending')
          and not exists (select from xueye.reminder_credit_event e
              where e.department_id = m.department_id and e.message_id = m.id)
        limit ${BATCH}
      ) returning 1`,
      [departmentId, cutoff],
    );
    return told.length + events.length + messages.length;
  },
  async codes(tx, { departmentId, cutoff }) {
    const gone = await tx.query(
      `delete from xueye.activation_code where department_id = $1 and id in (${DUE.codes} limit ${BATCH})
      returning 1`,
      [departmentId, cutoff],
    );
    return gone.length;
  },
  async applications(tx, { departmentId, cutoff }) {
    const due = await tx.query<{ id: string }>(`${DUE.applications} order by a.id limit ${BATCH}`, [
      departmentId,
      cutoff,
    ]);
    const ids = due.map(({ id }) => id);
    await tx.query(
      'delete from xueye.application_step where department_id = $1 and application_id = any ($2::uuid[])',
      [departmentId, ids],
    );
    await tx.query(
      'delete from xueye.volunteer_application where department_id = $1 and id = any ($2::uuid[])',
      [departmentId, ids],
    );
    return due.length;
  },
};
