import type { Database } from '#adapters/postgres/database';
import { DomainError } from '#core/domain/errors';

/**
 * One connection to the database of DATABASE_URL (or of PGHOST and the like), closed when the work is over.
 *
 * @throws DomainError where the server cannot be used as it is; what the work throws, otherwise
 */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  // The driver takes as long to load as all else of a command that only prints its help.
  const { openPgDatabase } = await import('#adapters/postgres/pg');
  const database = openPgDatabase(process.env.DATABASE_URL ?? {}, { max: 1 });
  try {
    return await work(database);
  } catch (error) {
    throw connectionRefusal(error) ?? error;
  } finally {
    await database.close();
  }
}

/** Where the server was not reached or did not let us in: a sentence instead of a stack. */
function connectionRefusal(error: unknown): DomainError | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === '42501')
    return new DomainError('NOT_OWNER', '这个数据库账号不是表的所有者，不能做这件事。请换所有者的账号。');
  if (code === '42P01' || code === '3F000')
    return new DomainError(
      'SCHEMA_MISSING',
      '数据库里还没有本系统的表，或还没有升级到这个版本。请先按 docs/deployment.md 第 1 节执行迁移。',
    );
  if (/^(ECONN|ENOTFOUND|ETIMEDOUT|EHOST|28|3D|08)/.test(code))
    return new DomainError(
      'DATABASE_UNREACHABLE',
      `连不上数据库（${code}）。请核对环境变量 DATABASE_URL，以及网络是否放行。`,
    );
  return null;
}
