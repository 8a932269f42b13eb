import { parseArgs } from 'node:util';
import { listDepartments } from '#adapters/postgres/key-runs';
import { copyOfPerson } from '#adapters/postgres/person-export';
import { DomainError } from '#core/domain/errors';
import { connectionRefusal } from './database';
import { givenMasterKeys } from './keys';

export const PERSON_HELP = `用法：npm run -s office -- person export --number 学号或工号 [--department 院系] > 本人数据.json

写出数据库里关于一个人的全部内容（JSON，按表），敏感列已解密：本人依法查阅、复制时用。
内容里有谈话和家庭情况：只交给本人，交完删除这份文件。

  --number 学号或工号   须写全
  --department 院系     有几个院系时写明
  --help                显示这一页

数据库由环境变量 DATABASE_URL（或 PGHOST 等）指明，须用表的所有者登录；主密钥由 DATA_MASTER_KEY 或 DATA_MASTER_KEY_FILE 指明。
退出码：0 完成；2 参数不对、没有这个人，或有内容解不开（解不开时什么也不写出）。
`;

const usage = (message: string): DomainError => new DomainError('USAGE', message);

/**
 * `office person export`: a person's copy of their data.
 *
 * @throws DomainError with one sentence
 */
export async function runPerson(argv: readonly string[]): Promise<string> {
  const given = readArguments(argv);
  if (given === null) return PERSON_HELP;
  const masters = await givenMasterKeys();
  const { openPgDatabase } = await import('#adapters/postgres/pg');
  const database = openPgDatabase(process.env.DATABASE_URL ?? {}, { max: 1 });
  try {
    const chosen = (await listDepartments(database)).filter(
      ({ name }) => given.department === undefined || name === given.department,
    );
    const [department, another] = chosen;
    if (!department) throw usage('没有这个院系。');
    if (another) throw usage('有几个院系，请用 --department 写明是哪一个。');
    const copy = await copyOfPerson(database, department.id, given.number, masters);
    if (copy === null) throw usage('没有这个学号或工号。请核对后写全。');
    return `${JSON.stringify({ department: department.name, ...copy }, null, 2)}\n`;
  } catch (error) {
    throw connectionRefusal(error) ?? error;
  } finally {
    await database.close();
  }
}

function readArguments(argv: readonly string[]) {
  const { values, positionals } = parse(argv);
  if (values.help) return null;
  if (positionals.length !== 1 || positionals[0] !== 'export') {
    throw usage('person 后面写 export。加 --help 看用法。');
  }
  const number = values.number?.trim().normalize('NFKC') ?? '';
  if (number === '') throw usage('缺少 --number。加 --help 看用法。');
  return { number, department: values.department };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        number: { type: 'string' },
        department: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
      strict: true,
    });
  } catch {
    throw usage('选项不对。加 --help 看用法。');
  }
}
