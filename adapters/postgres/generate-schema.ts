import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Database } from './database';
import { migrate } from './migrate';

/**
 * TypeScript types of the migrated schema for Kysely: a `check (x in (…))` becomes a union, a default
 * makes a column optional on insert.
 *
 * `node --import tsx adapters/postgres/generate-schema.ts` writes them to generated/schema.ts.
 */
export async function renderSchema(database: Database): Promise<string> {
  const columns = await database.query<Column>(COLUMNS);
  const tables = new Map<string, string[]>();
  let hasDefaults = false;
  for (const column of columns) {
    const base = column.choices ? unionOf(column.choices) : typeOf(column);
    const nullable = column.is_nullable ? `${base} | null` : base;
    hasDefaults ||= column.has_default;
    const type = column.has_default ? `Generated<${nullable}>` : nullable;
    const lines = tables.get(column.table_name) ?? [];
    tables.set(column.table_name, [...lines, `  ${column.column_name}: ${type};`]);
  }
  const interfaces = [...tables].map(
    ([name, lines]) => `export interface ${pascal(name)} {\n${lines.join('\n')}\n}\n`,
  );
  return [
    '// Made by adapters/postgres/generate-schema.ts from the migrations: do not edit.',
    ...(hasDefaults ? ["import type { Generated } from 'kysely';"] : []),
    '',
    ...interfaces,
    'export interface DB {',
    ...[...tables.keys()].map((name) => `  ${name}: ${pascal(name)};`),
    '}',
    '',
  ].join('\n');
}

interface Column {
  readonly table_name: string;
  readonly column_name: string;
  readonly type_name: string;
  readonly is_nullable: boolean;
  readonly has_default: boolean;
  /** `CHECK ((role = ANY (ARRAY['leader'::text, …])))` */
  readonly choices: string | null;
}

const COLUMNS = `
  select c.relname as table_name, a.attname as column_name, t.typname as type_name,
    not a.attnotnull as is_nullable, a.atthasdef as has_default,
    (
      select pg_get_constraintdef(k.oid) from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
        and pg_get_constraintdef(k.oid) like '%ANY (ARRAY[%::text%'
      limit 1
    ) as choices
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  join pg_namespace n on n.oid = c.relnamespace
  join pg_type t on t.oid = a.atttypid
  where n.nspname = 'xueye' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    and c.relname <> 'applied_migration'
  order by c.relname collate "C", a.attnum`;

const unionOf = (check: string): string =>
  [...check.matchAll(/'([^']*)'::text/g)].map(([, value]) => `'${value}'`).join(' | ');

function typeOf({ type_name, table_name, column_name }: Column): string {
  switch (type_name) {
    case 'uuid':
    case 'text':
    case 'date':
    case 'timestamptz':
    case 'tsvector':
      return 'string';
    case 'int4':
    case 'int8':
      return 'number';
    case 'bool':
      return 'boolean';
    case 'jsonb':
      return 'unknown';
    default:
      throw new Error(`${table_name}.${column_name}: no TypeScript type is known for ${type_name}`);
  }
}

const pascal = (name: string): string =>
  name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { openPglite } = await import('./pglite');
  const database = await openPglite();
  await migrate(database);
  await writeFile(new URL('./generated/schema.ts', import.meta.url), await renderSchema(database));
  await database.close();
}
