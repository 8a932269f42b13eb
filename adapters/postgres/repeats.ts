import { DomainError } from '#core/domain/errors';
import type { Context } from './context';
import type { DB } from './generated/schema';

/**
 * What an insert met that wrote nothing: the person's own earlier row of the id, which is answered false.
 *
 * @param author the column that names who wrote
 * @param otherwise what to say of anything else that stands in its place
 * @throws DomainError CONFLICT
 */
export async function isRepeat(
  { tx, actor }: Context,
  row: {
    readonly table: keyof DB;
    readonly id: string;
    readonly author: string;
    readonly authorId: string;
  },
  otherwise: string,
): Promise<false> {
  const rows = await tx.query(
    `select 1 as one from xueye.${row.table} where department_id = $1 and id = $2 and ${row.author} = $3`,
    [actor.departmentId, row.id, row.authorId],
  );
  if (rows.length === 1) return false;
  throw new DomainError('CONFLICT', otherwise);
}
