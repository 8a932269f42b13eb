import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Database } from '#adapters/postgres/database';
import {
  type KeyStatus,
  keyStatus,
  listDepartments,
  rewrapDataKeys,
  rotateDataKey,
  sealDepartment,
} from '#adapters/postgres/key-runs';
import { type MasterKeys, makeMasterKey, readMasterKeys } from '#adapters/postgres/master-keys';
import { DomainError } from '#core/domain/errors';
import { withDatabase } from './database';

export const KEYS_HELP = `用法：npm run -s office -- keys make | status | seal | rotate | rewrap [--department 院系]

敏感列（家庭、联系方式、谈话内容、早报告、处分等）在应用层加密；这里管理它们的密钥。

  make      写出一个新的主密钥，放进 DATA_MASTER_KEY；不写入任何地方
  status    每个院系：第几版数据密钥、主密钥对不对、还有几处没有加密或没有换完
  seal      把加密以前存下的内容全部加密；做完之后，没有加密的内容一律拒绝
  rotate    换一个数据密钥：全部重新加密，再销毁旧的
  rewrap    换主密钥：DATA_MASTER_KEY 放新的，DATA_MASTER_KEY_PREVIOUS 放旧的，数据不动
  --department 院系   只做这一个；不写为全部

seal、rotate、rewrap 随时可以中断，再运行一次就接着做；做的时候其他人照常使用。
数据库由环境变量 DATABASE_URL（或 PGHOST 等）指明，须用表的所有者登录。
主密钥由 DATA_MASTER_KEY 或 DATA_MASTER_KEY_FILE（文件名）指明。
退出码：0 完成；2 参数不对、密钥不对或没有做完。
`;

const ACTIONS = ['make', 'status', 'seal', 'rotate', 'rewrap'] as const;
const usage = (message: string): DomainError => new DomainError('USAGE', message);

/**
 * `office keys`: the keys of sealed columns.
 *
 * @throws DomainError with one sentence
 */
export async function runKeys(argv: readonly string[]): Promise<string> {
  const { action, department } = readArguments(argv);
  if (action === null) return KEYS_HELP;
  if (action === 'make') return `${makeMasterKey()}\n`;
  const masters = await givenMasterKeys();
  return withDatabase(async (database) => {
    const chosen = (await listDepartments(database)).filter(
      ({ name }) => department === undefined || name === department,
    );
    if (chosen.length === 0) {
      throw usage(department === undefined ? '数据库里还没有院系。' : `没有名为「${department}」的院系。`);
    }
    const lines: string[] = [];
    for (const one of chosen) lines.push(await runOne(action, database, one, masters));
    return `${lines.join('\n')}\n`;
  });
}

async function runOne(
  action: Exclude<(typeof ACTIONS)[number], 'make'>,
  database: Database,
  { id, name }: { readonly id: string; readonly name: string },
  masters: MasterKeys,
): Promise<string> {
  if (action === 'status') return statusLine(await keyStatus(database, { id, name }, masters));
  if (action === 'rewrap') {
    const moved = await rewrapDataKeys(database, id, masters);
    return `「${name}」${moved === 0 ? '的数据密钥已由现在的主密钥保管' : `的 ${moved} 个数据密钥换由新的主密钥保管`}。`;
  }
  const work = action === 'seal' ? sealDepartment : rotateDataKey;
  const { version, rows, isResumed } = await work(database, id, masters);
  const again = isResumed ? '接着上次没有做完的，' : '';
  return action === 'seal'
    ? `「${name}」${again}加密了 ${rows} 行，用的是第 ${version} 版数据密钥。`
    : `「${name}」${again}换到第 ${version} 版数据密钥，重新加密 ${rows} 行，旧的已销毁。`;
}

function statusLine(status: KeyStatus): string {
  const { name, version, masterId, canOpen, destroyed, stale, isStrict, open } = status;
  if (version === 0) return `「${name}」还没有数据密钥，未加密 ${stale} 处。`;
  const RUNS: Readonly<Record<string, string>> = { seal: '加密旧内容', rotate: '换数据密钥' };
  return [
    `「${name}」第 ${version} 版数据密钥，已销毁 ${destroyed} 个旧的；`,
    `主密钥编号 ${masterId}，${canOpen ? '与环境变量相符' : '环境变量里没有这个主密钥'}；`,
    stale === 0 ? '全部用这一版加密' : `还有 ${stale} 处没有用这一版加密`,
    isStrict ? '。' : '；加密以前的内容还没有处理完，请运行 keys seal。',
    ...open.map(({ kind, rows }) => `没有做完：${RUNS[kind] ?? kind}，已做 ${rows} 行，请再运行一次。`),
  ].join('');
}

/** Of DATA_MASTER_KEY, or of the file that DATA_MASTER_KEY_FILE names. @throws DomainError */
export const givenMasterKeys = async (): Promise<MasterKeys> =>
  readMasterKeys({ ...process.env, ...(await keyOfFile()) });

async function keyOfFile(): Promise<{ DATA_MASTER_KEY?: string }> {
  const file = process.env.DATA_MASTER_KEY_FILE;
  if (!file || process.env.DATA_MASTER_KEY) return {};
  try {
    return { DATA_MASTER_KEY: await readFile(file, 'utf8') };
  } catch {
    throw usage(`读不到 DATA_MASTER_KEY_FILE 指明的文件 ${file}。`);
  }
}

function readArguments(argv: readonly string[]) {
  const { values, positionals } = parse(argv);
  if (values.help) return { action: null, department: undefined };
  const [action, ...more] = positionals;
  const known = ACTIONS.find((name) => name === action);
  if (!known || more.length > 0) throw usage(`keys 后面写 ${ACTIONS.join('、')} 之一。加 --help 看用法。`);
  return { action: known, department: values.department };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: { department: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      strict: true,
    });
  } catch {
    throw usage('选项不对。加 --help 看用法。');
  }
}
