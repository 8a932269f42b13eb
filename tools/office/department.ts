import { createHash, randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import { registerDepartment } from '#adapters/postgres/register-department';
import {
  ACTIVATION_DAYS,
  activationSecret,
  makeActivationCode,
  showActivationCode,
} from '#core/domain/activation-code';
import { DomainError } from '#core/domain/errors';
import { addDays, dayLabel, endOfDay } from '#core/domain/local-date';
import { policies } from '#core/policies/index';
import { chinaClock } from '../../cloudfunctions/runtime/clock';
import { withDatabase } from './database';

export const DEPARTMENT_HELP = `用法：npm run -s office -- department --name 院系 --short-name 简称 --officer-no 工号 --officer-name 姓名 [--policy 政策]

部署之后做一次：建立院系，登记第一位系学工办人员，并发给他激活码。其余的人由他导入名单、发激活码。

  --name 院系           如 生命科学系
  --short-name 简称     印在谈话记录表上，如 生科系
  --officer-no 工号     第一位系学工办人员
  --officer-name 姓名
  --policy 政策         ${Object.keys(policies).join('、')}；不写为 2015
  --help                显示这一页

数据库由环境变量 DATABASE_URL（或 PGHOST 等）指明，须用表的所有者登录，并已执行迁移。
激活码丢了、过期了，再运行一次就发新的，旧的失效；他开通之后，这个命令不再发码。
退出码：0 完成；2 参数不对、数据库没有准备好，或不该再发。
`;

const OPTIONS = {
  name: { type: 'string' },
  'short-name': { type: 'string' },
  'officer-no': { type: 'string' },
  'officer-name': { type: 'string' },
  policy: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const usage = (message: string): DomainError => new DomainError('USAGE', message);

/**
 * `office department`: the first officer of a fresh deployment.
 *
 * @throws DomainError with one sentence
 */
export async function runDepartment(argv: readonly string[]): Promise<string> {
  const given = readArguments(argv);
  if (given === null) return DEPARTMENT_HELP;
  const code = makeActivationCode((count) => randomBytes(count));
  const today = chinaClock.today();
  const expiresOn = addDays(today, ACTIVATION_DAYS);
  return withDatabase(async (database) => {
    const { isNew } = await registerDepartment(database, {
      departmentId: uuidv7(),
      name: given.name,
      shortName: given.shortName,
      policyId: given.policy,
      officer: { id: uuidv7(), workNo: given.officerNo, name: given.officerName },
      assignmentId: uuidv7(),
      code: {
        id: uuidv7(),
        hash: createHash('sha256').update(activationSecret(given.officerNo, code)).digest('hex'),
        issuedAt: chinaClock.now(),
        expiresAt: endOfDay(expiresOn),
      },
      today,
    });
    return [
      isNew ? `已建立「${given.name}」。` : `「${given.name}」已经建立过，只发了新的激活码。`,
      `工号 ${given.officerNo} 的激活码：${showActivationCode(code)}`,
      `${dayLabel(expiresOn)}（含当天）前有效，用一次即失效。请本人打开小程序，填工号和激活码开通。`,
      '',
    ].join('\n');
  });
}

function readArguments(argv: readonly string[]) {
  const values = parse(argv);
  if (values.help) return null;
  const required = (option: 'name' | 'short-name' | 'officer-no' | 'officer-name') => {
    const value = values[option]?.trim() ?? '';
    if (value === '') throw usage(`缺少 --${option}。加 --help 看用法。`);
    return value;
  };
  const policy = values.policy ?? '2015';
  if (!Object.hasOwn(policies, policy))
    throw usage(`没有政策「${policy}」，可以写 ${Object.keys(policies).join('、')}。`);
  return {
    name: required('name'),
    shortName: required('short-name'),
    officerNo: required('officer-no').normalize('NFKC'),
    officerName: required('officer-name'),
    policy,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: true }).values;
  } catch {
    throw usage('选项不对：每个选项后面写一个值，值里有空格时加引号。加 --help 看用法。');
  }
}
