import type { Transaction } from './database';

/** Stands for a name that was taken out. */
export const NAMELESS = '已匿名';

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: 'text' | 'jsonb';
  /** The table has the column `student_name`. */
  readonly isNamed: boolean;
}

/** Columns of a department's tables in which a 学号 stands anywhere; the audit's chain holds none. */
export async function columnsHolding(
  tx: Transaction,
  departmentId: string,
  number: string,
): Promise<readonly Column[]> {
  const columns = await tx.query<Column>(
    `select c.table_name as table, c.column_name as name, c.data_type as type, exists (
        select from information_schema.columns d where d.table_schema = 'xueye'
          and d.table_name = c.table_name and d.column_name = 'student_name'
      ) as "isNamed"
    from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = 'xueye' and t.table_type = 'BASE TABLE' and c.data_type in ('text', 'jsonb')
      and c.is_generated = 'NEVER' and c.table_name not in ('audit_event', 'audit_head') and exists (
        select from information_schema.columns d where d.table_schema = 'xueye'
          and d.table_name = c.table_name and d.column_name = 'department_id'
      )
    order by 1, 2`,
  );
  const holding: Column[] = [];
  for (const column of columns) {
    const found = await tx.query(
      `select 1 as one from xueye.${column.table}
      where department_id = $1 and strpos("${column.name}"::text, $2) > 0 limit 1`,
      [departmentId, number],
    );
    if (found.length > 0) holding.push(column);
  }
  return holding;
}

/** Puts a pseudonym in the number's place, and takes out the name that stands in the same text or beside it. */
export async function replaceNumber(
  tx: Transaction,
  departmentId: string,
  { name, number }: { readonly name: string; readonly number: string },
  column: Column,
  pseudonym: string,
): Promise<void> {
  const held = `replace(replace("${column.name}"::text, $2, $3), $4, '${NAMELESS}')::${column.type}`;
  const beside = column.isNamed ? `, student_name = replace(student_name, $4, '${NAMELESS}')` : '';
  await tx.query(
    `update xueye.${column.table} set "${column.name}" = ${held}${beside}
    where department_id = $1 and strpos("${column.name}"::text, $2) > 0`,
    [departmentId, number, pseudonym, name],
  );
}
