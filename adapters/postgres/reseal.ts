import type { Database, Transaction } from './database';
import type { DataKeys } from './sealed-columns';
import { openerWith, sealedVersion, sealerWith } from './sealed-columns';
import { SEALED_COLUMNS, type SealedTable, type SealedTableShape } from './sealed-inventory';

/** Rows of one transaction: a kill loses at most this much work. */
const ROWS_AT_ONCE = 200;

const TABLES = Object.keys(SEALED_COLUMNS) as SealedTable[];
const shapeOf = (table: SealedTable): SealedTableShape => SEALED_COLUMNS[table];

/**
 * Seals, with the newest data key, every value of a department that is not: bare ones and those of older
 * keys. Each batch commits by itself and a row that is done is passed over, so it may be killed at any
 * point and run again. With owner's rights.
 *
 * @param afterBatch told the rows of each batch, within its transaction
 * @throws DomainError of the codec at a value that does not open; what was done before stays
 */
export async function resealDepartment(
  database: Database,
  keys: DataKeys,
  afterBatch: (tx: Transaction, rows: number) => Promise<void>,
): Promise<void> {
  for (const table of TABLES) {
    let after: string | null = null;
    do {
      after = await database.transaction((tx) => resealBatch(tx, table, after, keys, afterBatch));
    } while (after !== null);
  }
  let isDone = false;
  while (!isDone) {
    isDone = await database.transaction((tx) => resealImages(tx, [], keys, afterBatch));
  }
}

/** Values that are not sealed with the version: none is the end of a run. */
export async function countStale(tx: Transaction, departmentId: string, version: number): Promise<number> {
  let stale = 0;
  for (const table of TABLES) {
    const [row] = await tx.query<{ count: number }>(
      `select count(*) as count from xueye.${table} t where department_id = $1 and (${staleOf(table)})`,
      [departmentId, freshPattern(version)],
    );
    stale += row?.count ?? 0;
  }
  const [row] = await tx.query<{ count: number }>(
    `select count(*) as count from xueye.import_change
    where department_id = $1 and table_name = 'student_sensitive' and (${STALE_IMAGE})`,
    [departmentId, freshPattern(version)],
  );
  return stale + (row?.count ?? 0);
}

/** Of a value that needs nothing: of this version, empty, or erased. */
const freshPattern = (version: number): string => `^(x1\\.${version}\\..*|x0\\.erased|)$`;

const asText = (column: string, kind: 'text' | 'json') =>
  kind === 'text'
    ? column
    : `case when jsonb_typeof(${column}) = 'string' then ${column} #>> '{}' else '{}' end`;

function staleOf(table: SealedTable): string {
  return Object.entries(shapeOf(table).columns)
    .map(([column, kind]) => `(t.${column} is not null and ${asText(`t.${column}`, kind)} !~ $2)`)
    .join(' or ');
}

interface HeldRow {
  readonly key: string;
  readonly identity: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** @returns the last key of the batch; null: there is nothing after it */
async function resealBatch(
  tx: Transaction,
  table: SealedTable,
  after: string | null,
  keys: DataKeys,
  afterBatch: (tx: Transaction, rows: number) => Promise<void>,
): Promise<string | null> {
  const { key, identity, columns } = shapeOf(table);
  const rows = await tx.query<HeldRow>(
    `select t.${key}::text as key, concat_ws('|', ${identity.map((name) => `t.${name}`).join(', ')}) as identity,
      jsonb_build_object(${Object.keys(columns)
        .map((name) => `'${name}', t.${name}`)
        .join(', ')}) as values
    from xueye.${table} t
    where t.department_id = $1 and ($3::uuid is null or t.${key} > $3::uuid) and (${staleOf(table)})
    order by t.${key} limit ${ROWS_AT_ONCE} for update`,
    [keys.departmentId, freshPattern(keys.newest), after],
  );
  const last = rows.at(-1);
  if (!last) return null;
  await tx.query(`select set_config('app.sealing', 'on', true)`);
  const renew = renewal(keys);
  const renewed = rows.map(({ key: id, identity: row, values }) => ({
    // A name that no sealed column has: one is called `key`.
    row_to_renew: id,
    ...Object.fromEntries(
      Object.entries(columns).map(([column, kind]) => [
        column,
        renew(table, column, kind, row, values[column]),
      ]),
    ),
  }));
  if (table === 'student_sensitive') {
    // The images of an import are compared with the row: both get the same new seal.
    const students = rows.map(({ key: id }) => id);
    await resealImages(tx, students, keys, async () => {}, renew);
  }
  await writeRows(tx, table, renewed, keys.departmentId);
  await afterBatch(tx, rows.length);
  return last.key;
}

async function writeRows(
  tx: Transaction,
  table: SealedTable,
  rows: readonly object[],
  departmentId: string,
): Promise<void> {
  const { key, columns } = shapeOf(table);
  const names = Object.keys(columns);
  await tx.query(
    `update xueye.${table} t set ${names.map((name) => `${name} = r.${name}`).join(', ')}
    from jsonb_to_recordset($2::jsonb) as r (row_to_renew uuid, ${names
      .map((name) => `${name} ${columns[name] === 'json' ? 'jsonb' : 'text'}`)
      .join(', ')})
    where t.department_id = $1 and t.${key} = r.row_to_renew`,
    [departmentId, JSON.stringify(rows)],
  );
}

type Renew = (
  table: SealedTable,
  column: string,
  kind: 'text' | 'json',
  row: string,
  stored: unknown,
) => unknown;

/** The same value at the same place gets one new seal. */
function renewal(keys: DataKeys): Renew {
  // Rows from before sealing are what this is for.
  const opener = openerWith({ ...keys, isStrict: false }) as LooseOpener;
  const sealer = sealerWith(keys) as unknown as LooseSealer;
  const done = new Map<string, unknown>();
  return (table, column, kind, row, stored) => {
    if (stored === null || stored === '' || stored === 'x0.erased') return stored;
    if (typeof stored === 'string' && sealedVersion(stored) === keys.newest) return stored;
    const name = JSON.stringify([table, column, row, stored]);
    const held = done.get(name);
    if (held !== undefined) return held;
    const sealed =
      kind === 'json'
        ? sealer.sealJson(table, column, row, opener.openJson(table, column, row, stored))
        : sealer.seal(table, column, row, opener.open(table, column, row, String(stored)));
    done.set(name, sealed);
    return sealed;
  };
}

/** The codec for a column that is only known at run time. */
interface LooseOpener {
  open(table: string, column: string, row: string, stored: string): string;
  openJson(table: string, column: string, row: string, stored: unknown): unknown;
}
interface LooseSealer {
  seal(table: string, column: string, row: string, text: string): string;
  sealJson(table: string, column: string, row: string, value: unknown): string;
}

const IMAGE_COLUMNS = Object.keys(SEALED_COLUMNS.student_sensitive.columns);

const STALE_IMAGE = ['before', 'after']
  .flatMap((image) => IMAGE_COLUMNS.map((name) => `coalesce(${image} ->> '${name}' !~ $2, false)`))
  .join(' or ');

type Image = Readonly<Record<string, unknown>> | null;

/**
 * What imports kept of students' sensitive columns: of these students, or where none is named of the next
 * batch of those whose row is gone.
 *
 * @returns whether nothing was left to do
 */
async function resealImages(
  tx: Transaction,
  students: readonly string[],
  keys: DataKeys,
  afterBatch: (tx: Transaction, rows: number) => Promise<void>,
  renew: Renew = renewal(keys),
): Promise<boolean> {
  const rows = await tx.query<{ ordinal: number; row: string; before: Image; after: Image }>(
    `select ordinal, row_id::text as row, before, after from xueye.import_change
    where department_id = $1 and table_name = 'student_sensitive' and (${STALE_IMAGE})
      and (cardinality($3::uuid[]) = 0 or row_id = any ($3::uuid[]))
    order by ordinal ${students.length === 0 ? `limit ${ROWS_AT_ONCE}` : ''}`,
    [keys.departmentId, freshPattern(keys.newest), `{${students.join(',')}}`],
  );
  if (rows.length === 0) return true;
  await tx.query(`select set_config('app.sealing', 'on', true)`);
  const renewImage = (row: string, image: Image): Image =>
    image && {
      ...image,
      ...Object.fromEntries(
        IMAGE_COLUMNS.map((name) => [
          name,
          renew('student_sensitive', name, 'text', row, image[name] ?? null),
        ]),
      ),
    };
  await tx.query(
    `update xueye.import_change c set before = r.before, after = r.after
    from jsonb_to_recordset($2::jsonb) as r (ordinal bigint, before jsonb, after jsonb)
    where c.department_id = $1 and c.ordinal = r.ordinal`,
    [
      keys.departmentId,
      JSON.stringify(
        rows.map(({ ordinal, row, before, after }) => ({
          ordinal,
          before: renewImage(row, before),
          after: renewImage(row, after),
        })),
      ),
    ],
  );
  await afterBatch(tx, rows.length);
  return false;
}
