import type { LocalDate } from '#core/domain/local-date';
import type { Database, Transaction } from './database';
import type { MasterKeys } from './master-keys';
import { findOfficer, recordAsOwner } from './owner-audit';
import { openerWith, readDataKeys } from './sealed-columns';
import { SEALED_COLUMNS, type SealedTable, type SealedTableShape } from './sealed-inventory';

/** Everything that is stored of one person, opened: by table, each row by column. */
export interface PersonCopy {
  readonly kind: 'student' | 'staff';
  readonly number: string;
  readonly id: string;
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

/** Which person a table's rows are of; a new table with such a column is part of the copy by itself. */
const OF_A_STUDENT = ['student_id'];
const OF_STAFF = ['person_id', 'author_id', 'referrer_id', 'decided_by', 'answered_by', 'made_by'];

/** What says nothing of the person, or would open something. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = { activation_code: ['code_hash'] };
/** Before-images repeat rows that are in the copy, or were put back. */
const TABLES_LEFT_OUT = new Set(['import_change']);

/**
 * A person's copy of their data (个人信息保护法 art. 45), with owner's rights; null: no such number.
 *
 * @param number 学号 or 工号, whole
 * @throws DomainError of the codec: never a copy with parts missing
 */
export async function copyOfPerson(
  database: Database,
  departmentId: string,
  number: string,
  masters: MasterKeys,
): Promise<PersonCopy | null> {
  return database.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read');
    const [found] = await tx.query<{ kind: 'student' | 'staff'; id: string }>(
      `select 'student' as kind, id::text from xueye.student where department_id = $1 and student_no = $2
      union all
      select 'staff', id::text from xueye.person where department_id = $1 and work_no = $2
      limit 1`,
      [departmentId, number],
    );
    if (!found) return null;
    const { kind, id } = found;
    const opener = openerWith(await readDataKeys(tx, departmentId, masters, new Map())) as LooseOpener;
    const tables: Record<string, readonly Readonly<Record<string, unknown>>[]> = {};
    for (const { table, columns } of await tablesOf(tx, kind)) {
      const rows = await tx.query<{ row: Readonly<Record<string, unknown>> }>(
        `select to_jsonb(t) as row from xueye.${table} t
        where department_id = $1 and $2::uuid in (${columns.join(', ')}) order by t::text`,
        [departmentId, id],
      );
      if (rows.length > 0) tables[table] = rows.map(({ row }) => opened(table, row, opener));
    }
    return { kind, number, id, tables };
  });
}

/**
 * That a copy was made, and by whose hand: before it is handed out.
 *
 * @throws DomainError NOT_AN_OFFICER
 */
export async function recordCopy(
  database: Database,
  departmentId: string,
  { by, today, of }: { readonly by: string; readonly today: LocalDate; readonly of: PersonCopy },
): Promise<void> {
  await database.transaction(async (tx) => {
    const officer = await findOfficer(tx, departmentId, { by, today });
    await recordAsOwner(tx, departmentId, officer, {
      today,
      action: 'people.copy',
      subjectType: of.kind === 'student' ? 'student' : 'person',
      subjectId: of.id,
    });
  });
}

/** Tables with rows of who works here, by the columns that name them, as far as who asks may read them. */
export const staffTables = (tx: Transaction) => tablesOf(tx, 'staff');

async function tablesOf(
  tx: Transaction,
  kind: 'student' | 'staff',
): Promise<readonly { readonly table: string; readonly columns: readonly string[] }[]> {
  const owner = kind === 'student' ? 'student' : 'person';
  const asked = kind === 'student' ? OF_A_STUDENT : OF_STAFF;
  const rows = await tx.query<{ table: string; column: string }>(
    `select c.table_name as table, c.column_name as column from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = 'xueye' and t.table_type = 'BASE TABLE' and c.data_type = 'uuid'
      and has_column_privilege('xueye.' || c.table_name, c.column_name, 'select')
    order by c.table_name, c.column_name`,
  );
  const found = new Map<string, string[]>([[owner, ['id']]]);
  for (const { table, column } of rows) {
    if (!asked.includes(column) || TABLES_LEFT_OUT.has(table)) continue;
    found.set(table, [...(found.get(table) ?? []), column]);
  }
  const scoped = new Set(
    (
      await tx.query<{ table: string }>(
        `select table_name as table from information_schema.columns
        where table_schema = 'xueye' and column_name = 'department_id'
          and has_column_privilege('xueye.' || table_name, 'department_id', 'select')`,
      )
    ).map(({ table }) => table),
  );
  return [...found].filter(([table]) => scoped.has(table)).map(([table, columns]) => ({ table, columns }));
}

/** The codec for a column that is only known at run time. */
interface LooseOpener {
  open(table: string, column: string, row: string, stored: string): string;
  openJson(table: string, column: string, row: string, stored: unknown): unknown;
}

function opened(
  table: string,
  row: Readonly<Record<string, unknown>>,
  opener: LooseOpener,
): Readonly<Record<string, unknown>> {
  const shape: SealedTableShape | undefined = SEALED_COLUMNS[table as SealedTable];
  const left = LEFT_OUT[table] ?? [];
  const identity = shape ? shape.identity.map((name) => String(row[name])).join('|') : '';
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => name !== 'department_id' && !left.includes(name))
      .map(([name, value]) => {
        const kind = shape?.columns[name];
        if (kind === undefined || value === null) return [name, value];
        return [
          name,
          kind === 'json'
            ? opener.openJson(table, name, identity, value)
            : opener.open(table, name, identity, String(value)),
        ];
      }),
  );
}
