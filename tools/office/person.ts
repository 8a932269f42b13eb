import { parseArgs } from 'node:util';
import { listDepartments } from '#adapters/postgres/key-runs';
import { loseName, type NameLoss } from '#adapters/postgres/person-erase';
import { copyOfPerson, recordCopy } from '#adapters/postgres/person-export';
import { DomainError } from '#core/domain/errors';
import { RETENTION_YEARS } from '#core/domain/retention';
import { chinaClock } from '../../cloudfunctions/runtime/clock';
import { makePseudonym } from '../../cloudfunctions/runtime/pseudonym';
import { withDatabase } from './database';
import { givenMasterKeys } from './keys';

export const PERSON_HELP = `用法：npm run -s office -- person export --number 学号或工号 --by 经手人工号 [--department 院系] > 本人数据.json
      npm run -s office -- person anonymise --number 学号 --by 经手人工号 [--years 年数] [--apply]

export     写出数据库里关于一个人的全部内容（JSON，按表），敏感列已解密：本人依法查阅、复制时用。
           内容里有谈话和家庭情况：只交给本人，交完删除这份文件。
anonymise  帮扶结束满保存年限的学生：去掉姓名、学号、家庭、联系方式、家长、名单，清除所有填写的文字。
           认定、谈话、通知书的日期和类别、成绩留着，统计数字不变，但再也认不出是谁，不能恢复。
           不加 --apply 只说会怎样，什么也不改。

  --number 学号或工号   须写全
  --by 工号             经手的系学工办人员或组长，记入操作记录
  --years 年数          档案保存几年，不写为 ${RETENTION_YEARS}
  --department 院系     有几个院系时写明
  --help                显示这一页

数据库由环境变量 DATABASE_URL（或 PGHOST 等）指明，须用表的所有者登录；export 的主密钥由 DATA_MASTER_KEY 或 DATA_MASTER_KEY_FILE 指明。
退出码：0 完成；2 参数不对、没有这个人、还不能匿名，或有内容解不开（什么也不写出、不改动）。
`;

const usage = (message: string): DomainError => new DomainError('USAGE', message);

/**
 * `office person`: a person's copy of their data, or their name taken out of it.
 *
 * @throws DomainError with one sentence
 */
export async function runPerson(argv: readonly string[]): Promise<string> {
  const given = readArguments(argv);
  if (given === null) return PERSON_HELP;
  const masters = given.command === 'export' ? await givenMasterKeys() : null;
  return withDatabase(async (database) => {
    const chosen = (await listDepartments(database)).filter(
      ({ name }) => given.department === undefined || name === given.department,
    );
    const [department, another] = chosen;
    if (!department) throw usage('没有这个院系。');
    if (another) throw usage('有几个院系，请用 --department 写明是哪一个。');
    const today = chinaClock.today();
    const pseudonym = makePseudonym();
    if (masters === null) {
      const asked = { ...given, studentNo: given.number, months: given.years * 12, today, pseudonym };
      return nameLossText(await loseName(database, department.id, asked));
    }
    const copy = await copyOfPerson(database, department.id, given.number, masters);
    if (copy === null) throw usage('没有这个学号或工号。请核对后写全。');
    await recordCopy(database, department.id, { by: given.by, today, of: copy });
    return `${JSON.stringify({ department: department.name, kind: copy.kind, number: copy.number, tables: copy.tables }, null, 2)}\n`;
  });
}

/** What is said of it, and the effect on statistics before anything is done. */
function nameLossText({ counted, pseudonym, files }: NameLoss): string {
  const rows = Object.entries(counted).map(([table, count]) => `  ${table}  ${count} 行`);
  return [
    pseudonym === null ? '还没有改动。匿名之后：' : `已匿名，学号换成 ${pseudonym}。`,
    '这些行留着，统计照样计入，但认不出是谁，填写的文字都已清除：',
    ...rows,
    '从此查不到：姓名、学号、性别、籍贯、家庭、联系方式、家长、名单里的行、谈话和计划的文字。',
    '做过的筛查快照里还有加密的旧名单；已经导出、打印的材料不受影响，请另行处理。',
    ...(files.length === 0 ? [] : ['请在存储桶里删除这些文件：', ...files.map((path) => `  ${path}`)]),
    ...(pseudonym === null ? ['确认无误后加 --apply 再运行一次；做了不能恢复。'] : []),
    '',
  ].join('\n');
}

function readArguments(argv: readonly string[]) {
  const { values, positionals } = parse(argv);
  if (values.help) return null;
  const [command] = positionals;
  if (positionals.length !== 1 || (command !== 'export' && command !== 'anonymise')) {
    throw usage('person 后面写 export 或 anonymise。加 --help 看用法。');
  }
  const required = (name: 'number' | 'by') => {
    const value = values[name]?.trim().normalize('NFKC') ?? '';
    if (value === '') throw usage(`缺少 --${name}。加 --help 看用法。`);
    return value;
  };
  const years = Number(values.years ?? RETENTION_YEARS);
  if (!Number.isInteger(years) || years < 1 || years > 100) throw usage('--years 写 1 到 100 的整数。');
  return {
    command,
    number: required('number'),
    by: required('by'),
    years,
    isApplied: values.apply ?? false,
    department: values.department,
  } as const;
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        number: { type: 'string' },
        by: { type: 'string' },
        years: { type: 'string' },
        apply: { type: 'boolean' },
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
