import type { Database } from '#adapters/postgres/database';

/** A hash of each table's rows, a line a table, to show that nothing was written. */
export async function allRows(database: Database): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'xueye' and table_type = 'BASE TABLE'
       -- How often somebody knocked is no content.
       and table_name <> 'door_count' order by table_name`,
  );
  const hashes = await database.query<{ name: string; hash: string | null }>(
    tables
      .map(
        ({ name }) =>
          `select '${name}' as name, md5(string_agg(t::text, '|' order by t::text)) as hash from xueye.${name} t`,
      )
      .join(' union all '),
  );
  return hashes.map(({ name, hash }) => `${name}:${hash ?? ''}`).join('\n');
}
