import { parseArgs } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#adapters/postgres/database';
import { listDepartments } from '#adapters/postgres/key-runs';
import { countDue, type RetentionDone, runRetention, setRetention } from '#adapters/postgres/retention';
import { DomainError } from '#core/domain/errors';
import {
  isRetentionKind,
  RETENTION_DEFAULTS,
  RETENTION_EFFECTS,
  RETENTION_KINDS,
  RETENTION_LABELS,
  type RetentionKind,
  retentionLabel,
} from '#core/domain/retention';
import { chinaClock } from '../../cloudfunctions/runtime/clock';
import { makePseudonym } from '../../cloudfunctions/runtime/pseudonym';
import { openStorage } from '../../cloudfunctions/runtime/storage';
import { withDatabase } from './database';

export const RETENTION_HELP = `用法：npm run -s office -- retention [--department 院系]
      npm run -s office -- retention set --kind 种类 --months 月数 --by 经手人工号 [--department 院系]
      npm run -s office -- retention run [--department 院系]

不写别的   各种数据保存多久、由谁定的、现在有几项到期；什么也不改
set        定一种数据的保存期限，记入操作记录；没有定过的种类不会清除。never 表示不自动清除
run        立即清除到期的（平时每晚自动做）；可以中断，再运行一次就接着做

种类：
${RETENTION_KINDS.map((kind) => `  ${kind.padEnd(13)}${RETENTION_LABELS[kind]}，建议 ${retentionLabel(RETENTION_DEFAULTS[kind])}。${RETENTION_EFFECTS[kind]}`).join('\n')}

  --kind 种类           写 all 一次定下全部种类的建议期限（--months 不写）
  --by 工号             系学工办人员或组长
  --department 院系     有几个院系时写明；查看时不写为全部
  --help                显示这一页

数据库由环境变量 DATABASE_URL（或 PGHOST 等）指明，须用表的所有者登录；run 还要 CLOUDBASE_ENV、CLOUDBASE_API_KEY、STORAGE_BUCKET。
退出码：0 完成；2 参数不对；1 有几项没有清除成功，再运行一次。
`;

const usage = (message: string): DomainError => new DomainError('USAGE', message);

/**
 * `office retention`: how long data is kept, what is due, and its removal.
 *
 * @throws DomainError with one sentence
 */
export async function runRetentionCommand(argv: readonly string[]): Promise<string> {
  const given = readArguments(argv);
  if (given === null) return RETENTION_HELP;
  return withDatabase(async (database) => {
    const departments = (await listDepartments(database)).filter(
      ({ name }) => given.department === undefined || name === given.department,
    );
    if (departments.length === 0) throw usage('没有这个院系。');
    if (given.command === 'set' && departments.length > 1)
      throw usage('有几个院系，请用 --department 写明是哪一个。');
    const texts: string[] = [];
    for (const { id, name } of departments) {
      if (given.command === 'set') await setAll(database, id, given);
      const done = given.command === 'run' ? doneText(await runNow(database, id)) : '';
      texts.push(`${name}\n${done}${await dueText(database, id)}`);
    }
    return texts.join('\n');
  });
}

async function setAll(
  database: Database,
  departmentId: string,
  {
    kinds,
    months,
    by,
  }: {
    readonly kinds: readonly RetentionKind[];
    readonly months: number | null | undefined;
    readonly by: string;
  },
): Promise<void> {
  for (const kind of kinds) {
    await setRetention(database, departmentId, {
      id: uuidv7(),
      kind,
      months: months === undefined ? RETENTION_DEFAULTS[kind] : months,
      by,
      today: chinaClock.today(),
    });
  }
}

function runNow(database: Database, departmentId: string): Promise<RetentionDone> {
  return runRetention(database, departmentId, {
    today: chinaClock.today(),
    removeFile: openStorage().remove,
    pseudonym: makePseudonym,
  });
}

function doneText({ removed, failures }: RetentionDone): string {
  const lines = RETENTION_KINDS.flatMap((kind) =>
    removed[kind] === undefined ? [] : [`  已清除：${RETENTION_LABELS[kind]} ${removed[kind]} 项`],
  );
  if (failures.length > 0) {
    process.exitCode = 1;
    lines.push(`  有 ${failures.length} 处没有清除成功，请再运行一次。`);
  }
  return lines.length === 0 ? '  没有到期的。\n' : `${lines.join('\n')}\n`;
}

async function dueText(database: Database, departmentId: string): Promise<string> {
  const rows = await countDue(database, departmentId, chinaClock.today(), RETENTION_DEFAULTS);
  return rows
    .map(({ kind, months, isDecided, due }) => {
      const period = isDecided
        ? retentionLabel(months)
        : `还没有定（建议 ${retentionLabel(months)}），不清除`;
      return `  ${kind.padEnd(13)}${RETENTION_LABELS[kind]}：${period}；到期 ${due} 项\n`;
    })
    .join('');
}

function readArguments(argv: readonly string[]) {
  const { values, positionals } = parse(argv);
  if (values.help) return null;
  const [command = 'show', ...more] = positionals;
  if (more.length > 0 || (command !== 'show' && command !== 'set' && command !== 'run'))
    throw usage('retention 后面写 set 或 run，或什么也不写。加 --help 看用法。');
  const { department } = values;
  if (command !== 'set') return { command, department, kinds: [], months: null, by: '' } as const;
  const by = values.by?.trim().normalize('NFKC') ?? '';
  if (by === '') throw usage('缺少 --by。加 --help 看用法。');
  const kind = values.kind ?? '';
  if (kind === 'all') {
    if (values.months !== undefined) throw usage('--kind all 用建议期限，不写 --months。');
    return { command, department, kinds: RETENTION_KINDS, months: undefined, by } as const;
  }
  if (!isRetentionKind(kind)) throw usage(`--kind 写 ${RETENTION_KINDS.join('、')} 或 all。`);
  if (values.months === undefined) throw usage('缺少 --months。加 --help 看用法。');
  const months = values.months === 'never' ? null : Number(values.months);
  return { command, department, kinds: [kind], months, by } as const;
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        kind: { type: 'string' },
        months: { type: 'string' },
        by: { type: 'string' },
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
