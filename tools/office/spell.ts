import { parseArgs } from 'node:util';
import { listDepartments } from '#adapters/postgres/key-runs';
import { spellDepartment } from '#adapters/postgres/name-spellings';
import { DomainError } from '#core/domain/errors';
import { withDatabase } from './database';

export const SPELL_HELP = `用法：npm run -s office -- spell

给数据库里还没有注音的姓名注上拼音，查找学生和人员时可用拼音或首字母；已没有人用的姓名，其注音一并删去。
以后写入的姓名随写随注，只在升级到这个版本之后运行一次。可以中断，再运行一次就接着做。

数据库由环境变量 DATABASE_URL（或 PGHOST 等）指明，须用表的所有者登录。
退出码：0 完成；2 参数不对，或连不上数据库。
`;

/**
 * `office spell`: names that were stored before they were spelled.
 *
 * @throws DomainError with one sentence
 */
export async function runSpell(argv: readonly string[]): Promise<string> {
  if (isHelp(argv)) return SPELL_HELP;
  return withDatabase(async (database) => {
    const lines: string[] = [];
    for (const { id, name } of await listDepartments(database)) {
      const { spelled, forgotten } = await spellDepartment(database, id);
      lines.push(`「${name}」注音 ${spelled} 个姓名，删去 ${forgotten} 个已没有人用的。`);
    }
    return `${lines.join('\n') || '数据库里还没有院系。'}\n`;
  });
}

function isHelp(argv: readonly string[]): boolean {
  try {
    return (
      parseArgs({ args: [...argv], options: { help: { type: 'boolean', short: 'h' } }, strict: true }).values
        .help ?? false
    );
  } catch {
    throw new DomainError('USAGE', 'spell 后面不写别的。加 --help 看用法。');
  }
}
